import { describe, expect, it } from 'vitest';
import type { Finding } from '../../main/contract/findings.ts';
import type { CurrentResults } from '../../main/domain/evidence/current-results.ts';
import { AccountNames, renamedId, underName } from '../../main/domain/evidence/finding-accounts.ts';
import { ImportScope } from '../../main/domain/evidence/import-scope.ts';
import { RecordedUnder } from '../../main/domain/evidence/recorded-under.ts';

const FULL = '111122223333';
const OTHER = '111122299999';

const finding = (account: string, observedAt: string | null = null): Finding => ({
  id: `prowler|x|${account}||images`,
  source: 'prowler',
  check: 'x',
  rule: null,
  title: 'x',
  result: 'fail',
  severity: null,
  resource: 'images',
  resourceType: null,
  service: null,
  account,
  region: null,
  observedAt,
  requirements: [],
});
const recorded = (account: string, seen: number | null = null): CurrentResults =>
  new Map([
    [
      finding(account).id,
      { result: 'fail', evidence: 1, source: 'prowler', check: 'x', account, region: null, seen },
    ],
  ]);

describe('names of one account', () => {
  it('are taken for one where one account alone fits', () => {
    const names = new AccountNames(['1,11122E+11'], ['1.1112E+11', FULL], []);
    expect(['1.11122e+011', '1,1112E11', FULL, 'my-project', null].map((name) => names.of(name))).toEqual([
      FULL,
      FULL,
      FULL,
      'my-project',
      null,
    ]);
  });
  it('are not where two fit, be one of them only in use', () => {
    for (const names of [
      new AccountNames([FULL, OTHER], ['1.11122E+11'], []),
      new AccountNames([FULL], ['1.11122E+11'], [OTHER]),
    ]) {
      expect(names.of('1.11122E+11')).toBe('1.11122E+11');
      expect(names.notes(['1.11122E+11']).join()).toMatch(/may be 111122223333 or 111122299999/);
    }
    // What is shortened less fits one alone, and what is shortened more fits both.
    const names = new AccountNames([FULL, '111150000000'], ['1.11122E+11', '1.11E+11'], []);
    expect([names.of('1.11122E+11'), names.of('1.11E+11')]).toEqual([FULL, '1.11E+11']);
  });
  it('are not taken for an account that is in use and was never scanned', () => {
    expect(new AccountNames([], ['1.11122E+11'], [FULL]).of('1.11122E+11')).toBe('1.11122E+11');
  });
  it('are not taken for one by few digits, of which many accounts have the same', () => {
    for (const few of ['1.1E+11', '1.11E+11', '1E+11']) {
      const names = new AccountNames([FULL], [few], []);
      expect(names.of(few)).toBe(few);
      expect(names.notes([few]).join()).toMatch(
        /may be 111122223333: it is kept apart, and ends no findings of it\./,
      );
      const other = new ImportScope(names);
      other.add(finding(few, '2026-11-21T00:00:00Z').id, finding(few, '2026-11-21T00:00:00Z'), false);
      expect(other.effect(recorded(FULL, 100))).toMatchObject({ replaced: 0, closed: 0, missing: 0 });
      // What was recorded so stays as well.
      const before = new AccountNames([few], [FULL], []);
      expect(before.notes([FULL]).join()).toMatch(/it stays, and nothing here ends it/);
      const whole = new ImportScope(before);
      whole.add(finding(FULL).id, finding(FULL), false);
      expect(whole.endedUnderOtherNames(recorded(few, 100))).toEqual([]);
    }
  });
  it('leave out of an id what only looks like one', () => {
    expect(renamedId('prowler|x|1.1E+11||a-1.1E+11', '1.1E+11', FULL)).toBe(`prowler|x|${FULL}||a-1.1E+11`);
    expect(underName(finding('1.1E+11'), FULL)).toEqual(finding(FULL));
  });
});

it('what an earlier version recorded in another spelling is ended by the scan that comes', () => {
  const current = recorded('1,11122E+11', 100);
  for (const name of ['1.11122E+11', FULL]) {
    const names = new AccountNames(['1,11122E+11'], [name], []);
    const scope = new ImportScope(names);
    scope.add(finding(name).id, finding(name), false);
    expect(scope.endedUnderOtherNames(current)).toEqual([...current.keys()]);
    expect(scope.effect(current)).toMatchObject({ replaced: 0 });
    expect([...new RecordedUnder(names, current).results.keys()]).toEqual([finding(name).id]);
  }
});

it('what is older than what is recorded under another name is known to be', () => {
  const under = new RecordedUnder(
    new AccountNames(['1.11122E+11'], [FULL], []),
    recorded('1.11122E+11', 1000),
  );
  const at = (seconds: number) => finding(FULL, new Date(seconds * 1000).toISOString());
  expect([999, 1000].map((seconds) => under.newerThan(at(seconds).id, at(seconds)))).toEqual([
    '1.11122E+11',
    null,
  ]);
  expect(under.newerThan(finding(FULL).id, finding(FULL))).toBeNull();
});
