import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { openBook } from '../../main/importers/sheets/book.ts';
import { openSheets } from '../../main/importers/sheets/open-sheets.ts';
import { readMatrix } from '../../main/importers/vendor-matrix/read-matrix.ts';
import { temporaryFolder } from '../support/core.ts';
import { claim, owners, read, unread } from '../support/read-vendor-matrix.ts';
import { FEDRAMP, type SheetPlan, writeBook } from '../support/vendor-books.ts';

test('nothing in a cell is more than text', async () => {
  const reading = await read([
    {
      name: 'CRM',
      rows: [
        [
          'Control ID',
          'Can Be Inherited from CSP',
          'Specific Inheritance and Customer Agency/CSP Responsibilities',
        ],
        ['AC-2', 'Yes', '=HYPERLINK("http://example.com","x")'],
        ['AC-3', '<script>alert(1)</script>', '@SUM(A1:A9)'],
      ],
    },
  ]);
  expect(reading.claims[0]?.text).toBe('=HYPERLINK("http://example.com","x")');
  expect(unread(reading)).toEqual(['CRM!B3 <script>alert(1)</script>']);
});

test('a word for an owner in a row without an id is no remark', async () => {
  const reading = await read([
    {
      name: 'CRM',
      rows: [
        [
          'Control ID',
          'Can Be Inherited from CSP',
          'Specific Inheritance and Customer Agency/CSP Responsibilities',
        ],
        ['AC-2', 'Yes', null],
        [null, 'Partial', null],
        ['Revised in spring.'],
      ],
    },
  ]);
  expect(unread(reading)).toEqual(['CRM!B3 Partial']);
  expect(reading.unread.find(({ cell }) => cell === 'A4')).toMatchObject({ outside: true });
});

test('"shared" in a party’s own column is that party’s part; with whom, the other columns say', async () => {
  const headings = [
    'Req ID',
    'Requirement',
    'AWS Responsibility',
    'Hostwell Responsibility',
    'Customer Responsibility',
  ];
  const reading = await read([
    {
      name: 'Matrix',
      rows: [
        ['Responsibilities under PCI DSS'],
        headings,
        ['1.2.1', 'Standards are kept', 'Shared', 'Shared', 'No'],
        ['1.2.2', 'Changes are controlled', null, null, 'Shared'],
        headings,
        ['1.2.3', 'Diagrams are drawn', null, 'Shared', 'N/A'],
      ],
    },
  ]);
  expect(owners(reading)).toEqual([
    '1.2.1: vendor+other',
    '1.2.2: vendor+customer',
    '1.2.3: vendor+customer',
  ]);
  expect(reading.unread.filter(({ why }) => why === 'The headings again.')).toHaveLength(5);
});

test('once it is said who the parties are, their own names are read in headings and as words', async () => {
  const sheets: readonly SheetPlan[] = [
    {
      name: 'PCI',
      rows: [
        ['PCI DSS Requirement', 'Responsibility', 'Notes'],
        ['1.2.1', 'Hostwell, Inc.', null],
        ['1.2.2', 'hostwell, inc. and Acme', null],
        ['9.3.1', 'AWS', null],
        ['12.1.1', 'Acme: each its own policy', null],
        ['12.1.2', 'Acmeville', null],
      ],
    },
    {
      name: 'CSF',
      rows: [
        ['Subcategory', 'AWS', 'Hostwell, Inc.', 'Acme responsibilities'],
        ['PR.AA-01', 'X', null, 'X'],
        ['PR.AA-02', null, 'X', null],
      ],
    },
  ];
  const path = await writeBook(temporaryFolder(), 'matrix.xlsx', sheets);
  const book = await openBook(path, 'matrix.xlsx');
  const names = { vendor: ['Hostwell, Inc.'], customer: ['Acme'], other: ['AWS'] };
  const reading = await readMatrix(book, 'matrix.xlsx', { names }).finally(() => book.close());
  expect(owners(reading)).toEqual([
    '1.2.1: vendor',
    '1.2.2: vendor+customer',
    '9.3.1: other',
    '12.1.1: customer',
    '12.1.2: -',
    'PR.AA-01: customer+other',
    'PR.AA-02: vendor',
  ]);
  expect(unread(reading)).toEqual(['PCI!B6 Acmeville']);
  expect(reading.claims[3]).toMatchObject({ words: ['Acme'], text: 'each its own policy' });
});

test('a matrix passed around as CSV says the same as the workbook, whatever its separator', async () => {
  const sheet = FEDRAMP.find(({ name }) => name === 'CRM Worksheet');
  if (!sheet) throw new Error('The FedRAMP workbook has no CRM.');
  const expected = owners(await read([sheet]));
  for (const separator of [',', ';', '\t']) {
    const path = join(temporaryFolder(), 'crm.csv');
    const quoted = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
    const lines = [...sheet.rows, ['AC-3', '#N/A', null]].map((row) => row.map(quoted).join(separator));
    writeFileSync(path, `\ufeff${lines.join('\r\n')}\r\n`);
    const book = await openSheets(path, 'crm.csv');
    const reading = await readMatrix(book, 'crm.csv').finally(() => book.close());
    expect(reading.mapping).toMatchObject([{ sheet: 'crm.csv', layout: 'fedramp-crm', headerRow: 3 }]);
    expect(owners(reading)).toEqual([...expected, 'AC-3: -']);
    expect(reading.counts.read + reading.unread.length).toBe(reading.counts.cells);
    expect(unread(reading)).toContain(`crm.csv!B${sheet.rows.length + 1} #N/A`);
  }
});

test('a sentence that denies a part is no part, and one that only may deny it is asked about', async () => {
  const reading = await read([
    {
      name: 'PCI DSS',
      rows: [
        ['Requirement ID', 'Requirement', 'Customer Responsibility', 'Vendor Responsibility'],
        ['1.1.1', 'Policies', 'No customer responsibility', 'The vendor does all of it'],
        ['1.1.2', 'Roles', 'Not applicable to the customer', 'Yes'],
        ['1.2.1', 'Standards', 'The customer has no responsibility for this.', 'X'],
        ['1.2.2', 'Changes', 'The customer is not responsible here', 'X'],
        ['1.2.3', 'Diagrams', 'No responsibility unless the customer runs its own firewall', 'X'],
        ['1.2.4', 'Flows', 'No default passwords may be used', 'X'],
        ['1.2.5', 'Ports', 'The customer makes sure that no default passwords remain', 'X'],
      ],
    },
  ]);
  expect(owners(reading)).toEqual([
    '1.1.1: vendor',
    '1.1.2: vendor',
    '1.2.1: vendor',
    '1.2.2: vendor',
    '1.2.3: -',
    '1.2.4: -',
    '1.2.5: vendor+customer',
  ]);
  expect(claim(reading, '1.1.1')?.customerText).toBe('No customer responsibility');
  expect(unread(reading)).toEqual([
    'PCI DSS!C6 No responsibility unless the customer runs its own firewall',
    'PCI DSS!C7 No default passwords may be used',
  ]);
});

test('a row that names no control loses nothing: its cells are reported', async () => {
  const reading = await read([
    {
      name: 'CRM',
      rows: [
        ['Control ID', 'Responsibility', 'Customer Responsibilities', 'Not applicable'],
        ['AC-1', 'Shared', 'TBD', null],
        ['N/A', 'Shared', 'What all customers do', null],
        ['AC-2', 'Vendor: no; customer: yes', null, 'No, it applies'],
        ['AC-3', null, null, 'There is nothing of this kind'],
        ['AC-4 - AC-6', 'Shared', null, null],
      ],
    },
  ]);
  expect(owners(reading)).toEqual(['AC-1: vendor+customer', 'AC-2: -', 'AC-3: n/a']);
  expect(unread(reading)).toEqual([
    'CRM!B3 Shared',
    'CRM!C3 What all customers do',
    'CRM!B4 Vendor: no; customer: yes',
    'CRM!A6 AC-4 - AC-6',
    'CRM!B6 Shared',
  ]);
});

test('comments beside cells are told, and texts that stand for a text to come are kept', async () => {
  const path = join(temporaryFolder(), 'comments.xlsx');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('CRM');
  sheet.addRows([
    ['Control ID', 'Can Be Inherited from CSP', 'Customer Responsibilities'],
    ['AC-1', 'Partial', 'TBD'],
  ]);
  sheet.getCell('B2').note = 'Only in Frankfurt';
  await book.xlsx.writeFile(path);
  const opened = await openBook(path, 'comments.xlsx');
  const { claims, notes } = await readMatrix(opened, 'comments.xlsx').finally(() => opened.close());
  // What the vendor has still to write is not the same as nothing.
  expect(claims.map(({ text }) => text)).toEqual(['TBD']);
  expect(notes).toEqual([
    'The sheet "CRM" holds a comment beside a cell, which is no part of a claim: B2 ("Only in Frankfurt").',
  ]);
});

test('a second table, ids that lost a nought and a sheet that is not known are told', async () => {
  const reading = await read([
    {
      name: 'ISO 27001',
      rows: [
        ['Version', '1.2'],
        ['Control ID', 'Responsibility'],
        ['AC-1', 'Shared'],
        ['AC-2', 'Shared'],
        ['AC-3', 'Customer'],
        ['Annex A control', 'Control title', 'Customer', 'Vendor'],
        [5.1, 'Policies', 'X', null],
        [5.9, 'Inventory', 'X', null],
        [5.1, 'Acceptable use', null, 'X'],
        [5.11, 'Return of assets', 'X', null],
      ],
    },
    {
      name: 'Further',
      rows: [
        ['Colour', 'Shape'],
        ['AC-4', 'round'],
        ['AC-5', 'square'],
        ['AC-6', 'flat'],
      ],
    },
  ]);
  expect(owners(reading)).toEqual(['A.5.1: customer', 'A.5.9: customer', 'A.5.11: customer']);
  expect(unread(reading)).toEqual(
    ['A3 AC-1', 'B3 Shared', 'A4 AC-2', 'B4 Shared', 'A5 AC-3', 'B5 Customer']
      .concat('A9 5.1', 'B9 Acceptable use', 'D9 X')
      .map((place) => `ISO 27001!${place}`),
  );
  expect(reading.notes).toEqual([
    expect.stringMatching(/^The sheet "Further" has a column of control ids but no headings/),
  ]);
});

test('ids that several frameworks have are those of the one that the file names, else it is asked for', async () => {
  const rows = [
    ['Control', 'Responsibility', 'Notes'],
    ['5.1', 'Shared', 'a'],
    ['5.9', 'Customer', 'b'],
    ['8.24', 'Vendor', 'c'],
  ];
  const reading = (name: string, framework?: string) => read([{ name, rows }], undefined, framework);
  const frameworks = async (name: string, framework?: string) =>
    new Set((await reading(name, framework)).claims.map((claim) => claim.framework));
  expect(await frameworks('ISO 27001')).toEqual(new Set(['iso-27001-2022']));
  expect(await frameworks('PCI DSS')).toEqual(new Set(['pci-dss-4.0.1']));
  expect(await frameworks('CIS Controls')).toEqual(new Set([null]));
  const asked = await reading('Sheet1');
  expect(asked).toMatchObject({
    claims: [],
    counts: { unread: 9 },
    mapping: [{ matrix: true, scheme: null }],
  });
  expect(asked.notes).toEqual([
    expect.stringMatching(
      /^Sheet1: The ids below "Control" may be those of PCI DSS, ISO\/IEC 27001 Annex A, the CIS Controls or another, .* --framework/,
    ),
  ]);
  expect(await frameworks('Sheet1', 'iso-27001')).toEqual(new Set(['iso-27001-2022']));
  expect(await frameworks('Sheet1', 'own')).toEqual(new Set([null]));
  const [{ columns, headerRow } = { columns: [], headerRow: 1 }] = asked.mapping;
  const mapping = [{ sheet: 'Sheet1', matrix: true, headerRow, headerRows: 1, words: [] }].map((sheet) => ({
    ...sheet,
    columns: columns.map(({ column, meaning }) => ({ column, meaning })),
    scheme: 'own',
  }));
  expect((await read([{ name: 'Sheet1', rows }], mapping)).claims).toHaveLength(3);
});

test('where a part is open nobody is named, and N/A for every party is not applicable', async () => {
  const reading = await read([
    {
      name: 'PCI DSS',
      rows: [
        ['Req ID', 'Requirement', 'AWS Responsibility', 'Acme Responsibility', 'Customer Responsibility'],
        ['1.2.1', 'Standards', 'Has a part', 'Open, so not decided: firewalls (web)', null],
        ['1.2.2', 'Changes', null, 'TBD', 'X'],
        ['1.2.3', 'Diagrams', 'N/A', 'N/A', 'n/a'],
        ['1.2.4', 'Flows', 'Responsible', 'Does not apply: no such network', null],
        ['1.2.5', 'Ports', null, 'N/A', null],
        ['1.2.6', 'Services', null, 'Has a part\nThe team does it.\nOpen, so not decided: ports', null],
      ],
    },
  ]);
  expect(owners(reading)).toEqual([
    '1.2.1: -',
    '1.2.2: -',
    '1.2.3: n/a',
    '1.2.4: other',
    '1.2.5: -',
    '1.2.6: -',
  ]);
  expect(claim(reading, '1.2.1')?.vendorText).toBe('firewalls (web)');
  expect(claim(reading, '1.2.1')?.words).toContain('Acme Responsibility: Open, so not decided');
  expect(unread(reading)).toEqual([]);
});

test('a sheet of any framework that Demarc wrote for a vendor says who owns what', async () => {
  const path = await writeBook(temporaryFolder(), 'controls.xlsx', [
    {
      name: 'ISO 27001',
      rows: [
        [
          'Control',
          'Title',
          'Ownership',
          'AWS: what it does',
          'Acme: what it does',
          'Wayfarer: what it does',
        ],
        ['A.5.1', 'Policies', 'Acme', null, 'Writes them.', null],
        ['A.5.2', 'Roles', 'AWS + Acme', 'Runs the sites.', 'Names people.', null],
        ['A.5.3', 'Duties', 'Acme; 2 duties of 6 unanswered', null, 'Some.', null],
        ['A.5.4', 'Management', 'Unanswered', null, null, null],
        ['A.5.5', 'Authorities', 'Acme + Wayfarer', null, null, 'Calls them.'],
      ],
    },
  ]);
  const book = await openBook(path, 'controls.xlsx');
  const names = { vendor: ['Acme'], customer: ['Wayfarer'], other: ['AWS'] };
  const reading = await readMatrix(book, 'controls.xlsx', { names }).finally(() => book.close());
  expect(owners(reading)).toEqual([
    'A.5.1: vendor',
    'A.5.2: vendor+other',
    'A.5.3: -',
    'A.5.4: -',
    'A.5.5: vendor+customer',
  ]);
  expect(claim(reading, 'A.5.2')).toMatchObject({
    otherText: 'Runs the sites.',
    vendorText: 'Names people.',
  });
  expect(claim(reading, 'A.5.5')?.customerText).toBe('Calls them.');
  expect(unread(reading)).toEqual([]);
});

test('a second owner in a cell is asked about, and headings may name the party behind the word', async () => {
  const caiq = await read([
    {
      name: 'CAIQv4',
      rows: [
        ['Question ID', 'Question', 'CSP CAIQ Answer', 'SSRM Control Ownership'],
        ['IAM-01.1', 'One?', 'Yes', 'CSP-owned; CSC-owned for what runs on premises'],
        ['IAM-02.1', 'Two?', 'Yes', 'Shared (Independent)'],
        ['IAM-03.1', 'Three?', 'Yes', 'Shared CSP and CSC, customer configures'],
        ['IAM-04.1', 'Four?', 'Yes', 'CSP-owned, as the report shows'],
      ],
    },
  ]);
  expect(owners(caiq)).toEqual([
    'IAM-01 1: -',
    'IAM-02 1: vendor+customer',
    'IAM-03 1: vendor+customer',
    'IAM-04 1: vendor',
  ]);
  expect(unread(caiq)).toEqual(['CAIQv4!D2 CSP-owned; CSC-owned for what runs on premises']);
  const pci = await read([
    {
      name: 'PCI DSS',
      rows: [
        ['Requirement', 'Responsible: TPSP', 'Responsible: Customer', 'Responsible: Shared'],
        ['1.1.1', 'X', null, null],
        ['1.1.2', null, 'X', null],
        ['1.2.1', null, null, 'X'],
      ],
    },
  ]);
  expect(owners(pci)).toEqual(['1.1.1: vendor', '1.1.2: customer', '1.2.1: vendor+customer']);
  expect(unread(pci)).toEqual([]);
});
