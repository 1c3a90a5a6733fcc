import type { Ownership, RegisterRow, ReviewState, Share, Status } from '../contract/assignments.ts';
import type { OwnerClass, Scope } from '../contract/catalogue.ts';
import type { Party } from '../contract/parties.ts';
import { kindsById, namesById, ownershipWords } from '../domain/ownership.ts';
import type { Report } from '../domain/report.ts';

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  'not-started': 'Not started',
  'in-progress': 'In progress',
  implemented: 'Implemented',
  'risk-accepted': 'Risk accepted',
};
export const REVIEW_WORDS: Readonly<Record<ReviewState, string>> = {
  draft: 'Draft',
  submitted: 'Submitted',
  accepted: 'Accepted',
  returned: 'Returned',
};
export const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  service: 'Per service',
  provider: 'Once per provider',
  organisation: 'Once per workbook',
};

/** One column of the flat register, the same in Excel and CSV. */
export interface RegisterColumn {
  readonly id: string;
  readonly header: string;
  /** In characters. */
  readonly width: number;
  /** `date` reads as `2026-11-25`, `instant` as an ISO instant, everything else as text. */
  readonly kind: 'text' | 'ownership' | 'date' | 'instant';
  /** What may be chosen, where a list makes sense. */
  readonly list?: { readonly title: string; readonly values: readonly string[]; readonly strict: boolean };
  read(row: RegisterRow): string | null;
}

/** `E-1, E-4` for evidence numbers; null for none. */
export const evidenceNumbers = (numbers: readonly number[]): string | null =>
  numbers.length === 0 ? null : numbers.map((number) => `E-${number}`).join(', ');

/** The name behind an id, or the id itself: a register never loses what it cannot look up. */
const lookUp = (names: ReadonlyMap<string, string>, id: string | null): string | null =>
  id === null ? null : (names.get(id) ?? id);

/** The parties that get columns: those with a share anywhere; AWS and the organisation even without one. */
export function partiesInRegister(report: Report): readonly Party[] {
  const used = new Set<string>();
  const codes = new Set(report.matrix.cells.map((cell) => cell[2]));
  for (const code of codes) for (const id of code.split('+')) used.add(id);
  const firstOf = (kind: Party['kind']) => report.parties.find((party) => party.kind === kind)?.id;
  const always = new Set([firstOf('provider'), firstOf('organisation')]);
  return report.parties.filter((party) => used.has(party.id) || always.has(party.id));
}

/** All ownership answers worth offering in a list: each party, each with the provider, then not applicable and unanswered. */
function ownershipChoices(parties: readonly Party[]): readonly string[] {
  const provider = parties.find((party) => party.kind === 'provider');
  const names = namesById(parties);
  const words = (ownership: Ownership) => ownershipWords(ownership, names);
  return [
    ...parties.map((party) => words({ kind: 'single', party: party.id })),
    ...parties
      .filter((party) => provider && party.id !== provider.id)
      .map((party) => words({ kind: 'shared', parties: [provider?.id ?? '', party.id] })),
    words({ kind: 'not-applicable' }),
    words({ kind: 'unanswered' }),
  ];
}

/** The columns of the register for this report. A share of a party without columns is a fault, never dropped in silence. */
export function registerColumns(report: Report): readonly RegisterColumn[] {
  const parties = partiesInRegister(report);
  const names = namesById(report.parties);
  const people = namesById(report.people);
  const environments = namesById(report.environments);
  const suggested: Readonly<Record<OwnerClass, string>> = {
    aws: report.parties.find((party) => party.kind === 'provider')?.name ?? 'Provider',
    customer: 'Customer',
    shared: 'Shared',
    na: 'Not applicable',
  };
  const known = new Set(parties.map((party) => party.id));
  const kinds = kindsById(report.parties);
  // A status speaks of the customer's part: on a duty that is AWS's alone, "Not started" would read as a reproach.
  const hasStatus = (row: RegisterRow) =>
    row.status !== 'not-started' || row.shares.some((share) => kinds.get(share.party) !== 'provider');
  const yes = (value: boolean) => (value ? 'Yes' : null);
  const text = (
    id: string,
    header: string,
    width: number,
    read: RegisterColumn['read'],
    more: Partial<RegisterColumn> = {},
  ): RegisterColumn => ({ id, header, width, kind: 'text', read, ...more });
  const list = (title: string, values: readonly string[], strict: boolean) => ({
    list: { title, values, strict },
  });

  const perParty = parties.flatMap((party): readonly RegisterColumn[] => {
    const share = (row: RegisterRow): Share | undefined => row.shares.find((item) => item.party === party.id);
    const itsPeople = report.people
      .filter((person) => person.party === party.id)
      .map((person) => person.name);
    return [
      text(`${party.id}:text`, `${party.name}: what it does`, 42, (row) => share(row)?.text ?? null),
      text(
        `${party.id}:person`,
        `${party.name}: named person`,
        20,
        (row) => lookUp(people, share(row)?.person ?? null),
        itsPeople.length > 0 ? list(`People: ${party.name}`, itsPeople, false) : {},
      ),
    ];
  });
  return [
    text('ref', 'Ref', 34, (row) => {
      for (const share of row.shares)
        if (!known.has(share.party))
          throw new Error(`${row.ref} has a share of ${share.party}, which no matrix cell names.`);
      return row.ref;
    }),
    text('service', 'Service', 20, (row) => row.subjectLabel),
    text('aws-service', 'AWS service', 20, (row) => (row.subjectKind === 'service' ? row.serviceName : null)),
    text('environment', 'Environment', 13, (row) => lookUp(environments, row.environment)),
    text('scope', 'Asked', 13, (row) => SCOPE_WORDS[row.subjectKind]),
    text('domain', 'Domain', 22, (row) => row.domainName),
    text('responsibility', 'Responsibility', 26, (row) => row.responsibilityName),
    text('ownership', 'Ownership', 20, (row) => ownershipWords(row.ownership, names), {
      kind: 'ownership',
      ...list('Ownership', ownershipChoices(parties), false),
    }),
    ...perParty,
    text('suggested', 'Suggested', 13, (row) => suggested[row.suggested]),
    text(
      'differs',
      'Differs from suggestion',
      11,
      (row) => yes(row.deviates),
      list('Yes or empty', ['Yes'], true),
    ),
    text('deviation', 'Reason for deviation', 30, (row) => row.deviationReason),
    text('not-applicable', 'Not applicable because', 30, (row) => row.notApplicable),
    text(
      'status',
      'Status',
      14,
      (row) => (hasStatus(row) ? STATUS_WORDS[row.status] : null),
      list('Status', Object.values(STATUS_WORDS), true),
    ),
    text('due', 'Due', 12, (row) => row.dueOn, { kind: 'date' }),
    text('note', 'Note', 40, (row) => row.note),
    text('parked', 'Parked', 9, (row) => yes(row.parked), list('Yes or empty', ['Yes'], true)),
    text('confirm', 'To confirm', 9, (row) => yes(row.confirmLater), list('Yes or empty', ['Yes'], true)),
    text(
      'review',
      'Review',
      12,
      (row) => REVIEW_WORDS[row.review],
      list('Review', Object.values(REVIEW_WORDS), true),
    ),
    text('review-text', 'Review remark', 28, (row) => row.reviewText),
    text('evidence', 'Evidence', 14, (row) => evidenceNumbers(row.evidence)),
    text('answered-at', 'Answered at (UTC)', 17, (row) => row.answeredAt, { kind: 'instant' }),
    text('answered-by', 'Answered by', 18, (row) => row.answeredBy),
  ];
}
