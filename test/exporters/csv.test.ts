import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvField, csvText, writeCsv } from '../../main/exporters/csv.ts';
import { reconcileCsv } from '../../main/exporters/reconcile/csv.ts';
import { registerColumns } from '../../main/exporters/register-columns.ts';
import { openCsv } from '../../main/importers/sheets/csv-book.ts';
import fc, { runs } from '../support/property.ts';
import { sampleReport } from '../support/sample-report.ts';
import { HARD_TEXTS } from '../support/sample-texts.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder('csv');
const report = sampleReport({ services: 30 });

test('holds every field, opens in Excel as UTF-8, and starts no formula', async () => {
  const path = join(folder, 'register.csv');
  const seen: number[] = [];
  await writeCsv(report, path, { progress: (done) => seen.push(done) });
  const bytes = readFileSync(path);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.subarray(-2).toString()).toBe('\r\n');
  const records = parse(bytes, { bom: true }) as string[][];
  const columns = registerColumns(report);
  expect(records[0]).toEqual(columns.map((column) => column.header));
  expect(records.slice(1)).toEqual(
    [...report.rows()].map((row) => columns.map((column) => csvField(column.read(row)))),
  );
  expect(records.flat().filter((field) => /^[=+\-@\t\r]/.test(field))).toEqual([]);
  for (const text of HARD_TEXTS) expect(records.flat()).toContain(csvField(text));
  expect(seen.at(-1)).toBe(report.counts.rows);
  const { rows, notes, evidence } = report.counts;
  expect(await reconcileCsv(path, report)).toMatchObject({
    ok: true,
    found: { rows, notes, evidence },
    problems: [],
  });
});

test('every line end inside a field is quoted, so that it ends no row for any reader', async () => {
  const path = join(folder, 'lines.csv');
  const [first] = report.rows();
  if (!first) throw new Error('the sample has no rows');
  const row = { ...first, note: '- one\n- two' };
  await writeCsv({ ...report, counts: { ...report.counts, rows: 1 }, rows: () => [row] }, path);
  const text = readFileSync(path, 'utf8');
  expect(text.replace(/"(?:[^"]|"")*"/g, '').split(/[\r\n]+/)).toHaveLength(3);
  expect(text).toContain(`"'- one\n'- two"`);
});

test('a party whose name looks like a formula heads its columns without starting one', async () => {
  const path = join(folder, 'party.csv');
  const [party, ...others] = report.parties;
  if (!party) throw new Error('the sample has no parties');
  const named = { ...report, parties: [{ ...party, name: '=Cloud\u0001 Ltd' }, ...others] };
  await writeCsv(named, path);
  const [headings = []] = parse(readFileSync(path), { bom: true, to_line: 1 }) as string[][];
  expect(headings).toContain("'=Cloud␁ Ltd: what it does");
  expect((await reconcileCsv(path, named)).problems).toEqual([]);
});

test('a formula-like text gets one apostrophe, any other text none', () => {
  expect(csvField('=1+1')).toBe("'=1+1");
  expect(csvField('\t=1')).toBe("'\t'=1");
  expect(csvField('a;=1+1')).toBe("a;'=1+1");
  expect(csvField("'quoted'")).toBe("'quoted'");
  expect(csvField('two\r\nlines')).toBe('two\nlines');
  expect(csvField(null)).toBe('');
});

test('no reader of another separator finds a formula, and our own reader finds every text again', async () => {
  const path = join(folder, 'separators.csv');
  const texts = fc.array(fc.string({ unit: fc.constantFrom(...';=+-@\t\n",\'a'), maxLength: 12 }), {
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(texts, async (row) => {
      const written = csvText([['ref', ...row.map(csvField)]]);
      // Quotes count for nothing to a reader for whom a field does not begin where ours does.
      const begun = written.split(/[;\t\r\n]/).filter((piece) => /^"*[=+\-@]/.test(piece));
      expect(begun).toEqual([]);
      writeFileSync(path, `\ufeffref${',x'.repeat(row.length)}\r\n${written}`);
      const book = await openCsv(path, 'separators.csv', { separatorOf: () => ',' });
      const read: string[] = new Array(row.length).fill('');
      for await (const batch of book.rows(book.sheets[0]?.name ?? ''))
        for (const { number, cells } of batch)
          if (number > 1) for (const { column, text } of cells) if (column > 0) read[column - 1] = text;
      expect(read).toEqual(row);
    }),
    { numRuns: runs(60) },
  );
});

test('reading back names what a changed file lacks', async () => {
  const path = join(folder, 'changed.csv');
  await writeCsv(report, path);
  const whole = readFileSync(path, 'utf8');

  const [, second] = [...report.rows()];
  const lines = whole.split('\r\n');
  writeFileSync(path, lines.filter((line) => !line.startsWith(`${second?.ref},`)).join('\r\n'));
  const missing = await reconcileCsv(path, report);
  expect(missing.ok).toBe(false);
  expect(missing.problems.join(' ')).toContain(`where "${second?.ref}" was expected`);

  writeFileSync(path, whole.replace('Confirm with the platform team next week.', ''));
  const note = await reconcileCsv(path, report);
  expect(note.found.notes).toBe(report.counts.notes - 1);
  expect(note.problems.join(' ')).toContain(
    'Note: nothing instead of "Confirm with the platform team next week."',
  );

  writeFileSync(path, `${whole}"open quote`);
  expect((await reconcileCsv(path, report)).problems.join(' ')).toContain('cannot be read back');
});

test('stops when it is told to', async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(writeCsv(report, join(folder, 'x.csv'), { signal: stop.signal })).rejects.toMatchObject({
    code: 'CANCELLED',
  });
});
