import { expect, test } from 'vitest';
import type { Claim, SheetMapping, UnreadCell } from '../../../main/contract/claims.ts';
import { MEANINGS } from '../../../main/contract/claims.ts';
import { mappingSchema } from '../../../main/contract/methods/claims.ts';
import {
  asGiven,
  groupClaims,
  MEANING_OPTIONS,
  openWords,
  ownerKeys,
  ownerWords,
  vendorText,
  withHeaderRow,
  withMeaning,
  withSheet,
  withWord,
} from '../../../renderer/features/import/vendor-matrix/model.ts';

const SHEET: SheetMapping = {
  sheet: 'CRM',
  matrix: true,
  layout: 'fedramp-crm',
  layoutTitle: 'CRM',
  headerRow: 3,
  headerRows: 1,
  scheme: 'nist-800-53',
  columns: [
    { column: 0, letter: 'A', header: 'Control ID', meaning: 'control', confidence: 'sure' },
    { column: 1, letter: 'B', header: 'Who', meaning: 'unknown', confidence: 'none' },
  ],
  words: [],
  fingerprint: 'f',
  origin: 'recognised',
};
const claim = (part: Partial<Claim>): Claim => ({
  sheet: 'CRM',
  cell: 'A4',
  framework: 'nist-800-53-r5',
  control: 'AC-2',
  part: null,
  label: 'AC-2',
  title: null,
  owners: ['vendor'],
  notApplicable: false,
  words: [],
  status: [],
  vendorText: null,
  customerText: null,
  otherText: null,
  text: null,
  notes: [],
  speaks: 'for-customers',
  ...part,
});

test('every meaning can be chosen, once', () => {
  expect(MEANING_OPTIONS.map(({ value }) => value).sort()).toEqual([...MEANINGS].sort());
});

test('corrections add up on one sheet and leave the others to be recognised', () => {
  let given = withMeaning([], SHEET, 1, 'owner');
  expect(given).toEqual([
    {
      ...asGiven(SHEET),
      columns: [
        { column: 0, meaning: 'control' },
        { column: 1, meaning: 'owner' },
      ],
    },
  ]);
  given = withWord(given, SHEET, 'Kunde', ['customer']);
  given = withWord(given, SHEET, 'Kunde', 'not-applicable');
  expect(given[0]?.words).toEqual([{ word: 'Kunde', means: 'not-applicable' }]);
  expect(given[0]?.columns).toHaveLength(2);
  expect(withWord(given, SHEET, 'Kunde', null)[0]?.words).toEqual([]);
  expect(withSheet(given, { ...SHEET, sheet: 'CIS' }, { matrix: false }).map(({ sheet }) => sheet)).toEqual([
    'CRM',
    'CIS',
  ]);
  expect(withHeaderRow(given, SHEET, 7)[0]).toMatchObject({ headerRow: 7, headerRows: 1, columns: [] });
  expect(mappingSchema.safeParse(given).success).toBe(true);
});

test('a word is asked for once for all its cells, the most frequent first', () => {
  const cell = (address: string, value: string, isWord = true): UnreadCell => ({
    sheet: 'CRM',
    cell: address,
    value,
    why: '',
    outside: false,
    ...(isWord ? { isWord: true } : {}),
  });
  expect(
    openWords([
      cell('B4', 'Anbieter'),
      cell('B5', 'Kunde'),
      cell('B6', ' kunde '),
      cell('C6', 'text', false),
    ]),
  ).toEqual([
    { sheet: 'CRM', word: 'Kunde', cells: 2, first: 'B5' },
    { sheet: 'CRM', word: 'Anbieter', cells: 1, first: 'B4' },
  ]);
});

test('owners are drawn and named from our seat', () => {
  const names = { vendor: 'Hostwell', organisation: 'Acme' };
  const all = { owners: ['vendor', 'customer', 'other'], notApplicable: false } as const;
  expect(ownerKeys(all, { kind: 'third-party' })).toEqual(['third-party', 'organisation', 'provider']);
  expect(ownerKeys(all, { kind: 'provider' })).toEqual(['provider', 'organisation', 'third-party']);
  expect(ownerWords(all, names)).toBe('Hostwell + Acme + a third party of Hostwell');
  const none = { owners: [], notApplicable: true } as const;
  expect(ownerKeys(none, null)).toEqual(['not-applicable']);
  expect(ownerWords(none, names)).toBe('Not applicable');
  expect(ownerWords({ owners: [], notApplicable: false }, names)).toBe('Names nobody');
});

test('what the vendor does: its own texts, and undivided ones where it has a part', () => {
  expect(
    vendorText([claim({ vendorText: 'Keeps keys.', text: 'Divided.' }), claim({ text: 'Shared.' })]),
  ).toBe('Keeps keys.\n\nShared.');
  expect(vendorText([claim({ text: 'Same.' }), claim({ text: 'Same.' })])).toBe('Same.');
  expect(vendorText([claim({ owners: ['customer'], text: 'Yours.' })])).toBeNull();
});

test('tasks at a service are told each, though they are of the same party', () => {
  const task = (title: string) => claim({ framework: null, control: 'Amazon S3', title });
  expect(
    groupClaims([task('Runs the disks'), task('Keeps copies')]).map((group) => group.claim.title),
  ).toEqual(['Runs the disks', 'Keeps copies']);
});

test('rows that say the same are one, and what is said to customers comes first', () => {
  const own = { speaks: 'own-system', sheet: 'CIS', owners: [] } as const;
  const groups = groupClaims([
    claim({ ...own, cell: 'A4', label: 'AC-02 (a)', part: 'a' }),
    claim({ ...own, cell: 'A5', label: 'AC-02 (b)', part: 'b' }),
    claim({ cell: 'A9', label: 'AC-02 (a)', part: 'a', text: 'Yours.' }),
  ]);
  expect(groups.map(({ labels, place }) => [labels, place])).toEqual([
    ['AC-02 (a)', 'CRM!A9'],
    ['AC-02 (a) to AC-02 (b), 2 rows', 'CIS!A4 to A5'],
  ]);
});
