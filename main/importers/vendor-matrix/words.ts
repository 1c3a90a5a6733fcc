/** A heading or a word of a vocabulary as it is compared: lower case, punctuation and doubled spaces gone. */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}&+]+/gu, ' ')
    .trim();

/** `name` matches a folded heading as a whole; `name*` its beginning; `*name*` anywhere in it. */
export function matches(folded: string, name: string): boolean {
  const open = name.startsWith('*');
  const close = name.endsWith('*');
  const word = name.slice(open ? 1 : 0, close ? -1 : undefined).trim();
  if (open && close) return ` ${folded} `.includes(` ${word} `);
  if (close) return folded === word || folded.startsWith(`${word} `);
  if (open) return folded === word || folded.endsWith(` ${word}`);
  return folded === word;
}

/** A text as it is quoted in a message. */
export const clip = (text: string, length = 300): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;
