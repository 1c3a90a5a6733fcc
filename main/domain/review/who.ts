import { plainName } from '../words/plain-text.ts';

/** Says of a name whose it is: two names with the same answer are of one person. */
export type Who = (name: string) => string;

/** Names as they are compared in review: as everywhere, and letters of another width as the same letters. */
export const byName: Who = (name) => plainName(name.normalize('NFKC'));

/** A person of the workbook: the name of now, and the names before it. */
export interface Named {
  readonly id: string;
  readonly name: string | null;
  readonly earlier: readonly string[];
}

/** The same, where the names that a person had before count as well; a name that somebody else bears now is theirs alone. */
export function byPerson(people: readonly Named[]): Who {
  const ids = new Map<string, string>();
  for (const { id, earlier } of people) for (const name of earlier) ids.set(byName(name), id);
  for (const { id, name } of people) if (name !== null) ids.set(byName(name), id);
  // An id is a slug, and so never what a name is that has a sign in it.
  return (name) => {
    const id = ids.get(byName(name));
    return id === undefined ? byName(name) : `@${id}`;
  };
}
