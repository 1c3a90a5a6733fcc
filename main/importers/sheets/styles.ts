import { isDateFormat } from './dates.ts';
import { MAX_FORMATS } from './limits.ts';
import type { Package } from './package.ts';
import { isOn } from './strike.ts';
import { attributeOf } from './xml.ts';

/** What a cell format of a workbook says about the cells that have it. */
export interface CellFormat {
  readonly isDate: boolean;
  readonly isStruck: boolean;
}

/** For each cell format of the workbook, whether it shows dates and strikes its text through. ECMA-376 part 1, 18.8.10. */
export async function readFormats(source: Package, part: string): Promise<readonly CellFormat[]> {
  const codes = new Map<number, string>();
  const fonts: boolean[] = [];
  const formats: { readonly number: number; readonly font: number }[] = [];
  let within = '';
  await source.readAll(part, {
    open(name, attributes) {
      if (codes.size + formats.length + fonts.length > MAX_FORMATS)
        throw new Error(`it holds more than ${MAX_FORMATS} formats of cells`);
      if (name === 'numFmt') {
        const id = Number(attributeOf(attributes, 'numFmtId'));
        if (Number.isInteger(id)) codes.set(id, attributeOf(attributes, 'formatCode') ?? '');
      } else if (name === 'cellXfs' || name === 'fonts') within = name;
      else if (name === 'font' && within === 'fonts') fonts.push(false);
      else if (name === 'strike' && within === 'fonts') fonts[fonts.length - 1] = isOn(attributes);
      else if (name === 'xf' && within === 'cellXfs')
        formats.push({
          number: Number(attributeOf(attributes, 'numFmtId') ?? 0),
          font: Number(attributeOf(attributes, 'fontId') ?? 0),
        });
    },
    close(name) {
      if (name === within) within = '';
    },
  });
  return formats.map(({ number, font }) => ({
    isDate: isDateFormat(number, codes.get(number)),
    isStruck: fonts[font] === true,
  }));
}
