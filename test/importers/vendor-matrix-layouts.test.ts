import { expect, test } from 'vitest';
import { z } from 'zod';
import { CLAIM_OWNERS, MEANINGS } from '../../main/contract/claims.ts';
import { ID_SCHEMES } from '../../main/domain/controls/control-ids.ts';
import { openBook } from '../../main/importers/sheets/book.ts';
import { LAYOUT_DATA, meaningOf } from '../../main/importers/vendor-matrix/layouts.ts';
import { readMatrix } from '../../main/importers/vendor-matrix/read-matrix.ts';
import { firstNamed, fold, matches } from '../../main/importers/vendor-matrix/words.ts';
import { temporaryFolder } from '../support/core.ts';
import { type SheetPlan, writeBook } from '../support/vendor-books.ts';

const meaning = z.enum(MEANINGS);
const names = z.array(z.strictObject({ meaning, names: z.array(z.string().min(1)).min(1) }));
const words = (means: z.ZodType) =>
  z.array(z.strictObject({ means, words: z.array(z.string().min(1)).min(1) }));
const owners = z.array(z.enum(CLAIM_OWNERS)).min(1);
const schema = z.strictObject({
  version: z.iso.date(),
  noMatrix: z.array(z.string()),
  nothing: z.array(z.string()),
  marks: z.strictObject({
    yes: z.array(z.string()),
    no: z.array(z.string()),
    both: z.array(z.string()),
    open: z.array(z.string()),
  }),
  owners: words(z.union([owners, z.literal('not-applicable')])),
  inherited: words(owners),
  answers: words(z.enum(['answered', 'not-applicable'])),
  parties: z.record(z.enum(['customer', 'upstream', 'other', 'vendor']), z.array(z.string())),
  partyHeadings: z.array(z.string().includes('*')),
  partyTextHeadings: z.array(z.string().includes('*')),
  partyRoleHeadings: z.array(z.string().includes('*')),
  accountable: z.array(z.string().min(1)),
  subjects: z.array(z.string().min(1)),
  common: names,
  fallback: names,
  layouts: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      schemes: z.array(z.enum(ID_SCHEMES.map(({ id }) => id) as [string, ...string[]])),
      speaks: z.enum(['for-customers', 'own-system']),
      always: owners.optional(),
      texts: z.boolean().optional(),
      requires: z.array(z.array(meaning).min(1)).min(1),
      columns: names,
    }),
  ),
});

test('the data of the layouts has the shape that the program reads', () => {
  expect(schema.safeParse(LAYOUT_DATA).error).toBeUndefined();
  const ids = LAYOUT_DATA.layouts.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('names and words are written as they are compared, and a word means one thing', () => {
  const lists = [
    ...LAYOUT_DATA.common,
    ...LAYOUT_DATA.fallback,
    ...LAYOUT_DATA.layouts.flatMap(({ columns }) => columns),
  ];
  for (const name of lists.flatMap((entry) => entry.names)) {
    const bare = name.replace(/^\*|\*$/g, '').trim();
    if (bare !== '#') expect(fold(bare), name).toBe(bare.replace(/ ?#$/, ''));
  }
  for (const list of [LAYOUT_DATA.owners, LAYOUT_DATA.inherited, LAYOUT_DATA.answers]) {
    const all = list.flatMap((entry) => entry.words.map(fold));
    expect(all.filter((word, at) => all.indexOf(word) !== at)).toEqual([]);
  }
});

test('a heading is looked up as its names are matched one after the other', () => {
  const lists = [...LAYOUT_DATA.common, ...LAYOUT_DATA.fallback].map(
    ({ meaning, names }, order) => [`${order} ${meaning}`, names] as const,
  );
  const find = firstNamed(lists);
  const headings = lists.flatMap(([, names]) =>
    names.flatMap((name) => [name, `${name} apart`, name.replaceAll('*', 'some')].map(fold)),
  );
  for (const heading of [...headings, ...lists.map((_, at) => `nothing of ${at}`)]) {
    const slowly = lists.find(([, names]) => names.some((name) => matches(heading, name)));
    expect(find(heading), heading).toBe(slowly?.[0] ?? null);
  }
});

test('the wider patterns give way to the exact ones', () => {
  const controls = LAYOUT_DATA.layouts.find(({ id }) => id === 'controls');
  if (!controls) throw new Error('no general layout');
  const of = (heading: string) => meaningOf(heading, controls)?.meaning ?? null;
  expect(of('Responsibility')).toBe('owner');
  expect(of('Responsibility (Hostwell / Customer / Shared)')).toBe('owner');
  expect(of('Responsibility  description')).toBe('text');
  expect(of('Customer Responsibility')).toBe('customer');
  expect(of('Customer responsibility details')).toBe('customer-text');
  expect(of('Customer notes')).toBe('customer-text');
  expect(of('Firewall notes')).toBe('note');
  expect(of('Something else')).toBeNull();
  expect(of('x'.repeat(500))).toBeNull();
});

/** Owners by control of a matrix in somebody's own arrangement. */
async function read(rows: SheetPlan['rows'], merges: readonly string[] = []): Promise<readonly string[]> {
  const path = await writeBook(temporaryFolder(), 'matrix.xlsx', [{ name: 'Matrix', rows, merges }]);
  const book = await openBook(path, 'matrix.xlsx');
  const { claims, counts } = await readMatrix(book, 'matrix.xlsx').finally(() => book.close());
  expect(counts.unread).toBe(0);
  return claims.map((claim) => `${claim.control}: ${claim.owners.join('+')}`);
}

test('a word for the party, then what each does', async () => {
  expect(
    await read([
      ['PCI DSS responsibility matrix'],
      [
        'PCI DSS Requirement',
        'Responsibilities',
        'Microsoft Azure responsibility details',
        'Customer responsibility details',
      ],
      ['1.1.1 A formal process', 'Shared', 'Azure does it.', 'Customer does.'],
      ['1.1.2', 'Customer Only', 'N/A', 'Customer draws.'],
      ['9.1', 'Microsoft Azure Only', 'Azure guards.', 'Not applicable'],
    ]),
  ).toEqual(['1.1.1: vendor+customer', '1.1.2: customer', '9.1: vendor']);
});

test('marks under the parties, in two rows of headings', async () => {
  expect(
    await read(
      [
        ['PCI DSS', 'Responsibility', null, null, 'Notes'],
        ['Requirement', 'Customer', 'Provider', 'Shared', null],
        ['1.1.1', 'X', null, null, 'n'],
        ['1.1.2', null, '✓', null, null],
        ['1.1.3', null, null, 'x', null],
      ],
      ['B1:D1'],
    ),
  ).toEqual(['1.1.1: customer', '1.1.2: vendor', '1.1.3: vendor+customer']);
});

test('a third party beside the organisation is the vendor', async () => {
  expect(
    await read([
      ['PCI DSS 12.8.5'],
      ['Requirement', 'Description', 'Organization', 'Third Party', 'Shared'],
      ['1.1.1', 'Policies', 'x', null, null],
      ['1.1.2', 'Roles', null, 'x', null],
    ]),
  ).toEqual(['1.1.1: customer', '1.1.2: vendor']);
});

test('controls of Annex A under a provider and its customer', async () => {
  expect(
    await read([
      ['ISO/IEC 27001:2022'],
      ['Control', 'Control name', 'Cloud Service Provider', 'Cloud Service Customer'],
      ['A.5.1', 'Policies', '✓', '✓'],
      ['A.7.1', 'Perimeters', '✓', null],
    ]),
  ).toEqual(['A.5.1: vendor+customer', 'A.7.1: vendor']);
});
