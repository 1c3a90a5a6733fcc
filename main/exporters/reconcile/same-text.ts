/** Equal but for what the page changes: line breaks (U+0085 is one, though not to `\\s`), invisible characters, and marks where the font lacks a character. */
export function sameText(found: string, written: string): boolean {
  const bare = (text: string) => [...text.normalize('NFC').replace(/\p{DI}|\p{Z}|\s|\u0085/gu, '')];
  const a = bare(found);
  const b = bare(written);
  return a.length === b.length && a.every((char, index) => char === b[index] || char === '\ufffd');
}
