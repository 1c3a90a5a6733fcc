import { AUDIENCES, type Part, type Prepared } from '../../contract/audience.ts';
import type { Person } from '../../contract/parties.ts';
import type {
  FrozenAssignment,
  FrozenEvidence,
  FrozenService,
  FrozenState,
} from '../compare/frozen-state.ts';
import { isAnswered, namesById, ownershipOf } from '../duties/ownership.ts';
import { toldApart } from '../duties/told-apart.ts';
import { withoutFileName } from '../evidence/findings-title.ts';
import { roleOrParty } from '../report/for-audience.ts';

type Leaves = (part: Part) => boolean;
type Known = ReadonlyMap<string, Person>;

/**
 * Both sides of a comparison as an audience may see them. What changed is worked out from these, so that nothing of what is left out
 * stands in it, in no count either.
 */
export function statesFor(
  before: FrozenState,
  after: FrozenState,
  { audience }: Pick<Prepared, 'audience'>,
): readonly [before: FrozenState, after: FrozenState] {
  const { without } = AUDIENCES[audience];
  if (without.length === 0) return [before, after];
  const leaves: Leaves = (part) => without.includes(part);
  // Somebody who is on both sides has one id on both, and under it no name.
  const ids = [...new Set([before, after].flatMap(({ people }) => people.map(({ id }) => id)))].sort();
  const order = new Map(ids.map((id, index) => [id, `person-${index + 1}`]));
  // That a role is another one is told as such, and does not look like another name.
  const shown = new Map(
    [before, after].flatMap(({ people, parties }) => {
      const names = namesById(toldApart(parties));
      return people.map((person) => [person.id, roleOrParty(person, names)] as const);
    }),
  );
  const aliases = { order, shown };
  const [from, to] = leaves('open') ? decided(before, after) : [before, after];
  return [reduced(from, aliases, leaves), reduced(to, aliases, leaves)];
}

/** By somebody's own id: the one that stands for it, and what stands for the name. */
interface Aliases {
  readonly order: ReadonlyMap<string, string>;
  readonly shown: ReadonlyMap<string, string>;
}

function reduced(state: FrozenState, aliases: Aliases, leaves: Leaves): FrozenState {
  const known = knownPeople(state, aliases, leaves);
  return {
    ...state,
    scopeNote: leaves('details') ? null : state.scopeNote,
    reviewOn: leaves('status') ? null : state.reviewOn,
    ...bearingFor(state, known, leaves),
    people: [...known.values()],
    environments: leaves('details') ? [] : state.environments,
    services: state.services.map((service) => serviceFor(service, known, leaves)),
    assignments: state.assignments.map((record) => recordFor(record, known, leaves)),
    evidence: leaves('evidence') ? [] : state.evidence.map((piece) => evidenceFor(piece, leaves)),
  };
}

/** Answers alone, and the services that have one on either side: one that is first answered was there before, and is not told as new. */
function decided(before: FrozenState, after: FrozenState): readonly [FrozenState, FrozenState] {
  const answersOf = (state: FrozenState) =>
    state.assignments.filter((record) => isAnswered(ownershipOf(record)));
  const subjects = new Set([before, after].flatMap(answersOf).map(({ subject }) => subject));
  const kept = ({ services }: FrozenState) => services.filter(({ ref }) => subjects.has(ref));
  return [
    { ...before, services: kept(before), assignments: answersOf(before) },
    { ...after, services: kept(after), assignments: answersOf(after) },
  ];
}

/** What a state does not have is not added to it: it would be compared. */
function bearingFor(
  { leadAssessor, classification, distribution }: FrozenState,
  known: Known,
  leaves: Leaves,
): Partial<FrozenState> {
  return {
    ...(leadAssessor === undefined ? {} : { leadAssessor: idOf(leadAssessor, known, leaves) }),
    // Who else was meant to read it is said to those who may know the people; a document bears its own marks.
    ...(classification === undefined || !leaves('names') ? {} : { classification: null }),
    ...(distribution === undefined || !leaves('names') ? {} : { distribution: null }),
  };
}

function knownPeople({ people }: FrozenState, { order, shown }: Aliases, leaves: Leaves): Known {
  if (leaves('roles')) return new Map();
  return new Map(
    people.map((person) => {
      const email = leaves('emails') ? null : person.email;
      if (!leaves('names')) return [person.id, { ...person, email }];
      const id = order.get(person.id) ?? person.id;
      return [person.id, { ...person, id, name: shown.get(person.id) ?? '', email }];
    }),
  );
}

/** Somebody who is in the list no more has no other id than one that is made of the name. */
const idOf = (id: string | null, known: Known, leaves: Leaves): string | null =>
  id === null ? null : (known.get(id)?.id ?? (leaves('names') ? null : id));

function serviceFor(service: FrozenService, known: Known, leaves: Leaves): FrozenService {
  const { tags, alsoIn, ...rest } = service;
  return {
    ...rest,
    ...(tags === undefined || leaves('accounts') ? {} : { tags }),
    ...(alsoIn === undefined || leaves('details') ? {} : { alsoIn }),
    lead: idOf(service.lead, known, leaves),
    ...(leaves('notes') ? { notes: null } : {}),
    ...(leaves('accounts') ? { account: null } : {}),
    ...(leaves('details') ? { environment: null, region: null, dataClassification: null } : {}),
    ...(leaves('status') ? { reviewOn: null } : {}),
  };
}

function recordFor(record: FrozenAssignment, known: Known, leaves: Leaves): FrozenAssignment {
  const { waits, risk, ...rest } = record;
  return {
    ...rest,
    shares: record.shares.map((share) => ({ ...share, person: idOf(share.person, known, leaves) })),
    ...(waits === undefined || leaves('drafts') ? {} : { waits }),
    ...(risk === undefined || leaves('risks')
      ? {}
      : { risk: { ...risk, approver: idOf(risk.approver, known, leaves) } }),
    ...(leaves('notes') ? { note: null } : {}),
    ...(leaves('drafts') ? { parked: false, review: 'draft' as const } : {}),
    ...(leaves('status') ? { status: 'not-started' as const, dueOn: null } : {}),
    ...(leaves('reasons')
      ? { deviationReason: null, notApplicable: record.notApplicable === null ? null : '' }
      : {}),
  };
}

const evidenceFor = (piece: FrozenEvidence, leaves: Leaves): FrozenEvidence => ({
  ...piece,
  ...(leaves('contents') ? { title: withoutFileName(piece.title), url: null, text: null } : {}),
});
