import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Evidence } from '../../main/contract/evidence.ts';
import { CHUNK_BYTES } from '../../main/workbook/blobs.ts';
import { problemsOf } from '../support/alterations.ts';
import { callers, openTestWorkbook, startCore } from '../support/core.ts';
import { sampleOf } from '../support/random-commands.ts';

async function withService() {
  const opened = await openTestWorkbook();
  await opened.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  const attach = async (name: string, bytes: Uint8Array | string, ref = 'orders-db/guest-os-patching') => {
    const path = join(opened.folder, name);
    writeFileSync(path, bytes);
    return (await opened.run('evidence.attachFile', {
      refs: [ref],
      file: opened.core.files.registerSource(path).handle,
    })) as Evidence;
  };
  return { ...opened, attach };
}

test.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 20 * CHUNK_BYTES + 7])(
  'a file of %i bytes comes out as it went in',
  async (size) => {
    const { core, workbook, attach } = await withService();
    const bytes = Buffer.alloc(size, 'evidence');
    const entry = await attach('proof.bin', bytes);
    expect(entry).toMatchObject({
      size,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      fileName: 'proof.bin',
    });
    const chunks = [...core.evidenceContent(workbook, entry.number).chunks()];
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
    expect(chunks.every((chunk) => chunk.length <= CHUNK_BYTES)).toBe(true);
  },
);

test('the same content is stored once, under both titles', async () => {
  const { core, path, attach } = await withService();
  const content = Buffer.alloc(3 * CHUNK_BYTES, 7);
  const first = await attach('a.bin', content);
  const second = await attach('b.bin', content, 'orders-db/restore-testing');
  expect(second.number).toBe(first.number + 1);
  await core.close();
  const db = new Database(path, { readonly: true });
  expect(db.prepare('SELECT count(*) AS n FROM blob').get()).toEqual({ n: 1 });
  db.close();
  expect(statSync(path).size).toBeLessThan(4.5 * CHUNK_BYTES);
});

test('a reference keeps path and hash and copies nothing', async () => {
  const { core, folder, workbook, run } = await withService();
  const file = join(folder, 'large.log');
  writeFileSync(file, 'line\n'.repeat(1000));
  const entry = (await run('evidence.attachFile', {
    refs: ['orders-db/workload-logging'],
    file: core.files.registerSource(file).handle,
    reference: true,
  })) as Evidence;
  expect(entry).toMatchObject({
    kind: 'reference',
    sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
  });
  expect(() => core.evidenceContent(workbook, entry.number)).toThrow(/There is no file inside E-1/);
});

test('verify names the evidence whose content was altered or is missing', async () => {
  const { core, path, folder, attach, run } = await withService();
  await attach('a.txt', 'first');
  await attach('b.txt', 'second');
  await attach('c.txt', 'third');
  expect(await run('workbook.verify', {})).toMatchObject({ ok: true, evidence: 3, bytes: 16 });
  await core.close();
  const db = new Database(path);
  db.prepare('UPDATE blob_chunk SET bytes = ? WHERE blob = 1').run(Buffer.from('FIRST'));
  db.prepare('DELETE FROM blob_chunk WHERE blob = 2').run();
  db.close();
  const { startCore, callers } = await import('../support/core.ts');
  const again = startCore(folder);
  const { id } = await again.core.openPath(path);
  const report = await callers(again.core, id).run('workbook.verify', {});
  expect(report).toMatchObject({
    ok: false,
    problems: [
      'Evidence E-1 "a": its content was altered; its SHA-256 no longer matches.',
      'Evidence E-2 "b": its content is missing from the workbook.',
    ],
  });
  await again.core.close();
});

test('a cancelled copy attaches nothing and leaves nothing behind', async () => {
  const { core, folder, workbook, path, call } = await withService();
  const file = join(folder, 'big.bin');
  writeFileSync(file, Buffer.alloc(64 * CHUNK_BYTES, 1));
  const ticket = await call('evidence.attachFile', {
    refs: ['orders-db/guest-os-patching'],
    file: core.files.registerSource(file).handle,
  });
  const outcome = core.awaitJob(
    ticket,
    () => void core.dispatch({ name: 'app.cancelJob', input: { job: ticket.job } }, 'test'),
  );
  await expect(outcome).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(await call('evidence.list', {})).toEqual([]);
  expect(workbook).not.toBe('');
  await core.close();
  const db = new Database(path, { readonly: true });
  expect(
    db
      .prepare('SELECT (SELECT count(*) FROM blob) AS blobs, (SELECT count(*) FROM blob_chunk) AS chunks')
      .get(),
  ).toEqual({ blobs: 0, chunks: 0 });
  db.close();
});

test('a file that no record ever named is told by verify, and taken out when the workbook is opened for writing', async () => {
  const { core, folder, path, call, attach } = await withService();
  await attach('kept.txt', 'Kept');
  const { number } = await attach('removed.txt', 'Removed');
  await call('evidence.remove', { number });
  await core.close();
  const blobs = () => {
    const db = new Database(path);
    const sizes = db.prepare('SELECT size FROM blob ORDER BY size').pluck().all();
    db.close();
    return sizes;
  };
  expect(await problemsOf(path)).toBeNull();
  const db = new Database(path);
  db.exec(`INSERT INTO blob (id, sha256, size, complete) VALUES (77, '${'ab'.repeat(32)}', 6, 1);
    INSERT INTO blob_chunk (blob, seq, bytes) VALUES (77, 0, CAST('Hidden' AS BLOB))`);
  db.close();
  expect(await problemsOf(path)).toEqual([
    expect.stringMatching(/^A file that no record ever named .* \(6 bytes, SHA-256 abab/),
  ]);
  const again = startCore(folder);
  const { id } = await again.core.openPath(path);
  expect(await problemsOf(path)).toBeNull();
  // What is copied in for a command that is refused does not stay either.
  const { input, file } = sampleOf('claims.record');
  writeFileSync(join(folder, file.name), file.text);
  const { handle } = again.core.files.registerSource(join(folder, file.name));
  await expect(
    callers(again.core, id).run('claims.record', {
      ...(input as object),
      file: handle,
      vendor: { party: 'nobody' },
    }),
  ).rejects.toThrow(/nobody/);
  await again.core.close();
  expect(blobs()).toEqual([4, 7]);
  expect(await problemsOf(path)).toBeNull();
});
