import { isDateFormat } from './dates.ts';
import { MAX_FORMATS } from './limits.ts';
import type { Package } from './package.ts';
import { attributeOf } from './xml.ts';

/** For each cell format of the workbook, whether it shows dates. ECMA-376 part 1, 18.8.10. */
export async function readDateStyles(source: Package, part: string): Promise<readonly boolean[]> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCellFormats = false;
  await source.readAll(part, {
    open(name, attributes) {
      if (codes.size + formats.length > MAX_FORMATS)
        throw new Error(`it holds more than ${MAX_FORMATS} formats of cells`);
      if (name === 'numFmt') {
        const id = Number(attributeOf(attributes, 'numFmtId'));
        if (Number.isInteger(id)) codes.set(id, attributeOf(attributes, 'formatCode') ?? '');
      } else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) formats.push(Number(attributeOf(attributes, 'numFmtId') ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return formats.map((id) => isDateFormat(id, codes.get(id)));
}
