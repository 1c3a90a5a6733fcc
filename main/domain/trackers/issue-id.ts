const ID = /\bdemarc-([0-9a-f]{8})-a-(\d{1,9})\b/gi;
const NUMBER = /^a-(\d{1,9})$/i;

/** An action as a tracker names it. */
export interface IssueId {
  /** The beginning of the identity of its workbook; null where only the number is given. */
  readonly book: string | null;
  readonly number: number;
}

/** How the ids of a workbook begin, by its identity. */
export const bookOf = (uuid: string): string => uuid.replaceAll('-', '').slice(0, 8).toLowerCase();

/** The id of an action in every tracker: one word without blanks, so that it can be a label as well. */
export const issueId = (uuid: string, number: number): string => `demarc-${bookOf(uuid)}-A-${number}`;

/** The actions that a text names by their ids, each once. */
export function idsIn(text: string): readonly IssueId[] {
  const found = new Map<string, IssueId>();
  for (const [, book = '', number] of text.matchAll(ID)) {
    const id = { book: book.toLowerCase(), number: Number(number) };
    found.set(`${id.book} ${id.number}`, id);
  }
  return [...found.values()];
}

/** The action that a cell names which holds nothing but ids: `A-3` counts there as well. */
export function idsInCell(text: string): readonly IssueId[] {
  const number = NUMBER.exec(text.trim())?.[1];
  return number === undefined ? idsIn(text) : [{ book: null, number: Number(number) }];
}

/** Whether both name one action; without its workbook, the number does. */
export const isSame = (one: IssueId, other: IssueId): boolean =>
  one.number === other.number && (one.book === null || other.book === null || one.book === other.book);

const SAID = /\bdemarc:\s*(demarc-[0-9a-f]{8}-a-\d{1,9})\b/gi;
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
