import type { Action } from '../../contract/actions.ts';
import type { RegisterRow } from '../../contract/assignments.ts';
import type { Cadence, DueItem } from '../../contract/due.ts';
import type { Evidence } from '../../contract/evidence.ts';
import { WORKBOOK_SUBJECT } from '../../contract/ids.ts';
import type { PartyKind } from '../../contract/parties.ts';
import type { ServiceInUseRow } from '../../contract/services-in-use.ts';
import { isLive } from '../actions.ts';
import { parkedWords } from '../duties/parking.ts';
import { statusOf } from '../duties/status.ts';
import { reportWords } from '../evidence/provider-reports.ts';
import { supportedBy } from '../evidence/supported-by.ts';
import { counted } from '../words/counted.ts';
import { cadenceBook } from './cadence.ts';

/** What can come due in a workbook. */
export interface DueInput {
  readonly title: string;
  readonly reviewOn: string | null;
  /** Id of the person who leads the assessment. */
  readonly leadAssessor: string | null;
  readonly cadences: readonly Cadence[];
  /** In register order, those of one subject together; walked once. */
  readonly rows: Iterable<RegisterRow>;
  readonly services: readonly Pick<ServiceInUseRow, 'ref' | 'label' | 'reviewOn' | 'lead'>[];
  readonly actions: readonly Action[];
  readonly evidence: readonly Evidence[];
  readonly kinds: ReadonlyMap<string, PartyKind>;
  /** Names by ids. */
  readonly people: ReadonlyMap<string, string>;
  readonly parties: ReadonlyMap<string, string>;
  /** ISO dates: the day, and the last one that is looked ahead to. */
  readonly today: string;
  readonly until: string;
}
/** What it concerns is its subject, unless it says so itself. */
type Found = Omit<DueItem, 'overdue' | 'concerns'> & Partial<Pick<DueItem, 'concerns'>>;

/** Everything that is due until a day, by day; what was due before today stands first. */
export function dueItems(input: DueInput): readonly DueItem[] {
  const { today, until } = input;
  return [...reviews(input), ...duties(input), ...actions(input), ...evidence(input)]
    .filter(({ on }) => on <= until)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map((item) => ({
      ...item,
      overdue: item.on < today,
      concerns: item.concerns ?? (item.subject === null ? [] : [item.subject]),
    }));
}

const nameIn = (names: ReadonlyMap<string, string>, id: string | null): string | null =>
  id === null ? null : (names.get(id) ?? id);

/** The days that were set for the assessment as a whole and for services. */
function* reviews({ title, reviewOn, leadAssessor, services, people }: DueInput): Generator<Found> {
  const review = (subject: string, on: string, what: string, lead: string | null): Found => ({
    id: `review-${subject}`,
    kind: 'review',
    on,
    what,
    who: nameIn(people, lead),
    subject,
    responsibility: null,
    number: null,
  });
  if (reviewOn !== null)
    yield review(WORKBOOK_SUBJECT, reviewOn, `Review the assessment "${title}"`, leadAssessor);
  for (const { ref, label, reviewOn: on, lead } of services)
    if (on !== null) yield review(ref, on, `Review the answers of ${label}`, lead);
}

/** What single duties bring: answers to be reviewed anew, one entry for each subject, and their own dates. */
function* duties(input: DueInput): Generator<Found> {
  const reviewOf = cadenceBook(input.cadences);
  const again = new Map<string, { on: string; first: RegisterRow; count: number }>();
  for (const row of input.rows) {
    // Nearly every row of a register has no day of its own.
    if (row.dueOn !== null || row.risk !== null) yield* ownDates(row, input);
    const on = reviewOf(row);
    if (on === null || on > input.until) continue;
    const known = again.get(row.subject);
    if (!known) again.set(row.subject, { on, first: row, count: 1 });
    else {
      known.count += 1;
      if (on < known.on) Object.assign(known, { on, first: row });
    }
  }
  for (const [subject, { on, first, count }] of again)
    yield {
      // No service can be called so that its own review has this id.
      id: `reviews-${subject}`,
      kind: 'review',
      on,
      what:
        count === 1
          ? `Review ${first.subjectLabel}, ${first.responsibilityName}`
          : `Review ${counted(count, 'answer')} of ${first.subjectLabel}, ${first.responsibilityName} first`,
      who: null,
      subject,
      responsibility: count === 1 ? first.responsibility : null,
      number: null,
    };
}

function* ownDates(row: RegisterRow, { people, kinds }: DueInput): Generator<Found> {
  const { subject, responsibility } = row;
  const place = `${row.subjectLabel}, ${row.responsibilityName}`;
  const at = (kind: 'risk' | 'parked' | 'duty', on: string, what: string, who: string | null): Found => ({
    id: `${kind}-${row.ref}`,
    kind,
    on,
    what,
    who,
    subject,
    responsibility,
    number: null,
  });
  const status = statusOf(row, kinds);
  if (status === 'risk-accepted' && row.risk?.expiresOn)
    yield at('risk', row.risk.expiresOn, `Accepted risk ends: ${place}`, nameIn(people, row.risk.approver));
  if (row.dueOn === null) return;
  if (row.parked) {
    const whom = nameIn(people, row.waits?.person ?? null) ?? row.waits?.name ?? null;
    yield at(
      'parked',
      row.dueOn,
      `${place}: ${parkedWords(row.waits, people).replace('Parked', 'parked')}`,
      whom,
    );
  } else if (status === 'not-started' || status === 'in-progress') {
    const named = row.shares.flatMap(({ person }) => nameIn(people, person) ?? []);
    yield at('duty', row.dueOn, `To be done: ${place}`, named.length === 0 ? null : named.join(', '));
  }
}

function* actions({ actions: all, people }: DueInput): Generator<Found> {
  for (const action of all) {
    if (action.dueOn === null || !isLive(action)) continue;
    const { number, title, subject, responsibility, person } = action;
    yield {
      id: `action-${number}`,
      kind: 'action',
      on: action.dueOn,
      what: `A-${number} ${title}`,
      who: nameIn(people, person),
      subject,
      responsibility,
      number,
    };
  }
}

/** Evidence that runs out. Of the reports on one provider the last of each kind counts: the earlier ones have a successor. */
function* evidence({ evidence: all, parties, today }: DueInput): Generator<Found> {
  const present = all.filter(({ replacedBy }) => replacedBy === null);
  const end = ({ expires, coversTo }: Evidence) => expires ?? coversTo;
  const last = new Map<string, Evidence>();
  for (const piece of present) {
    const { providerReport: report } = piece;
    if (report === null || end(piece) === null) continue;
    const key = JSON.stringify([report.party, report.kind, report.services]);
    const known = last.get(key);
    if (!known || (end(known) ?? '') < (end(piece) ?? '')) last.set(key, piece);
  }
  const reports = new Set(last.values());
  for (const piece of present) {
    const { number, title, providerReport: report } = piece;
    const on = report === null ? piece.expires : reports.has(piece) ? end(piece) : null;
    if (on === null) continue;
    const ends = on < today ? 'ran out' : 'runs out';
    yield {
      id: `evidence-${number}`,
      kind: report === null ? 'evidence' : 'report',
      on,
      what:
        report === null
          ? `E-${number} "${title}" ${ends}`
          : `A newer report is due: E-${number} "${title}" (${reportWords(report, parties)}) ${ends}`,
      who: null,
      subject: null,
      responsibility: null,
      concerns: supportedBy(piece),
      number,
    };
  }
}
