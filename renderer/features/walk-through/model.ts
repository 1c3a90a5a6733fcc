import type {
  Card,
  Ownership,
  Share,
  Walk,
  WalkItem,
  WalkSubject,
} from '../../../main/contract/assignments.ts';
import type { Party, PartyKind } from '../../../main/contract/parties.ts';
import type { StackInput } from '../../../main/domain/demarcation.ts';
import { partiesOf } from '../../../main/domain/ownership.ts';
import type { Sides } from '../../components/ownership/answers.ts';

/** Parties picked one by one; picking one again takes it out. Kept in the workbook's own order. */
export function toggleParty(picked: readonly string[], party: string, parties: readonly Party[]): string[] {
  const next = new Set(picked);
  if (!next.delete(party)) next.add(party);
  return parties.filter(({ id }) => next.has(id)).map(({ id }) => id);
}

/** One party's place in a half of the card. */
export interface HalfShare {
  readonly party: string;
  readonly name: string;
  readonly kind: PartyKind;
  readonly text: string;
  readonly person: string | null;
}
export interface Half {
  /** answered: these parties have a share. suggested: nothing recorded, the catalogue proposes one. none: no part. */
  readonly state: 'answered' | 'suggested' | 'none';
  readonly shares: readonly HalfShare[];
}

/** What stands left and right of the line: the providers' shares, and everybody else's. */
export function halvesOf(
  card: Pick<Card, 'assignment' | 'ownership' | 'suggestion'>,
  parties: readonly Party[],
  sides: Sides,
): { readonly provider: Half; readonly customer: Half } {
  if (card.ownership.kind !== 'unanswered')
    return {
      provider: recordedHalf(card.assignment?.shares ?? [], parties, (kind) => kind === 'provider'),
      customer: recordedHalf(card.assignment?.shares ?? [], parties, (kind) => kind !== 'provider'),
    };
  const { owner, duties } = card.suggestion;
  return {
    provider: suggestedHalf(sides.provider, duties.provider, owner === 'aws' || owner === 'shared'),
    customer: suggestedHalf(sides.customer, duties.customer, owner === 'customer' || owner === 'shared'),
  };
}

function recordedHalf(
  shares: readonly Share[],
  parties: readonly Party[],
  belongs: (kind: PartyKind) => boolean,
): Half {
  const known = new Map(parties.map((party) => [party.id, party]));
  const mine = shares.flatMap((share): HalfShare[] => {
    const party = known.get(share.party);
    const kind = party?.kind ?? 'third-party';
    if (!belongs(kind)) return [];
    return [
      {
        party: share.party,
        name: party?.name ?? share.party,
        kind,
        text: share.text ?? '',
        person: share.person,
      },
    ];
  });
  return { state: mine.length > 0 ? 'answered' : 'none', shares: mine };
}

function suggestedHalf(party: Party | undefined, text: string | null, suggested: boolean): Half {
  if (!party || !suggested) return { state: 'none', shares: [] };
  return {
    state: 'suggested',
    shares: [{ party: party.id, name: party.name, kind: party.kind, text: text ?? '', person: null }],
  };
}

/** Where to go once an answer is recorded: on to the next open duty; a corrected one stays in view. */
export function cardAfterAnswer(card: Pick<Card, 'ownership' | 'nextOpen'>, goOn: boolean): string | null {
  if (!goOn || card.ownership.kind !== 'unanswered') return null;
  return card.nextOpen;
}

/** The first duty of a subject to look at: the first open one, else the first. */
export function firstCard(items: readonly WalkItem[]): string | null {
  const open = items.find((item) => item.ownership.kind === 'unanswered' && !item.parked);
  return (open ?? items[0])?.ref ?? null;
}

/** The subject before or after, without wrapping round. */
export function neighbourSubject(
  subjects: readonly Pick<WalkSubject, 'ref'>[],
  current: string,
  step: 1 | -1,
): string | null {
  const at = subjects.findIndex((subject) => subject.ref === current);
  return at < 0 ? (subjects[0]?.ref ?? null) : (subjects[at + step]?.ref ?? null);
}

export interface DomainGroup {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly items: readonly WalkItem[];
  readonly answered: number;
  /** Open and not parked: what accepting the domain's suggestions would record. */
  readonly open: number;
}

/** A subject's duties under their domains, in walking order; domains without any are left out. */
export function groupByDomain(walk: Pick<Walk, 'items' | 'domains'>): readonly DomainGroup[] {
  const groups = new Map<string, WalkItem[]>();
  for (const item of walk.items) {
    const group = groups.get(item.domain);
    if (group) group.push(item);
    else groups.set(item.domain, [item]);
  }
  return [...groups].map(([id, items]) => {
    const domain = walk.domains.find((candidate) => candidate.id === id);
    return {
      id,
      name: domain?.name ?? id,
      summary: domain?.summary ?? '',
      items,
      answered: items.filter((item) => item.ownership.kind !== 'unanswered').length,
      open: items.filter((item) => item.ownership.kind === 'unanswered' && !item.parked).length,
    };
  });
}

export interface SubjectGroup {
  readonly name: string;
  readonly subjects: readonly WalkSubject[];
}

/** The list at the left, in three groups, narrowed by what is typed above it. */
export function groupSubjects(subjects: readonly WalkSubject[], filter: string): readonly SubjectGroup[] {
  const wanted = filter.trim().toLowerCase();
  const shown = subjects.filter((subject) =>
    `${subject.label} ${subject.detail} ${subject.ref}`.toLowerCase().includes(wanted),
  );
  return (
    [
      { name: 'Once for the workbook', kind: 'organisation' },
      { name: 'Once per provider', kind: 'provider' },
      { name: 'Services in use', kind: 'service' },
    ] as const
  )
    .map(({ name, kind }) => ({ name, subjects: shown.filter((subject) => subject.kind === kind) }))
    .filter((group) => group.subjects.length > 0);
}

/** Whole per cent, never 100 before the last answer and never 0 after the first. */
export function percent({ asked, answered }: Pick<WalkSubject, 'asked' | 'answered'>): number {
  if (asked === 0 || answered === 0) return 0;
  if (answered >= asked) return 100;
  return Math.min(99, Math.max(1, Math.round((answered / asked) * 100)));
}

/** What the live region says after an answer. */
export function recordedWords(ownership: Ownership, names: ReadonlyMap<string, string>): string {
  if (ownership.kind === 'unanswered') return 'Answer taken back.';
  if (ownership.kind === 'not-applicable') return 'Recorded: not applicable.';
  const owners = partiesOf(ownership).map((id) => names.get(id) ?? id);
  return ownership.kind === 'shared'
    ? `Recorded: shared by ${owners.join(' and ')}.`
    : `Recorded: ${owners[0]} alone.`;
}

/** The picture of a subject: its own duties, over those of the provider that it does not ask itself. */
export function pictureInput(
  walk: Pick<Walk, 'subject' | 'items' | 'domains'>,
  foundations: Pick<Walk, 'items'> | undefined,
  parties: readonly Party[],
): StackInput {
  const own = new Set(walk.items.map((item) => item.responsibility));
  const items = [
    ...(foundations?.items.filter((item) => !own.has(item.responsibility)) ?? []),
    ...walk.items,
  ];
  return {
    ref: walk.subject.ref,
    label: walk.subject.label,
    parties,
    domains: walk.domains,
    duties: items.map(({ domain, responsibility, ownership, suggested }) => ({
      domain,
      responsibility,
      ownership,
      suggested,
    })),
  };
}

/** A text cut after its first sentence, so that the rest can wait. */
export function firstSentence(text: string): { readonly first: string; readonly rest: string } {
  const end = text.search(/[.?!]\s+\p{Lu}/u);
  return end < 0
    ? { first: text, rest: '' }
    : { first: text.slice(0, end + 1), rest: text.slice(end + 1).trim() };
}
