import { describe, expect, test } from 'vitest';
import {
  aws,
  brief,
  type Evidence,
  gapsOf,
  ours,
  proof,
  row,
  sentences,
  service,
  TODAY,
} from '../support/gap-rows.ts';

describe('expiry of evidence', () => {
  const cases: readonly [expires: string | null, rule: string | null][] = [
    [null, null],
    ['2026-11-24', 'evidence-expired'],
    [TODAY, 'evidence-expiring'],
    ['2027-02-23', 'evidence-expiring'],
    ['2027-02-24', null],
  ];
  test.each(cases)('expires %s -> %s', (expires, rule) => {
    const evidence = [proof(7, { expires, links: ['orders-db/restore-testing'] })];
    const gaps = gapsOf([row([ours], { evidence: [7] })], { evidence });
    expect(gaps.map((gap) => gap.rule)).toEqual(rule === null ? [] : [rule]);
  });
  test('is said once, at the first duty supported, however many there are', () => {
    const evidence = [proof(7, { expires: '2026-03-31', links: ['orders-db/b', 'orders-db/a'] })];
    const rows = ['a', 'b'].map((responsibility) => row([ours], { responsibility, evidence: [7] }));
    expect(gapsOf(rows, { evidence })).toMatchObject([
      {
        rule: 'evidence-expired',
        severity: 'high',
        ref: 'orders-db/a',
        sentence:
          'orders-db, Restore testing: E-7 "SOC 2 report", which supports this and 1 other duty, expired on 2026-03-31.',
      },
    ]);
  });
  test('evidence that supports nothing in the register raises nothing', () => {
    expect(gapsOf([row([ours])], { evidence: [proof(7, { expires: '2026-03-31' })] })).toEqual([]);
  });
});

describe("a provider's share", () => {
  const general = ['aws/aws-compliance-reports'];
  const year = { coversFrom: '2026-01-01', coversTo: '2026-12-31' };
  const cases: readonly [
    name: string,
    evidence: readonly Evidence[],
    own: readonly number[],
    lack: string | null,
  ][] = [
    ['nothing at all', [], [], 'no report or other evidence of AWS is linked.'],
    ['the report covers the period', [proof(1, { ...year, links: general })], [], null],
    [
      'the report covers last year only',
      [proof(1, { coversFrom: '2025-01-01', coversTo: '2025-12-31', links: general })],
      [],
      'the evidence linked does not cover the period of the assessment from 2026-01-01 on.',
    ],
    [
      'the report ends before today',
      [proof(1, { coversFrom: '2025-10-01', coversTo: '2026-09-30', links: general })],
      [],
      'the evidence linked does not cover the period of the assessment from 2026-10-01 on.',
    ],
    [
      'a letter bridges the time since',
      [
        proof(2, { coversFrom: '2026-10-01', coversTo: '2026-11-25', links: general }),
        proof(1, { coversFrom: '2025-10-01', coversTo: '2026-09-30', links: general }),
      ],
      [],
      null,
    ],
    [
      'a hole between report and letter',
      [
        proof(1, { coversFrom: '2025-10-01', coversTo: '2026-09-29', links: general }),
        proof(2, { coversFrom: '2026-10-01', coversTo: '2026-12-31', links: general }),
      ],
      [],
      'the evidence linked does not cover the period of the assessment from 2026-09-30 on.',
    ],
    ['a certificate known only by its end', [proof(1, { expires: '2027-06-30', links: general })], [], null],
    [
      'a report without any date',
      [proof(1, { links: general })],
      [],
      'none of the evidence linked says which period it covers.',
    ],
    [
      'evidence on the assignment itself',
      [proof(1, { ...year, links: ['orders-db/restore-testing'] })],
      [1],
      null,
    ],
    [
      "evidence on the provider's own assignment of this duty",
      [proof(1, { ...year, links: ['aws/restore-testing'] })],
      [],
      null,
    ],
    [
      "evidence on another of the provider's assignments",
      [proof(1, { ...year, links: ['aws/physical-access'] })],
      [],
      'no report or other evidence of AWS is linked.',
    ],
  ];
  test.each(cases)('%s', (_name, evidence, own, lack) => {
    const gaps = gapsOf([row([aws], { evidence: own })], { evidence });
    expect(brief(gaps)).toEqual(lack === null ? [] : ['provider-without-evidence orders-db/restore-testing']);
    expect(sentences(gaps)).toEqual(
      lack === null ? [] : [`orders-db, Restore testing: AWS has a share, and ${lack}`],
    );
  });

  const report = (services: readonly string[] | null, more: Partial<Evidence> = {}) =>
    proof(7, { ...year, providerReport: { party: 'aws', kind: 'soc-2', services }, ...more });
  const scopes: readonly [name: string, evidence: readonly Evidence[], lacking: readonly string[]][] = [
    ['on all services', [report(null)], []],
    ['on one service, and so not on what is done for all alike', [report(['rds'])], ['aws', 'invoices']],
    ['on another service', [report(['s3'])], ['aws', 'orders-db']],
    ['on two services and, as another, on all', [report(['rds', 's3']), { ...report(null), number: 8 }], []],
    [
      'on another party',
      [report(null, { providerReport: { party: 'owlhurst', kind: 'other', services: null } })],
      ['aws', 'orders-db', 'invoices'],
    ],
    [
      'that covers last year only',
      [report(null, { coversFrom: '2025-01-01', coversTo: '2025-12-31' })],
      ['aws', 'orders-db', 'invoices'],
    ],
    ['that a newer revision replaced', [report(null, { replacedBy: 8 })], ['aws', 'orders-db', 'invoices']],
    [
      'that an unlinked letter bridges',
      [
        report(null, { coversTo: '2026-06-30' }),
        { ...report(null, { coversFrom: '2026-07-01' }), number: 8 },
      ],
      [],
    ],
  ];
  test.each(scopes)('a report %s', (_name, evidence, lacking) => {
    const rows = ['aws', 'orders-db', 'invoices'].map((subject) => row([aws], { subject }));
    const services = [service('orders-db'), service('invoices', { catalogueId: 's3' })];
    const gaps = gapsOf(rows, { evidence, services });
    expect(gaps.map((gap) => gap.subject)).toEqual(lacking);
  });
  test('what a newer revision replaced covers nothing, though it is still linked', () => {
    const old = proof(1, { ...year, links: ['orders-db/restore-testing'], replacedBy: 2 });
    expect(brief(gapsOf([row([aws], { evidence: [1] })], { evidence: [old] }))).toEqual([
      'provider-without-evidence orders-db/restore-testing',
    ]);
    const expired = proof(1, { expires: '2026-01-01', replacedBy: 2, links: ['orders-db/restore-testing'] });
    expect(gapsOf([row([ours], { evidence: [1] })], { evidence: [expired] })).toEqual([]);
  });

  test('counts only time that has passed, and only the period', () => {
    const report = [proof(1, { coversFrom: '2024-07-01', coversTo: '2025-06-30', links: general })];
    const past = { periodFrom: '2025-01-01', periodTo: '2025-03-31' };
    expect(gapsOf([row([aws])], { evidence: report, ...past })).toEqual([]);
  });
  test('without a period, any evidence that is still good will do', () => {
    const none = { periodFrom: null, periodTo: null };
    const good = [proof(1, { links: general })];
    const stale = [proof(1, { expires: '2026-01-31', links: general })];
    expect(gapsOf([row([aws])], { evidence: good, ...none })).toEqual([]);
    expect(brief(gapsOf([row([aws])], { evidence: stale, ...none }))).toEqual([
      'provider-without-evidence orders-db/restore-testing',
    ]);
  });
  test('is one gap per service, not one per duty', () => {
    const rows = ['orders-db', 'reporting-db'].flatMap((subject) =>
      ['a', 'b', 'c'].map((responsibility) => row([aws], { subject, responsibility })),
    );
    const gaps = gapsOf(rows);
    expect(brief(gaps)).toEqual([
      'provider-without-evidence orders-db',
      'provider-without-evidence reporting-db',
    ]);
    expect(gaps[0]?.sentence).toBe(
      'orders-db: AWS has a share in 3 duties, such as Restore testing, and no report or other evidence of AWS is linked.',
    );
  });
});
