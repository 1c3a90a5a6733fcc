import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Evidence } from '../../main/contract/evidence.ts';
import { CHUNK_BYTES } from '../../main/workbook/blobs.ts';
import { openTestWorkbook } from '../support/core.ts';

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
