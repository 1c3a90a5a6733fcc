import { loadCatalogue } from '../catalogue/load.ts';
import { invalidInput } from '../contract/errors.ts';
import { isOtherRevision, matchFramework } from '../domain/controls/control-texts.ts';
import { readControlTexts } from '../importers/control-texts/read-texts.ts';
import { withUnpacked } from '../importers/files/head.ts';
import type { ControlTextsTask, ReadControlTexts, TaskControls } from './tasks.ts';

const MISSING = 20;

/** Reads a catalogue and finds the framework whose controls it holds. */
export async function runControlTexts(
  { path, name, beside = [], kept = [] }: ControlTextsTask,
  { signal, progress }: TaskControls,
): Promise<ReadControlTexts> {
  progress(0, null, `Reading ${name}`);
  const { controls, ...catalogue } = await withUnpacked(path, name, signal, (inside) =>
    withAllUnpacked(beside, signal, (files) =>
      readControlTexts({ path: inside, name }, { files, kept }, signal),
    ),
  );
  const inForce = controls.filter(({ withdrawn }) => withdrawn === null);
  const match = matchFramework(new Set(inForce.map(({ token }) => token)), loadCatalogue().frameworks);
  if (!match)
    throw invalidInput(
      `${name} ("${catalogue.title}") holds ${controls.length} controls, but of no framework that is known here. Catalogues of NIST SP 800-53 Revision 5 and of the NIST Cybersecurity Framework 2.0 can be taken in.`,
    );
  const { framework } = match;
  if (isOtherRevision(catalogue.title, framework.version))
    throw invalidInput(
      `${name} ("${catalogue.title}") is of another revision than the framework that is known here: ${framework.name}, ${framework.version}. Take the catalogue of that revision.`,
    );
  return {
    about: {
      file: name,
      title: catalogue.title,
      version: catalogue.version,
      oscalVersion: catalogue.oscalVersion,
      sha256: catalogue.sha256,
      framework: match.framework.id,
      frameworkName: match.framework.name,
      controls: controls.length,
      withdrawn: controls.length - inForce.length,
      known: match.framework.controls.length,
      matched: match.matched,
      missing: match.missing.slice(0, MISSING),
      unplaced: catalogue.unplaced,
    },
    texts: controls,
  };
}

/** Lets `read` have all of the files, those that are packed with gzip as what is in them. */
const withAllUnpacked = <T>(
  files: readonly NamedFile[],
  signal: AbortSignal,
  read: (files: readonly NamedFile[]) => Promise<T>,
): Promise<T> =>
  files.reduceRight<(open: readonly NamedFile[]) => Promise<T>>(
    (next, { path, name }) =>
      (open) =>
        withUnpacked(path, name, signal, (inside) => next([...open, { path: inside, name }])),
    read,
  )([]);
interface NamedFile {
  readonly path: string;
  readonly name: string;
}
