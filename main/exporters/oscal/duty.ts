import type { RegisterRow } from '../../contract/assignments.ts';
import type { Party, PartyKind } from '../../contract/parties.ts';
import { originWords } from '../../domain/providers/origin-words.ts';
import { block, type JsonObject, line, ownProp } from './json.ts';

/** Role of each kind of party, seen from the organisation whose workbook it is. */
export const ROLE_OF: Readonly<Record<PartyKind, string>> = {
  provider: 'provider',
  organisation: 'customer',
  'internal-provider': 'internal-provider',
  'third-party': 'third-party',
  client: 'client',
};
export const NAMED_OWNER = 'asset-owner';

/** Where a share goes: what comes from others is inherited, our own part is what we do about it, a client's part is passed on. */
export type Seat = 'inherited' | 'own' | 'passed-on';
export const seatOf = (kind: PartyKind): Seat =>
  kind === 'organisation' ? 'own' : kind === 'client' ? 'passed-on' : 'inherited';

export interface Half {
  readonly party: Party;
  readonly seat: Seat;
  readonly person: string | null;
  /** What the party does. */
  readonly text: string;
  /** The same with the name of the duty in front, for where it stands alone. */
  readonly entry: string;
}
export type State = 'implemented' | 'partial' | 'planned' | 'not-applicable';

/** A row in the words of OSCAL. */
export interface Duty {
  readonly row: RegisterRow;
  /** `undecided`, `not-applicable`, `shared`, or the role of the one party that owns it. */
  readonly owner: string;
  /** That of the customer's part; `inherited` where a provider does it all. */
  readonly status: string;
  readonly halves: readonly Half[];
  /** Null where nobody decided it, or what was decided has no state: OSCAL is told only what the workbook says. */
  readonly state: State | null;
  /** Who owns it, in one sentence. */
  readonly summary: string;
  /** Why the state is what it is, where that needs saying. */
  readonly reason: string | null;
  /** What else people wrote about it. */
  readonly remarks: string | null;
}

/** A row of the register in the words of OSCAL; a share of a party that is not known is passed over. */
export function readDuty(row: RegisterRow, parties: ReadonlyMap<string, Party>): Duty {
  const name = line(row.responsibilityName);
  const halves = row.shares.flatMap((share): Half[] => {
    const party = parties.get(share.party);
    if (!party) return [];
    const text = block(share.text, `${line(party.name)} takes part; what it does is not recorded.`);
    return [{ party, seat: seatOf(party.kind), person: share.person, text, entry: `${name}: ${text}` }];
  });
  const owner = ownerOf(row, halves);
  const providersOnly = halves.length > 0 && halves.every(({ party }) => party.kind === 'provider');
  const status =
    owner === 'undecided' || owner === 'not-applicable' ? owner : providersOnly ? 'inherited' : row.status;
  const [state, reason] = stateOf(
    row,
    owner,
    providersOnly,
    halves.some(({ party }) => party.kind === 'provider'),
  );
  return {
    row,
    owner,
    status,
    halves,
    state,
    summary: `${name}: ${summaryOf(row, halves)}`,
    reason: reason === null ? null : `${name}: ${reason}`,
    remarks: remarksOf(row, name),
  };
}

function ownerOf({ ownership }: RegisterRow, halves: readonly Half[]): string {
  if (ownership.kind === 'unanswered') return 'undecided';
  if (ownership.kind === 'not-applicable') return 'not-applicable';
  const [first, ...more] = halves;
  return first === undefined || more.length > 0 ? 'shared' : ROLE_OF[first.party.kind];
}

/** Who owns it, and what each of these halves does: behind the sentence where there is one, else as a list. */
export function told({ summary, halves: all }: Duty, halves: readonly Half[]): string {
  const [only, ...more] = halves;
  if (!only) return summary;
  if (more.length === 0 && all.length === 1) return `${summary} ${only.text}`;
  const items = halves.map(({ party, text }) => `- ${line(party.name)}: ${text.replaceAll('\n', '\n  ')}`);
  return `${summary}\n\n${items.join('\n')}`;
}

function summaryOf(row: RegisterRow, halves: readonly Half[]): string {
  if (row.ownership.kind === 'unanswered') return 'nobody has said yet who owns this.';
  if (row.ownership.kind === 'not-applicable')
    return `not applicable. ${block(row.notApplicable, 'No reason is recorded.')}`;
  const names = halves.map(({ party }) => line(party.name));
  const way = inheritedWay(row);
  return names.length === 1 ? `owned by ${names[0]}${way}.` : `shared by ${names.join(' and ')}${way}.`;
}

/** From which workbooks an answer is that stands in its own row, such as a foundation that a landing zone answered. */
const inheritedWay = ({ common }: RegisterRow): string =>
  common?.how === 'inherited' && common.inherited
    ? `, inherited from ${line(originWords(common.inherited.origins))}`
    : '';

function stateOf(
  row: RegisterRow,
  owner: string,
  providersOnly: boolean,
  inherits: boolean,
): readonly [State | null, string | null] {
  if (owner === 'not-applicable')
    return ['not-applicable', block(row.notApplicable, 'No reason is recorded.')];
  if (owner === 'undecided') return [null, 'Ownership is open: nobody has answered this yet.'];
  if (row.misconception)
    return [null, 'The recorded answer rests on a known misconception and cannot stand; the duty is open.'];
  if (providersOnly) return ['implemented', null];
  switch (row.status) {
    case 'implemented':
      return ['implemented', null];
    case 'in-progress':
      return ['partial', null];
    case 'not-started':
      return ['planned', inherits ? 'What is inherited is in place; the rest is not started.' : null];
    case 'risk-accepted':
      return [null, 'The risk is accepted: no further work is planned.'];
  }
}

function remarksOf(row: RegisterRow, name: string): string | null {
  const parts = [
    row.deviationReason === null ? null : `Why it differs from what is usual: ${block(row.deviationReason)}`,
    row.dueOn === null ? null : `Due on ${row.dueOn}.`,
    row.note === null ? null : `Note: ${noteText(row.note)}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `${name}\n\n${parts.join('\n\n')}`;
}
/** A note as the document holds it. */
export const noteText = (note: string): string => block(note);

/** Our own properties of a duty, tied together by the duty's id. */
export const dutyProps = ({ row, owner, status }: Duty): readonly JsonObject[] => {
  const group = `duty-${row.responsibility}`;
  return [
    ownProp('responsibility', row.responsibility, group),
    ownProp('owner', owner, group),
    ownProp('status', status, group),
    ...(row.misconception ? [ownProp('known-misconception', 'yes', group)] : []),
  ];
};

/**
 * One state for several duties: the common one; what does not apply says nothing about the others, and one without a state keeps them
 * from being implemented. Null where no duty that applies has a state.
 */
export function joinedState(duties: readonly Duty[]): State | null {
  const states = new Set(duties.map(({ state }) => state));
  if (states.size > 1) states.delete('not-applicable');
  const open = states.delete(null);
  const [only, ...more] = states;
  if (only === undefined) return null;
  if (more.length > 0) return 'partial';
  return open && only === 'implemented' ? 'partial' : only;
}

/** Roles with their parties and people, each role once. `uuidOf` names parties and people. */
export function rolesOf(
  halves: readonly Half[],
  uuidOf: { readonly party: (id: string) => string; readonly person: (id: string) => string },
): readonly JsonObject[] {
  const members = new Map<string, Set<string>>();
  const add = (role: string, uuid: string) => {
    const known = members.get(role);
    if (known) known.add(uuid);
    else members.set(role, new Set([uuid]));
  };
  for (const { party, person } of halves) {
    add(ROLE_OF[party.kind], uuidOf.party(party.id));
    if (person !== null) add(NAMED_OWNER, uuidOf.person(person));
  }
  return [...members].map(([role, uuids]) => ({ 'role-id': role, 'party-uuids': [...uuids] }));
}
