import { describe, expect, it } from 'vitest';
import type { NamedColumns } from '../../main/contract/forms.ts';
import { headingsOf, namedMappings } from '../../main/domain/forms/named-columns.ts';
import type { FormSheet } from '../../main/domain/forms/plan.ts';

const sheetOf = (name: string, rows: readonly (readonly (string | null)[])[]): FormSheet => ({
  name,
  rows: rows.flatMap((texts, index) => {
    const cells = new Map(texts.flatMap((text, column) => (text === null ? [] : [[column, text] as const])));
    return cells.size === 0 ? [] : [{ number: index + 1, cells }];
  }),
});
const TABLE = sheetOf('Plan', [
  ['Statement of our customer'],
  [null, 'Version', '3'],
  [],
  ['Nr', 'Ref.', 'Wer?', 'Was, und wie'],
  ['1', 'AC-2'],
]);
const mapped = (columns: NamedColumns['columns'], more: Partial<NamedColumns> = {}, sheets = [TABLE]) =>
  namedMappings(sheets, [{ columns, ...more }], 'theirs.xlsx')[0];

describe('columns of a form that a person names', () => {
  it.each([
    ['letters', 'B', 'C', 'd'],
    ['headings, however they are written', 'ref', 'WER', 'Was und  wie'],
  ])('are found by %s, under the first row that has them all', (_, control, owner, text) => {
    expect(
      mapped([
        { takes: 'control', at: control },
        { takes: 'owner', at: owner },
        { takes: 'text', at: text },
      ]),
    ).toEqual({
      sheet: 'Plan',
      matrix: true,
      headerRow: 4,
      headerRows: 1,
      scheme: 'nist-800-53',
      columns: [
        { column: 1, meaning: 'control' },
        { column: 2, meaning: 'owner' },
        { column: 3, meaning: 'text' },
      ],
      words: [],
    });
  });

  it('are under the row of headings that is said, and of the framework that is said', () => {
    const columns = [
      { takes: 'control', at: 'B' },
      { takes: 'owner', at: 'C' },
    ] as const;
    expect(mapped(columns)).toMatchObject({ headerRow: 2 });
    expect(mapped(columns, { headingRow: 4, framework: 'nist-800-171-r2' })).toMatchObject({
      headerRow: 4,
      scheme: 'cmmc',
    });
    expect(() => mapped(columns, { framework: 'nobody-1' })).toThrow(/Choose one of nist-800-53-r5, /);
  });

  it.each<[string, NamedColumns['columns'], RegExp]>([
    ['no column of ids', [{ takes: 'owner', at: 'C' }], /which column holds the control ids/],
    ['nothing to write', [{ takes: 'control', at: 'B' }], /Say which column takes something as well/],
    [
      'a heading that is nowhere',
      [
        { takes: 'control', at: 'B' },
        { takes: 'owner', at: 'Who' },
      ],
      /No row .* has all of these columns: B, Who\..* It has sheet Plan, row 4: A “Nr”, B “Ref\.”, C “Wer\?”, D “Was, und wie”\.$/,
    ],
    [
      'two things in one column',
      [
        { takes: 'control', at: 'B' },
        { takes: 'owner', at: 'C' },
        { takes: 'text', at: 'Wer?' },
      ],
      /Column C can take one thing only/,
    ],
  ])('are refused with %s', (_, columns, words) => {
    expect(() => mapped(columns)).toThrow(words);
  });

  it('need the sheet where a form has several', () => {
    const columns = [
      { takes: 'control', at: 'B' },
      { takes: 'owner', at: 'Wer?' },
    ] as const;
    const two = [sheetOf('Read me', [['How to', 'fill it in']]), TABLE];
    expect(() => mapped(columns, {}, two)).toThrow(
      /several sheets.*--sheet.*sheet Read me, row 1: .*; sheet Plan/s,
    );
    expect(mapped(columns, { sheet: 'Plan' }, two)).toMatchObject({ sheet: 'Plan', headerRow: 4 });
    expect(() => mapped(columns, { sheet: 'plan 2' }, two)).toThrow(/no sheet “plan 2”/);
  });

  it('are of several sheets, each named before its column', () => {
    const other = sheetOf("CIS, it's ours", [
      ['Ref!', 'State'],
      ['AC-2', null],
    ]);
    const columns = [
      { takes: 'control', at: 'Plan!B' },
      { takes: 'owner', at: 'plan!Wer?' },
      { takes: 'control', at: "'CIS, it''s ours'!Ref!" },
      { takes: 'status', at: "'CIS, it''s ours'!B" },
    ] as const;
    const all = namedMappings([TABLE, other], [{ columns }], 'theirs.xlsx');
    expect(all.map(({ sheet, headerRow, columns: found }) => [sheet, headerRow, found.length])).toEqual([
      ['Plan', 4, 2],
      ["CIS, it's ours", 1, 2],
    ]);
    // What stands before the mark is part of a heading where no sheet has that name.
    const [control, ...rest] = columns
      .slice(2)
      .map(({ takes, at }) => ({ takes, at: at.replace(/^'.*'!/, '') }));
    expect(
      namedMappings([other], [{ columns: [control ?? { takes: 'control', at: '' }, ...rest] }], 'x'),
    ).toHaveLength(1);
    const twice = [{ columns: columns.slice(0, 2) }, { sheet: 'Plan', columns: columns.slice(0, 2) }];
    expect(() => namedMappings([TABLE], twice, 'x')).toThrow(/sheet Plan are named twice/);
  });

  it.each([
    ['AC-2(1)', 'Plan', 'nist-800-53'],
    ['3.1.1', 'Plan', null],
    ['3.1.1', 'Our CMMC plan', 'cmmc'],
    ['3.1.1', 'PCI', 'pci-dss'],
    ['os-patching', 'Plan', null],
  ])(
    'tell of ids like %s on the sheet %s, alone in their rows, how they are written: %s',
    (id, sheet, scheme) => {
      const blank = [sheetOf(sheet, [['Ref', 'Who'], [id], [id]])];
      const columns = [
        { takes: 'control', at: 'Ref' },
        { takes: 'owner', at: 'Who' },
      ] as const;
      expect(mapped(columns, {}, blank)).toMatchObject({ headerRow: 1, scheme });
    },
  );

  it('are offered from the rows at the top that may be headings', () => {
    const long = sheetOf('Long', [['x'.repeat(200), 'b']]);
    expect(headingsOf([TABLE, long]).sheets).toEqual([
      {
        sheet: 'Plan',
        rows: [2, 4, 5].map((row) => expect.objectContaining({ row })),
      },
    ]);
    expect(headingsOf([TABLE]).sheets[0]?.rows[1]?.headings[3]).toEqual({
      letter: 'D',
      text: 'Was, und wie',
    });
  });
});
