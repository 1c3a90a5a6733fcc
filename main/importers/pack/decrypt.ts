import { configure, ZipReader } from '@zip.js/zip.js';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { openBytes } from '../../platform/byte-file.ts';
import { FileSource } from './file-source.ts';
import type { VerifyControl } from './verify-pack.ts';

// What zip.js has read and nobody has collected yet grows with its pieces: with these, 5 GiB take less than 300 MB.
configure({ chunkSize: 64 * 1024, useWebWorkers: false });

/**
 * Decrypts the one entry of an encrypted pack and hands it to `write`, piece by piece, each with its place. INVALID_INPUT for a wrong
 * password; another error for content that was altered. `name` is what messages call the file.
 */
export async function decryptPack(
  path: string,
  name: string,
  password: string,
  write: (bytes: Uint8Array, at: number) => Promise<void> | void,
  { signal, progress }: VerifyControl,
): Promise<void> {
  const input = await openBytes(path, 'r');
  const { size } = await input.stat();
  const zip = new ZipReader(new FileSource(input, size));
  try {
    const [entry] = await zip.getEntries();
    if (!entry || entry.directory || !entry.getData) throw invalidInput(`${name} holds nothing to decrypt.`);
    const limit = entry.uncompressedSize;
    // Demarc stores the pack as it is; what would grow is a bomb.
    if (limit > size) throw new Error('its content would grow when it is decrypted');
    let at = 0;
    await entry.getData(
      new WritableStream<Uint8Array>({
        async write(bytes) {
          if (at + bytes.length > limit) throw new Error('it holds more than it says');
          await write(bytes, at);
          at += bytes.length;
          progress(at, limit, 'bytes decrypted');
        },
      }),
      { password, signal },
    );
  } catch (error) {
    if (error instanceof DemarcError || signal.aborted) throw error;
    const said = error instanceof Error ? error.message : String(error);
    if (/password/i.test(said))
      throw invalidInput(`That is not the password of ${name}. Ask whoever sent it, and try again.`, {
        password: 'wrong',
      });
    throw error;
  } finally {
    await zip.close().catch(() => undefined);
    await input.close();
  }
}
