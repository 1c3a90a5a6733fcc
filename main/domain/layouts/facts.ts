import type { RegisterRow } from '../../contract/assignments.ts';
import type { PartyKind } from '../../contract/parties.ts';
import { isOwned } from '../duties/status.ts';
import type { FrameworkAnnex } from '../report/report.ts';
import type { SideOf } from './lines.ts';
import type { TemplateVantage } from './template.ts';
import { verdictOf } from './verdict.ts';

/**
 * What is true of a control, from every duty of every service that bears on it, as words that a template's conditions name:
 *
 * `upstream` `self` `downstream`   that side has a part of some duty
 * `self-corporate` `self-system`   our part is a practice of the whole organisation (or a platform team's); of a single service
 * `kind:client` and its like       a party of that kind has a part
 * `open`                           some duty has no answer, or one that rests on a known misconception, so the parts above may not be all
 * `held-by-provider` `held-by-customer` `held-together` `undecided`   with whom it lies: exactly one of them, unless it does not apply
 * `customer-part-unrecorded`       it cannot be inherited whole, and nothing is recorded of what is left to the customer of this seat
 * `own-part-unrecorded`            it cannot be inherited whole, and nobody but a provider has a part of it
 * `unasked`                        no duty of this workbook bears on it
 * `without-duty`                   the catalogue has no duty for it, and says why
 * `why`                            the catalogue says how far its inheriting reaches
 * `inherit-wholly` `inherit-partly` `inherit-not`   how far a customer may inherit it at all: exactly one of them
 * `not-applicable`                 every duty that bears on it is answered, and none applies
 * `some-not-applicable`            some duty does not apply
 * `implemented` `partial` `planned` `risk-accepted`   at most one of them: how far it is; none while nothing is known. A control is
 *                                  partly so only where something of the customer's side has begun, and implemented only where every duty is, and a part of our own is among them or it can be inherited whole
 * `undone`                         some answered duty is not done, so neither is the control, whatever is still open
 * `evidence`                       something proves a part of it
 * `house-rules`                    rules of the organisation's own say who takes some part of it, and that was answered
 * `also-needed`                    a control of another chosen framework rests on one of its duties
 * `seat:...`                       the seat that the layout is written from
 */
export type Facts = ReadonlySet<string>;

/**
 * How far the customer's side is with its part of one duty. `theirs`: it has none, so the duty is providers' alone to do and taken as
 * done; what proves it is another matter. The provider's part of a shared duty begins nothing of ours.
 */
type Progress = 'done' | 'theirs' | 'half' | 'none' | 'accepted';

function progressOf(row: RegisterRow, kindOf: (party: string) => PartyKind): Progress {
  if (row.shares.every(({ party }) => kindOf(party) === 'provider')) return 'theirs';
  if (row.status === 'implemented') return 'done';
  if (row.status === 'in-progress') return 'half';
  return row.status === 'risk-accepted' ? 'accepted' : 'none';
}

/**
 * One word for all duties together: partly only where something of the customer's side has begun. An open one keeps a control from
 * being done, and where only providers have done something beside it, nothing is known.
 */
function statusOf(all: ReadonlySet<Progress>, open: boolean): string | null {
  if (all.has('half')) return 'partial';
  const undone = all.has('none') || all.has('accepted');
  if (all.has('done')) return open || undone ? 'partial' : 'implemented';
  if (undone) return all.has('none') ? 'planned' : 'risk-accepted';
  return all.has('theirs') && !open ? 'implemented' : null;
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
    if (row.house && isOwned(row) && !row.deviates) words.add('house-rules');
    if (row.ownership.kind === 'not-applicable') words.add('some-not-applicable');
    else applicable += 1;
    const alone = row.shares.every(({ party }) => kindOf(party) === 'provider');
    // What is believed of the provider and is not so is decided by nobody, and done by nobody.
    if (row.ownership.kind === 'unanswered' || row.misconception) open = true;
    if (isOwned(row) && !(row.misconception && alone)) {
      const step = progressOf(row, kindOf);
      progress.add(step);
      if (step === 'done' || step === 'theirs') done += 1;
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
  { id }: Pick<TemplateVantage, 'id'>,
  { inherit, without, why }: Pick<FrameworkAnnex['controls'][number], 'inherit' | 'without' | 'why'>,
): Facts {
  const facts = new Set<string>([`seat:${id}`, `inherit-${inherit}`]);
  if (without !== undefined) facts.add('without-duty');
  if (why !== undefined) facts.add('why');
  const progress = new Set<Progress>();
  for (const duty of duties) {
    for (const word of duty.words) facts.add(word);
    for (const step of duty.progress) progress.add(step);
  }
  const open = duties.some((duty) => duty.open);
  const customer = facts.has('downstream');
  const provider = facts.has('self') || facts.has('upstream');
  if (open) facts.add('open');
  if (duties.length === 0) facts.add('unasked');
  else if (!open && !provider && !customer) return facts.add('not-applicable');
  const verdict = verdictOf(inherit, { provider, customer, open });
  facts.add(verdict);
  if (inherit !== 'wholly' && !customer && verdict !== 'undecided') facts.add('customer-part-unrecorded');
  const kinds = [...facts].filter((word) => word.startsWith('kind:'));
  const alone = inherit !== 'wholly' && kinds.length > 0 && kinds.every((kind) => kind === 'kind:provider');
  if (alone) facts.add('own-part-unrecorded');
  if (alone || progress.has('half') || progress.has('none') || progress.has('accepted')) facts.add('undone');
  const status = statusOf(progress, open || alone);
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
