import { expect, test } from 'vitest';
import type { DueItem } from '../../main/contract/due.ts';
import type { Evidence } from '../../main/contract/evidence.ts';
import { calendarOf } from '../../main/domain/due/calendar.ts';
import { type DueInput, dueItems } from '../../main/domain/due/due.ts';
import { kindsById, namesById } from '../../main/domain/duties/ownership.ts';
import { plainText } from '../../main/domain/words/plain-text.ts';
import { aws, gapsOf, notApplicable, ours, PARTIES, row, service, TODAY } from '../support/gap-rows.ts';
import fc, { anyCharacter } from '../support/property.ts';

const PEOPLE = [
  { id: 'li-na', name: 'Li Na' },
  { id: 'bo', name: 'Bo Berg' },
];
const items = (more: Partial<DueInput>) =>
  dueItems({
    title: 'Acme',
    reviewOn: null,
    leadAssessor: null,
    cadences: [],
    rows: [],
    services: [],
    actions: [],
    evidence: [],
    kinds: kindsById(PARTIES),
    people: namesById(PEOPLE),
    parties: namesById(PARTIES),
    today: TODAY,
    until: '2026-12-25',
    ...more,
  });
const brief = (found: readonly DueItem[]) => found.map(({ on, kind, what }) => `${on} ${kind}: ${what}`);
const answeredOn = (day: string, more = {}) => row([ours], { answeredAt: `${day}T10:00:00.000Z`, ...more });
const whole = (months: number) => [{ domain: null, ref: null, months }];
const piece = (number: number, more: Partial<Evidence>): Evidence => ({
  number,
  kind: 'note',
  title: `Piece ${number}`,
  fileName: null,
  sha256: null,
  mediaType: null,
  size: null,
  url: null,
  text: null,
  coversFrom: null,
  coversTo: null,
  expires: null,
  collectedBy: null,
  collectedAt: '2026-01-01T00:00:00.000Z',
  links: [],
  replacedBy: null,
  providerReport: null,
  ...more,
});

test('an answer is reviewed again so many months after it was given, or looked at since; the narrowest time holds', () => {
  const rows = [answeredOn('2025-11-30')];
  const on = (cadences: DueInput['cadences'], of = rows) =>
    items({ cadences, rows: of, until: '2030-01-01' }).map((item) => item.on);
  expect(on([])).toEqual([]);
  expect(on(whole(12))).toEqual(['2026-11-30']);
  expect(on(whole(3))).toEqual(['2026-02-28']);
  expect(on([...whole(12), { domain: 'resilience', ref: null, months: 6 }])).toEqual(['2026-05-30']);
  const own = { domain: null, ref: 'orders-db/restore-testing', months: 24 };
  expect(on([...whole(12), { domain: 'resilience', ref: null, months: 6 }, own])).toEqual(['2027-11-30']);
  expect(on(whole(12), [answeredOn('2025-11-30', { reviewed: { by: 'Ann', on: '2026-06-15' } })])).toEqual([
    '2027-06-15',
  ]);
  // Nothing that nobody answered is reviewed again; what does not apply is.
  expect(on(whole(1), [row([])])).toEqual([]);
  expect(on(whole(12), [{ ...notApplicable('None here.'), answeredAt: '2025-11-30T00:00:00.000Z' }])).toEqual(
    ['2026-11-30'],
  );
});

test('answers of one service that are due make one entry, and one gap from the day after', () => {
  const rows = [
    answeredOn('2025-11-24'),
    answeredOn('2025-11-20', { responsibility: 'backups', responsibilityName: 'Backups' }),
    answeredOn('2025-11-25', { responsibility: 'logs', responsibilityName: 'Logs' }),
    answeredOn('2026-11-01', { responsibility: 'keys', responsibilityName: 'Keys' }),
  ];
  expect(brief(items({ cadences: whole(12), rows, until: TODAY }))).toEqual([
    '2026-11-20 review: Review 3 answers of orders-db, Backups first',
  ]);
  const named = rows.map((row) => ({ ...row, ref: `x/${row.responsibility}`, subject: 'x' }));
  const services = [{ ref: 'duties-x', label: 'Duties', reviewOn: TODAY, lead: null }];
  const ids = items({ cadences: whole(12), rows: named, services, until: TODAY }).map(({ id }) => id);
  expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
  const due = (of: typeof rows) =>
    gapsOf(of, { cadences: whole(12) }).filter(({ rule }) => rule === 'review-due');
  expect(due(rows)).toMatchObject([
    {
      severity: 'medium',
      ref: null,
      subject: 'orders-db',
      sentence: 'orders-db: 2 answers were to be reviewed again, Backups by 2026-11-20.',
    },
  ]);
  expect(due(rows.slice(0, 1))).toMatchObject([
    {
      ref: 'orders-db/restore-testing',
      sentence: 'orders-db, Restore testing: the answer was to be reviewed again by 2026-11-24.',
    },
  ]);
  expect(due(rows.slice(2))).toEqual([]);
});

test('everything that has a day stands in one list, by day, with whom it waits for', () => {
  const found = items({
    reviewOn: '2026-12-01',
    leadAssessor: 'bo',
    services: [service('orders-db', { reviewOn: '2026-11-01' })].map((each) => ({ ...each, lead: 'li-na' })),
    rows: [
      row([ours], {
        status: 'risk-accepted',
        risk: { reason: 'x', approver: 'bo', approvedOn: null, expiresOn: '2026-12-02' },
      }),
      row([ours], { responsibility: 'backups', dueOn: '2026-12-03', status: 'in-progress' }),
      row([ours], { responsibility: 'done', dueOn: '2026-12-03', status: 'implemented' }),
      row([], {
        responsibility: 'keys',
        parked: true,
        dueOn: '2026-12-04',
        waits: { for: 'The contract', person: null, name: 'Legal' },
      }),
      row([aws], { responsibility: 'host', dueOn: '2026-12-03' }),
    ],
    actions: [
      { number: 3, dueOn: '2026-11-24', state: 'open' },
      { number: 4, dueOn: '2026-11-24', state: 'done' },
      { number: 5, dueOn: null, state: 'open' },
    ].map((action) => ({
      title: 'Ask the provider',
      subject: null,
      responsibility: null,
      rule: null,
      person: null,
      note: null,
      createdAt: '',
      createdBy: null,
      closedAt: null,
      ...action,
      state: action.state as 'open',
    })),
    evidence: [
      piece(1, { expires: '2026-12-05', links: ['orders-db/keys', 'front/keys', 'front/host'] }),
      piece(2, { expires: '2026-12-05', replacedBy: 1 }),
      piece(3, { expires: '2027-12-05' }),
      ...(['2025-09-30', '2026-09-30'] as const).map((coversTo, index) =>
        piece(4 + index, { coversTo, providerReport: { party: 'aws', kind: 'soc-2', services: null } }),
      ),
    ],
  });
  expect(found.map(({ on, kind, who, overdue }) => [on, kind, who, overdue])).toEqual([
    ['2026-09-30', 'report', null, true],
    ['2026-11-01', 'review', 'Li Na', true],
    ['2026-11-24', 'action', null, true],
    ['2026-12-01', 'review', 'Bo Berg', false],
    ['2026-12-02', 'risk', 'Bo Berg', false],
    ['2026-12-03', 'duty', 'Li Na', false],
    ['2026-12-04', 'parked', 'Legal', false],
    ['2026-12-05', 'evidence', null, false],
  ]);
  expect([found.at(0), found.at(-1)].map((item) => item?.what.match(/ r[au]ns? out$/)?.[0])).toEqual([
    ' ran out',
    ' runs out',
  ]);
  // A piece of evidence bears on all that it supports, an action on its subject, and what is of the whole workbook on nothing.
  expect(found.flatMap(({ kind, concerns }) => (kind === 'evidence' ? [concerns] : []))).toEqual([
    ['orders-db', 'front'],
  ]);
  expect(found.flatMap(({ kind, concerns }) => (kind === 'action' ? [concerns] : []))).toEqual([[]]);
  expect(found.find(({ kind }) => kind === 'risk')?.concerns).toEqual([
    found.find(({ kind }) => kind === 'risk')?.subject,
  ]);
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
});

// What a calendar program reads: lines unfolded, then names and values.
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');
const FACTS = { workbook: 'f1d9', title: 'Acme; 2026', at: '2026-11-25T10:11:12.345Z', revision: 7 };
const item = (what: string): DueItem => ({
  id: 'risk-orders-db/restore-testing',
  kind: 'risk',
  on: '2026-12-31',
  overdue: false,
  what,
  who: 'Li, Na',
  subject: 'orders-db',
  responsibility: 'restore-testing',
  concerns: ['orders-db'],
  number: null,
});

test('a calendar file has an event of a day for each thing, under a name that stays', () => {
  const text = calendarOf([item('Accepted risk ends: a, b; c\\d')], FACTS);
  expect(unfolded(text)).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Demarc//Demarc//EN',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    'UID:risk-orders-db.restore-testing@f1d9',
    'DTSTAMP:20261125T101112Z',
    'SEQUENCE:7',
    'DTSTART;VALUE=DATE:20261231',
    'SUMMARY:Accepted risk ends: a\\, b\\; c\\\\d',
    'DESCRIPTION:Accepted risk in the workbook "Acme\\; 2026"\\nWho: Li\\, Na\\nWhere: orders-db/restore-testing',
    'CATEGORIES:Accepted risk',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('whatever is written in it, no line is longer than 75 octets or breaks the file, and every text comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 300 }), (what) => {
      const text = calendarOf([item(`x${what}`)], FACTS);
      const lines = text.split('\r\n');
      expect(lines.filter((line) => Buffer.byteLength(line) > 75 || /[\r\n]/.test(line))).toEqual([]);
      const whole = unfolded(text);
      expect(whole.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
      const summary = whole.find((line) => line.startsWith('SUMMARY:'))?.slice('SUMMARY:'.length);
      const read = summary?.replaceAll(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
      expect(read).toBe(plainText(`x${what}`));
    }),
  );
});
