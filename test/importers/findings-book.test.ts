import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import type { Finding } from '../../main/contract/findings.ts';
import { readArchive } from '../../main/importers/discover/archive.ts';
import { NOTHING_GIVEN } from '../../main/importers/discover/given.ts';
import { readFindingsBook } from '../../main/importers/findings/findings-book.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { temporaryFolder } from '../support/temp.ts';
import { type SheetPlan, writeBook } from '../support/vendor-books.ts';
import { findingsFixture, readAll } from './findings-support.ts';
import { read } from './support.ts';

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
  'security-hub.csv',
  'security-hub-controls.csv',
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
    await expect(readArchive('told.xlsx', path, () => false, NOTHING_GIVEN)).rejects.toThrow(
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

const HEAD = ['CHECK_ID', 'STATUS', 'RESOURCE_UID', 'COMPLIANCE'];
const FAIL = ['iam_x', 'FAIL', 'root', 'CIS-1.5: 2.1.1'];
const REMARKS = Array.from({ length: 25 }, (_, at) => [`Remark ${at}`]);

it.each<readonly [string, SheetPlan['rows'], string]>([
  [
    'a table that nobody knows',
    [
      ['Rule', 'Result', 'Bucket'],
      ['r', 'FAILED', 'b'],
    ],
    'the sheet "us"',
  ],
  [
    'a list of another tool',
    [
      ['Title', 'Severity', 'Compliance Status', 'Account Id', 'Resource ID'],
      ['MFA', 'HIGH', 'FAILED', '111122223333', 'r'],
    ],
    `the sheet "us" (a list like those of a scanner's findings)`,
  ],
  [
    'a table of one framework',
    [
      ['REQUIREMENTS_ID', 'STATUS', 'CHECKID'],
      ['1.1', 'FAIL', 'iam_x'],
    ],
    `the sheet "us" (Prowler's table for one compliance framework)`,
  ],
  [
    'a pivot',
    [
      ['CHECK_ID', 'STATUS', 'Count of FINDING_UID'],
      ['iam_x', 'FAIL', 3],
      ['Grand Total', null, 3],
    ],
    `the sheet "us" (a table of Prowler's checks without their resources)`,
  ],
  [
    'a table above the headings',
    [['Rule', 'Result', 'Bucket'], ['r', 'FAILED', 'b'], HEAD],
    'the rows above the headings of the sheet "us"',
  ],
])(
  'findings beside %s are read and that is told, and without any it is no clean scan',
  async (_what, rows, named) => {
    const us: SheetPlan = { name: 'us', rows };
    const { summary, findings } = await readBook('both.xlsx', [{ name: 'eu', rows: [HEAD, FAIL] }, us]);
    expect(findings).toMatchObject([{ check: 'iam_x', result: 'fail' }]);
    expect(summary.notes).toEqual([`What it holds beside its findings was not read: ${named}.`]);
    await expect(readBook('empty.xlsx', [{ name: 'eu', rows: [HEAD] }, us])).rejects.toThrow(
      `empty.xlsx holds an empty list of findings, and beside it ${named}, which is not read`,
    );
  },
);

it('a workbook of empty tables is a clean scan, and findings stand below any remarks', async () => {
  const empty: SheetPlan = { name: 'eu', rows: [['Scan of', 'Spring'], HEAD] };
  const { summary: clean } = await readBook('clean.xlsx', [empty, { name: 'us', rows: [HEAD] }]);
  expect(clean.notes.join()).toContain('a scan that found nothing');
  const below: SheetPlan = { name: 'us', rows: [...REMARKS, HEAD, FAIL, HEAD, FAIL] };
  const { summary, findings, path } = await readBook('below.xlsx', [empty, below]);
  expect(findings.map(({ result }) => result)).toEqual(['fail', 'fail']);
  expect(summary).toMatchObject({ unreadable: 0, notes: [] });
  expect(await recogniseFile(path, 'below.xlsx')).toMatchObject({ kind: 'findings' });
});

const MERGED_ROWS = [['Scan'], [null], HEAD, FAIL, [null, 'FAIL', 'b'], [null, null, 'c'], FAIL];
const COUNTED = 'Cells of the sheet "S" are merged over several rows: what is in the first counts for';
const UNCLEAR = 'Cells of the sheet "S" are merged over several rows, and only the first of these has';
it.each([
  ['a title alone', ['A1:D2'], 2, []],
  ['a check over its rows', ['A4:A6'], 1, [`${COUNTED} 2 rows below.`]],
  ['a check and its result over their rows', ['A4:A6', 'B5:B6'], 0, [`${COUNTED} 2 rows below.`]],
  ['a check over some of its rows', ['A4:A5'], 1, [`${COUNTED} 1 row below.`]],
  ['several columns at once', ['A4:B6'], 3, [UNCLEAR]],
  ['a heading and what is below', ['A3:A5'], 3, [UNCLEAR]],
  ['what has no heading', ['H4:H6'], 2, []],
  ['cells beside each other', ['A4:B4'], 3, []],
] as const)('merged cells: %s', async (_what, merges, unreadable, notes) => {
  const { summary, findings } = await readBook('merged.xlsx', [{ name: 'S', rows: MERGED_ROWS, merges }]);
  expect(summary).toMatchObject({ findings: 4 - unreadable, unreadable });
  expect(summary.notes.map((note, at) => note.slice(0, notes[at]?.length))).toEqual(notes);
  for (const { check } of findings) expect(check).toBe(FAIL[0]);
});

it('what people made of findings is told as that, and an inventory with checks stays one', async () => {
  const plan = [
    ['CHECK_ID', 'Title', 'STATUS', 'Owner'],
    ['iam_x', 'MFA', 'PASS', 'Kim'],
  ];
  const path = await writeBook(folder, 'plan.xlsx', [{ name: 'Plan', rows: plan }]);
  expect(await recogniseFile(path, 'plan.xlsx')).toMatchObject({
    kind: 'other',
    why: expect.stringMatching(/^It is a table of Prowler's checks without their resources/),
  });
  const inventory = [
    ['Resource ID', 'Check_ID', 'Status', 'ARN'],
    ['b', 'x', 'on', 'arn:aws:s3:::b'],
    ['c', 'x', 'on', 'arn:aws:s3:::c'],
  ];
  const other = await writeBook(folder, 'inventory.xlsx', [{ name: 'Assets', rows: inventory }]);
  expect(await recogniseFile(other, 'inventory.xlsx')).toMatchObject({ kind: 'templates' });
});

it.each<readonly [string, readonly string[]]>([
  ['report.csv', ['Prowler scan', '', HEAD.join(','), FAIL.join(',')]],
  ['report.csv', [...REMARKS.flat(), HEAD.join(';'), FAIL.join(';'), HEAD.join(';')]],
  [
    'report.md',
    ['# Findings', '', `|**${HEAD.join('**|**')}**|`, '|---|---|---|---|', `|${FAIL.join('|')}|`],
  ],
])('findings below a title in %s are findings', async (name, lines) => {
  const text = `${lines.join('\n')}\n`;
  const path = join(folder, name);
  writeFileSync(path, text);
  expect(await recogniseFile(path, name)).toMatchObject({ kind: 'findings' });
  const { summary, findings } = await readAll(name, text);
  expect(findings).toMatchObject([{ check: 'iam_x', result: 'fail', resource: 'root' }]);
  expect(summary).toMatchObject({ unreadable: 0, notes: [] });
  expect(() => read(name, text)).toThrow(`${name} is a table of a scanner's findings, and no inventory.`);
});

it('a table of findings in the text of an issue makes no findings of a list of issues', async () => {
  const path = join(folder, 'issues.csv');
  const text = `See:\n\n|${HEAD.join('|')}|\n|---|---|---|---|\n|${FAIL.join('|')}|\n`;
  writeFileSync(path, `Summary,Issue key,Issue id,Status,Description\n"Say ""no""",X-1,1,Done,"${text}"\n`);
  expect(await recogniseFile(path, 'issues.csv')).toMatchObject({ kind: 'action-states' });
});

it.each([
  ['PROVIDER,REQUIREMENTS_ID,STATUS,CHECKID', "Prowler's table for one compliance framework"],
  ['PROVIDER,CHECK_ID,STATUS,SERVICE_NAME', "a table of Prowler's checks without their resources"],
  ['Title,Severity,Compliance Status,Account Id', "a list like those of a scanner's findings"],
])('what is not read is told below a title as well: %s', async (head, what) => {
  const path = join(folder, 'of.csv');
  writeFileSync(path, `Scan\n\n${head}\naws,x,FAILED,s3\naws,y,FAILED,s3\n`);
  expect(await recogniseFile(path, 'of.csv')).toMatchObject({
    kind: 'other',
    why: expect.stringContaining(`It is ${what}, whose columns are not read.`),
  });
});

it.each([
  [
    'a table above its headings',
    `Rule;Result;Bucket\nr;FAILED;b\n${HEAD.join(';')}\n`,
    /beside it the rows above its headings/,
  ],
  ['headings within quotes', `"Scan\n${HEAD.join(';')}\n"\na;b\n`, /holds no findings that can be read/],
  ['an example', `# A\n\`\`\`\n|${HEAD.join('|')}|\n\`\`\`\n`, /its headings are within a text/],
])('an empty table is no clean scan with %s', async (_what, text, words) => {
  await expect(readAll('a.csv', text)).rejects.toThrow(words);
});
