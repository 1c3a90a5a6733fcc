import { describe, expect, test } from 'vitest';
import type { Ownership, RegisterRow, Share } from '../../main/contract/assignments.ts';
import type { Gap } from '../../main/contract/gaps.ts';
import { findGaps, GAP_RULES, type GapInput } from '../../main/domain/gaps.ts';

const TODAY = '2026-11-25';
const PARTIES = [
  { id: 'aws', name: 'AWS', kind: 'provider' },
  { id: 'organisation', name: 'Thistlemoor', kind: 'organisation' },
  { id: 'platform', name: 'Platform team', kind: 'internal-provider' },
  { id: 'owlhurst', name: 'Owlhurst', kind: 'third-party' },
  { id: 'shoppers', name: 'Shoppers', kind: 'client' },
] as const;

type Evidence = GapInput['evidence'][number];
const share = (party: string, more: Partial<Share> = {}): Share => ({
  party,
  text: `${party} does its part.`,
  person: party === 'aws' ? null : 'li-na',
  ...more,
});
const aws = share('aws');
const ours = share('organisation');

function row(shares: readonly Share[], more: Partial<RegisterRow> = {}): RegisterRow {
  const subject = more.subject ?? 'orders-db';
  const responsibility = more.responsibility ?? 'restore-testing';
  const [first] = shares;
  const ownership: Ownership = !first
    ? { kind: 'unanswered' }
    : shares.length === 1
      ? { kind: 'single', party: first.party }
      : { kind: 'shared', parties: shares.map(({ party }) => party) };
  return {
    ref: `${subject}/${responsibility}`,
    subject,
    subjectKind: 'service',
    subjectLabel: subject,
    serviceName: 'Amazon RDS',
    environment: 'production',
    domain: 'resilience',
    domainName: 'Resilience and recovery',
    responsibility,
    responsibilityName: 'Restore testing',
    ownership,
    shares,
    suggested: 'customer',
    deviates: false,
    deviationReason: null,
    notApplicable: null,
    status: 'not-started',
    dueOn: null,
    note: null,
    parked: false,
    confirmLater: false,
    review: 'draft',
    reviewText: null,
    evidence: [],
    answeredAt: null,
    answeredBy: null,
    ...more,
  };
}
const notApplicable = (reason: string) =>
  row([], { ownership: { kind: 'not-applicable' }, notApplicable: reason, deviates: true });

const proof = (number: number, more: Partial<Evidence> = {}): Evidence => ({
  number,
  title: 'SOC 2 report',
  coversFrom: null,
  coversTo: null,
  expires: null,
  links: [],
  replacedBy: null,
  providerReport: null,
  ...more,
});
const service = (ref: string, more: Partial<GapInput['services'][number]> = {}) => ({
  ref,
  catalogueId: 'rds',
  label: ref,
  serviceName: 'Amazon RDS',
  environment: 'production',
  lifecycle: { state: 'active' as const },
  reviewOn: null,
  ...more,
});

function gapsOf(rows: readonly RegisterRow[], more: Partial<GapInput> = {}): Gap[] {
  return findGaps({
    rows,
    services: [],
    parties: PARTIES,
    evidence: [],
    actions: [],
    people: [],
    signOffs: [],
    misconceptionOf: () => null,
    periodFrom: '2026-01-01',
    periodTo: '2026-12-31',
    reviewOn: null,
    today: TODAY,
    ...more,
  });
}
const brief = (gaps: readonly Gap[]) => gaps.map(({ rule, ref, subject }) => `${rule} ${ref ?? subject}`);
const sentences = (gaps: readonly Gap[]) => gaps.map(({ sentence }) => sentence);

describe('rules about one answer', () => {
  const cases: readonly [name: string, row: RegisterRow, sentences: readonly string[]][] = [
    ['a named customer share is in order', row([ours]), []],
    [
      'a customer share without a person',
      row([share('organisation', { person: null })]),
      ['orders-db, Restore testing: nobody is named for the share of Thistlemoor.'],
    ],
    [
      'two unnamed shares make one gap that names both',
      row([share('platform', { person: null }), share('owlhurst', { person: null })]),
      ['orders-db, Restore testing: nobody is named for the share of Platform team and Owlhurst.'],
    ],
    ['clients are not people to name', row([share('shoppers', { person: null })]), []],
    ['shared with both texts', row([ours, share('platform')]), []],
    [
      'shared, one text blank',
      row([ours, share('platform', { text: '  ' })]),
      [
        'orders-db, Restore testing: shared between Thistlemoor and Platform team, but what Platform team does is not written down.',
      ],
    ],
    ['a single owner needs no text', row([share('organisation', { text: null })]), []],
    ['not applicable with a reason', notApplicable('We keep no data here.'), []],
    [
      'not applicable with a blank reason',
      notApplicable(' '),
      ['orders-db, Restore testing: recorded as not applicable, without saying why.'],
    ],
    ['implemented with evidence', row([ours], { status: 'implemented', evidence: [1] }), []],
    ['in progress without evidence', row([ours], { status: 'in-progress' }), []],
    [
      'implemented without evidence',
      row([ours], { status: 'implemented' }),
      ['orders-db, Restore testing: Thistlemoor reports it as implemented, but no evidence is linked to it.'],
    ],
    ['deviates with a reason', row([ours], { deviates: true, deviationReason: 'Agreed on 3 March.' }), []],
    [
      'deviates without a reason',
      row([ours], { deviates: true, suggested: 'shared' }),
      [
        'orders-db, Restore testing: given to Thistlemoor, while the catalogue suggests both sides, and no reason is recorded.',
      ],
    ],
  ];
  test.each(cases)('%s', (_name, one, expected) => {
    expect(sentences(gapsOf([one]))).toEqual(expected);
  });

  test('the status of an answer that is all the provider’s proves nothing and asks nothing', () => {
    const covered = [
      proof(1, { coversFrom: '2026-01-01', coversTo: '2026-12-31', links: ['aws/aws-compliance-reports'] }),
    ];
    expect(gapsOf([row([aws], { status: 'implemented' })], { evidence: covered })).toEqual([]);
  });

  test('a misconception is high, quotes the belief, and a recorded reason does not silence it', () => {
    const warning = {
      belief: 'RDS does the backups.',
      correction: 'You set retention.',
      family: 3,
      suggested: 'shared',
    } as const;
    const answered = row([ours], { deviates: true, deviationReason: 'Said in the room.' });
    const asked: string[] = [];
    const gaps = gapsOf([answered, row([], { subject: 'other' })], {
      misconceptionOf: (one) => {
        asked.push(one.ref);
        return warning;
      },
    });
    expect(gaps[0]).toEqual({
      rule: 'misconception',
      severity: 'high',
      sentence: 'orders-db, Restore testing: rests on the belief "RDS does the backups." You set retention.',
      ref: 'orders-db/restore-testing',
      subject: 'orders-db',
      responsibility: 'restore-testing',
      action: null,
    });
    expect(asked).toEqual(['orders-db/restore-testing']);
  });
});

describe('unanswered', () => {
  const open = (responsibility: string, more: Partial<RegisterRow> = {}) =>
    row([], { responsibility, ...more });
  test('is said per duty once a service is started', () => {
    const gaps = gapsOf([row([ours]), open('privacy'), open('backup', { parked: true })]);
    expect(brief(gaps)).toEqual(['unanswered orders-db/privacy', 'unanswered orders-db/backup']);
    expect(gaps[1]?.sentence).toBe('orders-db, Restore testing: parked, with no answer yet.');
  });
  test('is said once for a service that nobody has started', () => {
    const gaps = gapsOf([open('a'), open('b'), open('c')]);
    expect(gaps).toMatchObject([
      { rule: 'unanswered', ref: null, subject: 'orders-db', responsibility: null },
    ]);
    expect(gaps[0]?.sentence).toBe('orders-db: none of its 3 duties has an answer yet.');
  });
});

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

describe('a review that is overdue', () => {
  test.each([
    ['no day set', null, false],
    ['the day itself', TODAY, false],
    ['the day after', '2026-11-24', true],
    ['a day to come', '2027-06-01', false],
  ])('%s', (_name, reviewOn, overdue) => {
    expect(brief(gapsOf([], { reviewOn }))).toEqual(overdue ? ['review-overdue workbook'] : []);
    expect(brief(gapsOf([], { services: [service('orders-db', { reviewOn })] }))).toEqual(
      overdue ? ['review-overdue orders-db'] : [],
    );
  });
  test('says since when, and what ends it', () => {
    const services = [service('orders-db', { reviewOn: '2026-10-01' })];
    expect(sentences(gapsOf([], { reviewOn: '2026-09-01', services }))).toEqual([
      'The assessment was to be reviewed by 2026-09-01. Look at it again, then set the next day under Scope.',
      'orders-db: its answers were to be reviewed by 2026-10-01. Look at them again, then set the next day.',
    ]);
  });
});

describe('lifecycle of a service', () => {
  test.each([
    ['active', { state: 'active' }, null],
    ['closed to new', { state: 'closed-to-new', date: '2026-04-30', dateKind: 'closed' }, 'low'],
    ['support ended', { state: 'end-of-support', date: TODAY, dateKind: 'end-of-support' }, 'high'],
    [
      'support ends within 12 months',
      { state: 'end-of-support', date: '2027-11-25', dateKind: 'end-of-support' },
      'medium',
    ],
    ['support ends later', { state: 'end-of-support', date: '2027-11-26', dateKind: 'end-of-support' }, null],
    [
      'the end announced, the day unknown',
      { state: 'end-of-support', date: '2026-01-10', dateKind: 'announced' },
      'medium',
    ],
  ] as const)('%s', (_name, lifecycle, severity) => {
    const gaps = gapsOf([], { services: [service('old-one', { lifecycle })] });
    expect(gaps.map((gap) => [gap.rule, gap.severity, gap.ref, gap.subject])).toEqual(
      severity === null ? [] : [['service-lifecycle', severity, null, 'old-one']],
    );
  });
  test('says when, and what the catalogue adds', () => {
    const lifecycle = {
      state: 'end-of-support',
      date: '2027-03-31',
      dateKind: 'end-of-support',
      note: 'Plan the move.',
    } as const;
    expect(sentences(gapsOf([], { services: [service('orders-db', { lifecycle })] }))).toEqual([
      'orders-db: Amazon RDS reaches its end of support on 2027-03-31. Plan the move.',
    ]);
  });
});

describe('the same duty owned differently', () => {
  const services = [service('orders-db'), service('reporting-db')];
  const two = (second: RegisterRow) => [row([ours]), { ...second, ref: 'reporting-db/restore-testing' }];
  const other = { subject: 'reporting-db' };
  test('points at the second use and names both', () => {
    expect(gapsOf(two(row([share('owlhurst')], other)), { services })).toMatchObject([
      {
        rule: 'owned-differently',
        ref: 'reporting-db/restore-testing',
        sentence:
          'reporting-db, Restore testing: uses of Amazon RDS in the same environment are owned differently: Thistlemoor for orders-db and Owlhurst for reporting-db.',
      },
    ]);
  });
  test('not applicable differs from an owner', () => {
    const none = { ...notApplicable('Rebuilt nightly.'), ...other, subjectLabel: 'reporting-db' };
    expect(brief(gapsOf(two(none), { services }))).toEqual([
      'owned-differently reporting-db/restore-testing',
    ]);
  });
  test('the same owners in another order do not', () => {
    const rows = [row([ours, share('platform')]), row([share('platform'), ours], other)];
    expect(gapsOf(rows, { services })).toEqual([]);
  });
  test('nor do unanswered duties, other environments or other services', () => {
    const second = row([share('owlhurst')], other);
    expect(brief(gapsOf([row([ours]), row([], other)], { services }))).toEqual([
      'unanswered reporting-db/restore-testing',
    ]);
    for (const change of [{ environment: 'test' }, { catalogueId: 'aurora' }])
      expect(
        gapsOf(two(second), { services: [service('orders-db'), service('reporting-db', change)] }),
      ).toEqual([]);
  });
  test('counts the uses that it does not name', () => {
    const refs = ['a', 'b', 'c', 'd', 'e'];
    const rows = [
      ...refs.map((subject) => row([ours], { subject })),
      row([share('owlhurst')], { subject: 'z' }),
    ];
    const gaps = gapsOf(rows, { services: [...refs, 'z'].map((ref) => service(ref)) });
    expect(gaps[0]?.sentence).toContain('Thistlemoor for a, b, c and 2 more and Owlhurst for z');
  });
});

describe('the list as a whole', () => {
  test('goes by severity, then by the place in the register', () => {
    const rows = [
      row([share('organisation', { person: null })], { subject: 'b' }),
      row([ours], { subject: 'a', evidence: [1, 2] }),
      row([], { subject: 'a', responsibility: 'privacy' }),
    ];
    const evidence = [
      proof(1, { expires: '2027-01-01', links: ['a/restore-testing'] }),
      proof(2, { expires: '2026-01-01', links: ['a/restore-testing'] }),
    ];
    expect(brief(gapsOf(rows, { evidence }))).toEqual([
      'evidence-expired a/restore-testing',
      'no-named-person b/restore-testing',
      'unanswered a/privacy',
      'evidence-expiring a/restore-testing',
    ]);
  });

  test('every rule has its own id and a title', () => {
    expect(new Set(GAP_RULES.map(({ id }) => id)).size).toBe(GAP_RULES.length);
    expect(GAP_RULES.every(({ title }) => title.length > 10)).toBe(true);
  });

  test('100,000 rows take well under two seconds, and one report keeps its silence', () => {
    const services = Array.from({ length: 2500 }, (_, n) => service(`db-${n}`));
    function* rows() {
      for (const { ref } of services)
        for (let n = 0; n < 40; n += 1)
          yield row(n % 3 === 0 ? [aws] : [aws, share('organisation', { person: null })], {
            subject: ref,
            responsibility: `duty-${n}`,
          });
    }
    const evidence = [
      proof(1, { coversFrom: '2026-01-01', coversTo: '2026-12-31', links: ['aws/aws-compliance-reports'] }),
    ];
    const input = { services, evidence, rows: [...rows()] };
    const started = performance.now();
    const gaps = gapsOf(input.rows, input);
    const took = performance.now() - started;
    expect(gaps.length).toBe(2500 * 26);
    expect(new Set(gaps.map(({ rule }) => rule))).toEqual(new Set(['no-named-person']));
    expect(took).toBeLessThan(2000);
  });
});
