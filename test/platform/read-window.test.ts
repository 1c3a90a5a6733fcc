import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type ByteFile, openBytes } from '../../main/platform/byte-file.ts';
import { throughWindow } from '../../main/platform/read-window.ts';
import { temporaryFolder } from '../support/core.ts';
import fc, { runs } from '../support/property.ts';

const BYTES = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 7 + (at >> 8)) % 251));

async function opened(): Promise<{ file: ByteFile; calls: () => number }> {
  const path = join(temporaryFolder(), 'a');
  writeFileSync(path, BYTES);
  const plain = await openBytes(path, 'r');
  let calls = 0;
  const counting: ByteFile = {
    read(...asked) {
      calls += 1;
      return plain.read(...asked);
    },
    write: (...asked) => plain.write(...asked),
    truncate: (length) => plain.truncate(length),
    stat: () => plain.stat(),
    close: () => plain.close(),
  };
  return { file: throughWindow(counting), calls: () => calls };
}

async function readAt(file: ByteFile, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length + 2);
  const { bytesRead } = await file.read(buffer, 1, length, position);
  expect([buffer[0], buffer[length + 1]]).toEqual([0, 0]);
  return buffer.subarray(1, 1 + bytesRead);
}

it('what is read through a window are the bytes of the file, also past its end and several at once', async () => {
  const { file } = await opened();
  const place = fc.tuple(fc.nat(BYTES.length + 10), fc.oneof(fc.nat(60), fc.nat(70_000)));
  await fc.assert(
    fc.asyncProperty(fc.array(place, { maxLength: 12 }), fc.boolean(), async (places, atOnce) => {
      const read = ([position, length]: [number, number]) => readAt(file, position, length);
      const found: Buffer[] = [];
      if (atOnce) found.push(...(await Promise.all(places.map(read))));
      else for (const each of places) found.push(await read(each));
      for (const [n, [position, length]] of places.entries())
        expect(found[n]?.equals(BYTES.subarray(position, position + length))).toBe(true);
    }),
    { numRuns: runs(300) },
  );
  await file.close();
});

it('thousands of small reads one behind the other are a few of the system', async () => {
  const { file, calls } = await opened();
  for (let at = 0; at < 200_000; at += 40) await readAt(file, at, 30);
  expect(calls()).toBeLessThan(10);
  await file.close();
});
