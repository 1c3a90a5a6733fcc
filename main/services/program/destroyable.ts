import type { RemovedEvidence } from '../../contract/erasure.ts';
import { type DemarcError, notFound, ruleViolation } from '../../contract/errors.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { checkFiles } from '../../workbook/state/hashed.ts';
import { listEvidence, readEvidence } from '../../workbook/tables/evidence.ts';
import { listRemoved, readHolds } from '../../workbook/tables/retention.ts';
import { checkRemovable } from '../record/evidence.ts';

/** A content that is to be destroyed, by the piece of evidence that has it. */
export type Destroyable = Pick<RemovedEvidence, 'number' | 'title' | 'sha256' | 'size'>;

/**
 * Contents that may be destroyed, of the pieces with these numbers: those that were taken out of the register, and with `remove` those
 * that still stand there, from which the erasure takes them in the same step. RULE_VIOLATION with the hold that one is under, or where
 * another piece has the same content; NOT_FOUND for what is not there to be destroyed.
 */
export function destroyable(db: ReadDb, numbers: readonly number[], remove: boolean): readonly Destroyable[] {
  const wanted = new Set(numbers);
  const registered = remove ? fromRegister(db, wanted) : new Map<number, Destroyable>();
  const removed = listRemoved(db, new Set(registered.keys()));
  const byNumber = new Map<number, Destroyable>(removed.map((one) => [one.number, one]));
  const bySha = Map.groupBy(removed, ({ sha256 }) => sha256);
  return [...wanted].map((number) => {
    const piece = registered.get(number) ?? byNumber.get(number);
    if (piece === undefined) throw notDestroyable(db, number);
    const same = bySha.get(piece.sha256) ?? [];
    const held = same.find(({ hold }) => hold !== null);
    if (held !== undefined) throw underHold(piece, held.number, held.hold ?? '');
    const other = same.find((each) => !wanted.has(each.number));
    if (other !== undefined)
      throw sharedWith(piece, other, 'was taken out of the register and not destroyed');
    return piece;
  });
}

/** Contents of which every piece is due to be destroyed on a day. RULE_VIOLATION where there is none. */
export function dueToBeDestroyed(db: ReadDb, today: string): readonly Destroyable[] {
  const isDue = ({ hold, dueOn }: RemovedEvidence) => hold === null && dueOn !== null && dueOn <= today;
  const found = [...Map.groupBy(listRemoved(db), ({ sha256 }) => sha256).values()]
    .filter((pieces) => pieces.every(isDue))
    .flat();
  if (found.length === 0)
    throw ruleViolation(
      'No evidence is due to be destroyed: it is, once it was taken out of the register for as long as the retention period says, and is under no hold.',
    );
  return found;
}

/** Those that stand in the register. RULE_VIOLATION for what is under a hold, accepted or not whole, and for one of two with the same content. */
function fromRegister(db: ReadDb, wanted: ReadonlySet<number>): ReadonlyMap<number, Destroyable> {
  const register = listEvidence(db);
  const withContent = register.filter(({ kind }) => kind === 'file' || kind === 'finding');
  const bySha = Map.groupBy(withContent, ({ sha256 }) => sha256);
  const wrong = new Map(checkFiles(db).map(({ number, sentence }) => [number, sentence]));
  const holds = readHolds(db);
  const found = new Map<number, Destroyable>();
  for (const { number, title, kind, sha256, size } of register) {
    if (!wanted.has(number)) continue;
    if (sha256 === null || size === null || (kind !== 'file' && kind !== 'finding'))
      throw ruleViolation(
        `E-${number} "${title}" has no content in the workbook that could be destroyed. Remove it from the register.`,
      );
    const piece = { number, title, sha256, size };
    const hold = holds.get(number);
    if (hold !== undefined) throw underHold(piece, number, hold);
    checkRemovable(db, number);
    const other = bySha.get(sha256)?.find((each) => !wanted.has(each.number));
    if (other !== undefined) throw sharedWith(piece, other, 'is in the register');
    const sentence = wrong.get(number);
    if (sentence !== undefined)
      throw ruleViolation(
        `${sentence} So nothing was destroyed: repair the workbook first, which finds the content where it is filed under something else.`,
      );
    found.set(number, piece);
  }
  return found;
}

function notDestroyable(db: ReadDb, number: number): DemarcError {
  const there = readEvidence(db, number);
  return there === null
    ? notFound(`content of E-${number} in the workbook`, 'It was never one, or it was destroyed before.')
    : ruleViolation(
        `E-${number} "${there.title}" is in the register, so its content stays${there.sha256 === null ? ', and it has none' : ''}. Remove it from the register first.`,
      );
}

type Named = Pick<Destroyable, 'number' | 'title'>;
const underHold = ({ number, title }: Named, held: number, why: string): DemarcError =>
  ruleViolation(
    `E-${number} "${title}" is under a hold${held === number ? '' : ` (its content is that of E-${held}, too)`}, so it is not destroyed: ${why} Lift the hold first.`,
  );
const sharedWith = ({ number, title }: Named, other: Named, where: string): DemarcError =>
  ruleViolation(
    `The content of E-${number} "${title}" is that of E-${other.number} "${other.title}" as well, which ${where}. Destroy both, or leave it.`,
  );
