import { describe, expect, it } from 'vitest';
import type { WalkSubject } from '../../../main/contract/assignments.ts';
import { durationWords } from '../../../main/domain/meetings.ts';
import { isPresenting, screenOf } from '../../../renderer/app/shell/screens.ts';
import { exportFileName } from '../../../renderer/features/export/model.ts';
import { exportSearch } from '../../../renderer/features/export/search.ts';
import {
  agendaTotals,
  clockWords,
  givenAttendees,
  subjectToPresent,
} from '../../../renderer/features/workshop/model.ts';
import { presentSearch } from '../../../renderer/features/workshop/search.ts';

const subject = (ref: string, over: Partial<WalkSubject> = {}): WalkSubject => ({
  ref,
  kind: 'service',
  label: ref,
  detail: 'Amazon S3',
  asked: 10,
  answered: 0,
  parked: 0,
  ...over,
});

describe('time', () => {
  it.each([
    [0, '0:00'],
    [7.9, '0:07'],
    [754, '12:34'],
    [3723, '1:02:03'],
    [-5, '0:00'],
  ])('%d seconds on the clock are %s', (seconds, words) => expect(clockWords(seconds)).toBe(words));
  it.each([
    [0, ''],
    [20, 'under 1 min'],
    [700, '12 min'],
    [3900, '1 h 5 min'],
  ])('%d seconds in the agenda are "%s"', (seconds, words) => expect(durationWords(seconds)).toBe(words));
  it('adds up', () => {
    const item = {
      ...subject('a', { answered: 4, parked: 1 }),
      toConfirm: 2,
      seconds: 60,
      secondsNow: 30,
      place: null,
    };
    expect(agendaTotals([item, item])).toEqual({
      asked: 20,
      answered: 8,
      parked: 2,
      toConfirm: 4,
      seconds: 120,
      secondsNow: 60,
    });
  });
});

describe('where the room goes on', () => {
  const done = subject('done', { answered: 10 });
  const workbook = subject('workbook', { kind: 'organisation' });
  it('where it stopped, while something is open there', () =>
    expect(subjectToPresent([subject('a'), subject('b')], 'b/backup')).toBe('b'));
  it('else at the first open service, before what is answered once', () => {
    expect(subjectToPresent([workbook, done, subject('b')], 'done/backup')).toBe('b');
    expect(subjectToPresent([workbook, done], null)).toBe('workbook');
  });
  it('parked duties do not call the room back', () =>
    expect(subjectToPresent([subject('a', { answered: 9, parked: 1 }), subject('b')], null)).toBe('b'));
  it('at the first when all is answered, nowhere when there is nothing', () => {
    expect(subjectToPresent([done], null)).toBe('done');
    expect(subjectToPresent([], null)).toBeNull();
  });
});

it('attendees go back as person or as name', () => {
  expect(
    givenAttendees([
      { person: 'ann', name: 'Ann' },
      { person: null, name: 'Guest' },
    ]),
  ).toEqual([{ person: 'ann' }, { name: 'Guest' }]);
});

describe('addresses', () => {
  it('the presenter has the window to itself', () => {
    expect(isPresenting('/w/w1/present/orders-db')).toBe(true);
    expect(isPresenting('/w/w1/workshop')).toBe(false);
    expect(screenOf('/w/w1/workshop')?.label).toBe('Workshop');
  });
  it('take what they know and drop the rest', () => {
    expect(presentSearch({ card: 'os-patching', x: 1 })).toEqual({ card: 'os-patching' });
    expect(presentSearch({ card: 4 })).toEqual({});
    expect(exportSearch({ person: 'ann' })).toEqual({ person: 'ann' });
    expect(exportSearch({ person: '' })).toEqual({});
    expect(
      exportSearch({ person: 'ann', rows: { domain: 'resilience', status: 'nearly', view: 'grid' } }),
    ).toEqual({
      person: 'ann',
      rows: { domain: 'resilience' },
    });
    expect(exportSearch({ rows: { status: 'nearly' } })).toEqual({});
    expect(exportSearch({ rows: 'domain' })).toEqual({});
  });
  it('a hand-out carries its person in the file name', () =>
    expect(exportFileName({ title: 'Shop' }, 'pdf', '2026-11-25', 'Zoë Müller')).toBe(
      'Shop for Zoë Müller 2026-11-25.pdf',
    ));
});
