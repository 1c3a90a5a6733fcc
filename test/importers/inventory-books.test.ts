import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';
import { temporaryFolder } from '../support/temp.ts';
import { type SheetPlan, writeBook } from '../support/vendor-books.ts';
import { index } from './support.ts';

// Inventories that somebody keeps in a spreadsheet: what its sheets are called, merged cells and what is struck through.

const folder = temporaryFolder();
const S3 = ['Amazon S3', '111122223333', 'eu-west-1'];
const EC2 = ['Amazon EC2', '444455556666', 'eu-central-1'];
const RDS = ['Amazon RDS', '444455556666', 'eu-central-1'];
const HEADINGS = ['Service', 'Account', 'Region'];

async function look(path: string) {
  const { services, files } = await discoverFiles([{ name: 'book.xlsx', path }], index, []);
  return {
    used: services.map(
      ({ catalogueId, accounts, regions }) => `${[catalogueId, ...accounts, ...regions].join(' ')}`,
    ),
    told: files.flatMap(({ notes, refused }) => [...notes, ...(refused ? [refused.message] : [])]).join('\n'),
  };
}
const read = async (...sheets: readonly SheetPlan[]) => look(await writeBook(folder, 'book.xlsx', sheets));
const sheet = (name: string, ...rows: readonly (readonly string[])[]): SheetPlan => ({
  name,
  rows: [HEADINGS, ...rows],
});

it('sheets are told by their names with what was read of each', async () => {
  const { used, told } = await read(
    sheet('In use', S3),
    sheet('Retired', EC2),
    sheet('Landscape 2028', RDS),
    { name: 'Dropdowns', rows: [['Service'], ['Amazon Lex'], ['Amazon Kendra']] },
    { name: 'Hints', rows: [['How to fill in'], ['Ask Kim', 'or Lee']] },
  );
  expect(used.map((each) => each.split(' ')[0])).toEqual(['kendra', 'lex', 'rds', 's3']);
  expect(told).toContain('by the sheets that it stands in: “In use” 1, “Landscape 2028” 1, “Dropdowns” 2.');
  expect(told).toMatch(/sheet Retired is a list of services, and what the sheet is called does not say/);
  expect(told).toMatch(/1 sheet in which nothing was recognised: Hints/);
});

it.each([
  ['Target architecture', /by the sheet that it stands in: “Target architecture” 1/],
  ['Sheet1', /^$/],
  ['Inventory', /^$/],
  ['AWS services', /^$/],
  ['Services in use', /^$/],
  ['Not in production only', /“Not in production only” 1/],
])('a sheet by itself is read, and told where its name says something: %s', async (name, note) => {
  const { used, told } = await read(sheet(name, S3));
  expect(used).toEqual(['s3 111122223333 eu-west-1']);
  expect(told).toMatch(note);
});
it.each(['Decommissioned', 'Planned 2027', 'Stillgelegte Dienste'])(
  'what stands on a sheet %s need not be in use',
  async (name) => {
    const { used, told } = await read(sheet(name, S3));
    expect(used).toEqual([]);
    expect(told).toMatch(/Give the sheet another name if they are/);
  },
);
it('a title that says what is in use goes before the name of the sheet, and any other is told', async () => {
  const titled = (title: string): SheetPlan => ({
    name: 'Planned',
    rows: [[title], HEADINGS, S3],
  });
  expect((await read(titled('Services in use'))).used).toHaveLength(1);
  expect((await read(titled('State of November'))).used).toEqual([]);
  const { used, told } = await read({ ...titled('Landscape of 2028'), name: 'Sheet1' });
  expect(used).toHaveLength(1);
  expect(told).toContain('Proposed below “Landscape of 2028” (1: Amazon S3).');
});

it('a cell that is merged over rows holds for each of them', async () => {
  const { used, told } = await read({
    name: 'Sheet1',
    rows: [
      ['Landing zone'],
      ['Service', 'Account', 'Region', 'Status'],
      ['Amazon S3', '111122223333', 'eu-west-1', 'Active'],
      ['Amazon RDS', null, null, 'Active'],
      ['Amazon EC2', '444455556666', 'eu-central-1', 'Retired'],
      ['Amazon SQS', '111122223333', 'eu-west-1', null],
      [null, '444455556666', 'eu-west-1', 'Active'],
    ],
    merges: ['A1:D1', 'B3:B4', 'C3:C4', 'D5:D6', 'A6:A7'],
  });
  expect(used).toEqual([
    'rds 111122223333 eu-west-1',
    's3 111122223333 eu-west-1',
    'sqs 444455556666 eu-west-1',
  ]);
  expect(told).toMatch(/merged over several rows: what is in the first counts for 3 rows below/);
  expect(told).not.toContain('without a service');
});
it('a merged cell that says nothing clear is told, and merged headings are none', async () => {
  const over: SheetPlan = {
    name: 'Sheet1',
    rows: [
      HEADINGS,
      [null, null, null],
      ['Amazon S3', '111122223333', 'eu-west-1'],
      ['Amazon RDS', '444455556666', null],
    ],
    merges: ['A1:A2', 'B1:B2', 'C1:C2'],
  };
  expect((await read(over)).told).not.toContain('merged');
  const { told } = await read({ ...over, merges: ['B3:C4'] });
  expect(told).toMatch(/merged over several rows, and only the first of these has what is in them/);
});

it('headings below one that is merged over them alone are those of their columns', async () => {
  const rows = [
    ['Service', 'Environment', null, null, 'Owner'],
    [null, 'Prod', 'Test', 'Size', null],
    ['Amazon S3', 'x', 'x', 'big', 'Kim'],
    ['Amazon Kendra', null, null, 'big', 'Lee'],
    ['Amazon EC2', null, 'x', 'small', 'Lee'],
  ];
  const { used, told } = await read({ name: 'Sheet1', rows, merges: ['B1:D1', 'A1:A2', 'E1:E2'] });
  expect(used).toEqual(['ec2', 's3']);
  expect(told).toContain('Not read: Environment Size (“big” 2, “small” 1), Owner');
  expect(told).toContain('not proposed: Amazon Kendra');
  expect(told).not.toContain('without a service');
});
it('places below another time are called by it as well, and those below several accounts or Regions by their own names', async () => {
  const under = (first: string, second: string) => ({
    name: 'Sheet1',
    rows: [
      ['Service', first, null, second, null],
      [null, 'Prod', 'Dev', 'Prod', 'Dev'],
      ['Amazon S3', 'x', 'x', 'x', 'x'],
      ['Amazon Kendra', null, null, 'x', null],
      ['Amazon MQ', null, null, null, null],
    ],
    merges: ['B1:C1', 'D1:E1', 'A1:A2'],
  });
  const ahead = await read(under('Current', 'Target'));
  expect(ahead.used).toEqual(['s3']);
  expect(ahead.told).toMatch(/not proposed: Amazon Kendra, Amazon MQ/);
  expect(ahead.told).toMatch(/Target Prod \(“x” 2, blank 1/);
  for (const [one, other] of [
    ['EU', 'US'],
    ['Account A', 'Account B'],
    ['eu-west-1', 'us-east-1'],
  ] as const) {
    const both = await read(under(one, other));
    expect(both.used, one).toEqual(['kendra', 's3']);
    expect(both.told, one).toMatch(/not proposed: Amazon MQ/);
  }
});
it.each<[string, readonly (readonly (string | null)[])[], readonly string[]]>([
  [
    'a first row with a service',
    [
      ['Service', 'Where', null],
      ['Amazon S3', 'a', 'b'],
    ],
    ['B1:C1'],
  ],
  ['a title above the headings', [['Inventory', null, null], HEADINGS, S3], ['A1:C1']],
])('and no others: %s', async (_, rows, merges) => {
  expect((await read({ name: 'Sheet1', rows, merges })).used.map((each) => each.split(' ')[0])).toEqual([
    's3',
  ]);
});

it('what is struck through is not read, and told', async () => {
  const book = new ExcelJS.Workbook();
  const cells = book.addWorksheet('Sheet1');
  cells.addRows([HEADINGS, S3, EC2, ['Amazon RDS', '444455556666', 'eu-central-1']]);
  for (const at of ['A3', 'B3', 'C3', 'B4']) cells.getCell(at).font = { strike: true };
  cells.getCell('A5').value = {
    richText: [{ font: { strike: true }, text: 'Amazon QLDB' }, { text: ', Amazon SQS' }],
  };
  const path = join(folder, 'struck.xlsx');
  await book.xlsx.writeFile(path);
  const { used, told } = await look(path);
  expect(used).toEqual(['qldb', 'rds eu-central-1', 's3 111122223333 eu-west-1', 'sqs']);
  expect(told).toContain(
    'Struck through, so not read: A3 (Amazon EC2), B3 (444455556666), C3 (eu-central-1), B4 (444455556666).',
  );
  expect(told).toMatch(/Struck through in part, and read as a whole: A5/);
});
