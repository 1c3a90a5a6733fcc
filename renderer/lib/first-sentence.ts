/** A text cut after its first sentence, so that the rest can wait. */
export function firstSentence(text: string): { readonly first: string; readonly rest: string } {
  const end = text.search(/[.?!]\s+\p{Lu}/u);
  return end < 0
    ? { first: text, rest: '' }
    : { first: text.slice(0, end + 1), rest: text.slice(end + 1).trim() };
}
