import type { Assignment, Ownership } from '../../contract/assignments.ts';
import type { OwnerClass } from '../../contract/catalogue.ts';
import type { Party, PartyKind } from '../../contract/parties.ts';
import { plainName } from '../words/plain-text.ts';

/** What an ownership is drawn with: a party's kind, or one of the two answers that name no party. */
export type OwnershipKey = PartyKind | 'not-applicable' | 'unanswered';

export interface OwnershipStyle {
  /** Stands in the cell, so that colour is never the only sign. */
  readonly letter: string;
  readonly label: string;
  /** Fill and ink on paper, in Excel and in the light theme; ink on fill has a contrast of at least 4.5:1. */
  readonly fill: string;
  readonly ink: string;
  readonly darkFill: string;
  readonly darkInk: string;
  /** Second sign for shapes too small for a letter, and for grey prints. */
  readonly pattern: 'solid' | 'diagonal' | 'dots' | 'grid' | 'vertical' | 'cross' | 'none';
}

export const OWNERSHIP_STYLES: Readonly<Record<OwnershipKey, OwnershipStyle>> = {
  provider: {
    letter: 'A',
    label: 'Provider',
    fill: '#F6C86B',
    ink: '#3A2600',
    darkFill: '#7A4E00',
    darkInk: '#FFE3AE',
    pattern: 'solid',
  },
  organisation: {
    letter: 'C',
    label: 'Organisation',
    fill: '#8FB8F0',
    ink: '#0B2447',
    darkFill: '#1F4B8F',
    darkInk: '#DCE9FF',
    pattern: 'diagonal',
  },
  'internal-provider': {
    letter: 'I',
    label: 'Internal provider',
    fill: '#8ED1C0',
    ink: '#06312A',
    darkFill: '#0F5A4B',
    darkInk: '#CFF5EA',
    pattern: 'dots',
  },
  'third-party': {
    letter: 'T',
    label: 'Third party',
    fill: '#C9A9EE',
    ink: '#2C1152',
    darkFill: '#553085',
    darkInk: '#EBDDFF',
    pattern: 'grid',
  },
  client: {
    letter: 'E',
    label: 'Client',
    fill: '#F2A7B8',
    ink: '#4A0D1E',
    darkFill: '#7C2740',
    darkInk: '#FFDDE6',
    pattern: 'vertical',
  },
  'not-applicable': {
    letter: 'N',
    label: 'Not applicable',
    fill: '#D9DCE1',
    ink: '#3B4048',
    darkFill: '#3A3F47',
    darkInk: '#D5D9E0',
    pattern: 'cross',
  },
  unanswered: {
    letter: '?',
    label: 'Unanswered',
    fill: '#FFFFFF',
    ink: '#5B626D',
    darkFill: '#1B1E23',
    darkInk: '#9AA3AF',
    pattern: 'none',
  },
};

type Answer = Pick<Assignment, 'shares' | 'notApplicable'>;

/** Derives who owns a duty from its shares. An absent record is unanswered. */
export function ownershipOf(answer: Answer | null | undefined): Ownership {
  if (!answer) return { kind: 'unanswered' };
  if (answer.notApplicable !== null) return { kind: 'not-applicable' };
  const [first, ...more] = answer.shares;
  if (!first) return { kind: 'unanswered' };
  if (more.length === 0) return { kind: 'single', party: first.party };
  return { kind: 'shared', parties: answer.shares.map((share) => share.party) };
}

/** Whether somebody has said who owns it; not applicable is an answer. */
export const isAnswered = (ownership: Ownership): boolean => ownership.kind !== 'unanswered';

/** Party ids of an ownership, in the order recorded; empty for unanswered and not applicable. */
export function partiesOf(ownership: Ownership): readonly string[] {
  if (ownership.kind === 'single') return [ownership.party];
  return ownership.kind === 'shared' ? ownership.parties : [];
}

/** The keys to draw an ownership with: one for a single answer, one per party for a shared one. Unknown parties count as third parties. */
export function ownershipKeys(
  ownership: Ownership,
  kinds: ReadonlyMap<string, PartyKind>,
): readonly OwnershipKey[] {
  if (ownership.kind === 'unanswered' || ownership.kind === 'not-applicable') return [ownership.kind];
  return partiesOf(ownership).map((party) => kinds.get(party) ?? 'third-party');
}

/** Letters for a cell: `A`, `A+C`, `N`, `?`. */
export const ownershipLetters = (ownership: Ownership, kinds: ReadonlyMap<string, PartyKind>): string =>
  ownershipKeys(ownership, kinds)
    .map((key) => OWNERSHIP_STYLES[key].letter)
    .join('+');

/** What stands where an owner stands, and names none, as sheets that are filled in say it. */
export const NO_OWNER = {
  unanswered: ['unanswered'],
  notApplicable: ['not applicable', 'n/a', 'na'],
} satisfies Readonly<Record<string, readonly string[]>>;
const NAMES_NOBODY: ReadonlySet<string> = new Set(Object.values(NO_OWNER).flat());
/** A party by its name, told from the words that name none: a party may be called `Unanswered`. */
export const partyWords = (name: string): string =>
  NAMES_NOBODY.has(plainName(name)) ? `${name} (a party)` : name;
/** Words for a list or a sheet, with the parties' own names: `AWS`, `AWS + Acme`, `Not applicable`, `Unanswered`. */
export function ownershipWords(ownership: Ownership, names: ReadonlyMap<string, string>): string {
  if (ownership.kind === 'unanswered') return 'Unanswered';
  if (ownership.kind === 'not-applicable') return 'Not applicable';
  return partiesOf(ownership)
    .map((party) => partyWords(names.get(party) ?? party))
    .join(' + ');
}

/** Compact text of an ownership for the grid: '' unanswered, '-' not applicable, else party ids joined by '+'. */
export function encodeOwnership(ownership: Ownership): string {
  if (ownership.kind === 'unanswered') return '';
  return ownership.kind === 'not-applicable' ? '-' : partiesOf(ownership).join('+');
}

/** The ownership that such a compact text stands for. */
export function decodeOwnership(code: string): Ownership {
  if (code === '') return { kind: 'unanswered' };
  if (code === '-') return { kind: 'not-applicable' };
  const parties = code.split('+');
  return parties.length === 1 ? { kind: 'single', party: code } : { kind: 'shared', parties };
}

/**
 * The catalogue's word for an answer: it knows only the provider's side and the customer's side, whoever takes the
 * latter. Null while unanswered.
 */
export function ownerClassOf(ownership: Ownership, kinds: ReadonlyMap<string, PartyKind>): OwnerClass | null {
  if (ownership.kind === 'unanswered') return null;
  if (ownership.kind === 'not-applicable') return 'na';
  const parties = partiesOf(ownership);
  if (!parties.some((party) => kinds.get(party) === 'provider')) return 'customer';
  return parties.every((party) => kinds.get(party) === 'provider') ? 'aws' : 'shared';
}

/** The parties that a suggestion means: the provider itself where it is asked, and the organisation for the customer's side. */
export function partiesForClass(
  owner: OwnerClass,
  subject: string | null,
  parties: readonly Pick<Party, 'id' | 'kind'>[],
): readonly string[] {
  const providers = parties.filter((party) => party.kind === 'provider');
  const provider = (providers.find(({ id }) => id === subject) ?? providers[0])?.id;
  const organisation = parties.find((party) => party.kind === 'organisation')?.id;
  const wanted = { aws: [provider], customer: [organisation], shared: [provider, organisation], na: [] };
  return wanted[owner].flatMap((id) => (id === undefined ? [] : [id]));
}

/** Party id -> kind, and party id -> name, as most functions here want them. */
export const kindsById = (parties: readonly Pick<Party, 'id' | 'kind'>[]): ReadonlyMap<string, PartyKind> =>
  new Map(parties.map((party) => [party.id, party.kind]));
/** Ids with the names that stand for them. */
export const namesById = (parties: readonly Pick<Party, 'id' | 'name'>[]): ReadonlyMap<string, string> =>
  new Map(parties.map((party) => [party.id, party.name]));
