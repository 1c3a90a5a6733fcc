import { trimEndOf, trimEndsOf } from './trim-ends.ts';

/** Names that Windows keeps for devices, whatever follows the first dot (https://learn.microsoft.com/windows/win32/fileio/naming-a-file). */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i;
/** What a file system or a terminal would read as something else than a part of a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNFIT = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd<>:"|?*\\/]+/g;
/** Of the 255 bytes that a name may have (so many letters on Windows), what is left for a day, a number and an ending. */
const BYTES = 160;

/** A text as the name of a file, without its ending: letters of every script stay, in NFC; only what some file system cannot hold goes. */
export function fileStem(text: string, fallback: string, bytes = BYTES): string {
  const plain = text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .normalize('NFC')
    .replace(UNFIT, ' ')
    .replace(/\s+/g, ' ');
  const stem = trimEndOf(cutBytes(trimEndsOf(plain, '. '), bytes), '. ');
  return stem === '' ? fallback : notDevice(stem);
}

/** The names of files for these texts, in their order: no two are the same where case or the form of letters does not count. */
export function distinctStems(texts: readonly string[], fallback: string): readonly string[] {
  const taken = new Set<string>();
  return texts.map((text) => {
    const stem = fileStem(text, fallback);
    for (let n = 1; ; n += 1) {
      const name = n === 1 ? stem : `${stem} ${n}`;
      if (taken.has(folded(name))) continue;
      taken.add(folded(name));
      return name;
    }
  });
}

/** As file systems compare names that do not look at case, or more strictly. */
const folded = (name: string): string => name.normalize('NFKC').toUpperCase().toLowerCase();

/** A name that is none of a device of Windows. */
export const notDevice = (name: string): string => name.replace(DEVICE, '_$1');

/** Of one character in UTF-8. */
const bytesOf = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);

/** The longest beginning of whole letters, with their marks, that takes no more bytes than that. */
export function cutBytes(text: string, bytes: number): string {
  let used = 0;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    for (const character of segment) used += bytesOf(character.codePointAt(0) ?? 0);
    if (used > bytes) break;
    kept += segment;
  }
  return kept;
}
