import { type Attributes, attributeOf, walkXml } from './xml-places.ts';

/** The cell formats of a workbook, as far as it matters for what is written into its cells. */
export interface Formats {
  isDate(style: number): boolean;
  isLocked(style: number): boolean;
  /** A format that looks and is locked the same and shows days; null where the workbook has none. */
  asDate(style: number): number | null;
}
interface Format {
  readonly isDate: boolean;
  readonly isLocked: boolean;
  /** All but how numbers are shown. */
  readonly look: string;
}
const MAX_FORMATS = 100_000;
/** Formats of days that every spreadsheet program knows by number: ECMA-376 part 1, 18.8.30. */
const isKnownDay = (id: number): boolean => (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36);

/** Reads the cell formats of a workbook's styles part. Throws a plain sentence part for what is not well-formed. */
export function readFormats(xml: string): Formats {
  const codes = new Map<number, string>();
  const formats: Format[] = [];
  let within = false;
  let open: { readonly attributes: Attributes; locked: boolean; more: string } | null = null;
  walkXml(xml, {
    open({ name, attributes }) {
      if (codes.size + formats.length > MAX_FORMATS)
        throw new Error(`it holds more than ${MAX_FORMATS} formats of cells`);
      if (name === 'numFmt')
        codes.set(Number(attributeOf(attributes, 'numFmtId')), attributeOf(attributes, 'formatCode') ?? '');
      else if (name === 'cellXfs') within = true;
      else if (within && name === 'xf') open = { attributes, locked: true, more: '' };
      else if (open && name === 'protection')
        open.locked = !['0', 'false'].includes(attributes.locked ?? '1');
      else if (open && name === 'alignment') open.more = JSON.stringify(attributes);
    },
    close(name) {
      if (name === 'cellXfs') within = false;
      if (name !== 'xf' || !open) return;
      const { attributes, locked, more } = open;
      const number = Number(attributes.numFmtId ?? 0);
      const code = codes.get(number);
      formats.push({
        isDate: code === undefined ? isKnownDay(number) : isDayCode(code),
        isLocked: locked,
        look: [attributes.fontId, attributes.fillId, attributes.borderId, locked, more].join(' '),
      });
      open = null;
    },
  });
  return {
    isDate: (style) => formats[style]?.isDate === true,
    isLocked: (style) => formats[style]?.isLocked !== false,
    asDate(style) {
      const look = formats[style]?.look;
      const found = formats.findIndex((format) => format.isDate && format.look === look);
      return found < 0 ? null : found;
    },
  };
}

const isDayCode = (code: string): boolean =>
  /d/i.test(code.replace(/"[^"]{0,255}"|\\.|_.|\*.|\[[^\]]{0,255}\]/g, ''));
