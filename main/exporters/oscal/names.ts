import { v5 } from 'uuid';
import { OSCAL_NAMESPACE } from '../../domain/layouts/oscal.ts';

/** Gives the UUID of whatever the words name in one workbook; the same words give the same UUID in every export. */
export type Namer = (...words: readonly string[]) => string;
/** The names of one workbook, by its own id. */
export const namerFor =
  (workbook: string): Namer =>
  (...words) =>
    v5([workbook, ...words].join('\n'), OSCAL_NAMESPACE);

/** The same from memory once it was asked for: for the few that a whole plan names again and again. */
export function remembered(name: (id: string) => string): (id: string) => string {
  const known = new Map<string, string>();
  return (id) => {
    const found = known.get(id) ?? name(id);
    known.set(id, found);
    return found;
  };
}
