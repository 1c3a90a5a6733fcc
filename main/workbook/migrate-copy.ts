import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import { numeral } from '../domain/words/counted.ts';
import { isNoRoom } from '../platform/no-room.ts';
import { makeTemporaryFolder } from '../platform/temporaries.ts';
import type { Header } from './header.ts';
import { migrate } from './migrations/index.ts';
import { openFile } from './open-file.ts';

export interface MigratedCopy {
  readonly path: string;
  remove(): void;
}

/**
 * Brings a copy of a workbook of an older schema up to date, in a temporary folder that only its owner can read, so that
 * it can be read while the file itself keeps every byte. Throws DISK_FULL where there is no room for the copy.
 */
export function migrateCopy(path: string, header: Header): MigratedCopy {
  const name = basename(path);
  const folder = makeTemporaryFolder(tmpdir(), 'demarc-older-');
  const copy = join(folder, name);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const source = openFile(path, { readonly: true });
    try {
      // One state of the file, also while somebody writes it with an older Demarc.
      source.raw.prepare('VACUUM INTO ?').run(copy);
    } finally {
      source.close();
    }
    const target = openFile(copy, { readonly: false });
    try {
      migrate(target);
    } finally {
      target.close();
    }
    return { path: copy, remove };
  } catch (error) {
    remove();
    if (!isNoRoom(error)) throw error;
    throw new DemarcError(
      'DISK_FULL',
      `${name} was written by an older Demarc, and there is no room for the up-to-date copy that reading it needs (${numeral(header.bytes)} bytes in ${tmpdir()}). Make room, or open it once where it can be written, which brings it up to date.`,
    );
  }
}
