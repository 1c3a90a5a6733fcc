import type { PlainReader } from './xml.ts';

// What stands for itself in a text, in both versions of XML; what both read otherwise at a chunk's end is left out as well.
const SIGNS = '[^<&\\]\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\ud800-\\udfff\\ufffe\\uffff]*';
const TEXT = `(${SIGNS}(?:&(?:amp|lt|gt|quot|apos);${SIGNS})*)`;
const CELL = new RegExp(
  `<c r="([A-Z]{1,3}\\d{1,7})"(?: s="(\\d{1,5})")?(?: t="([A-Za-z]{1,9})")?(?:/>|>(?:<v>${TEXT}</v>|<is><t(?: xml:space="preserve")?>${TEXT}</t></is>)</c>)`,
  'y',
);
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};
const plainText = (xml: string): string =>
  xml.includes('&') ? xml.replace(/&[a-z]+;/g, (entity) => ENTITIES[entity] ?? entity) : xml;

/** Hears of a cell: its attributes r, s and t, and its text; null for none. */
type CellHandler = (
  reference: string,
  style: string | undefined,
  type: string | undefined,
  text: string | null,
) => void;

/**
 * Reads cells in the form in which nearly every program writes nearly all of them, where `may` says of the element around them that cells are
 * what they look like.
 */
export const plainCells = (may: (within: string) => boolean, handle: CellHandler): PlainReader => ({
  begins: '<c ',
  levels: 3,
  read(xml, from, within) {
    if (!may(within)) return from;
    for (let at = from; ; at = CELL.lastIndex) {
      CELL.lastIndex = at;
      const found = CELL.exec(xml);
      if (found === null) return at;
      const text = found[4] ?? found[5];
      handle(found[1] ?? '', found[2], found[3], text === undefined ? null : plainText(text));
    }
  },
});
