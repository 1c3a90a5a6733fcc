import { v5 } from 'uuid';

/** Fixed for ever: every UUID that this project writes into an OSCAL document is a version 5 name in this space. */
const NAMESPACE = 'c0b200ec-28d1-4d5f-b046-72c43ec9fce3';
/** Namespace of our own properties; a URI that nobody else can claim. */
export const PROPERTY_NS = `urn:uuid:${NAMESPACE}`;

/** Gives the UUID of whatever the words name in one workbook; the same words give the same UUID in every export. */
export type Namer = (...words: readonly string[]) => string;
/** The names of one workbook, by its own id. */
export const namerFor =
  (workbook: string): Namer =>
  (...words) =>
    v5([workbook, ...words].join('\n'), NAMESPACE);

/** The same from memory once it was asked for: for the few that a whole plan names again and again. */
export function remembered(name: (id: string) => string): (id: string) => string {
  const known = new Map<string, string>();
  return (id) => {
    const found = known.get(id) ?? name(id);
    known.set(id, found);
    return found;
  };
}
