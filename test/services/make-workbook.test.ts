import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { callers, startCore, temporaryFolder } from '../support/core.ts';

const CHILD = fileURLToPath(new URL('../support/example-child.ts', import.meta.url));

test('an example whose making is cut short is not there, and what it left goes with the next start', {
  tags: 'long',
}, async () => {
  const folder = temporaryFolder();
  const place = join(folder, 'place');
  mkdirSync(place);
  const path = join(place, 'shop.demarc');
  const { stdout, signal } = spawnSync(process.execPath, [CHILD, path, join(folder, 'data'), '20'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  expect({ stdout, signal }).toEqual({ stdout: '', signal: 'SIGKILL' });
  const left = readdirSync(place);
  expect(left).not.toContain('shop.demarc');
  // Else nothing was looked at.
  expect(left.length).toBeGreaterThan(0);

  const { core } = startCore(folder);
  expect(readdirSync(place)).toEqual([]);
  const info = await core.createAt(path, { example: 'ecommerce' });
  expect(info).toMatchObject({ fileName: 'shop.demarc', example: 'ecommerce' });
  expect((await callers(core, info.id).call('services.list', {})).length).toBeGreaterThan(10);
  await core.close();
  expect(readdirSync(place)).toEqual(['shop.demarc']);
});

test('an example takes no other file’s place', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'shop.demarc');
  writeFileSync(path, 'somebody’s');
  const { core } = startCore(folder);
  await expect(core.createAt(path, { example: 'ecommerce' })).rejects.toMatchObject({ code: 'CONFLICT' });
  await core.close();
  expect(readdirSync(folder).filter((name) => name.includes('shop'))).toEqual(['shop.demarc']);
});
