import { expect, test } from 'vitest';
import { lackingOf, riskWords } from '../../main/domain/duties/risk-acceptance.ts';
import { aws, gapsOf, ours, row } from '../support/gap-rows.ts';

const WHOLE = {
  reason: 'It is rebuilt from code within a day.',
  approver: 'li-na',
  approvedOn: '2026-01-31',
  expiresOn: '2026-11-25',
};
const accepted = (risk: Partial<typeof WHOLE> | null) =>
  row([ours], {
    status: 'risk-accepted',
    risk: risk && { reason: null, approver: null, approvedOn: null, expiresOn: null, ...risk },
  });
const found = (...rows: ReturnType<typeof row>[]) =>
  gapsOf(rows).filter(({ rule }) => rule.startsWith('risk-acceptance'));

test('a risk is accepted with a reason, an approver, a day and an end; without any of them it is a gap', () => {
  expect(found(accepted(WHOLE))).toEqual([]);
  expect(found(accepted(null))).toMatchObject([
    {
      rule: 'risk-acceptance-incomplete',
      severity: 'medium',
      ref: 'orders-db/restore-testing',
      sentence:
        'orders-db, Restore testing: the risk is recorded as accepted, without a reason, somebody who approved it, the day of that and an end.',
    },
  ]);
  for (const part of Object.keys(WHOLE) as (keyof typeof WHOLE)[]) {
    const { [part]: _, ...rest } = WHOLE;
    expect(lackingOf(accepted(rest).risk)).toHaveLength(1);
    expect(found(accepted(rest))).toHaveLength(1);
  }
});

test('it holds through its last day, and is a high gap from the next one on, whatever else it lacks', () => {
  expect(found(accepted({ expiresOn: '2026-11-24' }))).toMatchObject([
    {
      rule: 'risk-acceptance-ended',
      severity: 'high',
      sentence:
        'orders-db, Restore testing: the risk was accepted until 2026-11-24. Accept it anew, or do what is to be done.',
    },
  ]);
  expect(riskWords(accepted(WHOLE).risk, '2026-11-25')).toBe('Stands until 25 Nov 2026');
  expect(riskWords(accepted(WHOLE).risk, '2026-11-26')).toBe('Ended on 25 Nov 2026');
  expect(riskWords(accepted({ ...WHOLE, reason: ' ' }).risk, '2026-11-25')).toBe('Lacks a reason');
});

test('where only a provider has a part, or another status stands, there is no risk to accept', () => {
  expect(found(row([aws], { status: 'risk-accepted' }), row([ours], { status: 'in-progress' }))).toEqual([]);
});
