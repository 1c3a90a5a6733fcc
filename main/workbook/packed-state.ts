import { gunzipSync, gzipSync, inflateRawSync } from 'node:zlib';

// How the content of a snapshot lies in a workbook: its JSON as one member of gzip (RFC 1952) without name, comment, time or anything
// after its end. The digest of a snapshot is of what is unpacked, so that nothing else vouches for what lies around it.

/** A state of 20,000 assignments takes some 20 MB; what claims to be far more is not one of ours. */
const STATE_BYTES = 512 * 1024 * 1024;
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0]);
/** The systems that the zlib of Node names in the last byte of a header: Unix, Windows and macOS, with what earlier ones said of them. */
const SYSTEMS: readonly (number | undefined)[] = [3, 7, 10, 11, 19];
const TRAILER_BYTES = 8;

/** Packs the JSON of a state. */
export const packState = (json: Uint8Array | string): Buffer => gzipSync(json);

/** The JSON of a packed state. Throws as zlib does where it is none, or one of more than 512 MB. */
export const unpackState = (packed: Uint8Array): Buffer =>
  gunzipSync(packed, { maxOutputLength: STATE_BYTES });

/** Whether a state that can be unpacked lies as `packState` packs it: nothing is hidden before it, in its header or after it. */
export function isPlainlyPacked(packed: Uint8Array): boolean {
  const start = HEADER.length + 1;
  if (!HEADER.equals(packed.subarray(0, HEADER.length)) || !SYSTEMS.includes(packed[HEADER.length]))
    return false;
  // With `info` it tells of how many bytes the stream is, which the types of Node do not know.
  const { engine } = inflateRawSync(packed.subarray(start), {
    maxOutputLength: STATE_BYTES,
    info: true,
  }) as unknown as { readonly engine: { readonly bytesWritten: number } };
  return start + engine.bytesWritten + TRAILER_BYTES === packed.length;
}

/** A packed state as `packState` packs it; as it is where it cannot be unpacked, which whoever reads it is told. */
export function plainlyPacked(packed: Uint8Array): Uint8Array {
  try {
    return isPlainlyPacked(packed) ? packed : packState(unpackState(packed));
  } catch {
    return packed;
  }
}
