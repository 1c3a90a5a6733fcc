export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The encoding that a text says it has by the mark at its beginning (two bytes are enough); UTF-8 where it says nothing. */
export function encodingOf(head: Uint8Array | undefined): Encoding {
  const [first, second] = head ?? [];
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** A decoder of that encoding, which drops the mark and throws a TypeError for what is not in it. */
export const decoderOf = (encoding: Encoding): InstanceType<typeof TextDecoder> =>
  new TextDecoder(encoding, { fatal: true });
