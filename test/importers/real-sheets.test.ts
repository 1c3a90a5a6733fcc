import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DemarcError } from '../../main/contract/errors.ts';
import { cellAddress, openBook, type Row } from '../../main/importers/sheets/book.ts';
import { readWhole } from '../support/read-sheet.ts';

// Spreadsheets of other programs from public repositories, damaged and hostile ones among them. Their manifest says what
// a correct reader finds. They are looked for in the folder that DEMARC_REAL_FILES names, else beside the checkout.
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const root = process.env.DEMARC_REAL_FILES ?? join(checkout, '..', 'shared', 'data');
const manifest = join(root, 'MANIFEST.tsv');
const files = existsSync(manifest)
  ? readFileSync(manifest, 'utf8')
      .split(/\r?\n/)
      .map((line) => line.split('\t'))
      .filter(([file]) => file?.startsWith('xlsx/'))
      .map((cells) => ({ file: cells[0] ?? '', expected: cells[4] ?? '' }))
  : [];
if (files.length === 0) console.warn(`The real files are not at ${root}; the tests over them are skipped.`);

interface Summary {
  readonly area: string | null;
  readonly cells: number;
  readonly formulas: number;
  readonly merges: number;
  readonly formulaLike: number;
}
const SHEET =
  /"([^"]+)" (?:\[\w+\] )?(?:(?:\(empty\)|([A-Z]+\d+:[A-Z]+\d+)) cells=(\d+)((?: [a-z=+@-]+=?\d*)*)|\(chartsheet, no cells\))/g;

function sheetsIn(expected: string): Record<string, Summary> {
  const count = (rest: string, label: string) => Number(new RegExp(`${label}=(\\d+)`).exec(rest)?.[1] ?? 0);
  return Object.fromEntries(
    [...expected.matchAll(SHEET)].map(([, name = '', area = null, cells = '0', rest = '']) => [
      name,
      {
        area,
        cells: Number(cells),
        formulas: count(rest, 'formulas'),
        merges: count(rest, 'merges'),
        formulaLike: count(rest, 'text-starting-with-=\\+-@'),
      },
    ]),
  );
}

function summarise(rows: readonly Row[], merges: number): Summary {
  const all = rows.flatMap((row) => row.cells.map((cell) => ({ ...cell, row: row.number })));
  const lowest = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.min(a, b));
  const highest = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b));
  const numbers = all.map((cell) => cell.row);
  const columns = all.map((cell) => cell.column);
  return {
    area:
      all.length === 0
        ? null
        : `${cellAddress(lowest(numbers), lowest(columns))}:${cellAddress(highest(numbers), highest(columns))}`,
    cells: all.filter((cell) => cell.text !== '').length,
    formulas: all.filter((cell) => cell.formula).length,
    merges,
    formulaLike: all.filter((cell) => cell.type === 'text' && /^[=+\-@]/.test(cell.text)).length,
  };
}

async function read(file: string) {
  const book = await openBook(join(root, file), file);
  try {
    const found: Record<string, Summary> = {};
    for (const sheet of book.sheets) {
      const { rows, merges } = await readWhole(book, sheet.name);
      found[sheet.name] = summarise(rows, merges.length);
    }
    return { found, notes: book.notes };
  } finally {
    await book.close();
  }
}

const whole = files.filter(({ expected }) => /^sheets=/.test(expected));
const MUST_REFUSE = /must be refused|HOSTILE/;

describe.skipIf(files.length === 0)('spreadsheets of other programs', () => {
  it.each(whole)('$file holds what its manifest says', async ({ file, expected }) => {
    const { found, notes } = await read(file);
    expect(Object.keys(found)).toHaveLength(Number(/^sheets=(\d+)/.exec(expected)?.[1]));
    const wanted = sheetsIn(expected);
    expect(Object.keys(wanted)).toEqual(Object.keys(found));
    for (const [name, summary] of Object.entries(wanted))
      expect([name, found[name]]).toEqual([name, summary]);
    expect(notes.some((note) => note.includes('macros'))).toBe(/VBA macros/.test(expected));
    expect(notes.some((note) => note.includes('other files'))).toBe(/external links/.test(expected));
  });

  it.each(files.filter(({ expected }) => MUST_REFUSE.test(expected)))(
    '$file is refused',
    async ({ file }) => {
      const reading = read(file);
      await expect(reading).rejects.toThrow(DemarcError);
      await expect(reading).rejects.toThrow(file);
    },
  );

  it('reads what is used, not what a sheet says of its size', async () => {
    const huge = files.find(({ file }) => file.includes('huge_dimension'));
    if (huge === undefined) throw new Error('the manifest has no sheet of a huge dimension');
    const { found } = await read(huge.file);
    expect(found.Sheet1).toMatchObject({ area: 'A1:K2', cells: 22 });
  });

  it.each(files.filter(({ expected }) => /^(damaged zip|zip entry names)/.test(expected)))(
    '$file is read or refused with a reason',
    async ({ file }) => {
      const outcome = await read(file).then(
        ({ found }) => Object.keys(found),
        (error: unknown) => error,
      );
      if (Array.isArray(outcome)) expect(outcome).toEqual(['出勤分类组织汇总表']);
      else expect(outcome).toBeInstanceOf(DemarcError);
    },
  );
});
