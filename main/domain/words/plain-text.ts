// Control characters, their pictures, and what stands for a character that could not be kept.
const SIGNS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find.
  /[\x00-\x08\x0b-\x1f\x7f\u2400-\u2421\ufffd-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Letters, digits and signs of ASCII, in lines. */
const IS_PLAIN = /^[\x20-\x7e\n\t]*$/;

/**
 * A text as far as programs leave it alone: composed (NFC), line ends as LF, no blanks at either end, and one sign for all
 * characters that a sheet cannot hold and an export therefore replaces.
 */
export function plainText(text: string): string {
  // Most texts are that already but for their ends.
  if (IS_PLAIN.test(text)) return text.trim();
  const unified = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return unified.replace(SIGNS, '\ufffd').normalize('NFC').trim();
}

/** Words of ASCII with one blank between each: what most names are. */
const IS_WORDS = /^[!-~]+(?: [!-~]+)*$/;

/** A name as it is compared: without regard to capitals, composition, blanks and signs that nobody sees. */
export const plainName = (text: string): string =>
  IS_WORDS.test(text) ? text.toLowerCase() : plainerName(text);

const plainerName = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .trim()
    .replace(/\s+/g, ' ')
    .toLowerCase();

/** Whether a text says nothing: there is none, or nothing but blanks. */
export const isBlank = (text: string | null): boolean => text === null || text.trim() === '';
