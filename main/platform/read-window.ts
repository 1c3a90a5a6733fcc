import type { ByteFile } from './byte-file.ts';

/** Some hundred small things that lie behind each other; a file in between costs no more than the call would. */
const WINDOW = 32 * 1024;

/**
 * The same file, read through a window: what lies close behind the last small read costs no call of the system. For archives of tens of
 * thousands of entries, each of which has headers to be looked at. Not for a file that is written meanwhile.
 */
export function throughWindow(file: ByteFile): ByteFile {
  let window: Uint8Array = new Uint8Array(0);
  let start = 0;
  return {
    async read(buffer, offset, length, position) {
      if (length > WINDOW) return file.read(buffer, offset, length, position);
      if (position < start || position + length > start + window.length) {
        // Made anew, because another read may come before this one is done.
        const fresh = Buffer.allocUnsafe(WINDOW);
        const { bytesRead } = await file.read(fresh, 0, WINDOW, position);
        window = fresh.subarray(0, bytesRead);
        start = position;
        buffer.set(window.subarray(0, length), offset);
        return { bytesRead: Math.min(bytesRead, length) };
      }
      buffer.set(window.subarray(position - start, position - start + length), offset);
      return { bytesRead: length };
    },
    write: (bytes, offset, length, position) => file.write(bytes, offset, length, position),
    truncate: (length) => file.truncate(length),
    stat: () => file.stat(),
    close: () => file.close(),
  };
}
