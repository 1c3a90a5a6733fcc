import { describe, expect, it } from 'vitest';
import type { NamedColumns } from '../../main/contract/forms.ts';
import { openTestWorkbook } from '../support/core.ts';
import { fill } from '../support/filled-form.ts';
import { type FormPart, textsOf, writeForm } from '../support/form-files.ts';

/** A form whose headings no reader knows, in a language that none reads. */
const theirs = (ids: readonly string[]): Record<string, FormPart> => ({
  Hinweise: { rows: [['Bitte ausfüllen', 'bis Freitag']] },
  Plan: {
    rows: [
      ['Unser Plan'],
      ['Nro.', 'Toimenpide', 'Alue', 'Vastuu', 'Toimittaja', 'Asiakas', 'Huomautus'],
      ...ids.map((id, index) => [`${index + 1}`, id, 'IT', '', '', null, 'bleibt']),
    ],
  },
});
const COLUMNS: NamedColumns['columns'] = [
  { takes: 'control', at: 'Toimenpide' },
  { takes: 'owner', at: 'D' },
  { takes: 'vendor-text', at: 'Toimittaja' },
  { takes: 'customer-text', at: 'Asiakas' },
];

describe('a table whose columns a person names', () => {
  it('is filled in under these columns, and nowhere else', async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const form = await writeForm(world.folder, 'theirs.xlsx', theirs(['PE-3(a)', 'AU-8 (a)', 'QQ-1']));
    const refused = fill(world, form, { vantage: 'as-customer' });
    await expect(refused).rejects.toThrow(
      /no form that can be told.*--columns "control=B,owner=D,text=F".*sheet Plan, row 2: A “Nro\.”, B “Toimenpide”/s,
    );
    await expect(refused).rejects.toMatchObject({
      details: { sheets: [{ sheet: 'Hinweise' }, { sheet: 'Plan', rows: [{ row: 2 }, { row: 3 }, {}, {}] }] },
    });
    const before = await textsOf(form, 'Plan');
    const filled = await fill(world, form, {
      vantage: 'as-customer',
      columns: [{ sheet: 'Plan', columns: COLUMNS }],
    });
    expect(filled).toMatchObject({ form: 'matrix', title: 'Responsibility matrix' });
    expect(filled.sheets.map(({ sheet }) => sheet)).toEqual(['Plan']);
    const after = await textsOf(filled.path, 'Plan');
    expect([3, 4].map((row) => after.get(`D${row}`))).toEqual(['Provider', 'Shared']);
    expect(after.get('E4')).toMatch(/\w/);
    expect(after.get('F4')).toMatch(/\w/);
    const ours = /^[DEF][345]$/;
    const others = (texts: ReadonlyMap<string, string>) => [...texts].filter(([at]) => !ours.test(at));
    expect(others(after)).toEqual(others(before));
    expect(filled.left.find(({ row }) => row === 5)).toMatchObject({ id: 'QQ-1', partly: false });
  });

  it.each([
    [
      ['Ques Num', 'Question', 'Response', 'Comments'],
      ['A.1', 'Is there one?', '', ''],
    ],
    [
      ['Service', 'AWS responsibility', 'Customer responsibility'],
      ['Amazon S3', '', ''],
    ],
  ])('whose rows are those of no control is none that can be told: %j', async (...rows) => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const form = await writeForm(world.folder, 'theirs.xlsx', { Plan: { rows } });
    await expect(fill(world, form, { vantage: 'as-customer' })).rejects.toThrow(/no form that can be told/);
  });

  it('is filled in where nothing but the ids stands in its rows', async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const form = await writeForm(world.folder, 'theirs.xlsx', {
      Plan: { rows: [['Toimenpide', 'Vastuu'], ['PE-3(a)'], ['AU-8(a)', null]] },
    });
    const columns = [
      { takes: 'control', at: 'A' },
      { takes: 'owner', at: 'B' },
    ] as const;
    const filled = await fill(world, form, { vantage: 'as-customer', columns: [{ columns }] });
    const texts = await textsOf(filled.path, 'Plan');
    expect([texts.get('B2'), texts.get('B3')]).toEqual(['Provider', 'Shared']);
  });

  it('is filled in on several sheets at once, and without a word once it is remembered', async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const { Plan } = theirs(['PE-3(a)', 'AU-8(a)']);
    const parts = (plan: string) => ({
      [plan]: Plan ?? { rows: [] },
      Stand: {
        rows: [
          ['Kennung', 'Fortschritt'],
          ['AC-2', null],
          ['PE-3(a)', null],
        ],
      },
    });
    const form = await writeForm(world.folder, 'theirs.xlsx', parts('Plan'));
    const columns = [
      {
        columns: [
          ...COLUMNS.map(({ takes, at }) => ({ takes, at: `Plan!${at}` })),
          { takes: 'control', at: 'Stand!A' },
          { takes: 'owner', at: 'Stand!Fortschritt' },
        ],
      },
    ] as const;
    const filled = await fill(world, form, { vantage: 'as-customer', columns, remember: true });
    expect(filled.sheets.map(({ sheet }) => sheet)).toEqual(['Plan', 'Stand']);
    expect(filled.leftOut[0]).toMatch(/is remembered in this workbook/);
    // The next edition has another name for its sheet.
    const next = await writeForm(world.folder, 'next.xlsx', parts('Plan 2027'));
    const again = await fill(world, next, { vantage: 'as-customer', out: 'again.xlsx' });
    expect(again.leftOut[0]).toMatch(/sheets Plan 2027, Stand take is as this workbook remembers it/);
    const texts = await Promise.all([
      textsOf(filled.path, 'Plan').then((all) => [...all]),
      textsOf(again.path, 'Plan 2027').then((all) => [...all]),
    ]);
    expect(texts[1]).toEqual(texts[0]);
    const [{ fingerprint } = { fingerprint: '' }] = again.remembered;
    await world.call('claims.forgetMapping', { fingerprint });
    const third = await fill(world, next, { vantage: 'as-customer', out: 'third.xlsx' });
    expect(third.sheets.map(({ sheet }) => sheet)).toEqual(['Stand']);
  });

  it('says that ids may be of several frameworks, and takes the one that is said', async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const form = await writeForm(world.folder, 'theirs.xlsx', theirs(['3.10.1', '3.10.2', '3.13.16']));
    const columns = { sheet: 'Plan', columns: COLUMNS };
    await expect(fill(world, form, { vantage: 'as-customer', columns: [columns] })).rejects.toThrow(
      /may be those of PCI DSS or CMMC .* or another framework\..*--framework pci-dss-4\.0\.1/,
    );
    const filled = await fill(world, form, {
      vantage: 'as-customer',
      columns: [{ ...columns, framework: 'nist-800-171-r2' }],
    });
    const texts = await textsOf(filled.path, 'Plan');
    expect([3, 4, 5].map((row) => texts.get(`D${row}`))).toContain('Provider');
  });
});
