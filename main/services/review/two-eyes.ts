import { whoIn } from '../../assessment/people.ts';
import type { Assignment, RegisterRow } from '../../contract/assignments.ts';
import { ruleViolation } from '../../contract/errors.ts';
import { whyNotAccept, whyNotFor, whyNotSign } from '../../domain/review/two-eyes.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { listPeople } from '../../workbook/tables/parties.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { QueryContext } from '../context.ts';

// Where the rules of two pairs of eyes bite: before somebody accepts, and before somebody signs. Undo and redo go back over what was
// done under the rules of then, and a merge brings what it brings: what stands against a rule afterwards is a gap.

const namesOf = (db: ReadDb): readonly string[] => listPeople(db).map(({ name }) => name);

/** Says of each answer why whoever is working may not accept it; null where they may. */
export function acceptance({
  db,
  actor,
}: Pick<QueryContext, 'db' | 'actor'>): (record: Assignment) => string | null {
  if (!readWorkbook(db).rules.includes('other-accepts')) return () => null;
  const people = namesOf(db);
  const who = whoIn(db);
  return (record) => whyNotAccept(record, actor, people, who);
}

/**
 * Refuses a sign-off that the rules do not allow. `rows` are those that would be signed, with what holds there from common controls; `standing`
 * the sign-offs that still hold, asked for where a rule needs them.
 */
export function checkSigning(
  { db, actor, keys }: Pick<QueryContext, 'db' | 'actor' | 'keys'>,
  signing: { readonly subject: string | null; readonly name: string; readonly withKey: boolean },
  rows: readonly RegisterRow[],
  standing: () => readonly { readonly subject: string | null; readonly name: string }[],
): void {
  const { name, withKey } = signing;
  const { rules } = readWorkbook(db);
  if (rules.length === 0) return;
  const who = whoIn(db);
  const why =
    (rules.includes('signs-self')
      ? whyNotFor(name, actor, { has: keys.info().own !== null, used: withKey }, who)
      : null) ??
    (rules.includes('other-signs')
      ? whyNotSign(signing, standing(), acceptorsOf(rows), namesOf(db), who)
      : null);
  if (why !== null) throw ruleViolation(`Nothing was signed: ${why}`);
}

const acceptorsOf = (rows: readonly RegisterRow[]): readonly string[] => [
  ...new Set(rows.flatMap(({ review, reviewed }) => (review === 'accepted' ? (reviewed?.by ?? []) : []))),
];
