import { MAX_RETURNED_ACTIONS } from '../../contract/actions.ts';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { idsIn, idsInCell } from '../../domain/trackers/issue-id.ts';
import type { ReturnedRow } from '../../domain/trackers/returned.ts';
import { plainName, plainText } from '../../domain/words/plain-text.ts';
import type { Book, Cell, Row } from '../sheets/book.ts';
import { dayOf, personOf } from './cells.ts';

/**
 * What trackers call the columns that are read, the first that is there counting: Jira's issue navigator, ServiceNow's lists (in words, or `due_date`), Eramba's
 * and what `gh issue list --json` names its fields; and what Jira calls them in the languages that matrices are read in.
 */
const HEADINGS = {
  id: ['demarc id', 'action'],
  status: ['status', 'state', 'statut', 'état', 'estado', 'stato'],
  resolution: [
    ...['resolution', 'state reason', 'statereason', 'resolution code', 'close code'],
    ...['lösung', 'résolution', 'resolución', 'risoluzione', 'oplossing', 'resolutie', 'rozwiązanie'],
  ],
  due: [
    ...['due date', 'duedate', 'due', 'deadline', 'fälligkeitsdatum', 'fällig am', 'fällig', 'fälligkeit'],
    ...["date d'échéance", 'échéance', 'fecha de vencimiento', 'vencimiento', 'data di scadenza', 'scadenza'],
    ...['einddatum', 'vervaldatum', 'termin', 'termin wykonania', 'data ukończenia'],
  ],
  assignee: [
    ...['assignee', 'assigned to', 'assignees', 'owner', 'task owner', 'zugewiesene person', 'zugewiesen an'],
    ...['bearbeiter', 'personne assignée', 'attribué à', 'responsable', 'persona asignada', 'asignado a'],
    ...['assegnatario', 'assegnato a', 'toegewezen persoon', 'toegewezen aan', 'osoba przypisana'],
  ],
  email: ['assignee email', 'assigneeemail'],
} as const;
type Field = keyof typeof HEADINGS;
type Columns = ReadonlyMap<Field, number>;
/** What there has to be one of. */
const TELLING: readonly Field[] = ['status', 'due', 'assignee'];
/** Lines above the headings that a report may have. */
const MAX_ABOVE = 20;

/** What of a book of sheets is read. */
export type IssueTable = Pick<Book, 'sheets' | 'rows'>;
export interface ReadStates {
  /** Those that name an action. */
  readonly rows: readonly ReturnedRow[];
  /** How many rows name none. */
  readonly others: number;
}

/**
 * Reads the table of issues of a spreadsheet: of the first sheet that has headings of one. INVALID_INPUT where none has, or more rows name
 * actions than are taken.
 */
export async function readStates(book: IssueTable, name: string, signal: AbortSignal): Promise<ReadStates> {
  for (const sheet of book.sheets) {
    if (sheet.kind !== 'cells') continue;
    const read = await readSheet(book, sheet.name, name, signal);
    if (read) return read;
  }
  throw invalidInput(
    `${name} has no column Status, Due Date or Assignee in its first ${MAX_ABOVE} lines. Export the issues with the column that has their state, and with their labels, their description or the column Demarc ID, which say what action each is.`,
  );
}

async function readSheet(
  book: IssueTable,
  sheet: string,
  name: string,
  signal: AbortSignal,
): Promise<ReadStates | null> {
  let columns: Columns | null = null;
  let above = 0;
  let others = 0;
  const rows: ReturnedRow[] = [];
  for await (const batch of book.rows(sheet)) {
    if (signal.aborted)
      throw new DemarcError('CANCELLED', `Reading ${name} was cancelled. Nothing was changed.`);
    for (const row of batch) {
      if (columns === null) {
        columns = columnsOf(row);
        above += 1;
        if (columns === null && above >= MAX_ABOVE) return null;
        continue;
      }
      const found = rowOf(row, columns);
      if (found === null) others += 1;
      else rows.push(found);
      if (rows.length > MAX_RETURNED_ACTIONS)
        throw invalidInput(
          `${name} has more than ${MAX_RETURNED_ACTIONS.toLocaleString('en-GB')} rows that name actions. Split it and try again.`,
        );
    }
  }
  return columns === null ? null : { rows, others };
}

/** The columns by their headings; null for a line that is none of headings. */
function columnsOf({ cells }: Row): Columns | null {
  const byName = new Map<string, number>();
  for (const { column, text } of cells) {
    const heading = plainName(text.replaceAll('_', ' ').replaceAll('\u2019', "'"));
    if (!byName.has(heading)) byName.set(heading, column);
  }
  const columns = new Map<Field, number>();
  for (const [field, names] of Object.entries(HEADINGS) as [Field, readonly string[]][]) {
    const heading = names.find((each) => byName.has(each));
    if (heading !== undefined) columns.set(field, byName.get(heading) ?? 0);
  }
  return TELLING.some((field) => columns.has(field)) ? columns : null;
}

function rowOf({ number, cells }: Row, columns: Columns): ReturnedRow | null {
  const cell = (field: Field): Cell | undefined => {
    const at = columns.get(field);
    return at === undefined ? undefined : cells.find(({ column }) => column === at);
  };
  const own = idsInCell(cell('id')?.text ?? '');
  const ids = own.length > 0 ? own : idsIn(cells.map(({ text }) => text).join('\n'));
  if (ids.length === 0) return null;
  return {
    row: number,
    ids,
    status: plainText(cell('status')?.text ?? ''),
    resolution: plainText(cell('resolution')?.text ?? ''),
    due: dayOf(cell('due')),
    assignee: personOf(cell('assignee')),
    email: cell('email'),
  };
}
