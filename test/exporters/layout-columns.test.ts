import { describe, expect, it } from 'vitest';
import type { DocumentSheet } from '../../main/domain/layouts/document.ts';
import { fittedColumns, heightOf } from '../../main/exporters/layouts/row-height.ts';

const sheet = (...texts: string[]): DocumentSheet => ({
  name: 'Matrix',
  columns: [
    { width: 12, mark: false },
    { width: 60, mark: false },
  ],
  rows: texts.map((text) => ({ look: 'body', cells: ['AC-2', text] })),
  merges: [],
  headerRow: 1,
});
const widths = (filled: DocumentSheet) => fittedColumns(filled).map(({ width }) => width);

describe('columns of a layout', () => {
  it('keep the width of the template where every text fits a row', () => {
    expect(widths(sheet('Short.', 'x'.repeat(60 * 20)))).toEqual([12, 60]);
  });

  it('become wider where the highest row there can be would cut a text off, and then it is all shown', () => {
    const filled = sheet('Short.', 'x'.repeat(3_000));
    const fitted = fittedColumns(filled);
    expect(fitted[0]?.width).toBe(12);
    expect(fitted[1]?.width).toBeGreaterThan(60);
    const [, long] = filled.rows;
    expect(heightOf('body', long?.cells ?? [], filled.columns)).toBe(409);
    expect(heightOf('body', long?.cells ?? [], fitted)).toBeLessThan(409);
  });

  it('do not become wider than a line is readable', () => {
    const filled = sheet('x'.repeat(60_000));
    expect(widths(filled)).toEqual([12, 110]);
    // Nor than its template lets it, which has others beside it to be read as well.
    const columns = filled.columns.map((column) => ({ ...column, most: 75 }));
    expect(widths({ ...filled, columns })).toEqual([12, 75]);
  });
});
