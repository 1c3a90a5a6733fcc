import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openBytes, openBytesSync, outputStream, sizeOf } from '../../main/platform/byte-file.ts';
import { makeSealedFolder, shareSealedFolder } from '../../main/platform/sealed-folder.ts';
import { ONE_FRAMEWORK, openTestWorkbook, temporaryFolder } from '../support/core.ts';
import fc, { runs } from '../support/property.ts';

function sealedFolder() {
  const folder = makeSealedFolder(temporaryFolder(), 'sealed-');
  onTestFinished(() => folder.remove());
  return folder;
}

describe('a file in a sealed folder', () => {
  test('whatever is written where, in whatever order, is read back, and never stands on the disk', async () => {
    const folder = sealedFolder();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            at: fc.integer({ min: 0, max: 300 }),
            bytes: fc.uint8Array({ minLength: 12, maxLength: 100 }),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        async (writes) => {
          count += 1;
          const path = join(folder.path, `${count}`);
          const whole = Buffer.alloc(500);
          let size = 0;
          const file = await openBytes(path, 'wx+');
          for (const { at, bytes } of writes) {
            await file.write(bytes, 0, bytes.length, at);
            whole.set(bytes, at);
            size = Math.max(size, at + bytes.length);
          }
          // Places between that nobody wrote hold no promise, so all of it is written once more, from its middle on.
          const half = Math.floor(size / 2);
          await file.write(whole, half, size - half, half);
          await file.write(whole, 0, half, 0);
          const read = Buffer.alloc(size);
          const from = Math.min(7, size - 1);
          await file.read(read, from, size - from, from);
          await file.read(read, 0, from, 0);
          expect(read.equals(whole.subarray(0, size))).toBe(true);
          expect(await file.stat()).toMatchObject({ size });
          await file.close();
          expect(sizeOf(path)).toBe(size);
          const raw = readFileSync(path);
          for (const { bytes } of writes) expect(raw.includes(Buffer.from(bytes))).toBe(false);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  test('keeps its content under another name and in another thread that was given the key, and in none that was not', async () => {
    const folder = sealedFolder();
    const text = 'what nobody is to read '.repeat(100_000);
    const path = join(folder.path, 'a');
    await new Promise<void>((resolve, reject) => {
      const output = outputStream(path);
      output.on('error', reject).on('close', () => resolve());
      output.write(text.slice(0, 1_000_001));
      output.end(text.slice(1_000_001));
    });
    const moved = join(folder.path, 'b');
    renameSync(path, moved);
    const read = (place: string) => {
      const file = openBytesSync(place, 'r');
      const bytes = Buffer.alloc(file.size());
      file.read(bytes, 0);
      file.close();
      return bytes.toString();
    };
    expect(read(moved) === text).toBe(true);
    const { path: place, key } = folder;
    shareSealedFolder({ path: place, key: randomBytes(32) });
    expect(read(moved).includes('nobody')).toBe(false);
    shareSealedFolder({ path: place, key });
    expect(read(moved) === text).toBe(true);
  });
});

/** Every file below a folder. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

test('a program that is killed while it encrypts a pack leaves nothing that can be read', async () => {
  const secret = `Payroll of ${randomBytes(8).toString('hex')} `;
  const { core, folder, path, call, run } = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
  await call('services.add', { services: [{ catalogueId: 's3', label: 'media' }] });
  writeFileSync(join(folder, 'payroll.txt'), secret.repeat(200_000));
  const file = core.files.registerSource(join(folder, 'payroll.txt')).handle;
  await run('evidence.attachFile', { refs: ['media/restore-testing'], file });
  await core.close();
  const out = temporaryFolder();
  const child = fileURLToPath(new URL('../support/encrypting-child.ts', import.meta.url));
  const kept = temporaryFolder();
  // Killed while it reads back what it encrypted; what lay there before, while it packed and encrypted, is looked at as well.
  const words = ['bytes of evidence packed', 'Reading pack.zip back', 'bytes encrypted', 'bytes decrypted'];
  const { signal } = spawnSync(
    process.execPath,
    [child, path, join(out, 'pack.zip'), join(out, 'data'), kept, ...words],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  expect(signal).toBe('SIGKILL');
  for (const place of [...words.slice(0, -1).map((word) => join(kept, word)), out]) {
    const files = filesBelow(place);
    // Else nothing was looked at.
    expect(files.filter((file) => file.includes('.demarc-pack-')).length, place).toBeGreaterThan(0);
    for (const file of files) {
      const bytes = readFileSync(file);
      for (const readable of [secret, '%PDF-', 'PK\x03\x04\x14'])
        expect([file, readable, bytes.includes(readable)]).toEqual([file, readable, false]);
    }
  }
});
