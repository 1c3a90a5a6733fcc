import { PACK_FILES, type PackEntry } from '../../domain/pack/manifest.ts';

/** The framework of which DoD's assessors ask for these two files. */
const CMMC = 'nist-800-171-r2';
/** The layout of the same receivers. */
const CMMC_LAYOUT = 'cmmc-crm';

/** Whether a pack goes to an assessment under CMMC: its framework was chosen for the workbook, or its matrix lies in the pack. */
export const isForCmmc = (
  frameworks: readonly { readonly id: string; readonly chosen: boolean }[],
  layouts: readonly { readonly id: string }[],
): boolean =>
  frameworks.some(({ id, chosen }) => chosen && id === CMMC) || layouts.some(({ id }) => id === CMMC_LAYOUT);

/** Widths that PowerShell gives to the columns of Get-FileHash. */
const ALGORITHM = 15;
const HASH = 70;
const line = (algorithm: string, hash: string, path: string): string =>
  `${algorithm.padEnd(ALGORITHM)} ${hash.padEnd(HASH)} ${path}`;

/**
 * Files and their SHA-256 as the ArtifactHash script of DoD's CMMC Hashing Guide writes them: the table in which PowerShell prints
 * Get-FileHash, in ASCII. Paths are those in the pack; a letter that ASCII does not have is a question mark, as it is there.
 */
function hashTable(files: readonly Pick<PackEntry, 'path' | 'sha256'>[]): string {
  const lines = [
    '',
    line('Algorithm', 'Hash', 'Path'),
    line('-'.repeat('Algorithm'.length), '-'.repeat('Hash'.length), '-'.repeat('Path'.length)),
    ...files.map(({ path, sha256 }) => line('SHA256', sha256.toUpperCase(), ascii(path))),
    '',
  ];
  return lines.map((each) => `${each}\r\n`).join('');
}
const ascii = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?');

/** `CMMCAssessmentArtifacts.log`: each file below evidence/, so that the script run over that folder lists the same. */
export const artifactsLog = (files: readonly PackEntry[]): string =>
  hashTable(
    files.filter(({ path }) => path.startsWith('evidence/')).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  );

/** `CMMCAssessmentLogHash.log`: the hash of the first, which is what the assessor enters. */
export const logHash = (log: Pick<PackEntry, 'sha256'>): string =>
  hashTable([{ path: PACK_FILES.artifactsLog, sha256: log.sha256 }]);
