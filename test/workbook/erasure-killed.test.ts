import { spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { keepTemporaryList } from '../../main/platform/temporaries.ts';
import { problemsOf } from '../support/alterations.ts';
import { openTestWorkbook, startCore, temporaryFolder } from '../support/core.ts';

/** `npm run campaign` kills by the thousand; here it is seen that the way of looking at it still works. */
const KILLS = Number(process.env.DEMARC_KILLS ?? 2);
const CHILD = fileURLToPath(new URL('../support/erasing-child.ts', import.meta.url));
const NAME = 'Wilhelmina Orr';

/** Lets a child erase until it is killed, so many milliseconds after it began, or, with null, when it is done. */
const eraseUntilKilled = (path: string, dataDir: string, afterMs: number | null): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, path, dataDir, NAME], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let complaint = '';
    child.stdout.on('data', (data: Buffer) => {
      if (out === '' && afterMs !== null) setTimeout(() => child.kill('SIGKILL'), afterMs);
      out += data.toString();
      if (out.includes('done')) child.kill('SIGKILL');
    });
    child.stderr.on('data', (data: Buffer) => {
      complaint += data.toString();
    });
    child.on('close', (_code, signal) =>
      signal === 'SIGKILL' ? resolve(out) : reject(new Error(`the child ended by itself: ${complaint}`)),
    );
  });

test(`an erasure that is killed has happened or has not, in ${KILLS} kills, and is done again to its end`, {
  timeout: 600_000,
}, async () => {
  const { core, path, call } = await openTestWorkbook();
  await call('people.add', { name: NAME, email: 'w.orr@example.com' });
  for (let n = 0; n < 20; n += 1)
    await call('workbook.update', { scopeNote: `As ${NAME} said, ${n} times.` });
  await core.close();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const place = temporaryFolder();
    const file = join(place, 'acme.demarc');
    const dataDir = join(place, 'data');
    cpSync(path, file);
    // With a backup, which is found by the path of the workbook.
    const { core: own } = startCore(place);
    await own.openPath(file);
    await own.close();
    const before = readFileSync(file);
    expect(before.includes(NAME)).toBe(true);
    const out = await eraseUntilKilled(file, dataDir, Math.floor((300 * kill) / KILLS));
    expect(await problemsOf(file)).toBeNull();
    const after = readFileSync(file);
    expect(after.equals(before) || !after.includes(NAME)).toBe(true);
    if (out.includes('done')) expect(after.equals(before)).toBe(false);
    // What it was writing goes at the next start.
    keepTemporaryList(join(dataDir, 'temporary')).close();
    expect(readdirSync(place).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    if (after.equals(before)) expect(await eraseUntilKilled(file, dataDir, null)).toContain('done');
    for (const entry of readdirSync(place, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      expect([entry.name, bytes.includes(NAME)]).toEqual([entry.name, false]);
    }
  }
});
