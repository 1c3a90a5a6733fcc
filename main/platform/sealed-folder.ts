import { createCipheriv, randomBytes, randomFillSync } from 'node:crypto';
import { rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { makeTemporaryFolder } from './temporaries.ts';

/**
 * A folder for what must never lie readable on a disk, such as a pack on its way to be encrypted: whatever `byte-file.ts` opens in it
 * is encrypted under a key that only the memory of this process holds. Killed at any moment, it leaves nothing that can be read.
 */
export interface SealedFolder {
  readonly path: string;
  /** What another thread of this process needs to read in it, too. */
  readonly key: Uint8Array;
  /** Removes the folder with everything in it. */
  remove(): void;
}

const keys = new Map<string, Buffer>();

/** Makes a sealed folder under a name of its own that begins with `prefix`. */
export function makeSealedFolder(parent: string, prefix: string): SealedFolder {
  const path = makeTemporaryFolder(parent, prefix);
  const key = randomBytes(32);
  keys.set(path, key);
  return {
    path,
    key,
    remove() {
      keys.delete(path);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Lets this thread read and write in a folder that another thread has sealed. */
export function shareSealedFolder({ path, key }: Pick<SealedFolder, 'path' | 'key'>): void {
  keys.set(path, Buffer.from(key));
}

/** The key for a path in a sealed folder or below one; null for any other path. */
export function sealingKey(path: string): Buffer | null {
  if (keys.size === 0) return null;
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const key = keys.get(folder);
    if (key) return key;
    if (folder === dirname(folder)) return null;
  }
}

/** Each file begins with the counter at which its own key stream starts, so that no two files share one. */
export const HEADER_BYTES = 16;
export const makeHeader = (header: Buffer): void => void randomFillSync(header);

const BLOCK = 16;
/** Encrypts what is to stand at a place of the file, and decrypts what stands there: AES-256 in counter mode does the same for both. */
export type SealedBytes = (bytes: Uint8Array, position: number) => Buffer;
export function sealedBytes(key: Buffer, header: Buffer): SealedBytes {
  const start = header.readBigUInt64BE(0);
  const low = header.readBigUInt64BE(8);
  return (bytes, position) => {
    const sum = low + BigInt(Math.floor(position / BLOCK));
    const counter = Buffer.alloc(BLOCK);
    counter.writeBigUInt64BE(BigInt.asUintN(64, start + (sum >> 64n)), 0);
    counter.writeBigUInt64BE(BigInt.asUintN(64, sum), 8);
    const cipher = createCipheriv('aes-256-ctr', key, counter);
    const skipped = position % BLOCK;
    if (skipped > 0) cipher.update(Buffer.alloc(skipped));
    return cipher.update(bytes);
  };
}
