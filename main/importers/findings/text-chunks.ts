import { invalidInput } from '../../contract/errors.ts';
import { isZip } from '../files/head.ts';
import { decoderOf, encodingOf } from '../text/encoding.ts';
import { MAX_BYTES } from './limits.ts';

/** Bytes to text, piece by piece: UTF-8, or UTF-16 with a byte order mark. Refuses what is no text and what is too large. */
export async function* decodeChunks(
  file: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let read = 0;
  const decode = (chunk?: Uint8Array): string => {
    decoder ??= decoderOf(encodingOf(chunk));
    let text: string;
    try {
      text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw invalidInput(`${file} is not text in UTF-8 or UTF-16. Save it as UTF-8 and try again.`);
    }
    if (text.includes('\0'))
      throw invalidInput(`${file} is not a text file. Give the findings as JSON or CSV.`);
    return text;
  };
  // The mark that tells the encoding may be cut in two.
  let held: Uint8Array = new Uint8Array(0);
  for await (const chunk of bytes) {
    read += chunk.length;
    if (read > MAX_BYTES)
      throw invalidInput(`${file} is larger than 4 GB. Export one account or Region at a time.`);
    if (!decoder) {
      held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
      if (held.length < 2) continue;
      if (isZip(held))
        throw invalidInput(`${file} is a zip archive. Unpack it and give the findings inside.`);
      yield decode(held);
    } else yield decode(chunk);
  }
  if (!decoder && held.length > 0) yield decode(held);
  yield decode();
}

/** The first `size` characters and the whole text again from its start. */
export async function peek(
  chunks: AsyncIterator<string>,
  size: number,
): Promise<{ readonly head: string; readonly all: AsyncGenerator<string> }> {
  let head = '';
  while (head.length < size) {
    const next = await chunks.next();
    if (next.done) break;
    head += next.value;
  }
  return { head, all: again(head, chunks) };
}

async function* again(head: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
