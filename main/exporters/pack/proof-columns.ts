import type { PackEvidence } from '../../domain/pack/manifest.ts';
import type { Duty } from './places.ts';

/** The columns by which every list of a pack leads from a duty to what proves it. */
export const PROOF_HEADERS = [
  'Duty',
  'Subject',
  'Responsibility',
  'Owner',
  'Evidence',
  'Evidence title',
  'File in this pack',
] as const;

/** What stands in these columns: of a duty that the register does not have, its ref alone; null where there is nothing to say. */
export const proofCells = (
  ref: string | null,
  duty: Duty | undefined,
  piece: PackEvidence | undefined,
): readonly (string | null)[] => [
  ref,
  duty?.subjectLabel ?? null,
  duty?.responsibilityName ?? null,
  duty?.ownership ?? null,
  piece === undefined ? null : `E-${piece.number}`,
  piece?.title ?? null,
  piece?.file ?? null,
];
