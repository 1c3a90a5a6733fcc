import type { PackEvidence } from '../../domain/pack/manifest.ts';
import { csvField, csvText } from '../csv.ts';
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
];

/** The index as CSV pieces: a line for each duty that a piece of evidence supports, one for a piece that supports none. */
export function* indexCsv(evidence: readonly PackEvidence[], duties: Duties): Generator<string> {
  yield `\ufeff${line(HEADERS)}`;
  for (const piece of evidence)
    for (const ref of piece.duties.length > 0 ? piece.duties : [null]) {
      const duty = ref === null ? undefined : duties.get(ref);
      yield line([
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
}

const line = (fields: readonly (string | null)[]): string => csvText([fields.map(csvField)]);
