/** Excel's own limit for the text of one cell, in UTF-16 units. */
export const EXCEL_TEXT_LIMIT = 32_767;

// Control characters other than tab and line feed, DEL, halves of a surrogate pair and the two non-characters: XML 1.0
// forbids nearly all of them, and no spreadsheet shows any.
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find.
  /[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export interface CleanText {
  readonly text: string;
  /** How many characters could not be kept and stand in the text as a visible sign. */
  readonly replaced: number;
}

/**
 * Makes a text fit for a spreadsheet cell: line ends become LF, and each character that XML cannot hold becomes its
 * visible picture (BEL as ␇), or � where Unicode has none. Nothing disappears.
 */
export function cleanText(text: string): CleanText {
  const unified = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  let replaced = 0;
  const clean = unified.replace(UNSAFE, (character) => {
    replaced += 1;
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
  return { text: clean, replaced };
}

/**
 * Whether a spreadsheet could take typed text of this start for a formula or a command: = + - @, tab, CR, their
 * full-width forms (as the OWASP page on CSV injection lists them).
 */
export function startsLikeFormula(text: string): boolean {
  switch (text.charCodeAt(0)) {
    case 0x3d:
    case 0x2b:
    case 0x2d:
    case 0x40:
    case 0x09:
    case 0x0d:
    case 0xff1d:
    case 0xff0b:
    case 0xff0d:
    case 0xff20:
      return true;
    default:
      return false;
  }
}

/** The first `limit` UTF-16 units and the rest, never cutting a surrogate pair in two. */
export function splitText(text: string, limit: number): readonly [head: string, rest: string] {
  if (text.length <= limit) return [text, ''];
  const last = text.charCodeAt(limit - 1);
  const cut = last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit;
  return [text.slice(0, cut), text.slice(cut)];
}
