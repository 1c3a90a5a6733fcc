import { describe, expect, it, test } from 'vitest';
import type { Ownership } from '../../main/contract/assignments.ts';
import type { Claim, ClaimOwner } from '../../main/contract/claims.ts';
import type { PartyKind } from '../../main/contract/parties.ts';
import { combineClaims, compareClaims, judgeControl, judgeDuty } from '../../main/domain/claims.ts';

const KINDS = new Map<string, PartyKind>([
  ['aws', 'provider'],
  ['organisation', 'organisation'],
  ['hostwell', 'third-party'],
  ['platform', 'internal-provider'],
]);
const owned = (...parties: string[]): Ownership =>
  parties.length === 1 ? { kind: 'single', party: parties[0] ?? '' } : { kind: 'shared', parties };
const OPEN: Ownership = { kind: 'unanswered' };
const NA: Ownership = { kind: 'not-applicable' };
const says = (...owners: ClaimOwner[]) => ({ owners, notApplicable: false });
const SILENT = says();
const NOT_APPLICABLE = { owners: [], notApplicable: true };

describe('a duty beside a claim', () => {
  const aws = { vendor: 'aws', kinds: KINDS };
  it.each([
    [says('vendor'), owned('aws'), 'agree'],
    [says('vendor'), owned('organisation'), 'disagree'],
    [says('vendor'), owned('aws', 'organisation'), 'disagree'],
    [says('vendor', 'customer'), owned('aws', 'organisation'), 'agree'],
    [says('vendor', 'customer'), owned('aws'), 'agree'],
    [says('vendor', 'customer'), owned('platform'), 'agree'],
    [says('customer'), owned('aws'), 'disagree'],
    [says('customer'), owned('organisation'), 'agree'],
    [says('customer'), owned('hostwell'), 'agree'],
    [says('other'), owned('hostwell'), 'agree'],
    [says('other'), owned('aws'), 'agree'],
    [says('vendor'), OPEN, 'not-recorded'],
    [says('vendor'), NA, 'untied'],
    [SILENT, owned('aws'), 'silent'],
    [NOT_APPLICABLE, NA, 'agree'],
    [NOT_APPLICABLE, owned('aws'), 'disagree'],
  ] as const)('%j beside %j: %s', (claim, ownership, verdict) => {
    expect(judgeDuty(claim, ownership, aws)).toBe(verdict);
  });

  it('sees the vendor’s customer in its customer’s other providers', () => {
    const hostwell = { vendor: 'hostwell', kinds: KINDS };
    expect(judgeDuty(says('customer'), owned('aws'), hostwell)).toBe('agree');
    expect(judgeDuty(says('vendor'), owned('aws'), hostwell)).toBe('disagree');
    expect(judgeDuty(says('vendor', 'other'), owned('aws'), hostwell)).toBe('agree');
  });
  it('a control that may not be inherited is the customer’s, whatever the provider does in its duties', () => {
    expect(judgeDuty(says('customer'), owned('aws'), aws)).toBe('disagree');
    expect(judgeDuty(says('customer'), owned('aws'), { ...aws, inherit: 'not' })).toBe('agree');
  });
});

describe('a control over all its duties', () => {
  const side = { vendor: 'aws', kinds: KINDS };
  const names = { vendor: 'AWS', organisation: 'Acme' };
  const judge = (claim: typeof SILENT, ownerships: readonly Ownership[], known = true) =>
    judgeControl(
      claim,
      ownerships.map((ownership) => ({ ownership, verdict: judgeDuty(claim, ownership, side) })),
      side,
      names,
      known,
    );
  it.each([
    [
      'a part left to us that nobody of ours takes',
      says('vendor', 'customer'),
      [owned('aws'), owned('aws')],
      'disagree',
    ],
    ['the same, while a duty is open', says('vendor', 'customer'), [owned('aws'), OPEN], 'not-recorded'],
    [
      'a part that the vendor takes and we record as ours',
      says('vendor', 'customer'),
      [owned('organisation')],
      'disagree',
    ],
    [
      'both parts, on different duties',
      says('vendor', 'customer'),
      [owned('aws'), owned('organisation')],
      'agree',
    ],
    ['not applicable to one service', says('customer'), [owned('organisation'), NA], 'agree'],
    ['not applicable to all', says('customer'), [NA, NA], 'disagree'],
    ['not applicable to the vendor', NOT_APPLICABLE, [owned('aws')], 'disagree'],
    ['nothing answered', says('vendor'), [OPEN, OPEN], 'not-recorded'],
    ['no owner named', SILENT, [owned('aws')], 'silent'],
    ['no duty', says('vendor'), [], 'untied'],
  ] as const)('%s', (_, claim, ownerships, verdict) => {
    expect(judge(claim as typeof SILENT, ownerships).verdict).toBe(verdict);
  });
  it('does not hold it against a vendor whom nobody has entered yet', () => {
    expect(judge(says('vendor'), [owned('organisation')], false)).toEqual({
      verdict: 'not-recorded',
      why: 'The record names no part of AWS anywhere.',
    });
  });
  it('says why, by name', () => {
    expect(judge(says('customer'), [owned('aws'), owned('organisation')]).why).toBe(
      'AWS leaves it to you; 1 duty is recorded otherwise.',
    );
    expect(
      judge(says('vendor'), [owned('aws'), owned('organisation'), owned('aws', 'organisation')]).why,
    ).toBe('AWS takes it whole; 2 duties are recorded otherwise.');
  });
});

test('what a vendor says to its customers leads over how it runs its own system', () => {
  const own = { ...says('vendor'), speaks: 'own-system' } as const;
  const partial = { ...says('vendor', 'customer'), speaks: 'for-customers' } as const;
  const no = { ...says('customer'), speaks: 'for-customers' } as const;
  const silent = { ...SILENT, speaks: 'for-customers' } as const;
  expect(combineClaims([own])).toEqual(says('vendor'));
  expect(combineClaims([own, no])).toEqual(says('customer'));
  expect(combineClaims([own, no, partial])).toEqual(says('vendor', 'customer'));
  expect(combineClaims([own, silent])).toEqual(says('vendor'));
  expect(combineClaims([{ ...NOT_APPLICABLE, speaks: 'for-customers' }])).toEqual(NOT_APPLICABLE);
  expect(combineClaims([])).toEqual(SILENT);
});

test('two matrices of one vendor are compared row by row; a repeated row meets its own', () => {
  const claim = (control: string, owners: ClaimOwner[], text: string | null = null): Claim => ({
    sheet: 'CRM',
    cell: 'A2',
    framework: 'nist-800-53-r5',
    control,
    part: null,
    label: control,
    title: null,
    owners,
    notApplicable: false,
    words: [],
    status: [],
    vendorText: null,
    customerText: null,
    otherText: null,
    text,
    notes: [],
    speaks: 'for-customers',
  });
  const before = [claim('AC-2', ['vendor']), claim('AC-2', ['customer']), claim('AC-3', ['vendor'])];
  expect(compareClaims(before, before)).toEqual({ fresh: 0, changed: 0, unchanged: 3, gone: 0, changes: [] });
  const after = [claim('AC-2', ['vendor'], 'New words.'), claim('AC-2', ['vendor']), claim('AC-4', [])];
  const { changes, ...counts } = compareClaims(before, after);
  expect(counts).toEqual({ fresh: 1, changed: 2, unchanged: 0, gone: 1 });
  expect(changes.map(({ control, before: was, after: is }) => [control, was, is])).toEqual([
    ['AC-2', 'customer', 'vendor'],
    ['AC-4', null, 'nobody named'],
    ['AC-3', 'vendor', null],
    ['AC-2', 'vendor', 'vendor'],
  ]);
  expect(compareClaims([], after)).toMatchObject({ fresh: 3, changes: [] });
  // A sheet that has another name now holds no other claims, and sheets of one name go first.
  const renamed = before.map((each) => ({ ...each, sheet: 'CAIQ 2' }));
  expect(compareClaims(before, renamed)).toMatchObject({ fresh: 0, changed: 0, unchanged: 3, gone: 0 });
  const [first] = before;
  const moved = first ? [{ ...first, sheet: 'Other', owners: [] }, ...before] : [];
  expect(compareClaims(before, moved)).toMatchObject({ fresh: 1, changed: 0, unchanged: 3, gone: 0 });
});
