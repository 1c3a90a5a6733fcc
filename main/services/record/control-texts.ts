import type { Control, Framework } from '../../contract/catalogue.ts';
import type {
  ControlText,
  ControlTextsPreview,
  ControlTextsSource,
  OtherTexts,
  ShownControlText,
} from '../../contract/control-texts.ts';
import { DemarcError, notFound } from '../../contract/errors.ts';
import type { texts } from '../../contract/methods/control-texts.ts';
import { fromControlToken, toControlToken } from '../../domain/controls/control-spelling.ts';
import { textsFrameworkOf } from '../../domain/controls/control-texts.ts';
import type { ReadControlTexts } from '../../jobs/tasks.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import {
  catalogueKey,
  deleteControlCatalogue,
  insertControlTexts,
  listControlCatalogues,
  readControlBodies,
  readControlCatalogues,
  readControlText,
  writeControlCatalogue,
} from '../../workbook/tables/control-texts.ts';
import type { Handlers, JobContext, QueryContext } from '../context.ts';

type Source = Parameters<Handlers<typeof texts>['preview']>[1];

const read = (
  { db, core, files, signal, progress }: JobContext,
  { file, beside = [] }: Source,
): Promise<ReadControlTexts> =>
  core.runTask(
    {
      kind: 'control-texts',
      path: files.pathOf(file),
      name: files.nameOf(file),
      beside: beside.map((handle) => ({ path: files.pathOf(handle), name: files.nameOf(handle) })),
      kept: listControlCatalogues(db).map(({ title, fileName, source }) => ({
        title,
        file: fileName,
        source,
        texts: [...readControlBodies(db, source).values()].map((body) => JSON.parse(body) as ControlText),
      })),
    },
    { signal, progress },
  );

/** What taking the texts in would change here. */
function previewOf(db: ReadDb, { about, texts }: ReadControlTexts, replaces?: string): ControlTextsPreview {
  const coming = new Set(texts.map(({ token }) => token));
  const others = readControlCatalogues(db, about.framework).map(
    ({ key, title, version, source }): OtherTexts => {
      const bodies = readControlBodies(db, source);
      return {
        key,
        title,
        version,
        sameTitle: title === about.title,
        changes: texts.filter((text) => bodies.get(text.token) !== JSON.stringify(text)).length,
        gone: [...bodies.keys()].filter((token) => !coming.has(token)).length,
      };
    },
  );
  const replaced = others.find(({ key }) => key === replaces) ?? null;
  if (replaces !== undefined && replaced === null)
    throw notFound(
      `catalogue "${replaces}" of ${about.frameworkName} in this workbook`,
      others.length === 0
        ? 'There is none to replace.'
        : `There is ${others.map(({ key, title }) => `${key} (${title})`).join(', ')}.`,
    );
  const same = others.find((other) => other.title === about.title && isSame(other))?.key ?? null;
  return {
    ...about,
    others,
    same,
    replaces: replaced,
    changes: same !== null ? 0 : (replaced?.changes ?? texts.length),
    gone: same !== null ? 0 : (replaced?.gone ?? 0),
  };
}
const isSame = ({ changes, gone }: OtherTexts): boolean => changes === 0 && gone === 0;

/** The key under which a catalogue comes in beside those that are there, by its own words: two copies that took in different ones can be merged. */
function freeKey(db: ReadDb, { framework, title, version }: ReadControlTexts['about']): string {
  const taken = new Set(readControlCatalogues(db, framework).map(({ key }) => key));
  const words = `${title} ${version}`
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 100);
  let key = catalogueKey(framework, words);
  for (let n = 2; taken.has(key); n += 1) key = catalogueKey(framework, `${words}-${n}`);
  return key;
}

export const textHandlers: Handlers<typeof texts> = {
  preview: async (context, input) => previewOf(context.db, await read(context, input), input.replaces),

  async record(context, input) {
    const { session } = context;
    if (session.readOnly)
      throw new DemarcError(
        'READ_ONLY',
        `${session.fileName} is open for reading only, so no texts can be taken in.`,
      );
    const found = await read(context, input);
    const { about } = found;
    const preview = previewOf(context.db, found, input.replaces);
    if (preview.same !== null) return preview;
    return context.write('texts.record', (command) => {
      insertControlTexts(command.db, about.sha256, found.texts);
      writeControlCatalogue(command.db, {
        key: preview.replaces?.key ?? freeKey(command.db, about),
        source: about.sha256,
        title: about.title,
        version: about.version,
        fileName: about.file,
        controls: about.controls,
        recordedAt: command.clock.now(),
        recordedBy: command.actor,
      });
      command.describe(
        `Took in the texts of ${about.controls} controls of ${about.frameworkName} from ${about.file}`,
      );
      return preview;
    });
  },

  get: (context, { framework, control, catalogue }) => shownText(context, framework, control, catalogue),

  list: ({ db, catalogue }) =>
    listControlCatalogues(db).map((record): ControlTextsSource => {
      const { frameworks } = catalogue.catalogue;
      return {
        key: record.key,
        framework: record.framework,
        frameworkName: catalogue.framework(record.framework)?.name ?? record.framework,
        title: record.title,
        version: record.version,
        file: record.fileName,
        sha256: record.source,
        controls: record.controls,
        recordedAt: record.recordedAt,
        recordedBy: record.recordedBy,
        frameworks: frameworks
          .filter((framework) => textsFrameworkOf(framework) === record.framework)
          .map(({ id }) => id),
      };
    }),

  remove(context, { catalogue: key }) {
    const record = listControlCatalogues(context.db).find((entry) => entry.key === key);
    if (!record)
      throw notFound(
        `catalogue "${key}" with texts of controls in this workbook`,
        'There is nothing to remove.',
      );
    deleteControlCatalogue(context.db, key);
    context.describe(`Removed the texts of ${record.controls} controls of ${record.title}`);
    return null;
  },
};

function shownText(
  { db, catalogue }: QueryContext,
  framework: string,
  control: string,
  wanted: string | undefined,
): ShownControlText | null {
  const entry = catalogue.framework(framework);
  const known = entry?.controls.find(({ id, oscalId }) => id === control || oscalId === control);
  const sources = readControlCatalogues(db, entry ? textsFrameworkOf(entry) : framework);
  if (sources.length === 0) return entry && known ? shippedText(entry, known) : null;
  const token = known?.oscalId ?? toControlToken(control);
  const having = sources.flatMap((source) => {
    const text = readControlText(db, source.source, token);
    return text === null ? [] : [{ source, text }];
  });
  const shown = having.find(({ source }) => source.key === wanted) ?? having[0];
  if (!shown) return null;
  return {
    ...shown.text,
    id: known?.id ?? fromControlToken(token),
    relatedIds: shown.text.related.map(fromControlToken),
    source: `${shown.source.title}, version ${shown.source.version}`,
    catalogue: shown.source.key,
    catalogues: having.map(({ source: { key, title, version } }) => ({ key, title, version })),
  };
}

/** A control in its publisher's words, as the shipped catalogue has them; null where their licence keeps them out of it. */
function shippedText(framework: Framework, { id, oscalId, title, text }: Control): ShownControlText | null {
  if (text === undefined) return null;
  const paragraphs = text.split(/\n+/).map((line) => ({ label: null, depth: 0, text: line }));
  return {
    id,
    token: oscalId,
    title,
    withdrawn: null,
    statement: paragraphs,
    guidance: [],
    examples: [],
    related: [],
    relatedIds: [],
    catalogue: null,
    catalogues: [],
    source: `${framework.publisher}: ${framework.name} ${framework.version}, ${framework.licence.kind}`,
  };
}
