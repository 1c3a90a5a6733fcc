import type { RegisterRow } from '../contract/assignments.ts';
import type { Part } from '../contract/audience.ts';
import type { Party } from '../contract/parties.ts';
import { kindsById, namesById } from '../domain/duties/ownership.ts';
import { leavesOut } from '../domain/report/audience.ts';
import type { Report } from '../domain/report/report.ts';
import { placeWords } from '../domain/services/places.ts';
import { STATUS_LABELS } from '../domain/sheets/cell-words.ts';
import {
  COLUMN_HEADERS,
  cellReader,
  type FixedColumn,
  partyHeader,
  REVIEW_WORDS,
  type RegisterCellNames,
  type RegisterColumnId,
} from '../domain/sheets/register-cells.ts';
import { ownerChoices } from './owner-choices.ts';

/** One column of the flat register, the same in Excel and CSV. */
export interface RegisterColumn {
  readonly id: RegisterColumnId;
  readonly header: string;
  /** In characters. */
  readonly width: number;
  /** `date` reads as `2026-11-25`, `instant` as an ISO instant, everything else as text. */
  readonly kind: 'text' | 'ownership' | 'date' | 'instant';
  /** What may be chosen, where a list makes sense. */
  readonly list?: { readonly title: string; readonly values: readonly string[]; readonly strict: boolean };
  read(row: RegisterRow): string | null;
}

/** The parties that get columns: those with a share anywhere; AWS and the organisation even without one. */
export function partiesInRegister(report: Report): readonly Party[] {
  const used = new Set<string>();
  const codes = new Set(report.matrix.cells.map((cell) => cell[2]));
  for (const code of codes) for (const id of code.split('+')) used.add(id);
  const firstOf = (kind: Party['kind']) => report.parties.find((party) => party.kind === kind)?.id;
  const always = new Set([firstOf('provider'), firstOf('organisation')]);
  return report.parties.filter((party) => used.has(party.id) || always.has(party.id));
}

/** What a column tells of: it is not there for whoever is not to know. */
const PART_OF: Readonly<Partial<Record<FixedColumn, Part>>> = {
  environment: 'details',
  account: 'accounts',
  region: 'details',
  suggested: 'reasons',
  differs: 'reasons',
  deviation: 'reasons',
  'not-applicable': 'reasons',
  status: 'status',
  due: 'status',
  note: 'notes',
  parked: 'drafts',
  waits: 'drafts',
  confirm: 'drafts',
  review: 'drafts',
  'review-text': 'drafts',
  evidence: 'evidence',
  'held-evidence': 'evidence',
  'answered-at': 'status',
  'answered-by': 'names',
};

/** The columns of the register for this report, without those that it leaves out. A share of a party without columns is a fault, never dropped in silence. */
export function registerColumns(report: Report): readonly RegisterColumn[] {
  const parties = partiesInRegister(report);
  const names: RegisterCellNames = {
    parties: namesById(report.parties),
    kinds: kindsById(report.parties),
    people: namesById(report.people),
    environments: namesById(report.environments),
    places: placeWords(report.services, report.environments),
    provider: report.parties.find((party) => party.kind === 'provider')?.name ?? 'Provider',
  };
  const known = new Set(parties.map((party) => party.id));
  const column = (
    id: RegisterColumnId,
    header: string,
    width: number,
    more: Partial<RegisterColumn> = {},
  ): RegisterColumn => ({ id, header, width, kind: 'text', read: cellReader(id, names), ...more });
  const fixed = (id: FixedColumn, width: number, more: Partial<RegisterColumn> = {}): RegisterColumn =>
    column(id, COLUMN_HEADERS[id], width, more);
  const list = (title: string, values: readonly string[], strict: boolean) => ({
    list: { title, values, strict },
  });
  const yesOrEmpty = list('Yes or empty', ['Yes'], true);

  const perParty = parties.flatMap((party): readonly RegisterColumn[] => {
    const itsPeople = [
      ...new Set(report.people.filter((person) => person.party === party.id).map((person) => person.name)),
    ];
    return [
      column(`${party.id}:text`, partyHeader(party.name, 'text'), 42),
      ...(leavesOut(report, 'roles')
        ? []
        : [
            column(
              `${party.id}:person`,
              partyHeader(party.name, leavesOut(report, 'names') ? 'role' : 'person'),
              20,
              itsPeople.length > 0 ? list(`People: ${party.name}`, itsPeople, false) : {},
            ),
          ]),
    ];
  });
  const columns = [
    fixed('ref', 34, {
      read: (row) => {
        for (const share of row.shares)
          if (!known.has(share.party))
            throw new Error(`${row.ref} has a share of ${share.party}, which no matrix cell names.`);
        return row.ref;
      },
    }),
    fixed('service', 20),
    fixed('aws-service', 20),
    fixed('environment', 13),
    fixed('account', 14),
    fixed('region', 13),
    fixed('scope', 13),
    fixed('domain', 22),
    fixed('responsibility', 26),
    fixed('ownership', 20, {
      kind: 'ownership',
      ...list(
        'Ownership',
        ownerChoices(report, parties).map(({ words }) => words),
        false,
      ),
    }),
    ...perParty,
    fixed('suggested', 13),
    ...(report.matrix.subjects.some(({ kind }) => kind === 'common') ? [fixed('held', 30)] : []),
    fixed('differs', 11, yesOrEmpty),
    fixed('misconception', 14, yesOrEmpty),
    fixed('deviation', 30),
    fixed('not-applicable', 30),
    fixed('status', 14, list('Status', Object.values(STATUS_LABELS), true)),
    fixed('due', 12, { kind: 'date' }),
    fixed('note', 40),
    fixed('parked', 9, yesOrEmpty),
    fixed('waits', 30),
    fixed('confirm', 9, yesOrEmpty),
    fixed('review', 12, list('Review', Object.values(REVIEW_WORDS), true)),
    fixed('review-text', 28),
    fixed('evidence', 14),
    ...(report.providers === undefined ? [] : [fixed('held-evidence', 30)]),
    fixed('answered-at', 17, { kind: 'instant' }),
    fixed('answered-by', 18),
  ];
  return columns.filter(({ id }) => {
    const part = PART_OF[id as FixedColumn];
    return part === undefined || !leavesOut(report, part);
  });
}
