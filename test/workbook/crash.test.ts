import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readHead, verifyChain } from '../../main/workbook/change-log.ts';
import { lockPath } from '../../main/workbook/lock.ts';
import { openWorkbook } from '../../main/workbook/open.ts';
import { openTestWorkbook } from '../support/core.ts';
import { runs } from '../support/property.ts';

/** `npm run campaign` kills by the thousand; here it is seen that the way of looking at it still works. */
const KILLS = runs(6);
const CHILD = fileURLToPath(new URL('../support/answering-child.ts', import.meta.url));

interface Acknowledged {
  readonly n: number;
  readonly ref: string;
  readonly rev: number;
}

/** Lets a child answer until it is killed, at a random moment after its first acknowledged answer. */
function answerUntilKilled(
  path: string,
  dataDir: string,
  from: number,
  afterMs: number,
): Promise<Acknowledged[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, path, dataDir, String(from)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let complaint = '';
    let dying = false;
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      if (!dying) setTimeout(() => child.kill('SIGKILL'), afterMs);
      dying = true;
    });
    child.stderr.on('data', (data: Buffer) => {
      complaint += data.toString();
    });
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`the child ended by itself: ${complaint}`));
      // A last line without its end was cut off by the kill: the answer may be there or not.
      const lines = out
        .slice(0, out.lastIndexOf('\n') + 1)
        .split('\n')
        .filter(Boolean);
      resolve(
        lines.map((line) => {
          const [n, ref, rev] = line.split('\t');
          return { n: Number(n), ref: ref ?? '', rev: Number(rev) };
        }),
      );
    });
  });
}

test(`no acknowledged answer is lost in ${KILLS} kills`, { timeout: 600_000 }, async () => {
  const { core, folder, path, call } = await openTestWorkbook();
  await call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'orders-db' },
      { catalogueId: 'rds', label: 'reporting-db' },
      { catalogueId: 'aurora', label: 'archive' },
    ],
  });
  await core.close();
  const options = { who: 'Parent', backups: join(folder, 'backups'), now: '2026-11-25T10:00:00.000Z' };
  let next = 0;
  let total = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const acknowledged = await answerUntilKilled(path, join(folder, 'data'), next, Math.random() * 60);
    expect(acknowledged.length).toBeGreaterThan(0);
    total += acknowledged.length;
    // The dead child's lock lies there still, and is taken over.
    expect(existsSync(lockPath(path))).toBe(true);
    const open = openWorkbook(path, options);
    expect(open.readOnly).toBe(false);
    const last = new Map(acknowledged.map((entry) => [entry.ref, entry]));
    for (const { n, ref } of last.values()) {
      const [subject = '', responsibility = ''] = ref.split('/');
      const row = open.connection.get<{ text: string }>(
        `SELECT text FROM share WHERE subject = ? AND responsibility = ? AND party = 'organisation'`,
        subject,
        responsibility,
      );
      // What was under way when the kill came may have been committed before it could be said.
      expect(
        Number(row?.text.replace('Answer ', '')),
        `${ref} after kill ${kill + 1}`,
      ).toBeGreaterThanOrEqual(n);
    }
    const newest = acknowledged.at(-1);
    expect(readHead(open.connection).rev).toBeGreaterThanOrEqual(newest?.rev ?? 0);
    expect(verifyChain(open.connection).problems).toEqual([]);
    next = (newest?.n ?? next) + 2;
    open.close();
    expect(readdirSync(folder).filter((name) => name.startsWith('acme'))).toEqual(['acme.demarc']);
  }
  expect(total).toBeGreaterThan(KILLS);
});
