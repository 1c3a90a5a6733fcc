import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { invalidInput } from '../contract/errors.ts';

/** Opens a file for reading without waiting for the other end, as a named pipe would have one wait. Throws the system's error. */
export const openWithoutWaiting = (path: string): number =>
  openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));

/** The text of a file that people write by hand; refuses what `readSmallBytes` does. */
export const readSmallFile = (path: string, maxBytes: number): string =>
  readSmallBytes(path, maxBytes).toString('utf8');

/**
 * The bytes of a small file. INVALID_INPUT for a pipe, a device or a folder and for more than `maxBytes`; the
 * system's error where it cannot be read.
 */
export function readSmallBytes(path: string, maxBytes: number): Buffer {
  const file = openWithoutWaiting(path);
  try {
    const facts = fstatSync(file);
    if (!facts.isFile())
      throw invalidInput(`${path} is not a file. Name a file, not a folder, a pipe or a device.`);
    if (facts.size > maxBytes)
      throw invalidInput(
        `${path} has more than ${Math.round(maxBytes / 1024 ** 2)} MB, which no such file needs. Check that it is the one you meant.`,
      );
    const bytes = Buffer.alloc(facts.size);
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
}
