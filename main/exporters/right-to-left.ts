/** Whether a text has letters that run from right to left. */
export const runsLeft = (text: string): boolean => /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text);

const STRETCH =
  /[\p{Script=Arabic}\p{Script=Hebrew}][\p{Script=Arabic}\p{Script=Hebrew}\p{M} \u200c\u200d]*/gu;

/**
 * A sentence of ours cut where its letters change direction: each stretch that runs from right to left is taken for a name that is
 * quoted, without the blanks behind it.
 */
export function stretches(
  sentence: string,
): readonly { readonly text: string; readonly runsLeft: boolean }[] {
  const found: { readonly text: string; readonly runsLeft: boolean }[] = [];
  let at = 0;
  for (const match of sentence.matchAll(STRETCH)) {
    if (match.index > at) found.push({ text: sentence.slice(at, match.index), runsLeft: false });
    const text = match[0].trimEnd();
    found.push({ text, runsLeft: true });
    at = match.index + text.length;
  }
  if (at < sentence.length || found.length === 0) found.push({ text: sentence.slice(at), runsLeft: false });
  return found;
}
