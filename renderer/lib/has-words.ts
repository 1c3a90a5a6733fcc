/** Text as it is compared: in lower case, and accents and full-width forms do not count. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/** Tells of texts whether together they hold every word that was typed, in whatever order. */
export function holdsWords(typed: string): (...texts: readonly (string | null | undefined)[]) => boolean {
  const words = plainText(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  return (...texts) => {
    const hay = plainText(texts.filter(Boolean).join('\n'));
    return words.every((word) => hay.includes(word));
  };
}
