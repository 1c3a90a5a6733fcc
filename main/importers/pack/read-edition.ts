import { invalidInput } from '../../contract/errors.ts';
import { type Manifest, PACK_FILES } from '../../domain/pack/manifest.ts';
import { type Edition, editionSchema } from '../../domain/providers/edition.ts';
import { ZipReader } from '../../platform/zip-reader.ts';

/**
 * What the workbook of a pack gives to those that inherit from it; the pack was verified before. INVALID_INPUT where it holds nothing of
 * that kind, or it speaks of another state than the pack.
 */
export async function readPackedEdition(
  path: string,
  name: string,
  { workbook }: Manifest,
): Promise<Edition> {
  const zip = await ZipReader.open(path);
  try {
    if (!zip.has(PACK_FILES.provider))
      throw invalidInput(
        `${name} has nothing for those who inherit (${PACK_FILES.provider}): its workbook answers nothing for others, or the pack is not for internal use. Ask for one that is, or for the workbook.`,
      );
    // One that is larger than any is not read: whoever made the pack may be anybody.
    const edition = parsed(await zip.text(PACK_FILES.provider).catch(() => ''));
    if (edition?.facts.uuid === workbook.id && edition.facts.head === workbook.changeLogHead) return edition;
    throw invalidInput(
      `${PACK_FILES.provider} in ${name} ${edition === null ? 'cannot be read' : 'is of another state of the workbook than the pack'}, so nothing was taken. Ask for the pack anew.`,
    );
  } finally {
    await zip.close();
  }
}

function parsed(text: string): Edition | null {
  try {
    return editionSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
