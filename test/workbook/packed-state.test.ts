import { createHash } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { runRepair } from '../../main/jobs/repair-task.ts';
import { runVerify } from '../../main/jobs/verify-task.ts';
import { callers, openTestWorkbook, startCore } from '../support/core.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';

const CONTROLS = { signal: new AbortController().signal, progress: () => undefined };
const problemsOf = async (workbook: string) =>
  (await runVerify({ kind: 'verify', workbook }, CONTROLS)).problems;

/** A closed workbook of one snapshot. */
async function frozen() {
  const { core, call, path, folder } = await openTestWorkbook();
  await call('snapshots.take', { name: 'March' });
  await core.close();
  return { path, folder };
}
function packedIn(path: string): Buffer {
  const db = new Database(path, { readonly: true });
  const bytes = db.prepare('SELECT bytes FROM snapshot_content').pluck().get() as Buffer;
  db.close();
  return bytes;
}
const put = (path: string, bytes: Buffer): void =>
  pastTheGuards(path, `UPDATE snapshot_content SET bytes = x'${bytes.toString('hex')}'`);

/** The same state with something around it, of which its digest knows nothing. */
function aroundIt(packed: Buffer): Readonly<Record<string, Buffer>> {
  const dated = Buffer.from(packed);
  dated[6] = 0x40;
  const named = Buffer.concat([packed.subarray(0, 10), Buffer.from('hidden\0'), packed.subarray(10)]);
  named[3] = 8;
  return {
    'a time in its header': dated,
    'a name in its header': named,
    'bytes after its end': Buffer.concat([packed, Buffer.from('\0hidden')]),
    'a second part, empty': Buffer.concat([packed, gzipSync('')]),
  };
}

const repair = (path: string, target: string) =>
  runRepair(
    { kind: 'repair', path, name: 'altered.demarc', target, at: '2026-11-26T10:00:00.000Z', who: 'Ann' },
    CONTROLS,
  );

test('what lies around a frozen state is named, and a repair leaves it out', async () => {
  const { path, folder } = await frozen();
  const packed = packedIn(path);
  expect(await problemsOf(path)).toEqual([]);
  for (const [what, bytes] of Object.entries(aroundIt(packed))) {
    expect(gunzipSync(bytes).equals(gunzipSync(packed)), what).toBe(true);
    const altered = join(folder, `${what}.demarc`);
    copyFileSync(path, altered);
    put(altered, bytes);
    expect(await problemsOf(altered), what).toEqual([
      expect.stringMatching(/^The snapshot "March" is what was frozen, but .* A repair packs it anew\.$/),
    ]);
    const repaired = join(folder, `${what}, repaired.demarc`);
    const { differences } = await repair(altered, repaired);
    expect(differences, what).toEqual(await problemsOf(altered));
    expect(await problemsOf(repaired), what).toEqual([]);
    expect(packedIn(repaired).equals(packed), what).toBe(true);
  }
});

test('a repair does not say of a content that was altered that it is what was frozen', async () => {
  const { path, folder } = await frozen();
  const other = gzipSync('{"another":"state"}');
  for (const [at, bytes] of [
    Buffer.from('nothing'),
    Buffer.concat([other, Buffer.from('hidden')]),
    other,
  ].entries()) {
    const altered = join(folder, `altered ${at}.demarc`);
    copyFileSync(path, altered);
    put(altered, bytes);
    const { differences, lost } = await repair(altered, join(folder, `mended ${at}.demarc`));
    expect(differences).toEqual([]);
    expect(lost).toEqual([expect.stringContaining('its content is missing or altered')]);
  }
});

test('a snapshot that was put in past Demarc and whose content is no state is named, and keeps no repair from its end', async () => {
  const { path, folder } = await frozen();
  for (const content of ['null', 'not json']) {
    const digest = createHash('sha256').update(content).digest('hex');
    const altered = join(folder, `${content}.demarc`);
    copyFileSync(path, altered);
    pastTheGuards(
      altered,
      `INSERT INTO snapshot_content VALUES ('${digest}', x'${gzipSync(content).toString('hex')}');
       INSERT INTO snapshot SELECT 99, 'Foreign', NULL, taken_at, taken_by, taken_rev, '${digest}' FROM snapshot LIMIT 1`,
    );
    expect(await problemsOf(altered), content).toContainEqual(
      expect.stringMatching(/snapshot "Foreign" .*holds no state/),
    );
    const { differences } = await repair(altered, join(folder, `${content}, mended.demarc`));
    expect(differences, content).toEqual([expect.stringContaining('the log does not have it')]);
  }
});

test('a content that no snapshot ever had is named, and goes when the workbook is opened for writing', async () => {
  const { path, folder } = await frozen();
  pastTheGuards(path, `INSERT INTO snapshot_content VALUES ('${'ab'.repeat(32)}', x'1234')`);
  expect(await problemsOf(path)).toEqual([
    expect.stringMatching(
      /^The content of a snapshot that no record ever named .* \(2 bytes, .* takes it out\.$/,
    ),
  ]);
  const repaired = join(folder, 'repaired.demarc');
  expect((await repair(path, repaired)).differences).toEqual(await problemsOf(path));
  expect(await problemsOf(repaired)).toEqual([]);
  const { core } = startCore(folder);
  const { id } = await core.openPath(path);
  // That of a snapshot that is removed stays for an undo, and is named by the log.
  await callers(core, id).call('snapshots.remove', { number: 1 });
  expect(await problemsOf(path)).toEqual([]);
  await core.close();
});
