import type { PackReport } from '../../contract/packs.ts';
import { PACK_FILES, TIMESTAMP_FILE } from '../../domain/pack/manifest.ts';
import { isTimestampOf, readTimestamp } from '../../platform/timestamp.ts';

/** The time that a pack's timestamp attests for the manifest that lies in it, or why it does not. Null where there is none. */
export function checkTimestamp(texts: ReadonlyMap<string, Buffer>): PackReport['timestamp'] {
  const bytes = texts.get(TIMESTAMP_FILE);
  if (bytes === undefined) return null;
  try {
    const stamp = readTimestamp(bytes);
    const { time, signer } = stamp;
    return isTimestampOf(stamp, texts.get(PACK_FILES.manifest) ?? Buffer.alloc(0))
      ? { time, signer, problem: null }
      : { problem: `it is not on the ${PACK_FILES.manifest} that lies in the pack` };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
