import type { RegisterRow } from '../../contract/assignments.ts';
import { WORKBOOK_SUBJECT } from '../../contract/ids.ts';
import type { AcknowledgementState, SignOffRow } from '../../contract/review.ts';
import { listed } from '../words/listed.ts';
import type { FoundGap, GapRule } from './rule.ts';

export const OWNER_NOT_ACKNOWLEDGED: GapRule = {
  id: 'owner-not-acknowledged',
  title: 'A named owner who has not acknowledged their duties',
  severity: 'low',
};
export const CHANGED_SINCE_SIGNED: GapRule = {
  id: 'changed-since-signed',
  title: 'Changed since it was signed',
  severity: 'medium',
};

/** A person as the rule needs them. */
export interface GapOwner {
  readonly id: string;
  readonly name: string;
  readonly acknowledged: AcknowledgementState;
}
export type GapSignOff = Pick<
  SignOffRow,
  'number' | 'subject' | 'label' | 'name' | 'signedAt' | 'changedSince'
>;

/** Gathers who is named where; each person makes one gap at most, at the first duty that names them. */
export function ownersWalk(people: readonly GapOwner[]) {
  const lacking = new Map(
    people
      .filter(({ acknowledged }) => acknowledged !== 'current')
      .map((owner) => [owner.id, { owner, first: null as RegisterRow | null, at: 0, duties: 0 }]),
  );
  return {
    see(row: RegisterRow, at: number): void {
      for (const [index, { person }] of row.shares.entries()) {
        const entry = person === null ? undefined : lacking.get(person);
        // Somebody named for two parties of one duty still has one duty.
        if (!entry || row.shares.findIndex((share) => share.person === person) !== index) continue;
        if (entry.first === null) {
          entry.first = row;
          entry.at = at;
        }
        entry.duties += 1;
      }
    },
    unacknowledged: (): readonly { readonly gap: FoundGap; readonly at: number }[] =>
      [...lacking.values()].flatMap(({ owner, first, at, duties }) =>
        first === null ? [] : [{ gap: ownerNotAcknowledged(owner, first, duties), at }],
      ),
  };
}

/** `first`: the first row that names the person, of `duties` in all. */
function ownerNotAcknowledged(
  { name, acknowledged }: GapOwner,
  first: RegisterRow,
  duties: number,
): FoundGap {
  const many = duties === 1 ? '1 duty' : `${duties} duties`;
  return {
    rule: OWNER_NOT_ACKNOWLEDGED.id,
    severity: OWNER_NOT_ACKNOWLEDGED.severity,
    sentence:
      acknowledged === 'stale'
        ? `${name} acknowledged their duties, but these have changed since: ${many} now.`
        : `${name} is named for ${many} and has not acknowledged ${duties === 1 ? 'it' : 'them'}.`,
    ref: first.ref,
    subject: first.subject,
    responsibility: first.responsibility,
  };
}

/** One gap per subject and signer, of their last signature: an earlier one that was given anew is history. */
export function changedSinceSigned(signOffs: readonly GapSignOff[]): readonly FoundGap[] {
  const last = new Map<string, GapSignOff>();
  for (const entry of signOffs) {
    const key = `${entry.subject ?? ''} ${entry.name}`;
    const known = last.get(key);
    if (!known || known.number < entry.number) last.set(key, entry);
  }
  return [...last.values()].flatMap(({ subject, label, name, signedAt, changedSince }) => {
    if (changedSince === null) return [];
    const { count, who } = changedSince;
    const what =
      count === 0
        ? 'its list of duties is another one'
        : `${count === 1 ? '1 duty was' : `${count} duties were`} changed${who.length > 0 ? ` by ${listed(who)}` : ''}`;
    return [
      {
        rule: CHANGED_SINCE_SIGNED.id,
        severity: CHANGED_SINCE_SIGNED.severity,
        sentence: `${label}: ${what} since the sign-off recorded of ${name} on ${signedAt.slice(0, 10)}.`,
        ref: null,
        subject: subject ?? WORKBOOK_SUBJECT,
        responsibility: null,
      },
    ];
  });
}
