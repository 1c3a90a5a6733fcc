import { expect, test } from 'vitest';
import { claim, owners, read, unread } from '../support/read-vendor-matrix.ts';
import {
  CAIQ,
  CMMC,
  FEDRAMP,
  PCI_MARKS,
  PCI_THREE,
  PCI_WORDS,
  type SheetPlan,
  SOC2,
} from '../support/vendor-books.ts';

test('a FedRAMP workbook: both worksheets, whatever the spelling of ids, and every cell accounted for', async () => {
  const reading = await read(FEDRAMP);
  expect(
    reading.mapping.map(({ sheet, layout, headerRow, headerRows }) => [sheet, layout, headerRow, headerRows]),
  ).toEqual([
    ['Instructions', null, 0, 0],
    ['CIS Worksheet', 'fedramp-cis', 3, 2],
    ['CRM Worksheet', 'fedramp-crm', 3, 1],
    ['Example CRM Worksheet Responses', null, 0, 0],
  ]);
  expect(owners(reading)).toEqual([
    'AC-1 a: vendor',
    'AC-2 a: vendor+customer+other',
    'AC-2(1): customer',
    'PE-3: other',
    'AC-1 a: customer',
    'AC-1 b: vendor',
    'AC-2 a: vendor+customer',
    'AC-2(1): -',
    'PE-3: vendor',
  ]);
  expect(unread(reading)).toEqual([
    'CRM Worksheet!B7 Maybe later',
    'CRM Worksheet!A10 XX-9',
    'CRM Worksheet!B10 Yes',
    'CRM Worksheet!C10 No such control.',
  ]);
  expect(reading.claims[2]).toMatchObject({
    cell: 'A7',
    label: 'AC-2 (01)',
    status: ['Planned'],
    speaks: 'own-system',
  });
  expect(reading.claims[6]).toMatchObject({
    framework: 'nist-800-53-r5',
    text: 'Hostwell names account types. The customer names its own.',
    words: ['Partial'],
    speaks: 'for-customers',
  });
});

test('a questionnaire is about the controls of its own edition, in which the same id means another one', async () => {
  const headings = ['Question ID', 'Question', 'CSP CAIQ Answer', 'SSRM Control Ownership'];
  const rows = [headings, ['DCS-07.1', 'Are sites guarded?', 'Yes', 'CSP-owned']];
  const of = async (name: string, above: readonly string[] = []) =>
    (await read([{ name, rows: [[...above], ...rows] }])).claims.map(({ framework }) => framework);
  expect(await of('CAIQv4.0.3')).toEqual(['csa-ccm-4.0']);
  expect(await of('CAIQv4.1.0')).toEqual(['csa-ccm-4.1']);
  expect(await of('Questions', ['CAIQ v4.1.0'])).toEqual(['csa-ccm-4.1']);
  const ai = await read([
    {
      name: 'AI-CAIQv1.1.0',
      rows: [
        ['{"specification_version":"1.1.0"}'],
        [
          'Question ID',
          'Question',
          'Service Provider AI-CAIQ Answer',
          'SSRM Control Ownership',
          'Service Provider Implementation Description (Optional/Recommended)',
          'Service Customer Responsibilities (Optional/Recommended)',
        ],
        ['MDS-01.1', 'Is the pipeline secured?', 'YES', 'MP-Owned', 'It is.', null],
        ['AIS-09.1', 'Is input checked?', 'NO', 'Shared AP-AIC', 'In part.', 'Check yours.'],
        ['AIS-10.1', 'Is output checked?', 'NO', 'Shared Across the Supply Chain', null, null],
        ['GRC-12.1', 'Is there a committee?', 'NA', 'ND', 'We need none.', null],
      ],
    },
  ]);
  expect(new Set(ai.claims.map(({ framework }) => framework))).toEqual(new Set(['csa-aicm-1.1']));
  expect(owners(ai)).toEqual([
    'MDS-01 1: vendor',
    'AIS-09 1: vendor+customer',
    'AIS-10 1: vendor+customer+other',
    'GRC-12 1: n/a',
  ]);
  expect(unread(ai)).toEqual([]);
});

test('a CAIQ: owners by word, texts of both sides, merged cells carried down, an unknown word reported', async () => {
  const reading = await read(CAIQ);
  expect(reading.mapping[0]).toMatchObject({ layout: 'csa-caiq', headerRow: 3, scheme: 'csa-ccm' });
  expect(owners(reading)).toEqual([
    'A&A-01 1: vendor',
    'A&A-01 2: vendor+customer',
    'CEK-03 1: customer',
    'DCS-07 1: other',
    'DCS-09 1: n/a',
    'IPY-01 1: -',
  ]);
  expect(unread(reading)).toEqual(['CAIQv4.0.3!D9 Ask sales']);
  expect(reading.claims[1]).toMatchObject({
    vendorText: 'Every year.',
    customerText: 'Review your own.',
    notes: [
      { heading: 'CCM Control ID', text: 'A&A-01' },
      { heading: 'CCM Control Specification', text: 'Keep policies.' },
      { heading: 'CCM Control Title', text: 'Audit policy' },
      { heading: 'CCM Domain Title', text: 'Audit & Assurance' },
    ],
  });
});

test('a formula that nothing worked out is reported, never taken for an empty cell', async () => {
  const reading = await read([
    {
      name: 'Matrix',
      rows: [
        [
          'Control ID',
          'Can Be Inherited from CSP',
          'Specific Inheritance and Customer Agency/CSP Responsibilities',
        ],
        ['AC-1', 'Yes', { formula: 'B2' }],
        ['AC-2', { formula: 'B2' }, 'Review accounts.'],
      ],
    },
  ]);
  expect(unread(reading)).toEqual(['Matrix!C2 (a formula)', 'Matrix!B3 (a formula)']);
  expect(reading.unread[0]?.why).toContain('no program ever worked out');
});

test('PCI DSS by marks: sections are no loss, an unknown mark is', async () => {
  const reading = await read(PCI_MARKS);
  expect(reading.mapping[0]).toMatchObject({ layout: 'pci-dss-parties', scheme: 'pci-dss', headerRow: 2 });
  expect(owners(reading)).toEqual([
    '1.2.1: vendor+customer',
    '1.2.2 a: customer',
    '9.3.1: vendor',
    '12.8.5: n/a',
    '3.2.1: -',
  ]);
  expect(unread(reading)).toEqual(['PCI DSS 4.0.1!C8 ??']);
  expect(claim(reading, '1.2.1')?.notes).toEqual([{ heading: 'Product notes', text: 'Firewall product' }]);
});

test('PCI DSS with three parties: a mark and prose in one cell; the cloud beneath the vendor is another party', async () => {
  const reading = await read(PCI_THREE);
  expect(reading.mapping[0]?.columns.map(({ meaning }) => meaning)).toEqual([
    'control',
    'title',
    'other',
    'vendor',
    'customer',
  ]);
  expect(owners(reading)).toEqual(['1.2.1: vendor+customer', '9.3.1: other', '10.2.1: customer+other']);
  expect(unread(reading)).toEqual([]);
  expect(claim(reading, '1.2.1')).toMatchObject({
    vendorText: 'Hostwell keeps the standards of its firewalls.',
    customerText: 'for its own security groups',
    otherText: null,
  });
  expect(claim(reading, '10.2.1')?.otherText).toBe('AWS writes the logs of its services.');
});

test('PCI DSS by words: lists of parties, and a word that goes on in prose', async () => {
  const reading = await read(PCI_WORDS);
  expect(reading.mapping[0]).toMatchObject({ layout: 'pci-dss-words' });
  expect(owners(reading)).toEqual([
    '1.2.1: vendor+customer',
    '3.2.1: customer',
    '9.3.1: vendor',
    '12.1.1: vendor+customer',
  ]);
  expect(claim(reading, '12.1.1')?.text).toBe('each its own policy');
  expect(unread(reading)).toEqual([]);
});

test('CMMC and SOC 2 tables', async () => {
  const cmmc = await read(CMMC);
  expect(cmmc.mapping[0]?.layout).toBe('cmmc-crm');
  expect(owners(cmmc)).toEqual(['3.1.1: vendor+customer', '3.10.1: vendor', '3.6.1: customer']);
  expect(cmmc.claims[0]?.customerText).toBe('Manage your users.');
  const soc2 = await read(SOC2);
  expect(soc2.mapping.map(({ layout }) => layout)).toEqual(['soc2-cuec', 'soc2-csoc']);
  expect(owners(soc2)).toEqual(['CC6.1: customer', 'CC6.2: customer', 'CC7.3: customer', 'CC6.4: other']);
  expect([cmmc, soc2].flatMap(unread)).toEqual([]);
});

test('a table of nobody’s framework, with own words, is read as a person maps it', async () => {
  const sheets: readonly SheetPlan[] = [
    {
      name: 'Duties',
      rows: [
        ['Zeile', 'Wer macht das', 'Unsere Kontrolle', 'Ignoriert'],
        [1, 'Anbieter', 'AC-2', 'x'],
        [2, 'Kunde', 'AC-3; AC-4', null],
        [3, 'Niemand', 'AC-5', null],
      ],
    },
  ];
  expect((await read(sheets)).claims).toEqual([]);
  const reading = await read(sheets, [
    {
      sheet: 'Duties',
      matrix: true,
      headerRow: 1,
      headerRows: 1,
      scheme: null,
      columns: [
        { column: 0, meaning: 'label' },
        { column: 1, meaning: 'owner' },
        { column: 2, meaning: 'control' },
        { column: 3, meaning: 'ignore' },
      ],
      words: [
        { word: 'anbieter', means: ['vendor'] },
        { word: 'Kunde', means: ['customer'] },
      ],
    },
  ]);
  expect(owners(reading)).toEqual(['AC-2: vendor', 'AC-3: customer', 'AC-4: customer', 'AC-5: -']);
  expect(unread(reading)).toEqual(['Duties!B4 Niemand']);
  expect(reading.unread.find(({ cell }) => cell === 'D2')).toMatchObject({ outside: true });
  await expect(
    read(sheets, [
      { sheet: 'Nowhere', matrix: true, headerRow: 1, headerRows: 1, scheme: null, columns: [], words: [] },
    ]),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('control ids of no framework are read where the columns say who owns what', async () => {
  const reading = await read([
    {
      name: 'Matrix',
      rows: [
        ['Control ID', 'Control name', 'Responsibility', 'Strange'],
        ['HW-1', 'Backups', 'Customer', 'k7'],
        ['HW-2', 'Power', 'Provider', null],
      ],
    },
  ]);
  expect(reading.mapping[0]).toMatchObject({ layout: 'controls', scheme: null });
  expect(reading.claims.map(({ framework, control, owners }) => [framework, control, owners])).toEqual([
    [null, 'HW-1', ['customer']],
    [null, 'HW-2', ['vendor']],
  ]);
  expect(unread(reading)).toEqual(['Matrix!D2 k7']);
});
