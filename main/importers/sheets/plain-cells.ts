import type { PlainReader } from './xml.ts';

const BEGINNING =
  /<c r="([A-Z]{1,3}\d{1,7})"(?: s="(\d{1,5})")?(?: t="([A-Za-z]{1,9})")?(?:\/>|>(<v>|<is><t(?: xml:space="preserve")?>))/y;
/** What stands for itself in both versions of XML wherever a file is cut in pieces, and the entities that need no declaration. */
const TEXT =
  /[\t\n -%'-;=-\\^-~\xa0-\u2027\u2029-\ud7ff\ue000-\ufffd]*(?:&(?:amp|lt|gt|quot|apos);[\t\n -%'-;=-\\^-~\xa0-\u2027\u2029-\ud7ff\ue000-\ufffd]*)*/y;
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
    let at = from;
    while (may(within)) {
      BEGINNING.lastIndex = at;
      const found = BEGINNING.exec(xml);
      if (found === null) return at;
      const [, reference = '', style, type, opened] = found;
      const start = BEGINNING.lastIndex;
      let text: string | null = null;
      at = start;
      if (opened !== undefined) {
        TEXT.lastIndex = start;
        TEXT.test(xml);
        const end = TEXT.lastIndex;
        const closed = opened === '<v>' ? '</v></c>' : '</t></is></c>';
        if (!xml.startsWith(closed, end)) return found.index;
        text = plainText(xml.slice(start, end));
        at = end + closed.length;
      }
      handle(reference, style, type, text);
    }
    return at;
  },
});
