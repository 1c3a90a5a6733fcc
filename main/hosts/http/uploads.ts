import { close, existsSync, mkdirSync, openSync, write } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { letGo } from '../../platform/let-go.ts';
import { makeFolder, refusedBy } from '../../platform/make-folder.ts';
import { isNoRoom } from '../../platform/no-room.ts';
import { makeTemporaryFolder } from '../../platform/temporaries.ts';
import { safeFileName } from '../safe-file-name.ts';
import { tooLarge } from './guard.ts';

export interface UploadStore {
  /** Streams a request body to a file of ours; INVALID_INPUT when it is larger than allowed. */
  receive(body: IncomingMessage, name: string): Promise<string>;
  close(): void;
}

/** Uploads live in a folder of their own until the host closes. */
export function createUploadStore(dataDir: string, maxBytes: number): UploadStore {
  let folder: string | undefined;
  let count = 0;
  return {
    async receive(body, name) {
      let place: string | undefined;
      try {
        count += 1;
        // A folder each: two files of one name may arrive, and the name is what the assessor will read.
        const own = String(count);
        const path = refusedIn(dataDir, () => {
          // Whoever cleans up temporary files may have taken it away.
          if (folder === undefined || !existsSync(folder)) folder = makeUploads(dataDir);
          mkdirSync(join(folder, own));
          place = join(folder, own);
          return join(place, safeFileName(name));
        });
        const limit = limitBytes(maxBytes);
        const file = refusedIn(dataDir, () => patientFile(path));
        await pipeline(body, limit.stream, file.stream);
        if (limit.exceeded()) throw invalidInput(tooLarge(maxBytes));
        const failure = file.failure();
        if (failure !== null) throw failure;
        return path;
      } catch (error) {
        if (place !== undefined) letGo(place);
        throw isNoRoom(error) ? noRoomFor(name) : error;
      }
    },
    close() {
      if (folder !== undefined) letGo(folder);
    },
  };
}

function makeUploads(dataDir: string): string {
  makeFolder(dataDir);
  return makeTemporaryFolder(dataDir, 'uploads-');
}

/** READ_ONLY where nothing may be made in a folder: it is the place that is at fault, and not what was given. */
function refusedIn<T>(folder: string, make: () => T): T {
  try {
    return make();
  } catch (thrown) {
    const error = refusedBy(thrown, folder);
    throw error instanceof DemarcError ? new DemarcError('READ_ONLY', error.message) : error;
  }
}

/**
 * Lets `maxBytes` through and swallows the rest: a sender that is cut off reports a broken connection, one that was
 * heard to the end gets the sentence that says why. Only one that never ends is cut off.
 */
function limitBytes(maxBytes: number): { stream: Transform; exceeded(): boolean } {
  let seen = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen <= maxBytes) done(null, chunk);
      else if (seen <= maxBytes * 4) done();
      else done(invalidInput(tooLarge(maxBytes)));
    },
  });
  return { stream, exceeded: () => seen > maxBytes };
}

const noRoomFor = (name: string): DemarcError =>
  new DemarcError(
    'DISK_FULL',
    `There is no room for ${name} where Demarc keeps what is given to it (the disk or your share of it is full). Nothing was taken in. Make room, then do it again.`,
  );

/** A file that is heard to the end as well when it can take no more: only then is the sentence read that says why. */
function patientFile(path: string): { stream: Writable; failure(): Error | null } {
  const file = openSync(path, 'wx', 0o600);
  let failure: Error | null = null;
  const put = (bytes: Buffer, done: () => void): void =>
    write(file, bytes, 0, bytes.length, null, (error, written) => {
      failure = error;
      // What is left gives the error that stopped it, or goes in.
      if (error === null && written < bytes.length) put(bytes.subarray(written), done);
      else done();
    });
  const stream = new Writable({
    write: (bytes: Buffer, _encoding, done) => (failure === null ? put(bytes, done) : done()),
    destroy(error, done) {
      close(file, () => done(error));
    },
  });
  return { stream, failure: () => failure };
}
