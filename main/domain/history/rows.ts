import type { HistoryLine, HistoryPart } from '../../contract/history.ts';
import { WAY_WORDS } from './ways.ts';

/** One row of a document: one field of one record that one entry changed. */
export interface HistoryRow {
  readonly rev: number;
  /** ISO instant. */
  readonly at: string;
  readonly who: string | null;
  readonly way: string;
  /** Who sent the sheet, or which file was merged. */
  readonly from: string | null;
  readonly ref: string | null;
  readonly subject: string | null;
  readonly name: string;
  readonly field: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly why: string | null;
}

/** The rows of an entry, field by field; one row that says what happened where no field is told of. */
export function historyRows(line: HistoryLine): readonly HistoryRow[] {
  const { rev, at, who, from, why } = line;
  const facts = { rev, at, who, way: WAY_WORDS[line.way], from, why };
  const nothing = { field: null, before: null, after: null };
  if (line.parts.length === 0) return [{ ...facts, ref: null, subject: null, name: line.what, ...nothing }];
  return line.parts.flatMap((part): HistoryRow[] => {
    const { ref, subject, name } = part;
    const place = { ...facts, from: fromWords(from, part), ref, subject, name };
    if (part.changes.length === 0) return [{ ...place, ...nothing, field: actWords(part) }];
    return part.changes.map(({ label, before, after }) => ({ ...place, field: label, before, after }));
  });
}

/** `ben.demarc (Ben, Kim)`: which file was merged, and who changed this duty in it; else as it is. */
export const fromWords = (from: string | null, { by }: Pick<HistoryPart, 'by'>): string | null =>
  from === null || by === undefined ? from : `${from} (${by.join(', ')})`;

/** What was done to a record as a whole. */
export const actWords = ({ act }: Pick<HistoryPart, 'act'>): string =>
  act === 'added' ? 'Added' : act === 'removed' ? 'Removed' : 'Changed';

/** The parts of an entry that are rows on paper; one in which nothing is read as a fact stands there with its sentence. */
export const printedParts = (line: HistoryLine): readonly HistoryPart[] =>
  line.parts.length > 0
    ? line.parts
    : [{ kind: 'other', ref: null, name: line.what, subject: null, act: 'changed', changes: [], all: 0 }];

/** `Owner: AWS -> AWS + Acme`, line by line, and why: what a printed cell says of one part of an entry. */
export function changesText({ changes, ...part }: HistoryPart, why: string | null): string {
  const told = changes.map(({ label, before, after }) =>
    before === null ? `${label}: ${after}` : `${label}: ${before} → ${after ?? 'nothing'}`,
  );
  return [...(told.length === 0 ? [actWords(part)] : told), ...(why === null ? [] : [`Why: ${why}`])].join(
    '\n',
  );
}
