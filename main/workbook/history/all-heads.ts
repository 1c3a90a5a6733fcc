import { HEAD_BYTES, headBytes } from '../../domain/portfolio/order.ts';
import type { ReadDb } from '../connection.ts';
import { hasMerges } from '../merge/records.ts';

/** The beginning of the hash of every entry of the log, in their order, and after them those of merged copies: by which forks are told. */
export function allHeads(db: ReadDb): Uint8Array {
  const hashes = db.all<{ hash: string }>('SELECT hash FROM change ORDER BY rev');
  if (hasMerges(db))
    hashes.push(...db.all<{ hash: string }>('SELECT hash FROM merged_change ORDER BY merge, rev'));
  const heads = new Uint8Array(hashes.length * HEAD_BYTES);
  for (const [index, { hash }] of hashes.entries()) heads.set(headBytes(hash), index * HEAD_BYTES);
  return heads;
}
