import { type Draft, draftTable, partOfKey, type Row, tableOf } from './rows.ts';

const EVIDENCE = 'evidence';
/** What a piece of evidence holds, whoever entered it. */
const HOLDS = ['kind', 'sha256', 'url', 'text', 'path'] as const;

/**
 * Settles, by changing both sides, what stands in the place of a piece of evidence that both replaced since, where nobody need be asked: where both
 * entered the same, or both recorded a newer edition of a vendor's matrix, the one that was entered last does.
 */
export function settleReplacements(states: {
  readonly base: Draft;
  readonly mine: Draft;
  readonly theirs: Draft;
}): void {
  const { base, mine, theirs } = states;
  for (const [key, ours] of tableOf(mine, EVIDENCE)) {
    const other = tableOf(theirs, EVIDENCE).get(key);
    if (!other || ours.replaced_by === null || other.replaced_by === null) continue;
    const before = tableOf(base, EVIDENCE).get(key)?.replaced_by ?? null;
    if (ours.replaced_by === other.replaced_by || ours.replaced_by === before || other.replaced_by === before)
      continue;
    const [a, b] = [newer(mine, ours), newer(theirs, other)];
    if (!a || !b) continue;
    if (!holdsTheSame(a, b) && !(isOfMatrix(mine, a) && isOfMatrix(theirs, b))) continue;
    const { number = null } = rankOf(a) >= rankOf(b) ? a : b;
    draftTable(mine, EVIDENCE).set(key, { ...ours, replaced_by: number });
    draftTable(theirs, EVIDENCE).set(key, { ...other, replaced_by: number });
  }
}

const newer = (side: Draft, { replaced_by }: Row): Row | undefined =>
  replaced_by === null ? undefined : tableOf(side, EVIDENCE).get(partOfKey(replaced_by));

const holdsTheSame = (a: Row, b: Row): boolean =>
  HOLDS.every((column) => (a[column] ?? null) === (b[column] ?? null));

/** When it was entered, and what tells two of one instant apart, whatever their numbers are. */
const rankOf = (row: Row): string =>
  JSON.stringify([row.collected_at, row.sha256, row.collected_by, row.file_name, row.title, row.number]);

/** Whether it, or what took its place in turn, is the file of a vendor's matrix. */
function isOfMatrix(side: Draft, piece: Row): boolean {
  const ofMatrices = new Set([...tableOf(side, 'vendor_matrix').values()].map(({ evidence }) => evidence));
  const seen = new Set<Row>();
  for (let row: Row | undefined = piece; row && !seen.has(row); row = newer(side, row)) {
    if (ofMatrices.has(row.number ?? null)) return true;
    seen.add(row);
  }
  return false;
}
