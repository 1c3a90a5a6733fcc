import { describe, expect, it } from 'vitest';
import type { Change, GroupCount, Snapshot } from '../../../main/contract/snapshots.ts';
import {
  countWords,
  endsOf,
  shownGroup,
  stateOf,
  stateOptions,
  targetOf,
  withGroups,
} from '../../../renderer/features/compare/model.ts';
import { compareSearch } from '../../../renderer/features/compare/search.ts';

const snapshot = (number: number, name: string): Snapshot => ({
  number,
  name,
  note: null,
  takenAt: '2026-11-25T10:00:00.000Z',
  takenBy: null,
  takenRev: 1,
  digest: '0',
});
const snapshots = [snapshot(7, 'Later'), snapshot(3, 'Earlier')];
const count = (group: GroupCount['group'], more: Partial<GroupCount> = {}): GroupCount => ({
  group,
  added: 0,
  gone: 0,
  changed: 0,
  expired: 0,
  ...more,
});

describe('the address of a comparison', () => {
  it.each([
    [
      { from: 3, to: 'now' },
      { from: '3', to: 'now' },
    ],
    [
      { from: 'file-abc', view: 'reask' },
      { from: 'file-abc', view: 'reask' },
    ],
    [{ from: 'then', to: 0, view: 'other', group: '' }, {}],
    [{ from: -1, to: { file: 'x' } }, {}],
  ])('%j is read as %j', (raw, expected) => {
    expect(compareSearch(raw)).toEqual(expected);
  });

  it('names the newest snapshot and now where it says nothing', () => {
    expect(endsOf({}, snapshots)).toEqual({ from: '7', to: 'now' });
    expect(endsOf({ to: '3' }, snapshots)).toEqual({ from: '7', to: '3' });
    expect(endsOf({}, [])).toBeNull();
    expect(endsOf({ from: 'file-abc' }, [])).toEqual({ from: 'file-abc', to: 'now' });
  });

  it('becomes what the core is asked', () => {
    expect(['now', '3', 'file-abc'].map(stateOf)).toEqual(['now', 3, { file: 'abc' }]);
  });
});

it('offers now, the snapshots, the files, and whatever is chosen', () => {
  const files = [{ key: 'file-abc', name: 'old.demarc' }];
  const values = (chosen: string) => stateOptions(snapshots, files, chosen).map(({ value }) => value);
  expect(values('now')).toEqual(['now', '7', '3', 'file-abc']);
  expect(values('9')).toEqual(['now', '7', '3', 'file-abc', '9']);
});

it('shows the wanted group, or the first that has changes', () => {
  const counts = [count('ownership', { changed: 1 }), count('notes', { added: 2, gone: 1 })];
  expect(shownGroup(counts, 'notes')).toBe('notes');
  expect(shownGroup(counts, 'people')).toBe('ownership');
  expect(shownGroup([], 'notes')).toBeNull();
  expect(counts.map(countWords)).toEqual(['1 changed', '2 added, 1 gone']);
});

it('a group of which only what was changed back just now is left keeps its place among the groups', () => {
  const row = { group: 'notes' } as Change;
  expect(withGroups([], [row, row])).toEqual([{ group: 'notes', added: 0, gone: 0, changed: 0, expired: 0 }]);
  const counts: GroupCount[] = [{ group: 'notes', added: 1, gone: 0, changed: 0, expired: 0 }];
  expect(withGroups(counts, [row])).toEqual(counts);
});

it('leads to where a change can be looked at', () => {
  const to = (ref: string | null, group: GroupCount['group'], kind: 'gone' | 'changed' = 'changed') =>
    targetOf({ ref, group, kind });
  expect(to('orders-db/restore-testing', 'texts', 'gone')).toEqual({
    screen: 'card',
    subject: 'orders-db',
    card: 'restore-testing',
  });
  expect(to('orders-db', 'services')).toEqual({ screen: 'service', ref: 'orders-db' });
  expect(to('orders-db', 'services', 'gone')).toBeNull();
  expect(to('E-12', 'evidence')).toEqual({ screen: 'evidence', number: 12 });
  expect(to('E-12', 'evidence', 'gone')).toBeNull();
  expect(to(null, 'scope')).toBeNull();
});
