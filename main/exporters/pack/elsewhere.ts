import { posix } from 'node:path';
import type { PackEvidence } from '../../domain/pack/manifest.ts';
import { dutyFolder } from './places.ts';

/** Takes out what would break a line or steer a terminal. */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();

/** Why a file is not there, in words. */
export const ABSENT_WORDS = {
  'not-found': 'not in this pack: there was no file any more where it was recorded',
  altered: 'not in this pack: the file outside the workbook was altered after it was recorded',
  unreadable: 'not in this pack: the file outside the workbook could not be read',
} as const;

/**
 * Path and text of one small file for each duty some of whose evidence does not lie in its own folder: who goes by folders
 * learns of all of it.
 */
export function* elsewhereFiles(
  evidence: readonly PackEvidence[],
  refs: Iterable<string>,
): Generator<{ readonly path: string; readonly text: string }> {
  const byDuty = new Map<string, PackEvidence[]>();
  for (const piece of evidence)
    for (const ref of piece.duties) {
      const list = byDuty.get(ref);
      if (list) list.push(piece);
      else byDuty.set(ref, [piece]);
    }
  for (const ref of refs) {
    const folder = dutyFolder(ref);
    const lines = (byDuty.get(ref) ?? [])
      .filter(({ file }) => file === null || !file.startsWith(`${folder}/`))
      .map((piece) => `E-${piece.number}  ${oneLine(piece.title)}\n    ${whereabouts(piece, folder)}\n`);
    if (lines.length > 0)
      yield {
        path: `${folder}/elsewhere.txt`,
        text: `Evidence for ${ref} that does not lie in this folder\n\n${lines.join('')}`,
      };
  }
}

function whereabouts({ file, absent, url }: PackEvidence, folder: string): string {
  if (file !== null) return posix.relative(folder, file);
  if (absent !== null) return ABSENT_WORDS[absent];
  return url === null ? 'has no file' : oneLine(url);
}
