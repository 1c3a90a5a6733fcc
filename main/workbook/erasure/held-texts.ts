import { ruleViolation } from '../../contract/errors.ts';
import type { Redactor } from '../../domain/erasure/redactor.ts';
import type { ReadDb } from '../connection.ts';
import { everyRow } from '../every-row.ts';
import { readHolds } from '../tables/retention.ts';

/**
 * Refuses to erase somebody of whom evidence under a hold speaks: the text of a note, or the address of a link, is all that there is of it. What a
 * file says is never changed. RULE_VIOLATION, which names the evidence and its hold.
 */
export function refuseHeldTexts(source: ReadDb, redactor: Redactor): void {
  const holds = readHolds(source);
  if (holds.size === 0) return;
  for (const { number, text, url } of everyRow(source, 'evidence')) {
    const reason = holds.get(Number(number));
    if (reason === undefined) continue;
    const held = { text: text ?? null, url: url ?? null };
    if (redactor.row('evidence', held) !== held)
      throw ruleViolation(
        `E-${number} is under a hold and speaks of the person, so nobody is erased: ${reason} Lift the hold first.`,
      );
  }
}
