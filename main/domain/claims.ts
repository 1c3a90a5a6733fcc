import type { Ownership } from '../contract/assignments.ts';
import type { Inheritance } from '../contract/catalogue.ts';
import type {
  Claim,
  ClaimChange,
  ClaimOwner,
  MatrixCounts,
  SheetMapping,
  Verdict,
} from '../contract/claims.ts';
import { CLAIM_OWNERS } from '../contract/claims.ts';
import type { PartyKind } from '../contract/parties.ts';
import { partiesOf } from './duties/ownership.ts';
import { counted } from './words/counted.ts';

// A claim is written from the vendor's seat, the record names parties. They meet in two questions: does the vendor (or
// somebody beneath it) do a part, and is a part left to us.

type Said = Pick<Claim, 'owners' | 'notApplicable'>;

/** What a vendor says of one control over all parts and sheets. Where it speaks to its customers, that leads. */
export function combineClaims(claims: readonly Pick<Claim, 'owners' | 'notApplicable' | 'speaks'>[]): {
  readonly owners: readonly ClaimOwner[];
  readonly notApplicable: boolean;
} {
  const says = (claim: Said) => claim.owners.length > 0 || claim.notApplicable;
  const forCustomers = claims.filter((claim) => claim.speaks === 'for-customers' && says(claim));
  const leading = forCustomers.length > 0 ? forCustomers : claims.filter(says);
  const owners = CLAIM_OWNERS.filter((owner) => leading.some((claim) => claim.owners.includes(owner)));
  return {
    owners,
    notApplicable: owners.length === 0 && leading.some((claim) => claim.notApplicable),
  };
}

export interface Side {
  readonly vendor: string;
  readonly kinds: ReadonlyMap<string, PartyKind>;
  /**
   * How far the control may be inherited. Where not at all, what a provider does in a duty helps and takes nothing of it over;
   * where not wholly, a part is the customer's whatever the duties say.
   */
  readonly inherit?: Inheritance;
}
interface Recorded {
  /** The vendor itself has a share. */
  readonly vendor: boolean;
  /** A provider or third party other than the vendor. */
  readonly other: boolean;
  /** The organisation, a team of it, or its clients. */
  readonly own: boolean;
}
function sidesOf(ownership: Ownership, { vendor, kinds }: Side): Recorded {
  const sides = { vendor: false, other: false, own: false };
  for (const party of partiesOf(ownership)) {
    const kind = kinds.get(party);
    if (party === vendor) sides.vendor = true;
    else if (kind === 'provider' || kind === 'third-party' || kind === undefined) sides.other = true;
    else sides.own = true;
  }
  return sides;
}

/** One duty beside the claim on a control that it helps to meet: whoever it is recorded for must be among those claimed. */
export function judgeDuty(claim: Said, ownership: Ownership, side: Side): Verdict {
  if (claim.owners.length === 0 && !claim.notApplicable) return 'silent';
  if (ownership.kind === 'unanswered') return 'not-recorded';
  // Not applicable to one service says little of a control that bears on others too.
  if (ownership.kind === 'not-applicable') return claim.notApplicable ? 'agree' : 'untied';
  if (claim.notApplicable) return 'disagree';
  const claims = (owner: ClaimOwner) => claim.owners.includes(owner);
  const { vendor, other, own } = sidesOf(ownership, side);
  if (vendor && !claims('vendor') && !claims('other') && side.inherit !== 'not') return 'disagree';
  if (own && !claims('customer')) return 'disagree';
  // From the vendor's seat its customer's other providers are the customer.
  if (other && !claims('other') && !claims('customer')) return 'disagree';
  return 'agree';
}

export interface ControlJudgement {
  readonly verdict: Verdict;
  readonly why: string;
}
export interface Names {
  readonly vendor: string;
  readonly organisation: string;
}

/**
 * A control over all duties that it is tied to. `known` says whether the vendor has any part in the whole record: one that
 * nobody has entered yet does not disagree, it is not recorded.
 */
export function judgeControl(
  claim: Said,
  duties: readonly { readonly ownership: Ownership; readonly verdict: Verdict }[],
  side: Side,
  names: Names,
  known: boolean,
): ControlJudgement {
  const { vendor, organisation } = names;
  if (claim.owners.length === 0 && !claim.notApplicable)
    return { verdict: 'silent', why: `${vendor} does not say who owns it.` };
  if (duties.length === 0)
    return { verdict: 'untied', why: 'No duty that is asked here is tied to this control.' };
  const answered = duties.filter(({ ownership }) => ownership.kind !== 'unanswered');
  const open = duties.length - answered.length;
  if (answered.length === 0)
    return {
      verdict: 'not-recorded',
      why: `None of its ${count(duties.length, 'duty', 'duties')} is answered here.`,
    };
  if (!known && (claim.owners.includes('vendor') || claim.owners.includes('other')))
    return { verdict: 'not-recorded', why: `The record names no part of ${vendor} anywhere.` };
  const against = answered.filter(({ verdict }) => verdict === 'disagree').length;
  if (
    !claim.notApplicable &&
    open === 0 &&
    answered.every(({ ownership }) => ownership.kind === 'not-applicable')
  )
    return { verdict: 'disagree', why: `${vendor} names an owner; it is recorded as not applicable.` };
  const recorded = answered.map(({ ownership }) => sidesOf(ownership, side));
  const providers = recorded.some(({ vendor: own, other }) => own || other);
  const ours = recorded.some(({ own, other }) => own || other);
  const claims = (owner: ClaimOwner) => claim.owners.includes(owner);
  if (claim.notApplicable && against > 0)
    return {
      verdict: 'disagree',
      why: `${vendor} calls it not applicable; ${count(against, 'duty is', 'duties are')} recorded with an owner.`,
    };
  const takes = claims('vendor') || claims('other');
  // Of what can be inherited in part only, a part is the customer's without a duty that says so.
  const beside = side.inherit === 'not' || (side.inherit === 'partly' && takes);
  if (claims('customer') && !ours && open === 0 && !beside)
    return {
      verdict: 'disagree',
      why: `${vendor} leaves a part of it to you; the record has none for ${organisation}.`,
    };
  if (takes && !providers && open === 0)
    return {
      verdict: 'disagree',
      why: `${vendor} takes a part of it; the record has it with ${organisation} alone.`,
    };
  if (against > 0)
    return {
      verdict: 'disagree',
      why: claims('customer')
        ? `${vendor} leaves it to you; ${count(against, 'duty is', 'duties are')} recorded otherwise.`
        : `${vendor} takes it whole; ${count(against, 'duty is', 'duties are')} recorded otherwise.`,
    };
  return {
    verdict: open > 0 ? 'not-recorded' : 'agree',
    why:
      open > 0
        ? `Agrees so far; ${open} of ${count(duties.length, 'duty', 'duties')} not answered yet.`
        : 'The record says the same.',
  };
}
const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** `vendor + customer`, `not applicable`, `nobody named`. */
export const ownersInWords = ({ owners, notApplicable }: Said): string =>
  owners.length > 0 ? owners.join(' + ') : notApplicable ? 'not applicable' : 'nobody named';

/** What the parts of a file are called of which each was read or not: a document of OSCAL has no cells. */
export const partsInWords = (mapping: readonly SheetMapping[]): readonly [one: string, many: string] =>
  mapping.length > 0 && mapping.every(({ matrix, columns }) => matrix && columns.length === 0)
    ? ['entry', 'entries']
    : ['cell', 'cells'];

/** Whether claims are on controls: names of services and questions of somebody's own are none. */
export const areOnControls = (frameworks: readonly (string | null)[]): boolean =>
  frameworks.some((framework) => framework !== null);

/** `9 claims on 4 controls`, or `9 claims` where nothing of them is one. */
export const claimsInWords = (
  { claims, controls }: Pick<MatrixCounts, 'claims' | 'controls'>,
  frameworks: readonly (string | null)[],
): string =>
  areOnControls(frameworks)
    ? `${counted(claims, 'claim')} on ${counted(controls, 'control')}`
    : counted(claims, 'claim');

const keyOf = ({ sheet, framework, control, part }: Claim): string =>
  JSON.stringify([sheet, framework, control, part]);
/** A sheet, and a CSV with it, is often named after a version or a day. */
const keyWithoutSheet = ({ speaks, framework, control, part }: Claim): string =>
  JSON.stringify([speaks, framework, control, part]);
const textsOf = ({ vendorText, customerText, otherText, text }: Claim): string =>
  JSON.stringify([vendorText, customerText, otherText, text]);

export interface ClaimDifferences {
  readonly fresh: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly gone: number;
  readonly changes: readonly ClaimChange[];
}
/** Pairs what has one key, in its order; what found its pair is no longer in `before`. */
function takePairs(
  before: Set<Claim>,
  after: readonly Claim[],
  pairs: Map<Claim, Claim>,
  keyOf: (claim: Claim) => string,
): void {
  const waiting = new Map<string, Claim[]>();
  for (const claim of before) {
    const same = waiting.get(keyOf(claim));
    if (same) same.push(claim);
    else waiting.set(keyOf(claim), [claim]);
  }
  for (const is of after) {
    const was = pairs.has(is) ? undefined : waiting.get(keyOf(is))?.shift();
    if (!was) continue;
    before.delete(was);
    pairs.set(is, was);
  }
}

/**
 * How a newer matrix of one vendor differs from the former. Rows on one control and part are compared in their order, those
 * of sheets of one name first.
 */
export function compareClaims(before: readonly Claim[], after: readonly Claim[]): ClaimDifferences {
  const left = new Set(before);
  const pairs = new Map<Claim, Claim>();
  takePairs(left, after, pairs, keyOf);
  takePairs(left, after, pairs, keyWithoutSheet);
  const changes: ClaimChange[] = [];
  const counts = { fresh: 0, changed: 0, unchanged: 0, gone: 0 };
  const note = ({ framework, control, part }: Claim, was: Claim | null, is: Claim | null, text: boolean) =>
    changes.push({
      framework,
      control,
      part,
      before: was && ownersInWords(was),
      after: is && ownersInWords(is),
      text,
    });
  for (const is of after) {
    const was = pairs.get(is);
    if (!was) {
      counts.fresh += 1;
      if (before.length > 0) note(is, null, is, false);
      continue;
    }
    const text = textsOf(was) !== textsOf(is);
    if (!text && ownersInWords(was) === ownersInWords(is)) counts.unchanged += 1;
    else {
      counts.changed += 1;
      note(is, was, is, text);
    }
  }
  for (const was of left) {
    counts.gone += 1;
    note(was, was, null, false);
  }
  // Owners first: a new wording matters less.
  changes.sort((a, b) => Number(a.before === a.after) - Number(b.before === b.after));
  return { ...counts, changes };
}
