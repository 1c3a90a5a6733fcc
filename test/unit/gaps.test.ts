import { describe, expect, test } from 'vitest';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import { GAP_RULES } from '../../main/domain/gaps/gaps.ts';
import {
  aws,
  brief,
  gapsOf,
  notApplicable,
  ours,
  proof,
  row,
  sentences,
  service,
  share,
  TODAY,
} from '../support/gap-rows.ts';

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
    for (const change of [{ environments: ['test'] }, { catalogueId: 'aurora' }])
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

  test('one report keeps 100,000 rows silent', { tags: 'long' }, () => {
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
    const gaps = gapsOf(input.rows, input);
    expect(gaps.length).toBe(2500 * 26);
    expect(new Set(gaps.map(({ rule }) => rule))).toEqual(new Set(['no-named-person']));
  });
});
