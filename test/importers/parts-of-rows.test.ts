import { expect, it, test } from 'vitest';
import { partsIn } from '../../main/importers/vendor-matrix/ids/parts-of-rows.ts';
import { readRows } from '../support/rows-of-a-matrix.ts';

test.each([
  ['a', ['a']],
  ['[a]', ['a']],
  ['(B).', ['b']],
  ['Part c', ['c']],
  ['a(1)', ['a(1)']],
  ['a.1', ['a(1)']],
  ['[a] authorized users are identified', ['a']],
  ['a, b', ['a', 'b']],
  ['A user is identified', []],
  ['All', []],
  ['a to c', []],
  ['Limit access', []],
])('the parts that "%s" names', (text, parts) => {
  expect(partsIn(text)).toEqual(parts);
});

const partsBelow = async (headings: readonly string[], ...rows: readonly (readonly string[])[]) => {
  const { claims, unread } = await readRows([headings, ...rows]);
  expect(unread.filter(({ outside }) => !outside)).toEqual([]);
  return claims.map(({ control, part }) => `${control} ${part ?? '-'}`);
};
it.each([
  ['Practice', 'Assessment Objective', 'AC.L2-3.1.1', '[a] users are identified', '3.1.1 a'],
  ['CMMC Practice ID', 'Objective', '3.1.1', 'b', '3.1.1 b'],
  ['Control ID', 'Part', 'AC-2', 'a', 'AC-2 a'],
  ['Control ID', 'Part', 'AC-2(3)', 'a.1', 'AC-2(3) a(1)'],
  // What the id itself says of a part counts, and a control has none where its framework has none.
  ['Control ID', 'Part', 'AC-2(c)', 'a', 'AC-2 c'],
  ['ISO 27001:2022 Control', 'Part', 'A.5.1', 'a', 'A.5.1 -'],
])('below %s and %s, %s and %s', async (control, part, id, text, expected) => {
  expect(await partsBelow([control, part, 'Responsibility'], [id, text, 'Customer'])).toEqual([expected]);
});

it('several parts are several claims, and a row without one speaks of the whole control', async () => {
  const headings = ['Control ID', 'Part', 'Responsibility'];
  expect(await partsBelow(headings, ['AC-2', 'a, b', 'AWS'], ['AC-3', '', 'AWS'])).toEqual([
    'AC-2 a',
    'AC-2 b',
    'AC-3 -',
  ]);
});

it('an objective that is a sentence is no part', async () => {
  const { claims } = await readRows([
    ['Practice', 'Objective', 'Responsibility'],
    ['AC.L2-3.1.1', 'A user is identified', 'Customer'],
    ['AC.L2-3.1.2', 'Limit access', 'Customer'],
  ]);
  expect(claims.map(({ part }) => part)).toEqual([null, null]);
});
