import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import type { Finding } from '../../main/contract/findings.ts';
import { readArchive } from '../../main/importers/discover/archive.ts';
import { NOTHING_SAID } from '../../main/importers/discover/inventory-columns.ts';
import { readFindingsBook } from '../../main/importers/findings/findings-book.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { temporaryFolder } from '../support/temp.ts';
import { type SheetPlan, writeBook } from '../support/vendor-books.ts';
import { findingsFixture, readAll } from './findings-support.ts';

const folder = temporaryFolder();
const rowsOf = (name: string): string[][] =>
  parse(Buffer.from(findingsFixture(name)), {
    delimiter: [',', ';'],
    relax_column_count: true,
    bom: true,
  });
async function readBook(name: string, sheets: readonly SheetPlan[]) {
  const path = await writeBook(folder, name, sheets);
  const findings: Finding[] = [];
  const summary = await readFindingsBook(
    name,
    path,
    [readFileSync(path)].values() as unknown as AsyncIterable<Uint8Array>,
    (finding) => findings.push(finding),
    new AbortController().signal,
    () => {},
  );
  return { summary, findings, path };
}

it.each([
  'prowler-2.csv',
  'prowler-3.csv',
  'prowler-5.csv',
  'steampipe.csv',
  'cloudsploit.csv',
  'audit-manager-lake.csv',
  'trusted-advisor-organisation.csv',
])('%s that was saved as an Excel workbook says the same', async (name) => {
  const csv = await readAll(name, findingsFixture(name));
  const rows = rowsOf(name).map((row) => row.map((cell) => (cell === '' ? null : cell)));
  const { summary, findings, path } = await readBook(name.replace('.csv', '.xlsx'), [
    { name: 'Summary', rows: [['Scan of', 'Spring']] },
    { name: 'Findings', rows: [['Findings of spring', null], ...rows] },
  ]);
  expect(findings).toEqual(csv.findings);
  expect(summary).toMatchObject({ format: csv.summary.format, results: csv.summary.results });
  expect(summary.notes).toContain('What it holds beside its findings was not read: the sheet "Summary".');
  expect(await recogniseFile(path, name)).toMatchObject({ kind: 'findings' });
});

it('findings in a workbook are told as such where services are looked for, whatever services they name', async () => {
  for (const name of ['trusted-advisor-organisation.csv', 'prowler-2.csv']) {
    const rows = rowsOf(name);
    const path = await writeBook(folder, 'told.xlsx', [
      { name: 'Notes', rows: [['By', 'Kim']] },
      { name: 'S', rows },
    ]);
    await expect(readArchive('told.xlsx', path, () => false, NOTHING_SAID)).rejects.toThrow(
      /^told\.xlsx, sheet S is a table of a scanner's findings, and no inventory\./,
    );
  }
});

it('accounts and flags that became numbers and booleans are read, and what is no findings is refused', async () => {
  const rows = rowsOf('trusted-advisor-organisation.csv').map((row) =>
    row.map((cell) =>
      /^\d{12}$/.test(cell) ? Number(cell) : /^(true|false)$/.test(cell) ? cell === 'true' : cell,
    ),
  );
  const csv = await readAll('x.csv', findingsFixture('trusted-advisor-organisation.csv'));
  expect((await readBook('numbers.xlsx', [{ name: 'S', rows }])).findings).toEqual(csv.findings);
  await expect(readBook('list.xlsx', [{ name: 'S', rows: [['Service', 'Owner']] }])).rejects.toThrow(
    /^list\.xlsx holds no findings that can be read/,
  );
});
