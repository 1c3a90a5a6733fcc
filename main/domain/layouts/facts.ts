import type { RegisterRow } from '../../contract/assignments.ts';
import type { PartyKind } from '../../contract/parties.ts';
import type { FrameworkAnnex } from '../report.ts';
import type { SideOf } from './lines.ts';

/**
 * What is true of a control, from every duty of every service that bears on it, as words that a template's conditions name:
 *
 * `upstream` `self` `downstream`   that side has a part of some duty
 * `self-corporate` `self-system`   our part is a practice of the whole organisation (or a platform team's); of a single service
 * `kind:client` and its like       a party of that kind has a part
 * `open`                           some duty has no answer, so the parts above may not be all of them
 * `unasked`                        no duty of this workbook bears on it
 * `without-duty`                   the catalogue has no duty for it, and says why
 * `inherit-wholly` `inherit-partly` `inherit-not`   how far a customer may inherit it at all: exactly one of them
 * `not-applicable`                 every duty that bears on it is answered, and none applies
 * `some-not-applicable`            some duty does not apply
 * `implemented` `partial` `planned` `risk-accepted`   at most one of them: how far it is; none while nothing is known
 * `undone`                         some answered duty is not done, so neither is the control, whatever is still open
 * `evidence`                       something proves a part of it
 * `seat:...`                       the seat that the layout is written from
 */
export type Facts = ReadonlySet<string>;

/** How far one duty is. A duty of providers alone is theirs to do and taken as done; what proves it is another matter. */
type Progress = 'done' | 'half' | 'none' | 'accepted';

function progressOf(row: RegisterRow, kindOf: (party: string) => PartyKind): Progress {
  const sides = new Set(row.shares.map((share) => kindOf(share.party) === 'provider'));
  if (!sides.has(false) || row.status === 'implemented') return 'done';
  // The status is that of the customer's part; the provider's part of a shared duty stands whatever it says.
  if (row.status === 'in-progress' || sides.has(true)) return 'half';
  return row.status === 'risk-accepted' ? 'accepted' : 'none';
}

/** One word for all duties together; an open one keeps a control from being done. */
function statusOf(all: ReadonlySet<Progress>, open: boolean): string | null {
  if (all.size === 0) return null;
  if (!open && all.size === 1 && all.has('done')) return 'implemented';
  if (all.has('done') || all.has('half')) return 'partial';
  return all.has('none') ? 'planned' : 'risk-accepted';
}

/** What the rows of one duty add to the facts of every control that it bears on. */
export interface DutyFacts {
  readonly words: ReadonlySet<string>;
  readonly progress: ReadonlySet<Progress>;
  readonly open: boolean;
  /** Rows that are done, of those that are asked and apply. */
  readonly done: number;
  readonly applicable: number;
}

/** Reads the rows of one duty, answered or not. */
export function dutyFacts(
  rows: readonly RegisterRow[],
  sideOf: SideOf,
  kindOf: (party: string) => PartyKind,
): DutyFacts {
  const words = new Set<string>();
  const progress = new Set<Progress>();
  let open = false;
  let done = 0;
  let applicable = 0;
  for (const row of rows) {
    if (row.evidence.length > 0) words.add('evidence');
    if (row.ownership.kind === 'not-applicable') words.add('some-not-applicable');
    else applicable += 1;
    if (row.ownership.kind === 'unanswered') open = true;
    else if (row.ownership.kind !== 'not-applicable') {
      const step = progressOf(row, kindOf);
      progress.add(step);
      if (step === 'done') done += 1;
    }
    for (const { party } of row.shares) {
      const side = sideOf(party);
      const kind = kindOf(party);
      words.add(side).add(`kind:${kind}`);
      if (side === 'self')
        words.add(
          row.subjectKind === 'service' && kind !== 'internal-provider' ? 'self-system' : 'self-corporate',
        );
    }
  }
  return { words, progress, open, done, applicable };
}

/** The facts of a control from those of every duty that bears on it and is asked of something, and from what the catalogue says of it. */
export function factsOf(
  duties: readonly DutyFacts[],
  seat: string,
  { inherit, without }: Pick<FrameworkAnnex['controls'][number], 'inherit' | 'without'>,
): Facts {
  const facts = new Set<string>([`seat:${seat}`, `inherit-${inherit}`]);
  if (without !== undefined) facts.add('without-duty');
  if (duties.length === 0) return facts.add('unasked');
  const progress = new Set<Progress>();
  for (const duty of duties) {
    for (const word of duty.words) facts.add(word);
    for (const step of duty.progress) progress.add(step);
  }
  const open = duties.some((duty) => duty.open);
  if (open) facts.add('open');
  else if (progress.size === 0) facts.add('not-applicable');
  if (progress.has('half') || progress.has('none') || progress.has('accepted')) facts.add('undone');
  const status = statusOf(progress, open);
  if (status !== null) facts.add(status);
  return facts;
}

/** Words for a status fact; null while nothing is known. */
export function statusWords(facts: Facts): string | null {
  if (facts.has('implemented')) return 'Implemented';
  if (facts.has('partial')) return 'Partially implemented';
  if (facts.has('planned')) return 'Not implemented';
  if (facts.has('risk-accepted')) return 'Risk accepted';
  return facts.has('not-applicable') ? 'Not applicable' : null;
}
