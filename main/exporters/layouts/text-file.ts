import { openBytes, openBytesSync } from '../../platform/byte-file.ts';

/** Writes a text to a new file at `path`, which may lie in a sealed folder. */
export async function writeText(path: string, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  const file = await openBytes(path, 'wx');
  try {
    for (let at = 0; at < bytes.length; )
      at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten;
  } finally {
    await file.close();
  }
}

/** The text of a file, which may lie in a sealed folder. */
export function textOf(path: string): string {
  const file = openBytesSync(path, 'r');
  try {
    const bytes = Buffer.alloc(file.size());
    file.read(bytes, 0);
    return bytes.toString('utf8');
  } finally {
    file.close();
  }
}
