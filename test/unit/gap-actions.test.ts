import { describe, expect, test } from 'vitest';
import type { ActionState } from '../../main/contract/actions.ts';
import { coverBook, isInHand, isOverdue } from '../../main/domain/actions.ts';
import { MISCONCEPTION_FAMILIES } from '../../main/domain/duties/misconception-families.ts';
import { actionOverdue, type GapAction } from '../../main/domain/gaps/action-overdue.ts';
import { gapsByDomain, gapsBySeverity, overdueNumbers, weekDays } from '../../main/domain/overview.ts';

const TODAY = '2026-11-25';
const action = (more: Partial<GapAction> = {}): GapAction => ({
  number: 3,
  title: 'Name people',
  subject: 'orders-db',
  responsibility: 'restore-testing',
  rule: 'no-named-person',
  dueOn: null,
  state: 'open',
  personName: 'Mara Silva',
  ...more,
});

describe('an action that is late', () => {
  const cases: readonly [state: ActionState, dueOn: string | null, late: boolean][] = [
    ['open', '2026-11-24', true],
    ['in-progress', '2026-11-24', true],
    ['open', '2026-11-25', false],
    ['open', null, false],
    ['done', '2020-01-01', false],
    ['dropped', '2020-01-01', false],
  ];
  test.each(cases)('%s, due on %s: %s', (state, dueOn, late) => {
    expect(isOverdue({ state, dueOn }, TODAY)).toBe(late);
    expect(actionOverdue(action({ state, dueOn }), TODAY) !== null).toBe(late);
  });

  const late = { dueOn: '2026-11-01' };
  test.each([
    [
      action(late),
      'orders-db/restore-testing',
      'orders-db',
      'A-3 "Name people" was due on 2026-11-01, and is not done; Mara Silva has it.',
    ],
    [
      action({ ...late, responsibility: null, personName: null }),
      null,
      'orders-db',
      'A-3 "Name people" was due on 2026-11-01, and is not done; nobody is named for it.',
    ],
    [action({ ...late, subject: null, responsibility: null }), null, 'workbook', 'A-3 "Name people"'],
  ])('points at its place (%#)', (given, ref, subject, sentence) => {
    const gap = actionOverdue(given, TODAY);
    expect(gap).toMatchObject({ rule: 'action-overdue', severity: 'medium', ref, subject });
    expect(gap?.sentence).toContain(sentence);
  });
});

describe('which action covers a gap', () => {
  const gap = { rule: 'no-named-person', subject: 'orders-db', responsibility: 'restore-testing' };
  const cases: readonly [name: string, actions: readonly Partial<GapAction>[], number: number | null][] = [
    ['none', [], null],
    ['the same rule and duty', [{}], 3],
    ['another rule', [{ rule: 'unanswered' }], null],
    ['no rule at all', [{ rule: null }], null],
    ['another service', [{ subject: 'front' }], null],
    ['another duty', [{ responsibility: 'encryption' }], null],
    ['the whole service', [{ responsibility: null }], 3],
    ['the whole workbook', [{ subject: null, responsibility: null }], 3],
    ['one that is under way', [{ state: 'in-progress' }], 3],
    ['one that is done', [{ state: 'done' }], null],
    ['one that was dropped', [{ state: 'dropped' }], null],
    ['the nearest of several', [{ number: 1, responsibility: null }, { number: 2 }], 2],
    ['the oldest of equals', [{ number: 9 }, { number: 4 }], 4],
  ];
  test.each(cases)('%s', (_name, actions, number) => {
    expect(coverBook(actions.map(action))(gap)).toBe(number);
  });
  test('a whole-service action does not reach to the answers given once for the workbook', () => {
    const covering = coverBook([action({ subject: 'workbook', responsibility: null })]);
    expect(covering(gap)).toBeNull();
    expect(covering({ ...gap, subject: 'workbook' })).toBe(3);
  });
  test('a late action covers, but does not keep a gap in hand', () => {
    const overdue = overdueNumbers([action({ dueOn: '2026-11-01' }), action({ number: 5 })], TODAY);
    expect([...overdue]).toEqual([3]);
    expect(isInHand({ action: 3 }, overdue)).toBe(false);
    expect(isInHand({ action: 5 }, overdue)).toBe(true);
    expect(isInHand({ action: null }, overdue)).toBe(false);
  });
});

describe('the overview counts', () => {
  test('gaps by severity, and those in hand', () => {
    const gaps = [
      { severity: 'high', action: null },
      { severity: 'high', action: 3 },
      { severity: 'low', action: 5 },
    ] as const;
    expect(gapsBySeverity(gaps, new Set([3]))).toEqual([
      { severity: 'high', count: 2, inHand: 0 },
      { severity: 'medium', count: 0, inHand: 0 },
      { severity: 'low', count: 1, inHand: 1 },
    ]);
  });
  test('gaps by domain, those of whole services last, empty domains left out', () => {
    const gaps = [
      { severity: 'low', responsibility: null },
      { severity: 'high', responsibility: 'a' },
      { severity: 'low', responsibility: 'a' },
    ] as const;
    const domains = [
      { id: 'data', name: 'Data' },
      { id: 'network', name: 'Network' },
    ];
    expect(gapsByDomain(gaps, domains, () => 'network')).toEqual([
      { domain: 'network', name: 'Network', counts: { high: 1, medium: 0, low: 1 } },
      { domain: null, name: 'A service as a whole', counts: { high: 0, medium: 0, low: 1 } },
    ]);
  });
  test('a week ends today and has every day', () => {
    const days = weekDays(new Map([['2026-11-20', 4]]), TODAY);
    expect(days.map(({ changes }) => changes)).toEqual([0, 4, 0, 0, 0, 0, 0]);
    expect([days[0]?.date, days.at(-1)?.date]).toEqual(['2026-11-19', TODAY]);
  });
});

test('the three families of misconceptions each have a belief, a correction and words for the room', () => {
  expect(MISCONCEPTION_FAMILIES.map(({ family }) => family)).toEqual([1, 2, 3]);
  for (const { belief, correction, words } of MISCONCEPTION_FAMILIES) {
    expect(belief).not.toBe('');
    expect(correction.length).toBeGreaterThan(80);
    expect(words.length).toBeGreaterThanOrEqual(2);
  }
});
