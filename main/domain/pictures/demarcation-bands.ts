import type { Ownership } from '../../contract/assignments.ts';
import type { OwnerClass } from '../../contract/catalogue.ts';
import type { PartyKind } from '../../contract/parties.ts';
import { type OwnershipKey, partiesOf } from '../duties/ownership.ts';

/** Bottom to top: from what the provider runs out of sight to what only the customer can know. */
export const DEMARCATION_ORDER = [
  'facilities-hardware',
  'platform-foundation',
  'network',
  'patching',
  'application-change',
  'resilience',
  'detection',
  'response',
  'governance',
  'identity',
  'encryption-keys',
  'data-governance',
] as const;

export interface Duty {
  readonly domain: string;
  readonly responsibility: string;
  readonly ownership: Ownership;
  /** What the catalogue proposes; drawn as a ghost while the duty is unanswered. */
  readonly suggested?: OwnerClass | null;
  /** Answered once for every service: drawn with each, counted with none. */
  readonly everywhere?: boolean;
}
type DrawnParty = { readonly id: string; readonly name: string; readonly kind: PartyKind };
export interface StackInput {
  readonly ref: string;
  readonly label: string;
  readonly duties: readonly Duty[];
  readonly parties: readonly DrawnParty[];
  readonly domains: readonly { readonly id: string; readonly name: string }[];
}
/** From the provider's side to the customer's: what lies between them is drawn between them. */
const SIDE_ORDER: readonly OwnershipKey[] = [
  'provider',
  'internal-provider',
  'third-party',
  'not-applicable',
  'unanswered',
  'client',
  'organisation',
];

/** One party's part of a band; `duties` counts shared ones in fractions. */
export interface Part {
  readonly key: OwnershipKey;
  readonly name: string;
  readonly ghost: boolean;
  duties: number;
}
/** A domain's duties of one service, counted. */
export interface Measured {
  readonly domain: string;
  readonly name: string;
  readonly asked: number;
  readonly answered: number;
  readonly parts: readonly Part[];
  /** Share of the band, 0 to 1, up to which the provider's parts reach. */
  readonly edge: number;
  readonly certain: boolean;
}

const sortKey = (part: Part): number => SIDE_ORDER.indexOf(part.key) * 2 + (part.ghost ? 1 : 0);

/** What one duty adds to its band: whole to one party, or in equal parts to those who share it. */
function partsOf(duty: Duty, input: StackInput): Part[] {
  const { ownership, suggested } = duty;
  if (ownership.kind === 'not-applicable')
    return [{ key: 'not-applicable', name: 'Not applicable', ghost: false, duties: 1 }];
  if (ownership.kind === 'unanswered') {
    const provider: Part = { key: 'provider', name: 'Suggested: provider', ghost: true, duties: 1 };
    const customer: Part = { key: 'organisation', name: 'Suggested: customer', ghost: true, duties: 1 };
    if (suggested === 'aws') return [provider];
    if (suggested === 'customer') return [customer];
    if (suggested === 'shared')
      return [
        { ...provider, duties: 0.5 },
        { ...customer, duties: 0.5 },
      ];
    return [{ key: 'unanswered', name: 'Unanswered', ghost: false, duties: 1 }];
  }
  const owners = partiesOf(ownership);
  return owners.map((id) => {
    const party = input.parties.find((candidate) => candidate.id === id);
    return {
      key: party?.kind ?? 'third-party',
      name: party?.name ?? id,
      ghost: false,
      duties: 1 / owners.length,
    };
  });
}

function measureBand(domain: string, name: string, duties: readonly Duty[], input: StackInput): Measured {
  const parts = new Map<string, Part>();
  for (const duty of duties)
    for (const part of partsOf(duty, input)) {
      const id = `${part.key} ${part.ghost} ${part.name}`;
      const known = parts.get(id);
      if (known) known.duties += part.duties;
      else parts.set(id, part);
    }
  const answered = duties.filter((duty) => duty.ownership.kind !== 'unanswered').length;
  const ordered = [...parts.values()].sort((a, b) => sortKey(a) - sortKey(b));
  const provider = ordered.reduce((sum, part) => sum + (part.key === 'provider' ? part.duties : 0), 0);
  return {
    domain,
    name,
    asked: duties.length,
    answered,
    parts: ordered,
    edge: duties.length === 0 ? 0 : provider / duties.length,
    certain: answered === duties.length,
  };
}

/** Domain ids that any of the inputs uses, bottom to top; a domain that the order does not know stands on top. */
export function domainsBottomUp(inputs: readonly StackInput[]): { id: string; name: string }[] {
  const names = new Map(inputs.flatMap((input) => input.domains.map(({ id, name }) => [id, name] as const)));
  const used = new Set(inputs.flatMap((input) => input.duties.map((duty) => duty.domain)));
  const known: readonly string[] = DEMARCATION_ORDER;
  const rank = (id: string) => (known.includes(id) ? known.indexOf(id) : known.length);
  return [...used]
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map((id) => ({ id, name: names.get(id) ?? id }));
}

/** Counts one service's duties domain by domain, in the order given. */
export function measure(input: StackInput, domains: readonly { id: string; name: string }[]): Measured[] {
  return domains.map(({ id, name }) =>
    measureBand(
      id,
      name,
      input.duties.filter((duty) => duty.domain === id),
      input,
    ),
  );
}

/** How many duties of its own a service is asked, and how many are answered: the same as its rows in the register. */
export function ownCounts({ duties }: Pick<StackInput, 'duties'>): {
  readonly asked: number;
  readonly answered: number;
} {
  const own = duties.filter(({ everywhere }) => !everywhere);
  return {
    asked: own.length,
    answered: own.filter(({ ownership }) => ownership.kind !== 'unanswered').length,
  };
}

/** `2.5 of 4`; thirds of a duty are rounded to one place. */
export const amount = (part: Part, asked: number): string => `${Number(part.duties.toFixed(1))} of ${asked}`;
