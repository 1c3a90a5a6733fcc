import { invalidInput } from '../../contract/errors.ts';
import type { AuditRequest } from '../../domain/pack/requests.ts';
import { numeral } from '../../domain/words/counted.ts';
import { plainName, plainText } from '../../domain/words/plain-text.ts';
import type { Row } from '../sheets/book.ts';
import { openSheets } from '../sheets/open-sheets.ts';

const ID = ['id', 'no', 'no.', 'nr', 'number', '#', 'request id', 'request no', 'request no.', 'item'];
const TEXT = [
  'request',
  'requests',
  'what is asked',
  'question',
  'description',
  'requested',
  'item requested',
];
const NAMES = [
  'ref',
  'refs',
  'reference',
  'references',
  'control',
  'controls',
  'control id',
  'control ids',
  'duty',
  'duties',
  'service',
  'services',
  'evidence',
];
/** A heading row stands among the first rows, below a title or two. */
const HEADING_ROWS = 20;
const MAX_REQUESTS = 5000;
const MAX_NAMES = 200;
const MAX_LENGTH = 10_000;

/**
 * Reads what an auditor asked for: a CSV or Excel sheet with the columns id, request, and refs or control ids. INVALID_INPUT names what
 * is wrong with it, with its row.
 */
export async function readRequests(
  path: string,
  name: string,
  signal: AbortSignal,
): Promise<readonly AuditRequest[]> {
  const book = await openSheets(path, name, signal);
  try {
    for (const sheet of book.sheets) {
      if (sheet.kind !== 'cells' || sheet.state !== 'visible') continue;
      const where = book.sheets.length > 1 ? `${name}, sheet ${sheet.name}` : name;
      const found = await readSheet(book.rows(sheet.name), where);
      if (found !== null) return found;
    }
  } finally {
    await book.close();
  }
  throw invalidInput(
    `${name} is no list of requests: none of its first ${HEADING_ROWS} rows has the headings "id", "request" and "refs" or "control ids". Name the columns so, one row for each request, and try again.`,
  );
}

interface Columns {
  readonly id: number;
  readonly text: number | null;
  readonly names: readonly number[];
}

function columnsOf({ cells }: Row): Columns | null {
  const headings = cells.map(({ column, text }) => ({ column, heading: plainName(text) }));
  const at = (known: readonly string[], not?: number) =>
    headings.find(({ column, heading }) => column !== not && known.includes(heading))?.column;
  const id = at(ID);
  const names = headings.filter(({ heading }) => NAMES.includes(heading)).map(({ column }) => column);
  return id === undefined || names.length === 0 ? null : { id, text: at(TEXT, id) ?? null, names };
}

/** The requests of a sheet; null where it has no headings. */
async function readSheet(
  batches: AsyncIterable<readonly Row[]>,
  name: string,
): Promise<readonly AuditRequest[] | null> {
  let columns: Columns | null = null;
  const seen = new Map<string, number>();
  const requests: AuditRequest[] = [];
  let looked = 0;
  for await (const batch of batches)
    for (const row of batch) {
      if (columns === null) {
        looked += 1;
        if (looked > HEADING_ROWS) return null;
        columns = columnsOf(row);
        continue;
      }
      const request = requestIn(row, columns, name);
      if (request === null) continue;
      const before = seen.get(plainName(request.id));
      if (before !== undefined)
        throw invalidInput(
          `${name}, row ${row.number}: the request ${request.id} stands in row ${before} already. Give each its own id, and try again.`,
        );
      seen.set(plainName(request.id), row.number);
      requests.push(request);
      if (requests.length > MAX_REQUESTS)
        throw invalidInput(
          `${name} has more than ${numeral(MAX_REQUESTS)} requests. Check that it is the file you meant, or split it.`,
        );
    }
  if (columns !== null && requests.length === 0)
    throw invalidInput(`${name} has the headings of a list of requests, and no request below them.`);
  return columns === null ? null : requests;
}

function requestIn({ number, cells }: Row, columns: Columns, name: string): AuditRequest | null {
  const textAt = (column: number | null) =>
    column === null ? '' : plainText(cells.find((cell) => cell.column === column)?.text ?? '');
  const id = textAt(columns.id);
  const text = textAt(columns.text);
  const names = columns.names
    .flatMap((column) => textAt(column).split(/[,;\n]/))
    .map((each) => each.trim())
    .filter((each) => each !== '');
  if (id === '' && text === '' && names.length === 0) return null;
  const where = `${name}, row ${number}`;
  if (id === '') throw invalidInput(`${where}: the request has no id. Give each its own, and try again.`);
  if (id.length > 200 || text.length > MAX_LENGTH)
    throw invalidInput(
      `${where}: its id or its text is too long; 200 and ${numeral(MAX_LENGTH)} characters can be taken. Shorten it and try again.`,
    );
  if (names.length > MAX_NAMES)
    throw invalidInput(
      `${where}: the request names more than ${MAX_NAMES} duties and controls. Split it, and try again.`,
    );
  return { id, text, names: [...new Set(names)] };
}
