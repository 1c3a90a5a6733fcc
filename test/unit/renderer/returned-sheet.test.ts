import { describe, expect, it } from 'vitest';
import type { SheetChange, SheetPreview, UnplacedCell } from '../../../main/contract/sheets.ts';
import {
  allOf,
  answerKey,
  changesIn,
  isChosen,
  openNames,
  resolutionsFrom,
  senderFrom,
  summaryOf,
  tabsOf,
  withChoice,
} from '../../../renderer/features/import/returned-sheet/model.ts';

const change = (ref: string, more: Partial<SheetChange> = {}): SheetChange => ({
  ref,
  place: ref,
  field: 'note',
  title: 'Note',
  before: '',
  after: 'x',
  atExport: '',
  changedHereSince: false,
  accepted: false,
  sheet: 'Register',
  cell: 'W2',
  refusal: null,
  brings: [],
  drops: [],
  ...more,
});
const name = (written: string, more: Partial<UnplacedCell> = {}): UnplacedCell => ({
  sheet: 'Register',
  cell: 'L2',
  value: written,
  why: '',
  kind: 'person',
  ref: 'a/b',
  field: 'person/acme',
  suggestion: null,
  written,
  party: 'acme',
  ...more,
});
const preview: SheetPreview = {
  file: 'back.xlsx',
  sha256: '',
  rev: 9,
  sender: null,
  exported: { revision: 1204, at: null, known: true },
  rows: 441,
  changes: [
    change('a/one'),
    change('a/two', { changedHereSince: true }),
    change('a/three', { accepted: true }),
    change('a/four', { refusal: 'No.' }),
  ],
  unplaced: [name('Zoe')],
  unchanged: 12_748,
  notes: [],
};
const chosen = (choices: Parameters<typeof isChosen>[1]) =>
  preview.changes.filter((entry) => isChosen(entry, choices)).map(({ ref }) => ref);

describe('the changes of a returned sheet', () => {
  it('are on at first only where nobody else has a say', () => {
    expect(chosen(new Map())).toEqual(['a/one']);
  });

  it('are switched on and off, except what is refused', () => {
    const all = withChoice(new Map(), preview.changes, true);
    expect(chosen(all)).toEqual(['a/one', 'a/two', 'a/three']);
    expect(chosen(withChoice(all, preview.changes.slice(0, 2), false))).toEqual(['a/three']);
  });

  it('stand under the tabs that have something to show', () => {
    expect(tabsOf(preview).map(({ label }) => label)).toEqual([
      'All changes (4)',
      'Changed here, too (1)',
      'Accepted answers (1)',
      'Refused (1)',
      'Without a place (1)',
    ]);
    expect(tabsOf({ ...preview, changes: [], unplaced: [] }).map(({ value }) => value)).toEqual(['all']);
    expect(changesIn(preview, 'accepted').map(({ ref }) => ref)).toEqual(['a/three']);
    expect(changesIn(preview, 'unplaced')).toEqual([]);
  });

  it('are summed up in a sentence', () => {
    expect(summaryOf(preview)).toBe(
      'Exported at revision 1,204. 441 rows read: 4 changed cells, 1 without a place, 12,748 as before.',
    );
  });
});

describe('names to settle', () => {
  it('come once each, whatever their capitals and blanks', () => {
    const cells = [name('Zoe  Quist'), name('Ana'), name('zoe quist'), name('', { kind: 'invalid' })];
    expect(openNames(cells).map(({ written, cells: count }) => [written, count])).toEqual([
      ['Ana', 1],
      ['Zoe  Quist', 2],
    ]);
  });

  it('become what the job asks for', () => {
    const [ana, test, zoe] = openNames([
      name('Ana'),
      name('Zoe'),
      name('Restore tests', { kind: 'evidence', party: null }),
    ]);
    if (!ana || !zoe || !test) throw new Error('a name is missing');
    const answers = new Map([
      [answerKey(ana), { name: ana, means: 'ana-lima' }],
      [answerKey(zoe), { name: zoe, means: '+acme' }],
      [answerKey(test), { name: test, means: 'E-12' }],
    ]);
    expect(resolutionsFrom(answers)).toEqual({
      people: [
        { written: 'Ana', is: { person: 'ana-lima' } },
        { written: 'Zoe', is: { addTo: 'acme' } },
      ],
      evidence: [{ written: 'Restore tests', number: 12 }],
    });
    expect(resolutionsFrom(new Map([[answerKey(ana), { name: ana, means: '' }]]))).toEqual({
      people: [],
      evidence: [],
    });
  });
});

it('takes the sender for somebody listed where the name is theirs', () => {
  const people = [{ id: 'ana-lima', name: 'Ana Lima' }];
  expect(senderFrom(' ana  lima ', people)).toEqual({ person: 'ana-lima' });
  expect(senderFrom(' Dana Cole ', people)).toEqual({ name: 'Dana Cole' });
});

it('leaves accepted answers out of "all", unless they are all that is shown', () => {
  expect(allOf(preview.changes).map(({ ref }) => ref)).toEqual(['a/one', 'a/two', 'a/four']);
  const accepted = changesIn(preview, 'accepted');
  expect(allOf(accepted)).toEqual(accepted);
});
