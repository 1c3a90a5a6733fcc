/** A text of Markdown with blanks in the place of what stands in comments of HTML, in as many lines. */
export function withoutComments(text: string): string {
  const kept: string[] = [];
  let past = 0;
  for (let at = text.indexOf('<!--'); at >= 0; at = text.indexOf('<!--', past)) {
    const end = text.indexOf('-->', at + 4);
    // One that does not end is text.
    if (end < 0) break;
    kept.push(text.slice(past, at), text.slice(at, end).replace(/[^\r\n]/g, ''));
    past = end + 3;
  }
  return kept.join('') + text.slice(past);
}
