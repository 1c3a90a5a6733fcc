import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Framework } from '../contract/catalogue.ts';
import type { Layout } from '../contract/layouts.ts';
import { fillIn, type LayoutTemplate } from '../domain/layouts/template.ts';
import type { FrameworkAnnex, ReportFramework } from '../domain/report/report.ts';
import { numeral } from '../domain/words/counted.ts';
import { findDataFolder } from './data-folder.ts';
import type { CatalogueIndex } from './lookup.ts';
import { partFacts } from './part-facts.ts';
import type { Manifest } from './schema.ts';

let loaded: readonly LayoutTemplate[] | undefined;

/**
 * The templates of the layouts that auditors exchange, in the order of the manifest. Read when first asked for. Throws an
 * Error that names the file when it is not the one that the manifest lists.
 */
export function loadLayouts(): readonly LayoutTemplate[] {
  loaded ??= readLayouts(findDataFolder());
  return loaded;
}

/** Reads and verifies the templates of one folder. */
export function readLayouts(folder: string): readonly LayoutTemplate[] {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  return Object.entries(manifest.files).flatMap(([name, hash]) => {
    if (!name.startsWith('layouts/')) return [];
    const bytes = readFileSync(join(folder, name));
    if (createHash('sha256').update(bytes).digest('hex') !== hash)
      throw new Error(
        `The catalogue file ${name} is not the one that this version shipped. Install Demarc again, or, after editing it, run "node main/catalogue/hash-data.ts".`,
      );
    return [JSON.parse(bytes.toString('utf8')) as LayoutTemplate];
  });
}

/** The template for any framework is written once; this makes it that of one framework. */
function forFramework(template: LayoutTemplate, framework: Framework): LayoutTemplate {
  const words = {
    'framework-id': framework.id,
    framework: framework.name,
    'framework-version': framework.version,
    'framework-publisher': framework.publisher,
  };
  return {
    ...template,
    id: fillIn(template.id, words),
    title: fillIn(template.title, words),
    publisher: fillIn(template.publisher, words),
    about: fillIn(template.about, words),
    framework: framework.id,
  };
}

/** Every layout that can be written as an Excel file: the recipients' own, then one for each framework of the catalogue. */
export const sheetLayouts = (
  catalogue: CatalogueIndex,
  templates: readonly LayoutTemplate[] = loadLayouts(),
): readonly LayoutTemplate[] =>
  templates.flatMap((template) =>
    template.id.includes('{framework-id}')
      ? catalogue.catalogue.frameworks.map((framework) => forFramework(template, framework))
      : [counted(template, catalogue)],
  );

/** A figure in the texts of a layout is that of the catalogue at hand. */
function counted(template: LayoutTemplate, catalogue: CatalogueIndex): LayoutTemplate {
  const controls =
    template.framework === null ? undefined : catalogue.framework(template.framework)?.controls;
  const words = { controls: numeral(controls?.length ?? 0) };
  return {
    ...template,
    about: fillIn(template.about, words),
    cannotHold: template.cannotHold.map((sentence) => fillIn(sentence, words)),
  };
}

/** A template as the contract lists it; a single seat is no choice, so it is not offered as one. */
export const layoutOf = ({ vantages, ...template }: LayoutTemplate): Layout => ({
  id: template.id,
  version: template.version,
  title: template.title,
  publisher: template.publisher,
  format: template.format,
  framework: template.framework,
  verified: template.verified,
  basis: template.basis,
  about: template.about,
  cannotHold: template.cannotHold,
  vantages: vantages.length > 1 ? vantages.map(({ id, name, about }) => ({ id, name, about })) : [],
});

/**
 * The controls that are the rows of a layout, each with the duties that bear on it, custom ones never: the crosswalk does
 * not know them; behind them those of the frameworks that extend it, where they were `chosen` for the workbook. Null for a layout without a framework.
 */
export function layoutControls(
  template: LayoutTemplate,
  catalogue: CatalogueIndex,
  chosen: readonly Pick<ReportFramework, 'id'>[] = [],
): FrameworkAnnex | null {
  if (template.framework === null) return null;
  const annex = frameworkControls(catalogue, template.framework);
  if (!annex) throw new Error(`The layout ${template.id} is for a framework that is not in the catalogue.`);
  const more = (template.extendedBy ?? [])
    .filter((id) => chosen.some((each) => each.id === id))
    .flatMap((id) => frameworkControls(catalogue, id) ?? [])
    .flatMap(({ name, version, controls }) =>
      controls.map((control) => ({ ...control, of: `${name} ${version}` })),
    );
  return more.length === 0 ? annex : { ...annex, controls: [...annex.controls, ...more] };
}

/** The controls of a framework as layouts ask for them; undefined for one that the catalogue does not have. */
export function frameworkControls(catalogue: CatalogueIndex, wanted: string): FrameworkAnnex | undefined {
  const framework = catalogue.framework(wanted);
  if (!framework) return undefined;
  const helpers = catalogue.helpers(framework.id);
  return {
    id: framework.id,
    name: framework.name,
    version: framework.version,
    publisher: framework.publisher,
    controls: framework.controls.map((control) => {
      const { id, title, group, inherit, without, why, questions, objectives, text, parts, formerly } =
        control;
      const duties = helpers.get(id) ?? [];
      return {
        id,
        title,
        group,
        responsibilities: duties,
        inherit,
        ...(without === undefined ? {} : { without }),
        ...(why === undefined ? {} : { why }),
        ...(questions === undefined ? {} : { questions }),
        ...(objectives === undefined ? {} : { objectives }),
        ...(text === undefined ? {} : { text }),
        ...(formerly === undefined ? {} : { formerly }),
        ...(parts === undefined
          ? {}
          : {
              parts: parts.map((part) => {
                const { duties: responsibilities, ...facts } = partFacts({ ...control, duties }, part);
                return { id: part.id, responsibilities, ...facts };
              }),
            }),
      };
    }),
  };
}
