import { describe, expect, it } from 'vitest';
import type { Assignment, Share } from '../../main/contract/assignments.ts';
import { AUDIENCE_IDS, type AudienceId } from '../../main/contract/audience.ts';
import type { Evidence } from '../../main/contract/evidence.ts';
import type { ServiceInUse } from '../../main/contract/services-in-use.ts';
import type { Logo } from '../../main/contract/workbook.ts';
import { untouched } from '../../main/domain/answers/untouched.ts';
import { statesFor } from '../../main/domain/changes/for-audience.ts';
import { compare } from '../../main/domain/compare/compare.ts';
import { type FrozenState, freeze, type StateParts } from '../../main/domain/compare/frozen-state.ts';
import fc from '../support/property.ts';

const assignment = (more: Partial<Assignment> = {}): Assignment => ({
  ...untouched('orders-db', 'restore-testing', 1),
  ...more,
});
const service = (ref: string, more: Partial<ServiceInUse> = {}): ServiceInUse => ({
  ref,
  catalogueId: 'rds',
  label: ref,
  environments: [],
  account: null,
  region: null,
  model: 'paas',
  dataClassification: null,
  lead: null,
  notes: null,
  reviewOn: null,
  foundIn: [],
  tags: [],
  order: 1,
  ...more,
});
type Piece = Pick<Evidence, 'number' | 'title' | 'expires' | 'collectedAt' | 'links'>;
const evidence = (more: Partial<Piece> = {}) => ({
  number: 1,
  kind: 'note' as const,
  title: 'Drill',
  fileName: null,
  sha256: null,
  mediaType: null,
  size: null,
  url: null,
  text: 'Done',
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
const share = (party: string, text: string | null = null, person: string | null = null): Share => ({
  party,
  text,
  person,
});

function state(parts: Partial<StateParts> = {}): FrozenState {
  return freeze({
    workbook: {
      title: 'Acme 2026',
      organisation: 'Acme',
      periodFrom: null,
      periodTo: null,
      scopeNote: null,
      reviewOn: null,
      leadAssessor: null,
      frameworks: [],
      classification: null,
      distribution: null,
    },
    logo: null,
    houseRules: null,
    parties: [
      { id: 'aws', name: 'AWS', kind: 'provider', order: 1 },
      { id: 'organisation', name: 'Acme', kind: 'organisation', order: 2 },
    ],
    people: [{ id: 'dee', name: 'Dee Dow', party: 'organisation', role: null, email: null }],
    environments: [{ id: 'production', name: 'Production' }],
    services: [service('orders-db')],
    assignments: [],
    evidence: [],
    serviceName: (id) => id.toUpperCase(),
    dutyName: (id) => id,
    frameworkName: (id) => id.toUpperCase(),
    ...parts,
  });
}
const brief = (before: FrozenState, after: FrozenState) =>
  compare(before, after).changes.map((change) => [
    change.group,
    change.kind,
    change.field,
    change.before,
    change.after,
  ]);
const LOGO: Logo = { mediaType: 'image/png', width: 4, height: 2, sha256: 'ab'.repeat(32), data: '' };
/** How an assessment is led, measured and marked. */
interface Bearing extends Pick<StateParts['workbook'], 'leadAssessor' | 'classification' | 'distribution'> {
  readonly frameworks: readonly string[];
  readonly logo: Logo | null;
}
function bearing({ logo = null, ...more }: Partial<Bearing>): FrozenState {
  const { title, organisation } = state();
  const none = { periodFrom: null, periodTo: null, scopeNote: null, reviewOn: null, leadAssessor: null };
  const marks = { frameworks: [], classification: null, distribution: null };
  return state({ workbook: { title, organisation, ...none, ...marks, ...more }, logo });
}
/** As it was frozen before that was part of a state. */
function older(frozen: FrozenState): FrozenState {
  const {
    leadAssessor: _,
    frameworks: __,
    classification: ___,
    distribution: ____,
    logo: _____,
    ...rest
  } = frozen;
  return rest;
}
const answered = (...shares: Share[]) => state({ assignments: [assignment({ shares })] });

describe('what a comparison finds', () => {
  const cases: readonly [string, FrozenState, FrozenState, readonly unknown[]][] = [
    ['an answer', state(), answered(share('aws')), [['ownership', 'added', 'Owner', null, 'AWS']]],
    ['an answer taken back', answered(share('aws')), state(), [['ownership', 'gone', 'Owner', 'AWS', null]]],
    [
      'ownership that moved',
      answered(share('aws')),
      answered(share('aws'), share('organisation')),
      [['ownership', 'changed', 'Owner', 'AWS', 'AWS + Acme']],
    ],
    [
      'what a party that came does, and who is named for it',
      answered(share('aws', 'Patches')),
      answered(share('organisation', 'Approves', 'dee')),
      [
        ['ownership', 'changed', 'Owner', 'AWS', 'Acme'],
        ['texts', 'gone', 'Duty of AWS', 'Patches', null],
        ['texts', 'added', 'Duty of Acme', null, 'Approves'],
        ['people', 'added', 'Person of Acme', null, 'Dee Dow'],
      ],
    ],
    [
      'who is named with a first answer, whose text is one with it',
      state(),
      answered(share('organisation', 'Approves', 'dee')),
      [
        ['ownership', 'added', 'Owner', null, 'Acme'],
        ['people', 'added', 'Person of Acme', null, 'Dee Dow'],
      ],
    ],
    [
      'a reason for not applicable',
      state({ assignments: [assignment({ notApplicable: 'Old' })] }),
      state({ assignments: [assignment({ notApplicable: 'New' })] }),
      [['texts', 'changed', 'Reason for not applicable', 'Old', 'New']],
    ],
    [
      'the text of a share',
      answered(share('aws', 'Old')),
      answered(share('aws', 'New')),
      [['texts', 'changed', 'Duty of AWS', 'Old', 'New']],
    ],
    [
      'a person',
      answered(share('organisation', null, 'dee')),
      answered(share('organisation')),
      [['people', 'gone', 'Person of Acme', 'Dee Dow', null]],
    ],
    [
      'due date and note of an open cell, which has no status',
      state(),
      state({ assignments: [assignment({ status: 'in-progress', dueOn: '2026-12-01', note: 'N' })] }),
      [
        ['status', 'added', 'Due', null, '2026-12-01'],
        ['notes', 'added', 'Note', null, 'N'],
      ],
    ],
    [
      'a service that went, with its answers counted and not listed',
      state({ assignments: [assignment({ shares: [share('aws')] })] }),
      state({ services: [], assignments: [] }),
      [['services', 'gone', 'Service', 'orders-db (RDS), 1 answer', null]],
    ],
    [
      'a service run in another way',
      state(),
      state({ services: [service('orders-db', { model: 'iaas', environments: ['production'] })] }),
      [
        ['services', 'changed', 'Service model', 'paas', 'iaas'],
        ['services', 'added', 'Environment', null, 'Production'],
      ],
    ],
    [
      'evidence with a new title and expiry',
      state({ evidence: [evidence()] }),
      state({ evidence: [evidence({ title: 'Drill 2', expires: '2027-01-01' })] }),
      [
        ['evidence', 'changed', 'Title', 'Drill', 'Drill 2'],
        ['evidence', 'added', 'Expires', null, '2027-01-01'],
      ],
    ],
    [
      'another piece under the same number, as another workbook has',
      state({ evidence: [evidence()] }),
      state({ evidence: [evidence({ title: 'Audit', collectedAt: '2026-02-02T00:00:00.000Z' })] }),
      [
        ['evidence', 'gone', 'Evidence', 'Drill (note), supports nothing', null],
        ['evidence', 'added', 'Evidence', null, 'Audit (note), supports nothing'],
      ],
    ],
    [
      'a renamed organisation, which moves no duty',
      answered(share('organisation')),
      state({
        parties: [
          { id: 'aws', name: 'AWS', kind: 'provider', order: 1 },
          { id: 'organisation', name: 'Apex', kind: 'organisation', order: 2 },
        ],
        assignments: [assignment({ shares: [share('organisation')] })],
      }),
      [['scope', 'changed', 'Party', 'Acme (organisation)', 'Apex (organisation)']],
    ],
    ['a record in which nothing is said', state(), state({ assignments: [assignment()] }), []],
  ];
  it.each(cases)('%s', (_name, before, after, expected) => {
    expect(brief(before, after)).toEqual(expected);
  });

  it.each([
    [{ leadAssessor: 'dee' }, 'Lead assessor', 'Dee Dow (dee)'],
    [{ frameworks: ['soc', 'iso'] }, 'Frameworks', 'ISO; SOC'],
    [{ classification: 'TLP:AMBER' }, 'Classification', 'TLP:AMBER'],
    [{ distribution: 'The board' }, 'Distribution', 'The board'],
    [{ logo: LOGO }, 'Logo', 'PNG, 4 by 2 pixels, SHA-256 abababababababab'],
  ] as const)('%o of the assessment itself, where both sides have it', (more, field, words) => {
    const after = bearing(more);
    expect(brief(state(), after)).toEqual([['scope', 'added', field, null, words]]);
    expect(brief(after, state())).toEqual([['scope', 'gone', field, words, null]]);
    expect(brief(after, after)).toEqual([]);
    // What was frozen by an older Demarc says nothing of it, whatever it was.
    expect(brief(older(state()), after)).toEqual([]);
    expect(brief(after, older(state()))).toEqual([]);
  });

  it('tells a client neither the name of the lead nor the marks, and nobody of a side that has none', () => {
    const lead = bearing({
      leadAssessor: 'dee',
      classification: 'Qx',
      distribution: 'Qx',
      frameworks: ['iso'],
    });
    const fields = (audience: AudienceId, before: FrozenState) =>
      compare(...statesFor(before, lead, { audience })).changes.map(({ field, after }) => [field, after]);
    expect(fields('auditor', state())).toEqual([
      ['Lead assessor', 'Dee Dow (dee)'],
      ['Frameworks', 'ISO'],
      ['Classification', 'Qx'],
      ['Distribution', 'Qx'],
    ]);
    expect(fields('client', state())).toEqual([
      ['Lead assessor', 'Somebody of Acme (person-1)'],
      ['Frameworks', 'ISO'],
    ]);
    expect(fields('public', state())).toEqual([['Frameworks', 'ISO']]);
    for (const audience of AUDIENCE_IDS) expect(fields(audience, older(state()))).toEqual([]);
  });

  it('tells the public of no duty without an answer, nor of a service that has no others', () => {
    const services = [service('orders-db'), service('billing')];
    const open = assignment({ note: 'Ask them', parked: true, status: 'in-progress' });
    const before = state({ services, assignments: [open] });
    const after = state({ services, assignments: [assignment({ shares: [share('aws')] })] });
    const [was, is] = statesFor(before, after, { audience: 'public' });
    expect([was.assignments.length, is.assignments.length]).toEqual([0, 1]);
    // The service that is answered first on one side was there on the other.
    expect([was, is].map((each) => each.services.map(({ ref }) => ref))).toEqual([
      ['orders-db'],
      ['orders-db'],
    ]);
    expect(brief(was, is)).toEqual([['ownership', 'added', 'Owner', null, 'AWS']]);
    const [internal] = statesFor(before, after, { audience: 'internal' });
    expect([internal.assignments.length, internal.services.length]).toEqual([1, 2]);
  });

  it('says nothing of how many answers a service has to those who are not told how far the work is', () => {
    const gone = state({ services: [], assignments: [] });
    const texts = (progress: boolean) =>
      compare(answered(share('aws')), gone, undefined, progress).changes.map(({ before }) => before);
    expect(texts(true)).toEqual(['orders-db (RDS), 1 answer']);
    expect(texts(false)).toEqual(['orders-db (RDS)']);
  });

  it('names evidence whose last day lies between the two days', () => {
    const frozen = state({ evidence: [evidence({ expires: '2026-06-30' })] });
    const between = (before: string, after: string) =>
      compare(frozen, frozen, { before, after }).changes.map(({ kind, before: was, after: is }) => [
        kind,
        was,
        is,
      ]);
    expect(between('2026-06-30', '2026-07-01')).toEqual([
      ['expired', 'Valid on 2026-06-30', 'Expired on 2026-07-01'],
    ]);
    expect(between('2026-06-01', '2026-06-30')).toEqual([]);
    expect(between('2026-07-01', '2026-08-01')).toEqual([]);
  });
});

describe('for any two states', () => {
  const text = fc.option(fc.constantFrom('one', 'two', 'three'), { nil: null });
  const anAssignment = fc.record({
    subject: fc.constantFrom('orders-db', 'receipts', 'workbook', 'aws'),
    responsibility: fc.constantFrom('restore-testing', 'guest-os-patching', 'training'),
    shares: fc.uniqueArray(
      fc.record({
        party: fc.constantFrom('aws', 'organisation', 'partner'),
        text,
        person: fc.option(fc.constantFrom('dee', 'eve'), { nil: null }),
      }),
      { selector: ({ party }) => party },
    ),
    status: fc.constantFrom('not-started' as const, 'implemented' as const),
    note: text,
    deviationReason: text,
    parked: fc.boolean(),
  });
  const parts = fc.record({
    assignments: fc
      .uniqueArray(anAssignment, { selector: (one) => `${one.subject}/${one.responsibility}` })
      .map((list) => list.map((one) => assignment(one))),
    services: fc
      .uniqueArray(fc.record({ ref: fc.constantFrom('orders-db', 'receipts', 'queue'), notes: text }), {
        selector: ({ ref }) => ref,
      })
      .map((list) => list.map(({ ref, notes }) => service(ref, { notes }))),
    evidence: fc
      .uniqueArray(
        fc.record({
          number: fc.integer({ min: 1, max: 4 }),
          title: fc.constantFrom('A', 'B'),
          expires: text,
        }),
        { selector: ({ number }) => number },
      )
      .map((list) => list.map((one) => evidence(one))),
  });
  const anyState = parts.map((some) => state(some));

  it('a state does not differ from itself, in whatever order it was read', () => {
    fc.assert(
      fc.property(parts, (some) => {
        const reversed = Object.fromEntries(
          Object.entries(some).map(([key, list]) => [key, [...list].reverse()]),
        );
        const again = state(reversed);
        expect(JSON.stringify(again)).toBe(JSON.stringify(state(some)));
        expect(compare(state(some), again).total).toBe(0);
      }),
    );
  });

  it('finds something exactly when the states differ', () => {
    fc.assert(
      fc.property(anyState, anyState, (a, b) => {
        // Evidence and the answers of a service that is on both sides or neither.
        const same = JSON.stringify(a) === JSON.stringify(b);
        const oneSided = new Set(
          ['orders-db', 'receipts', 'queue'].filter(
            (ref) => a.services.some((s) => s.ref === ref) !== b.services.some((s) => s.ref === ref),
          ),
        );
        expect(compare(a, b).total === 0).toBe(same);
        for (const { ref, group } of compare(a, b).changes)
          if (group === 'ownership') expect(oneSided.has(ref?.split('/')[0] ?? '')).toBe(false);
      }),
    );
  });

  it('swapped, what was added is gone and all else is counted alike', () => {
    fc.assert(
      fc.property(anyState, anyState, (a, b) => {
        const there = compare(a, b, { before: '2026-01-01', after: '2027-01-01' });
        const back = compare(b, a, { before: '2027-01-01', after: '2026-01-01' });
        expect(back.total).toBe(there.total);
        expect(back.counts).toEqual(
          there.counts.map((count) => ({ ...count, added: count.gone, gone: count.added })),
        );
        expect(there.counts.reduce((sum, c) => sum + c.added + c.gone + c.changed + c.expired, 0)).toBe(
          there.total,
        );
      }),
    );
  });
});
