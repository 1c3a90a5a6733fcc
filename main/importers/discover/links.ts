import { counted } from '../../domain/words/counted.ts';
import { type Found, type Link, listNames, type Place, TypeCounter } from './found.ts';

/** Says of every template that others point to whether it is among the files given (by file name), or which to add. */
export function linkNotes(links: readonly Link[], given: ReadonlySet<string>): string[] {
  const here = links.filter((link) => link.file !== null && given.has(link.file));
  const missing = links.filter((link) => link.file !== null && !given.has(link.file));
  const unknown = links.filter((link) => link.file === null);
  const named = (list: readonly Link[]) => listNames([...new Set(list.map((link) => link.file ?? ''))]);
  const from = (list: readonly Link[]) => listNames(list.map((link) => link.from));
  return [
    ...(here.length > 0 ? [`${stacks(here)} read from the files given: ${named(here)}.`] : []),
    ...(missing.length > 0
      ? [`${stacks(missing)} not among the files given (${from(missing)}). Add ${named(missing)}.`]
      : []),
    ...(unknown.length > 0
      ? [`${stacks(unknown)} whose template is only known on deployment: ${from(unknown)}. Add it by hand.`]
      : []),
  ];
}

/** What the files hold, with the places of templates that another file among them names. */
export function placeTemplates<T extends { readonly file: string; readonly found?: Found | undefined }>(
  outcomes: readonly T[],
): readonly T[] {
  const places = new Map<string, Place>();
  for (const { found } of outcomes)
    for (const { file, place } of found?.links ?? []) if (file !== null && place) places.set(file, place);
  if (places.size === 0) return outcomes;
  return outcomes.map((outcome) => {
    const place = places.get(baseName(outcome.file));
    if (!outcome.found || !place || outcome.found.places?.size) return outcome;
    const counter = new TypeCounter(outcome.file);
    for (const [type, count] of outcome.found.types) counter.add(type, count, place);
    return { ...outcome, found: { ...outcome.found, places: counter.places } };
  });
}

/** The name of a file at the end of its path. */
export const baseName = (file: string): string => file.split(/[\\/]/).at(-1) ?? file;

const stacks = (links: readonly Link[]) =>
  counted(links.length, 'nested stack or application', 'nested stacks or applications');
