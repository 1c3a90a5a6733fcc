import type { Assignment, Status } from '../contract/assignments.ts';
import type { CellField } from '../contract/cells.ts';
import { ownershipOf, ownershipWords } from './ownership.ts';

/** Names by which rows are sorted, as they are read. */
export interface RegisterNames {
  readonly parties: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
}

/** Persons named in a row, in the order of its shares. */
export function personsOf(row: Pick<Assignment, 'shares'>, people: ReadonlyMap<string, string>): string {
  const names = row.shares.flatMap((share) =>
    share.person === null ? [] : [people.get(share.person) ?? share.person],
  );
  return [...new Set(names)].join(', ');
}

/** Words of a status, as they stand in cells that are copied and pasted. */
export const STATUS_LABELS: Readonly<Record<Status, string>> = {
  'not-started': 'Not started',
  'in-progress': 'In progress',
  implemented: 'Implemented',
  'risk-accepted': 'Risk accepted',
};

type Cells = Pick<Assignment, 'shares' | 'notApplicable' | 'deviationReason' | 'status' | 'dueOn' | 'note'>;

/** The text of one cell, as it is copied: what is pasted back unchanged changes nothing. */
export function cellText(row: Cells, field: CellField, names: RegisterNames): string {
  const ownership = ownershipOf(row);
  switch (field) {
    case 'owners':
      return ownershipWords(ownership, names.parties);
    case 'person':
      return personsOf(row, names.people);
    case 'status':
      return ownership.kind === 'single' || ownership.kind === 'shared' ? STATUS_LABELS[row.status] : '';
    case 'dueOn':
      return row.dueOn ?? '';
    case 'note':
      return row.note ?? '';
    case 'reason':
      return row.notApplicable ?? row.deviationReason ?? '';
    default:
      return row.shares.find((share) => share.party === field.slice('text/'.length))?.text ?? '';
  }
}

const plain = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

/** A status by its key or its words; null for anything else. */
export function statusNamed(text: string): Status | null {
  const wanted = plain(text);
  for (const [status, label] of Object.entries(STATUS_LABELS) as [Status, string][])
    if (wanted === status || wanted === plain(label)) return status;
  return null;
}

/** Ids behind a cell's names, ids or names joined by + or a comma; a name that holds such a sign itself is found first. */
export function namesIn(
  text: string,
  known: readonly { readonly id: string; readonly name: string }[],
): readonly { readonly written: string; readonly id: string | null }[] {
  const idOf = (written: string) =>
    known.find(({ id, name }) => id === plain(written) || plain(name) === plain(written))?.id ?? null;
  const whole = idOf(text);
  if (whole !== null) return [{ written: text.trim(), id: whole }];
  return text
    .split(/[+,;]/)
    .map((written) => written.trim())
    .filter((written) => written !== '')
    .map((written) => ({ written, id: idOf(written) }));
}
