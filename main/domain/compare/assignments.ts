import type { Status } from '../../contract/assignments.ts';
import type { Change } from '../../contract/snapshots.ts';
import { namesById, ownershipOf, ownershipWords } from '../duties/ownership.ts';
import { parkedWords } from '../duties/parking.ts';
import { isOwned } from '../duties/status.ts';
import { toldApart } from '../duties/told-apart.ts';
import type { FrozenAssignment, FrozenState } from './frozen-state.ts';
import { fieldsOf, pairs } from './pairs.ts';

const STATUS_WORDS: Readonly<Record<Status, string>> = {
  'not-started': 'Not started',
  'in-progress': 'In progress',
  implemented: 'Implemented',
  'risk-accepted': 'Risk accepted',
};

interface Names {
  party(id: string): string;
  person(id: string | null): string | null;
  words(record: FrozenAssignment | null): string | null;
  parked(record: FrozenAssignment | null): string | null;
}
function namesOf(state: FrozenState): Names {
  const parties = namesById(toldApart(state.parties));
  const people = namesById(state.people);
  return {
    party: (id) => parties.get(id) ?? id,
    person: (id) => (id === null ? null : (people.get(id) ?? id)),
    parked: (record) => (record?.parked ? parkedWords(record.waits ?? null, people) : null),
    words(record) {
      const ownership = ownershipOf(record);
      return ownership.kind === 'unanswered' ? null : ownershipWords(ownership, parties);
    },
  };
}

/** Ownership, texts, people, status and notes of every assignment whose subject is there on both sides. */
export function compareAssignments(before: FrozenState, after: FrozenState): readonly Change[] {
  const was = namesOf(before);
  const is = namesOf(after);
  const label = labelsOf(before, after);
  const oneSided = new Set(
    pairs(before.services, after.services, ({ ref }) => ref).flatMap((pair) =>
      pair.before && pair.after ? [] : [(pair.before ?? pair.after)?.ref],
    ),
  );
  return pairs(before.assignments, after.assignments, ({ ref }) => ref).flatMap((pair) => {
    const known = pair.after ?? pair.before;
    if (!known || oneSided.has(known.subject)) return [];
    const place = `${label(known.subject)}, ${known.duty}`;
    return compareOne(pair.before, pair.after, known.ref, place, was, is);
  });
}

/** What each subject of a duty is called: as it is now, else as it was. */
export function labelsOf(before: FrozenState, after: FrozenState): (subject: string) => string {
  const labels = new Map([...before.services, ...after.services].map(({ ref, label }) => [ref, label]));
  const parties = namesById(toldApart(after.parties));
  return (subject) =>
    labels.get(subject) ?? (subject === 'workbook' ? 'The organisation' : (parties.get(subject) ?? subject));
}

/** Who owns it, by ids: a party that was only renamed does not move anything. */
const ownerIds = (record: FrozenAssignment | null): string =>
  record === null
    ? ''
    : record.notApplicable !== null
      ? '-'
      : record.shares.map(({ party }) => party).join('+');

function compareOne(
  a: FrozenAssignment | null,
  b: FrozenAssignment | null,
  ref: string,
  place: string,
  was: Names,
  is: Names,
): readonly Change[] {
  const { changes, differ } = fieldsOf('ownership', ref, place);
  if (ownerIds(a) !== ownerIds(b)) differ('Owner', was.words(a), withOther(was.words(a), is.words(b)));
  // Where reasons are left out, there is an empty one.
  differ('Reason for not applicable', a?.notApplicable || null, b?.notApplicable || null, 'texts');
  differ('Reason for deviating', a?.deviationReason ?? null, b?.deviationReason ?? null, 'texts');
  const answeredThroughout = ownerIds(a) !== '' && ownerIds(b) !== '';
  for (const { before, after } of pairs(a?.shares ?? [], b?.shares ?? [], ({ party }) => party)) {
    // A party that went goes by the name that it had. The texts that a first answer came with, and the last took along, are one with it.
    const party = after ? is.party(after.party) : was.party(before?.party ?? '');
    if (answeredThroughout) differ(`Duty of ${party}`, before?.text ?? null, after?.text ?? null, 'texts');
    const [one, other] = [before?.person ?? null, after?.person ?? null];
    if (one !== other)
      differ(`Person of ${party}`, was.person(one), withOther(was.person(one), is.person(other)), 'people');
  }
  const [before, after] = [statusIn(a), statusIn(b)];
  if ((before ?? 'not-started') !== (after ?? 'not-started'))
    differ('Status', before && STATUS_WORDS[before], after && STATUS_WORDS[after], 'status');
  differ('Why the risk is accepted', a?.risk?.reason ?? null, b?.risk?.reason ?? null, 'status');
  const [first, then] = [a?.risk?.approver ?? null, b?.risk?.approver ?? null];
  if (first !== then)
    differ(
      'Who approved the risk',
      was.person(first),
      withOther(was.person(first), is.person(then)),
      'status',
    );
  differ('Risk approved on', a?.risk?.approvedOn ?? null, b?.risk?.approvedOn ?? null, 'status');
  differ('Risk accepted until', a?.risk?.expiresOn ?? null, b?.risk?.expiresOn ?? null, 'status');
  differ('Due', a?.dueOn ?? null, b?.dueOn ?? null, 'status');
  differ('Review', a?.review ?? 'draft', b?.review ?? 'draft', 'status');
  differ('Parked', was.parked(a), is.parked(b), 'status');
  differ('Note', a?.note ?? null, b?.note ?? null, 'notes');
  return changes;
}

/** The status of a record; null where nobody owns the duty, because then it has none. */
const statusIn = (record: FrozenAssignment | null): Status | null =>
  record !== null && isOwned({ ownership: ownershipOf(record) }) ? record.status : null;

/** Two parties (or people) may bear one name; what moved between them must not look like no move at all. */
const withOther = (before: string | null, after: string | null): string | null =>
  before !== null && before === after ? `${after} (another of that name)` : after;
