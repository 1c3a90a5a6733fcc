import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REF, type Result, withBuckets } from '../support/bucket-scans.ts';
import { PROJECT } from '../support/cli.ts';

const SAMPLE = readFileSync(join(PROJECT, 'test', 'fixtures', 'findings', 'shop-web-1.cklb'), 'utf8');

test('a STIG is placed once for each host that is checked against it, and none of them takes the place of another', async () => {
  const { call, source, run } = await withBuckets();
  const add = async (text: string, more: object = {}) => {
    const files = [source(`${text.length}.cklb`, text)];
    return (await run('findings.add', { files, account: '111122223333', ...more })) as Result;
  };
  const first = await add(SAMPLE);
  expect(first.report.files[0]?.summary).toMatchObject({ format: 'cklb', findings: 4, notApplicable: 1 });
  expect(first.report.unplaced).toMatchObject([
    { check: 'stig/RHEL_9_STIG', why: 'unknown-check', findings: 3 },
    { check: 'stig/CD_PGSQL_16_STIG', why: 'unknown-check', findings: 1 },
  ]);
  const { toPlace } = await call('findings.list', {});
  const rhel = toPlace.find(({ check }) => check === 'stig/RHEL_9_STIG');
  expect(rhel?.host).toBe('shop-web-1');
  await call('findings.place', { ids: [...(rhel?.ids ?? [])], refs: [REF] });

  // Another host of the account may belong to another service.
  const other = await add(SAMPLE.replaceAll('shop-web-1', 'shop-web-22'), { asBefore: true });
  expect(other.report.before).toEqual([]);
  expect(other.added).toMatchObject({ fresh: 4, changed: 0, gone: 0 });
  expect((await call('findings.list', { ref: REF })).findings).toBe(3);
  const left = (await call('findings.list', {})).toPlace.filter(({ check }) => check === rhel?.check);
  expect(left).toMatchObject([{ host: 'shop-web-22', findings: 3, before: [] }]);

  // Of hosts that come in together each is placed by itself.
  await add(SAMPLE.replaceAll('shop-web-1', 'shop-db-1'));
  const hosts = (await call('findings.list', {})).toPlace.filter(({ check }) => check === rhel?.check);
  expect(hosts.map(({ host, findings }) => [host, findings]).sort()).toEqual([
    ['shop-db-1', 3],
    ['shop-web-22', 3],
  ]);

  // What was open is closed on the first host: its finding changes, and everything else is as it was.
  const again = await add(SAMPLE.replace('"status": "open"', '"status": "not_a_finding"'), {
    asBefore: true,
  });
  expect(again.added).toMatchObject({ fresh: 0, changed: 1, unchanged: 3, gone: 0 });
  expect((await call('findings.list', { ref: REF })).findings).toBe(3);

  // What a later edition of the STIG adds goes where the host is.
  const later = await add(SAMPLE.replaceAll('V-257777', 'V-999999'), { asBefore: true });
  expect(later.report.before).toMatchObject([{ check: 'stig/RHEL_9_STIG', refs: [REF], findings: 1 }]);
  expect((await call('findings.list', { ref: REF })).findings).toBe(4);
});
