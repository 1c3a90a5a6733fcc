import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/temp.ts';
import { writeBook } from '../support/vendor-books.ts';
import { look, type Rows } from './tables-in-forms.ts';

const folder = temporaryFolder();

const HEADINGS = ['Control ID', 'AWS', 'Customer', 'Note'];
const owned = async (rows: Rows, merges: readonly string[]) => {
  const filled = rows.map((row) => row.map((cell) => (cell === '' ? null : cell)));
  const path = await writeBook(folder, 'merged.xlsx', [{ name: 'M', rows: filled, merges }]);
  const { claims } = await look(path);
  return claims.map(
    ({ control, owners, notApplicable }) => `${control}: ${notApplicable ? 'n/a' : owners.join('+')}`,
  );
};

/** The second of three rows, what of it is merged, and whose the second and the third row are. */
const CASES: readonly (readonly [row: Rows[number], merges: readonly string[], owners: readonly string[]])[] =
  [
    [['PE-3', 'X', '', ''], ['B3:C3'], ['PE-3: vendor+customer', 'AC-3: customer']],
    [['PE-3', 'Yes', '', ''], ['B3:D3'], ['PE-3: vendor+customer', 'AC-3: customer']],
    [['PE-3', 'Shared', '', ''], ['B3:C3'], ['PE-3: vendor+customer', 'AC-3: customer']],
    [['PE-3', 'N/A', '', ''], ['B3:C3'], ['PE-3: n/a', 'AC-3: customer']],
    [['PE-3', '-', '', ''], ['B3:C3'], ['PE-3: ', 'AC-3: customer']],
    [
      ['PE-3', 'Both parties review access rights.', '', ''],
      ['B3:C3'],
      ['PE-3: vendor+customer', 'AC-3: customer'],
    ],
    // Over one party and what is none, and over a whole row.
    [['PE-3', '', 'X', ''], ['C3:D3'], ['PE-3: customer', 'AC-3: customer']],
    [['Physical access', '', '', ''], ['A3:D3'], ['AC-3: customer']],
  ];
it.each(CASES)('%j with %j merged is owned by whoever it stands below', async (row, merges, owners) => {
  const rows = [HEADINGS, ['AC-2', '', 'X', ''], row, ['AC-3', '', 'X', '']];
  expect(await owned(rows, merges)).toEqual(['AC-2: customer', ...owners]);
});

/** Of controls with an owner in two columns, what is hidden, who owns what then, and what is told. */
const HIDDEN = [
  [{}, ['AC-2: vendor+customer', 'PE-3: vendor'], null],
  [{ hiddenColumns: [3] }, ['AC-2: vendor', 'PE-3: vendor'], 'column C was left aside'],
  [{ hiddenColumns: [1] }, ['AC-2: vendor+customer', 'PE-3: vendor'], 'column A was read like the others'],
  [{ hiddenRows: [3] }, ['AC-2: vendor+customer', 'PE-3: vendor'], 'row 3 was read like the others'],
  [
    { hiddenColumns: [2, 3] },
    ['AC-2: vendor+customer', 'PE-3: vendor'],
    'columns B, C were read like the others',
  ],
] as const;
it.each(HIDDEN)('%j is told', async (hidden, owners, told) => {
  const rows = [
    ['Control ID', 'Responsibility', 'Responsibility'],
    ['AC-2', 'AWS', 'Customer'],
    ['PE-3', 'AWS', 'AWS'],
  ];
  const { claims, notes } = await look(
    await writeBook(folder, 'hidden.xlsx', [{ name: 'M', rows, ...hidden }]),
  );
  expect(claims.map(({ control, owners: those }) => `${control}: ${those.join('+')}`)).toEqual(owners);
  const found = notes.filter((note) => note.includes('hidden in the file'));
  expect(found).toEqual(
    told === null ? [] : [`The sheet "M" has parts that are hidden in the file: ${told}.`],
  );
});
