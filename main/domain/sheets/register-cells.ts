import type { RegisterRow, ReviewState } from '../../contract/assignments.ts';
import type { OwnerClass, SubjectKind } from '../../contract/catalogue.ts';
import type { PartyKind } from '../../contract/parties.ts';
import { heldProofs, heldWords } from '../duties/held-words.ts';
import { ownershipWords } from '../duties/ownership.ts';
import { waitsWords } from '../duties/parking.ts';
import { statusOf } from '../duties/status.ts';
import { environmentWords } from '../services/environments.ts';
import { STATUS_LABELS } from './cell-words.ts';

export const REVIEW_WORDS: Readonly<Record<ReviewState, string>> = {
  draft: 'Draft',
  submitted: 'Submitted',
  accepted: 'Accepted',
  returned: 'Returned',
};
export const SCOPE_WORDS: Readonly<Record<SubjectKind, string>> = {
  service: 'Per service',
  provider: 'Once per provider',
  organisation: 'Once per workbook',
  common: 'Once for many services',
};

/** What the cells of a register look up: names by id, as they are or as they were when a sheet was written. */
export interface RegisterCellNames {
  readonly parties: ReadonlyMap<string, string>;
  readonly kinds: ReadonlyMap<string, PartyKind>;
  readonly people: ReadonlyMap<string, string>;
  readonly environments: ReadonlyMap<string, string>;
  /** Accounts and Regions of a service. */
  readonly places: (
    subject: string,
  ) => { readonly account: string | null; readonly region: string | null } | undefined;
  /** The provider, as the column of suggestions calls it. */
  readonly provider: string;
}

/** Columns of the flat register by id, in the order written; `party:text` and `party:person` stand between for each party. */
export const COLUMN_HEADERS = {
  ref: 'Ref',
  service: 'Service',
  'aws-service': 'AWS service',
  environment: 'Environment',
  account: 'Account',
  region: 'Region',
  scope: 'Asked',
  domain: 'Domain',
  responsibility: 'Responsibility',
  ownership: 'Ownership',
  suggested: 'Suggested',
  held: 'Held from',
  differs: 'Differs from suggestion',
  misconception: 'Known misconception',
  deviation: 'Reason for deviation',
  'not-applicable': 'Not applicable because',
  status: 'Status',
  due: 'Due',
  note: 'Note',
  parked: 'Parked',
  waits: 'Waits for',
  confirm: 'To confirm',
  review: 'Review',
  'review-text': 'Review remark',
  evidence: 'Evidence',
  'held-evidence': 'Evidence of the provider',
  'answered-at': 'Answered at (UTC)',
  'answered-by': 'Answered by',
} as const;
export type FixedColumn = keyof typeof COLUMN_HEADERS;
export type PartyColumn = `${string}:text` | `${string}:person`;
export type RegisterColumnId = FixedColumn | PartyColumn;

/** Header of a party's column: what it does, who is named for it, or under which role where names are left out. */
export const partyHeader = (name: string, part: 'text' | 'person' | 'role'): string =>
  `${name}: ${{ text: 'what it does', person: 'named person', role: 'role of who is named' }[part]}`;

/** The party and the part behind the id of a party's column; null for any other column. */
export function partyColumn(id: string): { readonly party: string; readonly part: 'text' | 'person' } | null {
  const at = id.lastIndexOf(':');
  if (at < 0) return null;
  const part = id.slice(at + 1);
  return part === 'text' || part === 'person' ? { party: id.slice(0, at), part } : null;
}

/** `E-1, E-4` for evidence numbers; null for none. */
export const evidenceNumbers = (numbers: readonly number[]): string | null =>
  numbers.length === 0 ? null : numbers.map((number) => `E-${number}`).join(', ');

/** The name behind an id, or the id itself: a register never loses what it cannot look up. */
const lookUp = (names: ReadonlyMap<string, string>, id: string | null): string | null =>
  id === null ? null : (names.get(id) ?? id);
const yes = (value: boolean): string | null => (value ? 'Yes' : null);

/** Whom house rules name stands behind the side, and that the owner is theirs; `Customer: Platform team (house rules)`. */
function suggestedWords({ house }: RegisterRow, side: string): string {
  if (house === undefined) return side;
  const named = house.parties.length === 0 ? side : `${side}: ${house.parties.join(' + ')}`;
  return house.rule === null ? named : `${named} (house rules)`;
}

type Read = (row: RegisterRow) => string | null;

/** Reads the text of one column from rows: dates as `2026-11-25`, instants in ISO form, null for an empty cell. */
export function cellReader(id: RegisterColumnId, names: RegisterCellNames): Read {
  const { people } = names;
  const suggested: Readonly<Record<OwnerClass, string>> = {
    aws: names.provider,
    customer: 'Customer',
    shared: 'Shared',
    na: 'Not applicable',
  };
  const statusWords = (row: RegisterRow): string | null => {
    const status = statusOf(row, names.kinds);
    return status && STATUS_LABELS[status];
  };
  const fixed: Readonly<Record<FixedColumn, Read>> = {
    ref: (row) => row.ref,
    service: (row) => row.subjectLabel,
    'aws-service': (row) => (row.subjectKind === 'service' ? row.serviceName : null),
    environment: (row) => environmentWords(row.environments, names.environments),
    account: (row) => names.places(row.subject)?.account ?? null,
    region: (row) => names.places(row.subject)?.region ?? null,
    scope: (row) => SCOPE_WORDS[row.subjectKind],
    domain: (row) => row.domainName,
    responsibility: (row) => row.responsibilityName,
    ownership: (row) => ownershipWords(row.ownership, names.parties),
    suggested: (row) => suggestedWords(row, suggested[row.suggested]),
    held: (row) => (row.common ? heldWords(row.common, names.parties) : null),
    differs: (row) => yes(row.deviates),
    misconception: (row) => yes(row.misconception ?? false),
    deviation: (row) => row.deviationReason,
    'not-applicable': (row) => row.notApplicable,
    status: statusWords,
    due: (row) => row.dueOn,
    note: (row) => row.note,
    parked: (row) => yes(row.parked),
    waits: (row) => waitsWords(row.waits, people) || null,
    confirm: (row) => yes(row.confirmLater),
    review: (row) => REVIEW_WORDS[row.review],
    'review-text': (row) => row.reviewText,
    evidence: (row) => evidenceNumbers(row.evidence),
    'held-evidence': (row) => (row.common ? heldProofs(row.common) : null),
    'answered-at': (row) => row.answeredAt,
    'answered-by': (row) => row.answeredBy,
  };
  const own = partyColumn(id);
  if (!own) return fixed[id as FixedColumn];
  const share = (row: RegisterRow) => row.shares.find((item) => item.party === own.party);
  return own.part === 'text'
    ? (row) => share(row)?.text ?? null
    : (row) => lookUp(people, share(row)?.person ?? null);
}
