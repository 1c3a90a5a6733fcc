import * as zlib from 'node:zlib';

/** Packed with what this program cannot unpack: the file may be whole. */
export class OtherCodec extends Error {}

const NAMES = ['nothing', 'Snappy', 'gzip', 'LZO', 'Brotli', 'LZ4', 'Zstandard', 'LZ4'];

/** Unpacks a page to exactly `size` bytes; throws OtherCodec, or an error in half a sentence for what is damaged. */
export function unpackPage(codec: number, packed: Buffer, size: number): Buffer {
  const page = unpack(codec, packed, size);
  if (page.length !== size) throw new Error('a page of it has another length than it says');
  return page;
}

function unpack(codec: number, packed: Buffer, size: number): Buffer {
  // Of nothing, nothing is unpacked; zlib takes no limit of zero.
  const limit = { maxOutputLength: Math.max(1, size) };
  switch (codec) {
    case 0:
      return packed;
    case 1:
      return unpackSnappy(packed, size);
    case 2:
      return zlib.gunzipSync(packed, limit);
    case 4:
      return zlib.brotliDecompressSync(packed, limit);
    case 6:
      // Node has it since 22.15.
      if (typeof zlib.zstdDecompressSync !== 'function') break;
      return zlib.zstdDecompressSync(packed, limit);
    default:
      break;
  }
  throw new OtherCodec(`packed with ${NAMES[codec] ?? 'something unknown'}`);
}

/** https://github.com/google/snappy/blob/main/format_description.txt */
function unpackSnappy(packed: Buffer, size: number): Buffer {
  const out = Buffer.allocUnsafe(size);
  let at = 0;
  let to = 0;
  // How long it is stands in front, and is known.
  while (at < 5 && (packed[at] ?? 0) >= 0x80) at += 1;
  at += 1;
  const little = (from: number, bytes: number): number => {
    if (from + bytes > packed.length) throw new Error('a page of it is cut off');
    return packed.readUIntLE(from, bytes);
  };
  while (at < packed.length) {
    const tag = packed[at] as number;
    at += 1;
    if ((tag & 3) === 0) {
      const more = Math.max(0, (tag >> 2) - 59);
      const length = (more === 0 ? tag >> 2 : little(at, more)) + 1;
      at += more;
      if (at + length > packed.length || to + length > size) throw new Error('a page of it is damaged');
      packed.copy(out, to, at, at + length);
      at += length;
      to += length;
      continue;
    }
    const bytes = [0, 1, 2, 4][tag & 3] as number;
    const length = (tag & 3) === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const back = little(at, bytes) + ((tag & 3) === 1 ? (tag >> 5) << 8 : 0);
    at += bytes;
    if (back === 0 || back > to || to + length > size) throw new Error('a page of it is damaged');
    // What is repeated may reach into itself.
    if (back >= length) out.copy(out, to, to - back, to - back + length);
    else for (let n = 0; n < length; n += 1) out[to + n] = out[to + n - back] as number;
    to += length;
  }
  return out.subarray(0, to);
}
