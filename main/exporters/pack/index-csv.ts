import type { Manifest } from '../../domain/pack/manifest.ts';
import { csvLine } from '../csv.ts';
import { ABSENT_WORDS } from './elsewhere.ts';
import type { Duties } from './places.ts';

const HEADERS = [
  'Duty',
  'Subject',
  'Responsibility',
  'Domain',
  'Owner',
  'Evidence',
  'Kind',
  'Title',
  'File in this pack',
  'SHA-256',
  'Bytes',
  'Media type',
  'Link',
  'Covers from',
  'Covers to',
  'Expires',
  'Collected by',
  'Collected at',
  'Replaced by',
  'Remark',
] as const;

/**
 * The index as CSV pieces: a line for each duty that a piece of evidence supports, one for a piece that supports none, and one for
 * each file of minutes.
 */
export function* indexCsv(
  { evidence, files, minutes = [] }: Pick<Manifest, 'evidence' | 'files' | 'minutes'>,
  duties: Duties,
): Generator<string> {
  yield `\ufeff${csvLine(HEADERS)}`;
  for (const piece of evidence)
    for (const ref of piece.duties.length > 0 ? piece.duties : [null]) {
      const duty = ref === null ? undefined : duties.get(ref);
      yield csvLine([
        ref,
        duty?.subjectLabel ?? null,
        duty?.responsibilityName ?? null,
        duty?.domainName ?? null,
        duty?.ownership ?? null,
        `E-${piece.number}`,
        piece.kind,
        piece.title,
        piece.file,
        piece.sha256,
        piece.bytes === null ? null : String(piece.bytes),
        piece.mediaType,
        piece.url,
        piece.coversFrom,
        piece.coversTo,
        piece.expires,
        piece.collectedBy,
        piece.collectedAt,
        piece.replacedBy === null ? null : `E-${piece.replacedBy}`,
        piece.absent === null ? null : ABSENT_WORDS[piece.absent],
      ]);
    }
  const entries = new Map(files.map((file) => [file.path, file]));
  for (const { meeting, title, heldOn, files: own } of minutes)
    for (const path of own) {
      const entry = entries.get(path);
      const cells: Partial<Record<(typeof HEADERS)[number], string>> = {
        Evidence: `M-${meeting}`,
        Kind: 'minutes',
        Title: title,
        'File in this pack': path,
        'SHA-256': entry?.sha256 ?? '',
        Bytes: String(entry?.bytes ?? ''),
        'Collected at': heldOn,
      };
      yield csvLine(HEADERS.map((header) => cells[header] ?? null));
    }
}
