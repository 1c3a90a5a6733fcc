import { expect, it } from 'vitest';
import { Redactor } from '../../main/domain/erasure/redactor.ts';
import { renamer } from '../../main/importers/vendor-matrix/words.ts';
import { CountedSearch } from '../support/counted-search.ts';
import { expressionsOf, superlinear } from '../support/expressions.ts';

// A cell, a name or a line comes from a stranger. An expression that looks at it anew from each of its letters takes minutes for a
// megabyte, so none in the program may, whatever it is given.
const { literals, built } = expressionsOf(['main', 'renderer', 'preload']);

it('finds the expressions of the program', () => {
  expect(literals.length).toBeGreaterThan(1000);
});

// One that stands in several places is looked at in one of them.
const each = [
  ...new Map(literals.map((expression) => [`${expression.source}/${expression.flags}`, expression])).values(),
];

it('no expression takes more than linear time', () => {
  const driven = each.flatMap((expression) => {
    const why = superlinear(expression);
    return why === null ? [] : [`${expression.at} /${expression.source}/${expression.flags}: ${why}`];
  });
  expect(driven.join('\n')).toBe('');
});

// Steps can stand for time only where they are the steps of the same search.
it('the search whose steps are counted finds what the engine finds', () => {
  const words = [' ', 'a', '0-', '\n', '"_', ', ', '\u{1f600}', '.\u00e9', 'AWS '];
  const differing = each.flatMap(({ at, source, flags }) => {
    const own = source.split(/[\\()[\]|?*+{}^$:!<>=]+/);
    const text = own.map((word, index) => `${word}${words[index % words.length]}${word}`).join('');
    const found = text.match(new RegExp(source, flags.includes('g') ? flags : `${flags}g`)) ?? [];
    const { matches } = new CountedSearch(source, flags, 1_000_000).through(text);
    return matches.join('|') === found.join('|') ? [] : [`${at} in ${JSON.stringify(text)}`];
  });
  expect(differing.join('\n')).toBe('');
});

it.each([
  ['starts over at each letter', /\s+$/],
  ['starts over behind a beginning', /<tag\s[^>]*>/],
  ['shares letters between two loops', /^a+a+$/],
  ['shares letters between three, behind a beginning', /^name: (\w+) *\w+ *\w*;$/],
  ['loops in a loop', /^(a+)+$/],
  ['looks for words one behind the other', /^[^\n]*\bone\b[^\n]*\btwo\b[^\n]*\bthree\b/],
  ['reads to the end of a line for the end of the text', /:product\/(.+)$/],
  ['looks ahead to the end from each letter', /a(?=.*b)/s],
  ['looks behind to the beginning from each letter', /(?<=b.*)a/],
  ['goes back to what it took', /(\w+) \1/],
] as const)('an expression that %s is found', (_what, { source, flags }) => {
  expect(superlinear({ at: '', source, flags })).not.toBeNull();
});

it.each([
  ['is anchored', /^[^\n]*\bone\b/],
  ['takes all that it could start over in', /\s+/],
  ['has loops with a bound', /\([^)]{0,200}\)/],
  ['begins behind what its loop takes', /(?<!\s)\s+$/],
  ['reads to the end of the text', /:product\/(.+)$/s],
] as const)('an expression that %s is none of them', (_what, { source, flags }) => {
  expect(superlinear({ at: '', source, flags })).toBeNull();
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
