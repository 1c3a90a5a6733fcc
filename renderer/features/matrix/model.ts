import type { Matrix } from '../../../main/contract/matrix.ts';
import type { PartyKind } from '../../../main/contract/parties.ts';
import { decodeOwnership, type OwnershipKey, ownershipKeys } from '../../../main/domain/duties/ownership.ts';
import type { StackInput } from '../../../main/domain/pictures/demarcation.ts';
import {
  CELL_FLAGS,
  type MatrixCell,
  type MatrixTable,
  suggestedIn,
} from '../../../main/domain/pictures/matrix.ts';
import { isPlacedBy } from '../../../main/domain/pictures/narrow-matrix.ts';
import type { CellPosition } from '../../components/data-table/grid-navigation.ts';
import { suggestedKeys } from '../../components/ownership/suggested-keys.ts';

/** A line of the grid as drawn: the head of a domain, or one duty. `duty` counts duties only, as the focus does. */
export type DisplayRow =
  | { readonly kind: 'domain'; readonly id: string; readonly name: string; readonly duties: number }
  | { readonly kind: 'duty'; readonly duty: number; readonly row: number };

export interface GridFilter {
  readonly subject?: string | undefined;
  readonly domain?: string | undefined;
  readonly environment?: string | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly tag?: string | undefined;
  /** Refs of the cells looked for; services and duties with none of them are left out. Null while none are looked for. */
  readonly found?: ReadonlySet<string> | null | undefined;
}

/** What the grid shows after filtering: indexes into the table, and the lines with their domain heads. */
export interface GridView {
  readonly columns: readonly number[];
  readonly duties: readonly number[];
  readonly rows: readonly DisplayRow[];
  /** Line of each duty, for scrolling to it. */
  readonly lineOf: readonly number[];
}

export function gridView(table: MatrixTable, filter: GridFilter): GridView {
  const { found } = filter;
  let columns = table.columns.flatMap((column, index) => {
    if (filter.subject && column.ref !== filter.subject) return [];
    return isPlacedBy(column, filter) ? [index] : [];
  });
  let duties = table.rows.flatMap((row, index) =>
    filter.domain && row.domain !== filter.domain ? [] : [index],
  );
  if (found) {
    const has = (column: number, row: number, own: boolean) => {
      const ref = table.cell(column, row)?.ref;
      return (
        ref !== undefined && found.has(ref) && (!own || ref.startsWith(`${table.columns[column]?.ref}/`))
      );
    };
    // What stands in every column, because a provider answers it once, says nothing about a single service.
    const own = columns.filter((column) => duties.some((row) => has(column, row, true)));
    if (own.length > 0) columns = own;
    duties = duties.filter((row) => columns.some((column) => has(column, row, false)));
    if (duties.length === 0) columns = [];
  }
  const rows: DisplayRow[] = [];
  const lineOf: number[] = [];
  let domain: string | undefined;
  for (const [duty, row] of duties.entries()) {
    const entry = table.rows[row];
    if (!entry) continue;
    if (entry.domain !== domain) {
      domain = entry.domain;
      const count = duties.filter((other) => table.rows[other]?.domain === domain).length;
      rows.push({ kind: 'domain', id: entry.domain, name: entry.domainName, duties: count });
    }
    lineOf.push(rows.length);
    rows.push({ kind: 'duty', duty, row });
  }
  return { columns, duties, rows, lineOf };
}

/** Widths of the columns: as wide as the room allows up to `widest`, never narrower than `narrowest`; then it scrolls. */
export function columnWidth(room: number, columns: number, narrowest: number, widest: number): number {
  if (columns === 0) return narrowest;
  return Math.min(widest, Math.max(narrowest, Math.floor(room / columns)));
}

/** Indexes to draw: those in view plus the focused one, so that focus is never lost by scrolling. */
export function withFocused(visible: readonly number[], focused: number | null): number[] {
  if (focused === null || visible.includes(focused)) return [...visible];
  return [...visible, focused].sort((a, b) => a - b);
}

export interface DrawnCell {
  readonly keys: readonly OwnershipKey[];
  readonly parked: boolean;
  readonly note: boolean;
  readonly evidence: boolean;
  readonly misconception: boolean;
  readonly implemented: boolean;
  /** What a party answered once for many services. */
  readonly held: boolean;
  /** Unanswered: the keys are what the catalogue suggests, and are drawn as a ghost. */
  readonly ghost: boolean;
}
/** What a cell is drawn with; where nothing is recorded, the suggestion stands in its place as a ghost. */
export function drawnCell(
  ownership: string,
  flags: number,
  kinds: ReadonlyMap<string, PartyKind>,
): DrawnCell {
  const has = (flag: keyof typeof CELL_FLAGS) => (flags & CELL_FLAGS[flag]) !== 0;
  const suggested = ownership === '' ? suggestedIn(flags) : null;
  return {
    ghost: suggested !== null,
    keys: suggested === null ? ownershipKeys(decodeOwnership(ownership), kinds) : suggestedKeys(suggested),
    parked: has('parked'),
    note: has('note'),
    evidence: has('evidence'),
    misconception: has('misconception'),
    implemented: has('implemented'),
    held: has('held'),
  };
}

const SUGGESTED_WORDS = {
  aws: 'the provider',
  customer: 'the customer',
  shared: 'shared',
  na: 'not applicable',
} as const;

/** What a screen reader hears of a cell: `AWS + Acme, note, evidence`, or `Unanswered, suggested: the customer`. */
export function cellWords(
  cell: { readonly ownership: string; readonly flags: number } | undefined,
  names: ReadonlyMap<string, string>,
  besides: readonly string[] = [],
): string {
  if (!cell) return 'Not asked here';
  const ownership = decodeOwnership(cell.ownership);
  const who =
    ownership.kind === 'unanswered'
      ? 'Unanswered'
      : ownership.kind === 'not-applicable'
        ? 'Not applicable'
        : ownership.kind === 'single'
          ? (names.get(ownership.party) ?? ownership.party)
          : `Shared: ${ownership.parties.map((party) => names.get(party) ?? party).join(' and ')}`;
  const marks = Object.entries(CELL_FLAGS).flatMap(([name, flag]) => (cell.flags & flag ? [name] : []));
  const suggested = ownership.kind === 'unanswered' ? suggestedIn(cell.flags) : null;
  const proposal = suggested === null ? [] : [`suggested: ${SUGGESTED_WORDS[suggested]}`];
  return [who, ...proposal, ...marks, ...besides].join(', ');
}

/** Cells by ownership as the legend counts them, over what is asked in the shown columns and rows. */
export function countCells(
  table: MatrixTable,
  view: Pick<GridView, 'columns' | 'duties'>,
): { readonly asked: number; readonly answered: number; readonly parked: number } {
  let asked = 0;
  let answered = 0;
  let parked = 0;
  const seen = new Set<MatrixCell>();
  for (const column of view.columns)
    for (const row of view.duties) {
      const cell = table.cell(column, row);
      // A provider's duty stands in every column, as one and the same cell, but was asked once.
      if (!cell || seen.has(cell)) continue;
      seen.add(cell);
      asked += 1;
      if (cell.ownership !== '') answered += 1;
      if (cell.flags & CELL_FLAGS.parked) parked += 1;
    }
  return { asked, answered, parked };
}

/** Place of an assignment in the view, for returning to the cell named in the address; null when it is filtered away. */
export function findCell(
  table: MatrixTable,
  view: GridView,
  ref: string,
): { readonly row: number; readonly column: number } | null {
  const slash = ref.indexOf('/');
  const subject = ref.slice(0, slash);
  const duty = ref.slice(slash + 1);
  const row = view.duties.findIndex((index) => table.rows[index]?.id === duty);
  if (row < 0) return null;
  const column = view.columns.findIndex((index) => table.columns[index]?.ref === subject);
  if (column >= 0) return { row, column };
  // A provider's own duty has no column of its own: its first place will do.
  const entry = view.duties[row];
  const anywhere = view.columns.findIndex(
    (index) => entry !== undefined && table.cell(index, entry)?.ref === ref,
  );
  return anywhere < 0 ? null : { row, column: anywhere };
}

export function parseRef(ref: string): { readonly subject: string; readonly responsibility: string } {
  const slash = ref.indexOf('/');
  return { subject: ref.slice(0, slash), responsibility: ref.slice(slash + 1) };
}

/** The duty at a place of the view; null where none is asked. */
export function refAt(
  table: MatrixTable,
  view: GridView,
  place: { readonly row: number; readonly column: number },
): string | null {
  const column = view.columns[place.column];
  const row = view.duties[place.row];
  return column === undefined || row === undefined ? null : (table.cell(column, row)?.ref ?? null);
}

/** Where a view begins: its first duty that is asked, row by row, so that nobody starts on a cell without a question. */
export function firstAsked(table: MatrixTable, view: GridView): CellPosition {
  for (let row = 0; row < view.duties.length; row += 1)
    for (let column = 0; column < view.columns.length; column += 1)
      if (refAt(table, view, { row, column }) !== null) return { row, column };
  return { row: 0, column: 0 };
}

/** Refs in the rectangle between two places of the view, each once; what is not asked has none. */
export function refsBetween(
  table: MatrixTable,
  view: GridView,
  a: { readonly row: number; readonly column: number },
  b: { readonly row: number; readonly column: number },
): readonly string[] {
  const rows = view.duties.slice(Math.min(a.row, b.row), Math.max(a.row, b.row) + 1);
  const columns = view.columns.slice(Math.min(a.column, b.column), Math.max(a.column, b.column) + 1);
  const refs = new Set<string>();
  for (const row of rows)
    for (const column of columns) {
      const ref = table.cell(column, row)?.ref;
      if (ref !== undefined) refs.add(ref);
    }
  return [...refs];
}

/** The least rectangle of the view that holds every selected cell; null when none of them is in view. */
export function selectedBox(table: MatrixTable, view: GridView, keys: ReadonlySet<string>) {
  let top = Number.POSITIVE_INFINITY;
  let left = Number.POSITIVE_INFINITY;
  let bottom = -1;
  let right = -1;
  for (const [row, duty] of view.duties.entries())
    for (const [column, service] of view.columns.entries()) {
      const ref = table.cell(service, duty)?.ref;
      if (ref === undefined || !keys.has(ref)) continue;
      top = Math.min(top, row);
      left = Math.min(left, column);
      bottom = Math.max(bottom, row);
      right = Math.max(right, column);
    }
  return bottom < 0 ? null : { top, left, bottom, right };
}

/** The pictures that the filters leave: services by name and place, duties by domain. */
export function inputsFor(
  inputs: readonly StackInput[],
  matrix: Pick<Matrix, 'subjects'>,
  filter: {
    readonly domain?: string | undefined;
    readonly environment?: string | undefined;
    readonly account?: string | undefined;
    readonly region?: string | undefined;
    readonly tag?: string | undefined;
    /** Part of a service's name. */
    readonly text?: string | undefined;
  },
): readonly StackInput[] {
  const text = (filter.text ?? '').trim().toLowerCase();
  return inputs
    .filter((input) => {
      const subject = matrix.subjects.find((entry) => entry.ref === input.ref);
      if (!isPlacedBy(subject, filter)) return false;
      return `${input.label} ${subject?.detail ?? ''} ${input.ref}`.toLowerCase().includes(text);
    })
    .map((input) =>
      filter.domain
        ? { ...input, duties: input.duties.filter((duty) => duty.domain === filter.domain) }
        : input,
    );
}

/** Every duty of the view once, service by service and downwards: the order in which one goes through a grid. */
export function columnOrder(
  table: MatrixTable,
  view: GridView,
  found: ReadonlySet<string> | null,
): readonly string[] {
  const refs = new Set<string>();
  for (const column of view.columns)
    for (const row of view.duties) {
      const ref = table.cell(column, row)?.ref;
      if (ref !== undefined && (found?.has(ref) ?? true)) refs.add(ref);
    }
  return [...refs];
}

/** The duties of the view that are open: nobody has answered them, and they are not parked. */
export function openRefs(table: MatrixTable, view: GridView): ReadonlySet<string> {
  const refs = new Set<string>();
  for (const column of view.columns)
    for (const row of view.duties) {
      const cell = table.cell(column, row);
      if (cell?.ownership === '' && !(cell.flags & CELL_FLAGS.parked)) refs.add(cell.ref);
    }
  return refs;
}
