import { expect, it } from 'vitest';
import { Redactor } from '../../main/domain/erasure/redactor.ts';
import { renamer } from '../../main/importers/vendor-matrix/words.ts';
import { expressionsOf, superlinear } from '../support/expressions.ts';

// A cell, a name or a line comes from a stranger. An expression that looks at it anew from each of its letters takes minutes for a
// megabyte, so none in the program may, whatever it is given.
const { literals, built } = expressionsOf(['main', 'renderer', 'preload']);

it('finds the expressions of the program', () => {
  expect(literals.length).toBeGreaterThan(1000);
});

it('no expression takes more than linear time', () => {
  // One that stands in several places is looked at in one of them.
  const each = new Map(
    literals.map((expression) => [`${expression.source}/${expression.flags}`, expression]),
  );
  const driven = [...each.values()].flatMap((expression) => {
    const why = superlinear(expression);
    return why === null ? [] : [`${expression.at} /${expression.source}/${expression.flags}: ${why}`];
  });
  expect(driven).toEqual([]);
});

it.each([
  ['starts over at each letter', /\s+$/],
  ['starts over behind a beginning', /<tag\s[^>]*>/],
  ['shares letters between two loops', /^a+a+$/],
  ['loops in a loop', /^(a+)+$/],
  // Looked at in half of the text, it takes seconds each time that one of its measurements was disturbed.
  ['looks for words one behind the other', /^[^\n]*\bone\b[^\n]*\btwo\b[^\n]*\bthree\b/, 3000],
] as const)('an expression that %s is found', (_what, { source, flags }, length: number = 10_000) => {
  // They are found in half of the text already, and by few measurements: what can be missed once on a busy machine is not five times.
  const look = { length, often: 3 };
  const found = Array.from({ length: 5 }).some(() => superlinear({ at: '', source, flags }, look) !== null);
  expect(found).toBe(true);
});

it('expressions that are built while the program runs are few, and linear as well', () => {
  // The two in the middle are made of constants of our own alone.
  expect(built).toEqual([
    'main/domain/erasure/written-name.ts',
    'main/domain/sheets/formula-guard.ts',
    'main/importers/findings/marks.ts',
    'main/importers/vendor-matrix/words.ts',
  ]);
  const rename = renamer({ vendor: ['A  B (c)* d', 'aa aa aa'], customer: ['x'], other: [] });
  expect(rename('A B (c)* d and AA  aa aa')).toBe('vendor and vendor');
  const label = 'Erased person 1';
  const redactor = new Redactor({
    names: ['A (b)* c', 'aa aa aa'],
    addresses: ['a.a@aa.aa'],
    ids: [],
    refs: new Map(),
    own: new Set(),
    others: [{ id: 'a-b-c-d', names: ['A (b)* c d'], addresses: [] }],
    label,
  });
  expect(redactor.text('a  (B)* c, AA aa\n aa; a.a@aa.aa')).toBe(
    `${label}, ${label}; erased-person-1@erased.invalid`,
  );
  const long = `${'aa '.repeat(40_000)}${' '.repeat(40_000)}${'a.a@aa.'.repeat(20_000)}`;
  expect(redactor.text(long).startsWith(`${label} ${label}`)).toBe(true);
});
