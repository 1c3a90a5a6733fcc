import { ENCRYPTED_ENTRY, PACK_FILES } from '../../domain/pack/manifest.ts';
import { ZipReader } from '../../platform/zip-reader.ts';
import { hasSeal } from '../../platform/zip-seal.ts';
import { readHead } from '../files/head.ts';

/** What the first entry of a pack is called. */
const FIRST = ['evidence/', PACK_FILES.pdf];

/** Whether a ZIP file is, or before it was damaged was, an evidence pack: what is wrong with it is for its check to say. */
export async function isPack(path: string): Promise<boolean> {
  if (await hasSeal(path)) return true;
  let zip: ZipReader;
  try {
    zip = await ZipReader.open(path);
  } catch {
    return beginsLikePack(path);
  }
  try {
    return (zip.has(PACK_FILES.manifest) && zip.has(PACK_FILES.sums)) || zip.has(ENCRYPTED_ENTRY);
  } finally {
    await zip.close();
  }
}

async function beginsLikePack(path: string): Promise<boolean> {
  const name = (await readHead(path, 64)).toString('latin1', 30);
  return FIRST.some((begin) => name.startsWith(begin));
}
