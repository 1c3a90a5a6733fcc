import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openBook } from '../../main/importers/sheets/book.ts';
import { readMatrix } from '../../main/importers/vendor-matrix/read-matrix.ts';
import { openTestWorkbook } from '../support/core.ts';
import { fill } from '../support/filled-form.ts';
import { type FormPart, textsOf, writeForm } from '../support/form-files.ts';

// The Australian Signals Directorate's cloud controls matrix, with the headings that its readers know it by.

const SHEET = 'Controls - September 2026';
const HEADINGS = [
  ...['Guideline', 'Section', 'Topic', 'Identifier', 'Revision', 'Updated'],
  ...['NC', 'OS', 'P', 'S', 'TS', 'ML1', 'ML2', 'ML3', 'Description'],
  'Administration Environment',
  'Cloud Production - Common Controls',
  'Cloud Production - Service Specific',
  ...['Provider Responsibility', 'Implementation Status', 'Comments'],
  ...[
    'Consumer Responsibility',
    'Consumer Implementation Required',
    'Consumer Configuration Required',
    'Comments',
  ],
];
const row = (id: string, provider: string, consumer: string): (string | null)[] => [
  ...['Guidelines for system hardening', 'Operating systems', 'Patching', id, '5', 'Sep-26'],
  ...['Yes', 'Yes', 'Yes', 'Yes', 'Yes', 'No', 'No', 'No', 'Systems are patched.', null, null, null],
  ...[provider, 'Not Assessed', null, consumer, 'Not Assessed', 'Not Assessed', null],
];
const matrix = (...rows: (string | null)[][]): Record<string, FormPart> => ({
  [SHEET]: { rows: [['ISM Controls'], HEADINGS, ...rows] },
});

it('a provider’s matrix is read: both responsibilities, and what is said beside them', async () => {
  const { folder } = await openTestWorkbook();
  const path = await writeForm(
    folder,
    'irap.xlsx',
    matrix(row('ISM-1694', 'Patches hosts.', 'Patch guests.')),
  );
  const book = await openBook(path, 'irap.xlsx');
  const { mapping, claims, unread } = await readMatrix(book, 'irap.xlsx');
  await book.close();
  expect(mapping[0]).toMatchObject({ layout: 'ism-ccm', headerRow: 2, scheme: 'ism' });
  expect(claims).toMatchObject([
    {
      framework: 'ism',
      control: 'ISM-1694',
      vendorText: 'Patches hosts.',
      customerText: 'Patch guests.',
    },
  ]);
  expect(claims[0]?.notes).toContainEqual({
    heading: 'Consumer Configuration Required',
    text: 'Not Assessed',
  });
  expect(unread.filter(({ outside }) => !outside)).toEqual([]);
});

it('an organisation that has the ISM as a framework of its own fills in both responsibilities, and nothing else', async () => {
  const of = await openTestWorkbook();
  await of.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await of.call('houseRules.take', {
    text: [
      'house-rules: 1',
      'name: Acme',
      'edition: "1"',
      'frameworks:',
      '  - id: ism',
      '    name: Information security manual',
      '    version: 1',
      '    publisher: Acme',
      '    controls:',
      '      - id: ISM-1694',
      '        title: Patches are applied',
      '        duties: [runtime-engine-patching]',
      '',
    ].join('\n'),
  });
  await of.call('assignments.acceptSuggestions', { subject: 'orders-db' });
  const form = await writeForm(
    of.folder,
    'theirs.xlsx',
    matrix(row('ISM-1694', '', ''), row('ISM-0001', '', '')),
  );
  const filled = await fill(of, form, { vantage: 'as-customer' });
  const [before, after] = [await textsOf(form, SHEET), await textsOf(filled.path, SHEET)];
  const changed = [...after].filter(([address, text]) => before.get(address) !== text);
  expect(changed.map(([address]) => address)).toEqual(['S3', 'V3']);
  expect(filled.left.map(({ id }) => id)).toEqual(['ISM-0001']);
  expect(join(of.folder, 'ours.xlsx')).toBe(filled.path);
});
