import type { Assignment } from '../../contract/assignments.ts';
import { ruleViolation } from '../../contract/errors.ts';
import type { RuleId } from '../../contract/rules.ts';
import { whyNotAccept, whyNotFor, whyNotSign } from '../../domain/review/two-eyes.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { listAcceptors } from '../../workbook/tables/assignments.ts';
import { listPeople } from '../../workbook/tables/parties.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { QueryContext } from '../context.ts';

// Where the rules of two pairs of eyes bite: before somebody accepts, and before somebody signs. Undo and redo go back over what was
// done under the rules of then, and a merge brings what it brings: what stands against a rule afterwards is a gap.

export const ruleIsOn = (db: ReadDb, rule: RuleId): boolean => readWorkbook(db).rules.includes(rule);
const namesOf = (db: ReadDb): readonly string[] => listPeople(db).map(({ name }) => name);

/** Says of each answer why whoever is working may not accept it; null where they may. */
export function acceptance({
  db,
  actor,
}: Pick<QueryContext, 'db' | 'actor'>): (record: Assignment) => string | null {
  if (!ruleIsOn(db, 'other-accepts')) return () => null;
  const people = namesOf(db);
  return (record) => whyNotAccept(record, actor, people);
}

/** Refuses a sign-off that the rules do not allow. `standing`: those that still hold, asked for where the rule needs them. */
export function checkSigning(
  { db, actor, keys }: Pick<QueryContext, 'db' | 'actor' | 'keys'>,
  signing: { readonly subject: string | null; readonly name: string; readonly withKey: boolean },
  standing: () => readonly { readonly subject: string | null; readonly name: string }[],
): void {
  const { subject, name, withKey } = signing;
  const why =
    (ruleIsOn(db, 'signs-self')
      ? whyNotFor(name, actor, { has: keys.info().own !== null, used: withKey })
      : null) ??
    (ruleIsOn(db, 'other-signs')
      ? whyNotSign(signing, standing(), listAcceptors(db, subject), namesOf(db))
      : null);
  if (why !== null) throw ruleViolation(`Nothing was signed: ${why}`);
}
