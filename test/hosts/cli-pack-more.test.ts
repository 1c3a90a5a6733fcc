import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { cliShop, expectRefusal } from '../support/cli-shop.ts';
import { unpack } from '../support/pack.ts';
import { authority } from '../support/timestamps.ts';

const { folder, run } = cliShop();
const DAY = ['--as-of', '2026-11-26'];
// The controls of every framework would fill most of each pack.
beforeAll(() => {
  expect(run('scope', 'shop.demarc', '--framework', 'soc2-tsc-2017').status).toBe(0);
});

it('answers a list of requests and takes layouts into the pack', async () => {
  writeFileSync(
    join(folder, 'list.csv'),
    'id,request,refs\nPBC-1,Restores,orders-db/restore-testing\nPBC-2,More,nonsense\n',
  );
  const { status, out } = run(
    ...['export', 'shop.demarc', '--pack', 'asked.zip', '--requests', 'list.csv', ...DAY],
    ...['--pack-layout', 'fedramp-crm@as-customer', '--pack-layout', 'soa-iso-27001'],
  );
  expect(status).toBe(0);
  expect(out).toMatch(/requests: 2 requests, \d of them without evidence/);
  expect(out).toContain('not there: PBC-2: "nonsense" is no duty');
  expect(out).toContain('layout fedramp-crm: layouts/fedramp-crm-as-customer.xlsx');
  expect([...(await unpack(join(folder, 'asked.zip'))).keys()]).toEqual(
    expect.arrayContaining(['requests.csv', 'layouts/soa-iso-27001.xlsx']),
  );
  const refused = (words: RegExp, ...more: readonly string[]) =>
    expectRefusal(run('export', 'shop.demarc', '--csv', 'no.csv', ...more), 2, 'INVALID_INPUT', words);
  refused(/--requests is for a pack/, '--requests', 'list.csv');
  refused(/--pack-layout is for a pack/, '--pack-layout', 'fedramp-crm');
  refused(/--timestamp is for a pack/, '--timestamp', 'no.tsr');
});

it.skipIf(spawnSync('openssl', ['version']).status !== 0)(
  'puts a timestamp into the pack that it is on, and verify says what it attests and what was not judged',
  async () => {
    const first = run('export', 'shop.demarc', '--pack', 'plain.zip', ...DAY);
    expect(first.out).toMatch(/sha256 of its manifest [0-9a-f]{64}/);
    const manifest = (await unpack(join(folder, 'plain.zip'))).get('manifest.json') ?? Buffer.alloc(0);
    mkdirSync(join(folder, 'tsa'));
    writeFileSync(join(folder, 'm.tsr'), authority(join(folder, 'tsa')).stamp(manifest));
    const { status, out } = run(
      ...['export', 'shop.demarc', '--pack', 'stamped.zip', '--timestamp', 'm.tsr', ...DAY],
    );
    expect([status, out]).toEqual([
      0,
      expect.stringContaining('A timestamp attests that the manifest was there at'),
    ]);
    const verified = run('verify', 'stamped.zip');
    expect(verified.status).toBe(0);
    expect(verified.out).toMatch(
      /A timestamp attests .* UTC\. Its signature fits the certificate of CN=Test TSA, O=Acme, whose chain was not judged\./,
    );
    expectRefusal(
      run(...['export', 'shop.demarc', '--pack', 'no.zip', '--timestamp', 'm.tsr', '--as-of', '2026-11-27']),
      2,
      'INVALID_INPUT',
      /m\.tsr is a timestamp on something else/,
    );
  },
);
