import { dutiesOf, findSubject, type Subject } from '../../assessment/subjects.ts';
import { DemarcError, invalidInput, notFound } from '../../contract/errors.ts';
import { assignmentRef, parseAssignmentRef } from '../../contract/ids.ts';
import type { assignments } from '../../contract/methods/assignments.ts';
import { answerRefusalOf } from '../../contract/refusals.ts';
import type { SameChange, SameLeft, SamePart, SameResult } from '../../contract/same-as.ts';
import type { AnswerChange } from '../../domain/answers/changes.ts';
import { evidenceKey } from '../../domain/answers/fields.ts';
import { namesById, ownershipOf, ownershipWords } from '../../domain/duties/ownership.ts';
import { authorsOf, UNKNOWN } from '../../domain/review/authors.ts';
import { readEvidenceNumbersOf } from '../../workbook/tables/evidence.ts';
import type { CommandContext, Handlers, QueryContext } from '../context.ts';
import { afterChange, afterChanges, type Desk, type DutyState, deskAt, startOf } from './change.ts';
import { checkChangeable, isHeldThere, locate } from './place.ts';
import type { Judging } from './record.ts';
import { sameState, writeDuty } from './write.ts';

type Input = Parameters<Handlers<typeof assignments>['sameAs']>[1];

export const previewSame = (context: QueryContext, input: Input): SameResult =>
  judge({ ...context, rev: context.session.head().rev + 1 }, input).result;

export function sameAs(context: CommandContext, input: Input): SameResult {
  const { result, writes, from } = judge(context, input);
  for (const { desk, before, after, also } of writes) writeDuty(context, desk.place, before, after, also);
  context.describe(`Same as ${from}: ${writes.length} duties`);
  return result;
}

interface Write {
  readonly desk: Desk;
  readonly before: DutyState;
  readonly after: DutyState;
  /** Whose words are taken along. */
  readonly also: readonly string[];
}

/** Whose answers go where: the duties of one service, and the services that take them. */
interface Origin {
  readonly source: Subject;
  readonly duties: readonly string[];
  readonly targets: readonly Subject[];
}

/** What becomes of every duty, and what is to be written; nothing is written here. */
function judge(context: Judging, input: Input) {
  const { from, parts, openOnly, only } = input;
  const wanted = only === undefined ? null : new Set(only);
  const given = new Set(parts);
  const changes: SameChange[] = [];
  const left: SameLeft[] = [];
  const writes: Write[] = [];
  let same = 0;
  const origins = originsOf(context, input);
  for (const { source, duties, targets } of origins)
    for (const duty of duties) {
      const desk = deskOf(context, assignmentRef(source.ref, duty));
      const origin = stateAt(desk);
      if (!saysSomething(origin)) {
        if ('ref' in from)
          throw invalidInput(
            `Nothing is recorded of ${from.ref} yet. Answer it first, then take it to others.`,
          );
        continue;
      }
      for (const target of targets) {
        const ref = assignmentRef(target.ref, duty);
        if (wanted !== null && !wanted.has(ref)) continue;
        const outcome = takeTo(context, ref, origin, given, openOnly);
        if (outcome === 'same') same += 1;
        else if ('kind' in outcome) left.push(outcome);
        else {
          changes.push(outcome.change);
          writes.push(outcome.write);
        }
      }
    }
  const names = origins.map(({ source }) => source.label).join(', ');
  const label = 'ref' in from ? `${names}, ${deskOf(context, from.ref).place.duty.name}` : names;
  return { result: { changes, left, same }, writes, from: label };
}

function originsOf(context: Judging, { from, to }: Input): readonly Origin[] {
  const all = [...new Set(to)].map((ref) => serviceOf(context, ref));
  const kind = (subject: Subject) => subject.service?.catalogueId;
  const origin = (ref: string, pick: (source: Subject, target: Subject) => boolean): Origin => {
    const source = serviceOf(context, ref);
    const targets = all.filter((target) => target.ref !== source.ref && pick(source, target));
    return { source, duties: recordedDuties(context, source), targets };
  };
  if ('ref' in from) {
    const { subject, responsibility } = parseAssignmentRef(from.ref);
    return [{ ...origin(subject, () => true), duties: [responsibility] }];
  }
  // A service that gives its answers takes none in the same step: which it would have had first could not be told.
  if ('subjects' in from)
    return [...new Set(from.subjects)].map((ref) =>
      origin(ref, (source, target) => kind(source) === kind(target) && !from.subjects.includes(target.ref)),
    );
  return [
    origin(from.subject, (source, target) => {
      if (kind(source) === kind(target)) return true;
      throw invalidInput(
        `${target.label} is ${target.detail}, and ${source.label} is ${source.detail}. All answers of a service go to services of its own kind only; take single duties along to others.`,
      );
    }),
  ];
}

function serviceOf({ db, catalogue }: QueryContext, ref: string): Subject {
  const subject = findSubject(db, catalogue, ref);
  if (subject?.kind === 'service') return subject;
  throw notFound(`service "${ref}" in this workbook`, 'Answers are taken from one service in use to others.');
}

/** The duties of a service of which something is recorded, in walking order. */
function recordedDuties({ session, catalogue }: QueryContext, subject: Subject): readonly string[] {
  const marks = session.marks().get(subject.ref);
  return dutiesOf(subject, catalogue, marks).flatMap(({ id }) => (marks?.has(id) ? [id] : []));
}

export const deskOf = (context: Judging, ref: string): Desk => deskAt(context, locate(context, ref));
export const stateAt = (desk: Desk): DutyState => {
  const { subject, duty } = desk.place;
  return startOf(desk, readEvidenceNumbersOf(desk.context.db, subject.ref, duty.id));
};
export const isAnswered = ({ record }: DutyState): boolean => ownershipOf(record).kind !== 'unanswered';
const saysSomething = (state: DutyState): boolean =>
  isAnswered(state) ||
  state.evidence.length > 0 ||
  state.record.note !== null ||
  state.record.dueOn !== null ||
  state.record.status !== 'not-started';

/** Who wrote what is taken from a duty to another, as far as that is known. */
export const namedAuthors = ({ record }: DutyState): readonly string[] =>
  authorsOf(record).filter((name) => name !== UNKNOWN);

type Outcome = 'same' | SameLeft | { readonly change: SameChange; readonly write: Write };

function takeTo(
  context: Judging,
  ref: string,
  origin: DutyState,
  parts: ReadonlySet<SamePart>,
  openOnly: boolean,
): Outcome {
  const desk = deskOf(context, ref);
  const { subject, duty, asked } = desk.place;
  const place = `${subject.label}, ${duty.name}`;
  const leave = (kind: SameLeft['kind'], why: string): SameLeft => ({ ref, place, kind, why });
  if (!asked) return leave('not-asked', `${subject.label} is not asked this duty.`);
  const before = stateAt(desk);
  if (openOnly && (isAnswered(before) || isHeldThere(desk.place)))
    return leave('answered', 'It has an answer already.');
  try {
    const after = taken(desk, origin, before, parts);
    if (sameState(after, before)) return 'same';
    checkChangeable(desk.place);
    const names = namesById(desk.parties);
    const words = ({ record }: DutyState) => ownershipWords(ownershipOf(record), names);
    const change = {
      ref,
      place,
      before: words(before),
      after: words(after),
      parts: partsChanged(before, after),
    };
    return { change, write: { desk, before, after, also: namedAuthors(origin) } };
  } catch (error) {
    if (!(error instanceof DemarcError)) throw error;
    const kind = answerRefusalOf(error);
    return leave(kind === 'locked' || kind === 'misconception' ? kind : 'refused', error.message);
  }
}

/** The state with the parts of the origin in it. Texts and persons go only to parties that have a part there, too. */
export function taken(
  desk: Desk,
  origin: DutyState,
  before: DutyState,
  parts: ReadonlySet<SamePart>,
): DutyState {
  const { record } = origin;
  const reason = parts.has('reason') ? (record.deviationReason ?? undefined) : undefined;
  const changes: AnswerChange[] = [];
  let now = before;
  if (parts.has('owners') && isAnswered(origin)) {
    const owners = record.shares.map(({ party }) => party);
    now = afterChange(
      desk,
      before,
      record.notApplicable === null
        ? { field: 'owners', owners, reason }
        : { field: 'not-applicable', why: record.notApplicable, reason },
    );
  } else if (reason !== undefined && isAnswered(before))
    changes.push({ field: 'deviationReason', value: reason });
  for (const { party, text, person } of record.shares) {
    if (!now.record.shares.some((share) => share.party === party)) continue;
    if (parts.has('texts') && text !== null) changes.push({ field: 'text', party, value: text });
    if (parts.has('persons') && person !== null) changes.push({ field: 'person', party, value: person });
  }
  if (parts.has('status') && record.status !== 'not-started')
    changes.push({ field: 'status', status: record.status });
  if (parts.has('due') && record.dueOn !== null) changes.push({ field: 'dueOn', value: record.dueOn });
  if (parts.has('note') && record.note !== null) changes.push({ field: 'note', value: record.note });
  if (parts.has('evidence') && origin.evidence.length > 0)
    changes.push({
      field: 'evidence',
      numbers: [...new Set([...before.evidence, ...origin.evidence])],
    });
  return afterChanges(desk, now, changes);
}

function partsChanged({ record: a, evidence: had }: DutyState, { record: b, evidence }: DutyState) {
  const owners = ({ shares, notApplicable }: DutyState['record']) =>
    JSON.stringify([shares.map(({ party }) => party), notApplicable]);
  /** A party that is new there had neither. */
  const differs = (of: 'text' | 'person') =>
    b.shares.some((share) => {
      const had = a.shares.find(({ party }) => party === share.party);
      return (had?.[of] ?? null) !== share[of];
    });
  const changed: Readonly<Record<SamePart, boolean>> = {
    owners: owners(a) !== owners(b),
    texts: differs('text'),
    persons: differs('person'),
    status: a.status !== b.status,
    due: a.dueOn !== b.dueOn,
    reason: a.deviationReason !== b.deviationReason,
    note: a.note !== b.note,
    evidence: evidenceKey(had) !== evidenceKey(evidence),
  };
  return (Object.keys(changed) as SamePart[]).filter((part) => changed[part]);
}
