import { counted } from '../../domain/words/counted.ts';
import { type Link, listNames } from './found.ts';

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

const stacks = (links: readonly Link[]) =>
  counted(links.length, 'nested stack or application', 'nested stacks or applications');
