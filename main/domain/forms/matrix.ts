import type {
  Claim,
  ClaimOwner,
  ClaimWord,
  ColumnMapping,
  Meaning,
  SheetMapping,
} from '../../contract/claims.ts';
import { type Facts, statusWords } from '../layouts/facts.ts';
import { type ControlRow, controlRow, type Gathered, readDuty } from '../layouts/gather.ts';
import { renderParts } from '../layouts/lines.ts';
import { settledFacts } from '../layouts/settled.ts';
import type { TextSource } from '../layouts/template.ts';
import {
  type FormControl,
  type FormControls,
  foldHeading,
  type PlannedCell,
  type PlannedRow,
} from './plan.ts';
import { whyNothing } from './why-nothing.ts';

/** What a word says in a column of a sheet, as the reader of such tables takes it; null where it says nothing that is known. */
export type ReadWord = (column: ColumnMapping, word: string) => ClaimWord | 'mark' | null;
/** A row of the form, by the ids in it. */
export interface MatrixRow {
  readonly sheet: string;
  readonly row: number;
  readonly ids: readonly Pick<Claim, 'framework' | 'control' | 'part' | 'label'>[];
}
/** A sheet whose columns are known. */
export interface MatrixSheet {
  readonly mapping: SheetMapping;
  readonly read: ReadWord;
  readonly rows: readonly MatrixRow[];
  /** Words that stand in a column already: the form's own, which ours follow. */
  readonly used: (column: number) => readonly string[];
}
export interface MatrixInput {
  readonly gathered: Gathered;
  readonly controls: (framework: string) => FormControls;
  readonly words: Readonly<Record<string, string>>;
}

/** What is to be written into the rows of a table of somebody's: the owner, the status and the text of each half. */
export const planMatrix = (sheet: MatrixSheet, input: MatrixInput): readonly PlannedRow[] =>
  sheet.rows.map(({ sheet: name, row, ids }): PlannedRow => {
    const at = { sheet: name, row, id: ids.map(({ label }) => label).join(', ') };
    const found = ids.map((id) => rowOf(id, input));
    const [first] = found;
    if (!first || found.some((each) => each === null)) return { ...at, cells: [], why: UNKNOWN };
    if (found.length > 1)
      return { ...at, cells: [], why: 'It names several controls, which may lie with different parties.' };
    return { ...at, duties: first.control.responsibilities, ...cellsOf(sheet, first, input) };
  });
const UNKNOWN = 'It is no control of the catalogue and no duty of the workbook that is known by this name.';

/** A row is of a control, of a duty of all services, or of one service's duty (`orders-db/os-patching`). */
function rowOf(
  { framework, control, part }: MatrixRow['ids'][number],
  input: MatrixInput,
): ControlRow | null {
  const { gathered } = input;
  if (framework !== null) {
    const known = input.controls(framework).find({ control, part });
    return known === undefined ? null : controlRow(known, gathered);
  }
  const wanted = foldHeading(control);
  const single = gathered.rows.find(({ ref }) => ref === control.trim());
  if (single) return dutyRow(single.responsibility, single.responsibilityName, [single], gathered);
  for (const [id, { rows }] of gathered.duties) {
    const name = rows[0]?.responsibilityName ?? id;
    if (id === control.trim() || foldHeading(name) === wanted) return dutyRow(id, name, rows, gathered);
  }
  return null;
}

/** A duty lies whole with whoever has it, so it is read like a control that may be inherited. */
function dutyRow(
  id: string,
  title: string,
  rows: Parameters<typeof readDuty>[0],
  gathered: Gathered,
): ControlRow {
  const control: FormControl = { id, title, group: '', responsibilities: [id], inherit: 'wholly' };
  const { people } = gathered;
  const duty = readDuty(rows, gathered.sideOf, gathered.kindOf, (person) => people.get(person) ?? person);
  return controlRow(control, { ...gathered, duties: new Map([[id, duty]]) });
}

type Planned = Pick<PlannedRow, 'cells' | 'why'>;

function cellsOf(sheet: MatrixSheet, row: ControlRow, input: MatrixInput): Planned {
  const { columns } = sheet.mapping;
  const facts = settledFacts(row.facts);
  const means = ownersOf(facts, columns);
  const cells: PlannedCell[] = [];
  const whys: string[] = [];
  if (means !== null) {
    const said = columns.map((mapping) => ({ mapping, cell: wordCell(mapping, sheet, facts, means) }));
    for (const { mapping, cell } of said)
      if (cell !== null)
        cells.push({
          ...cell,
          unless: said.flatMap(({ mapping: other, cell: own }) =>
            own === null && areMarks(mapping, other) ? [other.column] : [],
          ),
        });
  }
  // Texts stand beside the words for an owner or a status, where the table has any.
  const explains = columns.some(({ meaning }) => WORDS.has(meaning));
  const silent = means === null || (explains && cells.length === 0);
  const sources = silent ? new Map<number, readonly TextSource[]>() : textColumns(columns);
  for (const [column, from] of sources) {
    if (facts.has('open')) {
      whys.push(OPEN);
      continue;
    }
    const parts = from.map((source) => ({ from: source, ...(from.length > 1 ? LABELS[source] : {}) }));
    const { text } = renderParts(parts, row.lines, row.facts, input.gathered.names, input.words);
    if (text !== null) cells.push({ column, values: [{ text }], explains });
  }
  if (cells.length === 0) whys.push(whyNothing(row));
  return { cells, why: whys[0] ?? null };
}
/** Marks of one kind say one thing together. */
const areMarks = (a: ColumnMapping, b: ColumnMapping): boolean =>
  [OWNER_MARKS, STATUS_MARKS].some((marks) => marks.has(a.meaning) && marks.has(b.meaning));
const OWNER_MARKS: ReadonlySet<Meaning> = new Set([
  'vendor',
  'customer',
  'other',
  'shared',
  'not-applicable',
]);
const STATUS_MARKS: ReadonlySet<Meaning> = new Set(['status-mark']);
const WORDS: ReadonlySet<Meaning> = new Set([
  ...OWNER_MARKS,
  ...STATUS_MARKS,
  'owner',
  'inherited',
  'status',
]);

const OPEN = 'A duty that bears on it has no answer that can stand, so its text is not written.';

/** Who owns it in the words of such tables; null where nothing is decided. */
function ownersOf(facts: Facts, columns: readonly ColumnMapping[]): ClaimWord | null {
  if (facts.has('not-applicable')) return 'not-applicable';
  if (facts.has('held-by-customer')) return ['customer'];
  if (!facts.has('held-by-provider') && !facts.has('held-together')) return null;
  // A table without a column for a third party counts what lies above its vendor as the vendor's.
  const others = columns.some(({ meaning }) => meaning === 'other' || meaning === 'other-text');
  const owners = new Set<ClaimOwner>();
  if (facts.has('self') || !others) owners.add('vendor');
  if (facts.has('held-together')) owners.add('customer');
  if (facts.has('upstream') && others) owners.add('other');
  return [...owners];
}

const sameOwners = (a: ClaimWord | 'mark' | null, b: ClaimWord): boolean =>
  typeof a === 'string' || a === null || typeof b === 'string'
    ? a === b
    : a.length === b.length && a.every((owner) => b.includes(owner));

function wordCell(
  mapping: ColumnMapping,
  { read, used, mapping: { columns } }: MatrixSheet,
  facts: Facts,
  means: ClaimWord,
): PlannedCell | null {
  const { column, meaning } = mapping;
  const worded = (says: (word: string) => boolean, otherwise: string): PlannedCell => ({
    column,
    says,
    values: [{ text: used(column).find(says) ?? otherwise }],
  });
  const mark = () => worded((word) => read(mapping, word) === 'mark' && word.length <= 3, 'X');
  const has = (owner: ClaimOwner) => means !== 'not-applicable' && means.includes(owner);
  const shared = has('vendor') && has('customer');
  switch (meaning) {
    case 'owner':
    case 'inherited':
      return meaning === 'inherited' && means === 'not-applicable'
        ? null
        : worded((word) => sameOwners(read(mapping, word), means), wordFor(means, meaning));
    case 'vendor':
    case 'customer':
      // A column of its own says that both have a part.
      if (shared && columns.some((each) => each.meaning === 'shared')) return null;
      return has(meaning) ? mark() : null;
    case 'other':
      return has('other') ? mark() : null;
    case 'shared':
      return shared ? mark() : null;
    case 'not-applicable':
      return means === 'not-applicable' ? mark() : null;
    case 'status':
    case 'status-mark':
      return statusCell(mapping, facts, worded, mark);
    default:
      return null;
  }
}

function statusCell(
  { meaning, header }: ColumnMapping,
  facts: Facts,
  worded: (says: (word: string) => boolean, otherwise: string) => PlannedCell,
  mark: () => PlannedCell,
): PlannedCell | null {
  // How far a provider's own part is done is for the provider to say.
  const status = facts.has('held-by-provider') ? null : statusWords(facts);
  if (status === null) return null;
  const same = (word: string) => STATUS_WORDS[status]?.includes(foldHeading(word)) === true;
  if (meaning === 'status') return worded(same, status);
  return same(header.split(' / ').at(-1) ?? '') ? mark() : null;
}
const STATUS_WORDS: Readonly<Record<string, readonly string[]>> = {
  Implemented: ['implemented', 'fully implemented', 'in place', 'complete', 'completed'],
  'Partially implemented': ['partially implemented', 'partial', 'partially', 'in progress'],
  'Not implemented': ['not implemented', 'planned', 'not in place', 'not started'],
  'Risk accepted': ['risk accepted', 'accepted risk'],
  'Not applicable': ['not applicable', 'n a', 'na'],
};

function wordFor(means: ClaimWord, meaning: 'owner' | 'inherited'): string {
  if (means === 'not-applicable') return 'Not applicable';
  const shared = means.length > 1;
  if (meaning === 'inherited') return shared ? 'Partial' : means[0] === 'customer' ? 'No' : 'Yes';
  return shared ? 'Shared' : means[0] === 'customer' ? 'Customer' : 'Provider';
}

/** Which sides' texts go into which column: each into its own where there is one, else into the one that is of nobody in particular. */
function textColumns(columns: readonly ColumnMapping[]): ReadonlyMap<number, readonly TextSource[]> {
  const first = (meaning: ColumnMapping['meaning']) =>
    columns.find((each) => each.meaning === meaning)?.column;
  const found = new Map<number, TextSource[]>();
  const general = first('text');
  for (const [source, own] of [
    ['upstream', first('other-text') ?? first('vendor-text')],
    ['self', first('vendor-text')],
    ['downstream', first('customer-text')],
  ] as const) {
    const column = own ?? general;
    if (column === undefined) continue;
    found.set(column, [...(found.get(column) ?? []), source]);
  }
  return found;
}
const LABELS: Readonly<Partial<Record<TextSource, { readonly label: string }>>> = {
  upstream: { label: 'Inherited from {parties}:' },
  self: { label: 'Provided by {parties}:' },
  downstream: { label: 'Customer responsibility ({parties}):' },
};
