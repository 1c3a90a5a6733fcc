import type { Action } from '../../contract/actions.ts';

const ID = /\bdemarc-([0-9a-f]{8})-a-(\d{1,9})(?:-([0-9a-f]{8}))?\b/gi;
const NUMBER = /^a-(\d{1,9})$/i;

/** An action as a tracker names it. */
export interface IssueId {
  /** The beginning of the identity of its workbook; null where only the number is given. */
  readonly book: string | null;
  readonly number: number;
  /** What tells it from whatever else has borne the number; null in ids of earlier versions, and where only the number is given. */
  readonly mark: string | null;
}
type Birth = Pick<Action, 'createdAt' | 'rule'>;

/** How the ids of a workbook begin, by its identity. */
export const bookOf = (uuid: string): string => uuid.replaceAll('-', '').slice(0, 8).toLowerCase();

/**
 * What stays with an action for ever, as eight digits (the 32 bits of FNV-1a): two copies of a workbook give one number to two actions, and a merge gives one of
 * them another. Made of when it came to be and what asked for it, which nothing changes; of no name, which could be guessed from it after an erasure.
 */
export function markOf({ createdAt, rule }: Birth): string {
  const text = JSON.stringify([createdAt, rule]);
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** The id of an action in every tracker: one word without blanks, so that it can be a label as well. */
export const issueId = (uuid: string, action: Birth & Pick<Action, 'number'>): string =>
  `demarc-${bookOf(uuid)}-A-${action.number}-${markOf(action)}`;

/** The actions that a text names by their ids, each once; an id that an earlier version gave is the one with a mark beside it. */
export function idsIn(text: string): readonly IssueId[] {
  const found: IssueId[] = [];
  for (const [, book = '', number, mark] of text.matchAll(ID)) {
    const id = { book: book.toLowerCase(), number: Number(number), mark: mark?.toLowerCase() ?? null };
    const at = found.findIndex((other) => isSame(id, other));
    if (at < 0) found.push(id);
    else if (found[at]?.mark === null) found[at] = id;
  }
  return found;
}

/** The action that a cell names which holds nothing but ids: `A-3` counts there as well. */
export function idsInCell(text: string): readonly IssueId[] {
  const number = NUMBER.exec(text.trim())?.[1];
  return number === undefined ? idsIn(text) : [{ book: null, number: Number(number), mark: null }];
}

/** Whether both may name one action: what only one of them says, its workbook or its mark, the other does not deny. */
export const isSame = (one: IssueId, other: IssueId): boolean =>
  one.number === other.number &&
  (['book', 'mark'] as const).every(
    (part) => one[part] === null || other[part] === null || one[part] === other[part],
  );

const SAID = /\bdemarc:\s*(demarc-[0-9a-f]{8}-a-\d{1,9}(?:-[0-9a-f]{8})?)\b/gi;
const BETWEEN_LABELS = /[\s,;|]+/;

/**
 * The actions that a row is about by what an issue took from its action: among its labels, alone in a cell of a column that says which issue it is, or
 * behind `Demarc:` in its description. An id in the middle of a text, as in a comment, or among the issues that it is tied to says only that it is
 * spoken of.
 */
export function idsSaidIn(
  cells: readonly { readonly text: string; readonly isLabels: boolean; readonly isOwn: boolean }[],
): readonly IssueId[] {
  const said = cells.map(({ text, isLabels, isOwn }) => {
    const words = text.toLowerCase().split(BETWEEN_LABELS).filter(Boolean);
    const isAllIds = words.every((word) => idsIn(word).length > 0);
    // The two labels that every issue gets stand beside each other, also in a column that is called otherwise.
    const isLabelled = words.some((word, at) => word === 'demarc' && idsIn(words[at + 1] ?? '').length > 0);
    if (isLabels || (isAllIds && isOwn) || isLabelled) return text;
    return [...text.matchAll(SAID)].map(([, id]) => id).join('\n');
  });
  return idsIn(said.join('\n'));
}
