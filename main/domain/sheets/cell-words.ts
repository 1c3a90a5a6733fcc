import type { Assignment, Status } from '../../contract/assignments.ts';
import type { CellField } from '../../contract/cells.ts';
import { ownershipOf, ownershipWords, partyWords } from '../duties/ownership.ts';
import { isOwned } from '../duties/status.ts';
import { plainName } from '../words/plain-text.ts';

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
      return isOwned({ ownership }) ? STATUS_LABELS[row.status] : '';
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

/** What people write for a status beside its own words, where it can mean only one of them. */
const STATUS_SPOKEN: Readonly<Record<string, Status>> = {
  'to do': 'not-started',
  todo: 'not-started',
  'not done': 'not-started',
  'not begun': 'not-started',
  started: 'in-progress',
  ongoing: 'in-progress',
  doing: 'in-progress',
  'in work': 'in-progress',
  'work in progress': 'in-progress',
  wip: 'in-progress',
  done: 'implemented',
  complete: 'implemented',
  completed: 'implemented',
  finished: 'implemented',
  'in place': 'implemented',
  'accepted risk': 'risk-accepted',
  'risk is accepted': 'risk-accepted',
};

/** A status by its key, its words or what is commonly said for it; null for anything else. */
export function statusNamed(text: string): Status | null {
  const wanted = plainName(text);
  for (const [status, label] of Object.entries(STATUS_LABELS) as [Status, string][])
    if (wanted === status || wanted === plainName(label)) return status;
  return Object.hasOwn(STATUS_SPOKEN, wanted) ? (STATUS_SPOKEN[wanted] ?? null) : null;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * Ids behind a cell's names, ids or names joined by + or a comma. A name that holds such a sign itself ("Acme, Inc.") is found
 * first, alone and among others; "and", & and / join, too, where each side of them is known.
 */
export function namesIn(
  text: string,
  known: readonly Named[],
): readonly { readonly written: string; readonly id: string | null }[] {
  const ids = new Map<string, string>();
  for (const { id, name } of [
    ...known.map(({ id }) => ({ id, name: id })),
    ...known,
    ...known.map(({ id, name }) => ({ id, name: partyWords(name) })),
  ])
    if (!ids.has(plainName(name))) ids.set(plainName(name), id);
  const found: { written: string; id: string | null }[] = [];
  const pieces = piecesOf(text, /[+,;\n\uff0b\uff0c]/g);
  for (let first = 0; first < pieces.length; ) {
    const { next, named } = longestName(text, pieces, first, ids);
    first = next;
    for (const entry of named) if (entry.written !== '') found.push(entry);
  }
  return found;
}

interface Piece {
  readonly from: number;
  readonly to: number;
}

function piecesOf(text: string, separator: RegExp): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(separator)) {
    pieces.push({ from, to: match.index });
    from = match.index + match[0].length;
  }
  return [...pieces, { from, to: text.length }];
}

/** More pieces than the longest name can have are not tried together. */
const MAX_PIECES = 8;

/** The longest run of pieces from one on that is a name; else what the piece alone joins, or the piece as it is. */
function longestName(
  text: string,
  pieces: readonly Piece[],
  first: number,
  ids: ReadonlyMap<string, string>,
) {
  const written = (last: number) => text.slice(pieces[first]?.from, pieces[last]?.to).trim();
  for (let last = Math.min(pieces.length, first + MAX_PIECES) - 1; last >= first; last -= 1) {
    const id = ids.get(plainName(written(last)));
    if (id !== undefined) return { next: last + 1, named: [{ written: written(last), id }] };
  }
  const alone = written(first);
  const joined = alone.split(/&|\/|\sand\s/i).map((part) => {
    const name = part.trim();
    return { written: name, id: ids.get(plainName(name)) ?? null };
  });
  const all = joined.length > 1 && joined.every(({ id }) => id !== null);
  return { next: first + 1, named: all ? joined : [{ written: alone, id: null }] };
}
