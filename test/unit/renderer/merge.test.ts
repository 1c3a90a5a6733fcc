import { describe, expect, it } from 'vitest';
import type { MergeConflict, MergePreview } from '../../../main/contract/merge.ts';
import {
  ancestorWords,
  choiceWords,
  groupChanges,
  markedLines,
  neighbour,
  nextOpen,
  openConflicts,
  saidWords,
  sideWords,
} from '../../../renderer/features/compare/merge-model.ts';
import { compareSearch } from '../../../renderer/features/compare/search.ts';

const conflict = (key: string, kind: MergeConflict['kind'] = 'changed'): MergeConflict => ({
  key,
  kind,
  group: 'answers',
  ref: null,
  place: key,
  field: 'Note',
  base: null,
  mine: { text: 'a', who: null, at: null },
  theirs: { text: 'b', who: null, at: null },
  both: null,
});
const three = ['a', 'b', 'c'].map((key) => conflict(key));

describe('deciding', () => {
  it('goes on at the next open conflict, round the end, until none is left', () => {
    expect(nextOpen(three, {}, 'a')).toBe('b');
    expect(nextOpen(three, { a: 'mine', b: 'mine' }, 'b')).toBe('c');
    expect(nextOpen(three, { c: 'both' }, 'c')).toBe('a');
    expect(nextOpen(three, { a: 'mine', b: 'theirs', c: 'both' }, 'c')).toBeNull();
    expect(openConflicts(three, { b: 'mine' }).map(({ key }) => key)).toEqual(['a', 'c']);
  });

  it('moves both ways, round the ends', () => {
    expect(neighbour(three, 'a', -1)).toBe('c');
    expect(neighbour(three, 'c', 1)).toBe('a');
    expect(neighbour(three, null, 1)).toBe('a');
    expect(neighbour([], null, 1)).toBeNull();
  });

  it('marks the lines that were not there before, in texts of several lines', () => {
    expect(markedLines('Acme\nDraft\nNote: new', 'Acme\nDraft')).toEqual([
      { text: 'Acme', isNew: false },
      { text: 'Draft', isNew: false },
      { text: 'Note: new', isNew: true },
    ]);
    expect(markedLines('One', 'Another')).toEqual([{ text: 'One', isNew: false }]);
    expect(markedLines('One\nTwo', null).some(({ isNew }) => isNew)).toBe(false);
  });

  it('says what no text stands for', () => {
    expect(choiceWords(conflict('a', 'removed'), null)).toBe('Taken away');
    expect(choiceWords(conflict('a'), null)).toBe('Nothing');
    expect(choiceWords(conflict('a'), 'Text')).toBe('Text');
  });
});

it('tells who said it, and what both sides have behind them', () => {
  expect(saidWords({ who: null, at: null })).toBe('');
  // Told by the reader's own clock.
  const at = new Date(2026, 10, 12, 14, 3).toISOString();
  expect(saidWords({ who: 'Ben', at })).toBe('Ben, 12 Nov 2026, 14:03');
  const side: MergePreview['mine'] = {
    name: 'x',
    rev: 3,
    head: '',
    entries: 2,
    authors: [{ who: null, entries: 2 }],
  };
  expect(sideWords(side)).toBe('2 entries since');
  expect(
    sideWords({
      ...side,
      authors: [
        { who: 'Ben', entries: 1 },
        { who: null, entries: 1 },
      ],
    }),
  ).toBe('2 entries since: Ben 1, not said 1');
  expect(sideWords({ ...side, entries: 0, authors: [] })).toMatch(/^Nothing/);
  expect(ancestorWords({ found: 'change-log', rev: 7, hash: '', at: null })).toBe(
    'change 7 of both change logs',
  );
});

it('groups changes in the order in which they come', () => {
  const change = {
    kind: 'added',
    ref: null,
    place: '',
    field: '',
    before: null,
    after: '',
    said: { who: null, at: null },
    resolved: false,
  } as const;
  const groups = groupChanges([
    { ...change, group: 'answers' },
    { ...change, group: 'evidence' },
    { ...change, group: 'answers' },
  ]);
  expect(groups.map(({ group, changes }) => [group, changes.length])).toEqual([
    ['answers', 2],
    ['evidence', 1],
  ]);
});

it('an address can name the copy and the base', () => {
  expect(compareSearch({ view: 'merge', merge: 'abc', base: 12 })).toEqual({
    view: 'merge',
    merge: 'abc',
    base: '12',
  });
  expect(compareSearch({ view: 'other', merge: '' })).toEqual({});
});
