import { describe, expect, it } from 'vitest';
import { UNTOUCHED } from '../../../main/domain/answers/untouched.ts';
import { selectionStroke, strokeOf } from '../../../renderer/components/data-table/grid-navigation.ts';
import {
  allSelected,
  anchorOf,
  clickedAt,
  extended,
  nothingSelected,
  released,
  toggled,
} from '../../../renderer/components/data-table/selection.ts';
import { bulkWords } from '../../../renderer/features/matrix/bulk-words.ts';
import { copiedRows, planByHeads, planByPlace } from '../../../renderer/features/matrix/paste-plan.ts';
import { formatTsv, parseTsv } from '../../../renderer/features/matrix/tsv.ts';
import fc from '../../support/property.ts';

describe('cells on the clipboard', () => {
  it('come back as they were, whatever they hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', '\t', '\n', '\r', ' ', '=', ',', "'") });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1 }), { minLength: 1 }), (rows) => {
        // A last row of one empty cell is what a spreadsheet's last line end looks like.
        fc.pre(rows.at(-1)?.join('') !== '' || (rows.at(-1)?.length ?? 0) > 1);
        expect(parseTsv(formatTsv(rows))).toEqual(rows);
      }),
    );
  });
  it('are read as spreadsheets write them', () => {
    expect(parseTsv('a\tb\r\nc\t"d ""e""\nf"\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd "e"\nf'],
    ]);
    expect(parseTsv('"quoted" word\tx')).toEqual([['"quoted" word', 'x']]);
    expect(parseTsv('"never closed\tx')).toEqual([['"never closed', 'x']]);
    expect(parseTsv('a\t\t')).toEqual([['a', '', '']]);
    expect(parseTsv('')).toEqual([]);
  });
});

describe('selecting', () => {
  const range = (a: number, b: number) =>
    Array.from({ length: Math.abs(b - a) + 1 }, (_, at) => String(Math.min(a, b) + at));
  it('draws a range anew from where it began, beside what was selected before', () => {
    let now = toggled(nothingSelected<number>(), '9', 9);
    now = released(now);
    now = extended(now, anchorOf(now, 2), range(2, 4));
    now = extended(now, anchorOf(now, 4), range(2, 3));
    expect([...now.keys].sort()).toEqual(['2', '3', '9']);
    now = extended(now, anchorOf(now, 3), range(2, 1));
    expect([...now.keys].sort()).toEqual(['1', '2', '9']);
  });
  it('takes one out again, and begins at a plain click', () => {
    expect([...toggled(allSelected<number>(['1', '2']), '1', 1).keys]).toEqual(['2']);
    const now = clickedAt(5);
    expect(now.keys.size).toBe(0);
    expect(anchorOf(now, 7)).toBe(5);
  });
  it('has keys of its own and leaves the others alone', () => {
    const key = (name: string, held: object = {}) =>
      selectionStroke(
        strokeOf({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }),
        1,
      );
    expect(key(' ')).toBe('toggle');
    expect(key('a', { ctrlKey: true })).toBe('all');
    expect(key('A', { metaKey: true })).toBe('all');
    expect(key('a')).toBeNull();
    expect(key('Escape')).toBe('clear');
    expect(
      selectionStroke({ key: 'Escape', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }, 0),
    ).toBeNull();
  });
});

const parties = [
  { id: 'aws', name: 'AWS' },
  { id: 'organisation', name: 'Acme' },
];
describe('pasting', () => {
  const names = {
    parties: new Map([
      ['aws', 'AWS'],
      ['organisation', 'Acme'],
    ]),
    people: new Map([['zoe', 'Zoë']]),
  };
  it('finds the place of what was copied by its heads, in any order of rows and columns', () => {
    const row = {
      ref: 'db/x',
      subject: 'db',
      subjectKind: 'service',
      subjectLabel: 'DB',
      serviceName: '',
      environments: [],
      domain: 'd',
      domainName: 'D',
      responsibility: 'x',
      responsibilityName: 'X',
      ownership: { kind: 'single', party: 'organisation' },
      ...UNTOUCHED,
      shares: [{ party: 'organisation', text: 'Does\tit', person: 'zoe' }],
      suggested: 'shared',
      deviates: true,
      deviationReason: 'Agreed',
      status: 'implemented',
      dueOn: '2027-01-31',
      evidence: [],
    } as const;
    const copied = copiedRows([row], parties, names);
    const turned = copied.map((line) => [...line].reverse());
    for (const block of [copied, turned]) {
      const plan = planByHeads(block, parties);
      expect(plan?.ignored).toEqual([]);
      expect(Object.fromEntries(plan?.changes.map(({ field, value }) => [field, value]) ?? [])).toEqual({
        owners: 'Acme',
        person: 'Zoë',
        status: 'Implemented',
        dueOn: '2027-01-31',
        reason: 'Agreed',
        note: '',
        'text/aws': '',
        'text/organisation': 'Does\tit',
      });
    }
    expect(
      planByHeads(
        [
          ['Ref', 'Colour'],
          ['db/x', 'red'],
        ],
        parties,
      ),
    ).toEqual({
      changes: [],
      ignored: ['The column "Colour" is not one of the register\'s.'],
    });
    expect(planByHeads([['AWS']], parties)).toBeNull();
  });
  it('otherwise goes downwards and to the right, and says what has no place', () => {
    const plan = planByPlace(
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      { row: 1, column: 1 },
      (row, column) => (row < 2 ? { ref: `s${column}/d${row}`, field: 'owners' } : null),
    );
    expect(plan.changes).toEqual([
      { ref: 's1/d1', field: 'owners', value: 'a' },
      { ref: 's2/d1', field: 'owners', value: 'b' },
    ]);
    expect(plan.ignored).toEqual(['2 cells lie where nothing can be written.']);
  });
});

it('a bulk change is told in a sentence', () => {
  const skip = (kind: 'locked' | 'misconception' | 'same' | 'refused', why = '') => ({
    ref: 'a/b',
    kind,
    why,
  });
  expect(bulkWords({ changed: ['a/b'], skipped: [] })).toBe('Changed 1 duty.');
  expect(
    bulkWords({ changed: ['a/b'], skipped: [skip('locked'), skip('locked'), skip('misconception')] }),
  ).toBe(
    'Changed 1 of 4 duties. Left as they were: 2 accepted in review and locked; 1 a known misconception without a reason.',
  );
  expect(bulkWords({ changed: [], skipped: [skip('refused', 'Acme has no part in a/b.')] })).toBe(
    'Changed 0 of 1 duties. Left as they were: Acme has no part in a/b.',
  );
});
