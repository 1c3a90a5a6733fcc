import { invalidInput } from '../../../contract/errors.ts';
import { isOfUsed, titlesUsed } from '../../../domain/services/in-use.ts';
import { namesSum } from '../../../domain/words/sums.ts';
import { placeColumns, plainHeading, type Table } from '../csv.ts';
import { saysLaunchType } from '../exports/launch-types.ts';
import type { Found } from '../found.ts';
import { titleThatCounts } from '../lists/below-titles.ts';
import { goneColumns, goneInText, isOfGone, stateAlone } from '../lists/gone.ts';
import { isCount, TitlePath } from '../lists/title-path.ts';
import { type Arn, arnsIn } from './arn.ts';
import { policyIn, walk } from './arn-document.ts';
import { ArnTally } from './arn-tally.ts';
import { notesBeside } from './beside-arns.ts';
import { CLUSTER, ENGINE, GONE_BY_SHEET, GONE_IN_ROW, GONE_IN_TEXT, OWN, TAGS, USED } from './names.ts';

// Whatever names resources by their ARNs: Steampipe, CloudQuery, Prowler's inventory, Cartography, a list from a mail. What a row
// calls its own ARN is the resource; other ARNs in it are of roles, keys and the like that it refers to. Tags are neither: with those of
// CloudFormation every resource of a stack bears the ARN of the stack.

/** The resources that a table names by ARN, judged as of an ISO date; null where it names none. */
export function readArnTable(file: string, whole: Table, asOf: string): Found | null {
  const table = belowTitle(whole);
  const tally = new ArnTally(file);
  const where = placeColumns(table);
  const tags = new Set(table.headers.flatMap((header, at) => (TAGS.has(plainHeading(header)) ? [at] : [])));
  const own = ownColumn(table, tags);
  const columnNamed = (names: ReadonlySet<string>) =>
    table.headers.findIndex((header) => names.has(plainHeading(header)));
  const engine = columnNamed(ENGINE);
  const cluster = columnNamed(CLUSTER);
  const used = columnNamed(USED);
  const launching = table.headers.flatMap((header, at) =>
    saysLaunchType(header) ? [[header, at] as const] : [],
  );
  const gone = goneColumns(table.headers, asOf, own);
  const isList = table.headers.length <= 1;
  const rows: (readonly string[])[] = [];
  const isOfSheet = isOfGone(table.sheet ?? '');
  const path = new TitlePath(
    (title) => isOfGone(title) || (isOfUsed(title) || titlesUsed(title) ? false : null),
  );
  if (table.above !== undefined) path.enter(table.above);
  // A list without headings begins with its first resource.
  for (const row of [table.headers, ...table.rows]) {
    const isHeadings = row === table.headers;
    const itself = cellIn(row, own) ?? '';
    const isNamed = itself.includes('arn:aws');
    const next = isNamed || (isHeadings && !isList) ? null : titleIn(row);
    if (next !== null) {
      if (!isHeadings || !OWN.has(plainHeading(next))) path.enter(next);
      continue;
    }
    if (!isHeadings || isList) path.pass();
    const { title, isUnused } = path;
    const by = isHeadings ? -1 : gone.goneBy(row);
    if (!isHeadings && isNamed) rows.push(row);
    const place = {
      account: cellIn(row, where.account),
      region: cellIn(row, where.region),
      engine: cellIn(row, engine),
      cluster: cellIn(row, cluster),
      used: cellIn(row, used),
      ...(launching.length > 0
        ? { launched: Object.fromEntries(launching.map(([header, at]) => [header, valueIn(row[at] ?? '')])) }
        : {}),
    };
    const leave = (arn: Arn): void => {
      if (by >= 0) tally.leave(arn, GONE_IN_ROW, stateAlone(row[by]));
      else if (isUnused) tally.leave(arn, GONE_IN_TEXT, title);
      else tally.leave(arn, GONE_BY_SHEET, table.sheet ?? '');
    };
    const isLeft = by >= 0 || isUnused || (isOfSheet && !isOfUsed(title));
    row.forEach((cell, column) => {
      const isOwn = column === own;
      if (!isOwn && (tags.has(column) || !cell.includes('arn:aws') || repeats(cell, itself.trim()))) return;
      for (const arn of arnsIn(cell))
        if (!isLeft) tally.add(arn, isOwn ? 'own' : 'mentioned', place, title);
        else if (isOwn || own < 0) leave(arn);
    });
  }
  const found = tally.found();
  if (found === null) return null;
  const read = new Set([
    where.account,
    where.region,
    engine,
    cluster,
    ...tags,
    ...launching.map(([, at]) => at),
    ...table.headers.flatMap((header, at) => (OWN.has(plainHeading(header)) ? [at] : [])),
  ]);
  return {
    ...found,
    notes: [...found.notes, ...notesBeside({ headers: table.headers, rows, own, read, gone })],
  };
}
/** The cell of a column; none where there is no such column (-1), which as the index of a list is looked up as a name is, at length. */
const cellIn = (row: readonly string[], column: number): string | undefined =>
  column < 0 ? undefined : row[column];
/** Whether a cell names one resource alone, which is that of its row: programs write it once more in brackets and quotes. */
function repeats(cell: string, itself: string): boolean {
  const at = itself.startsWith('arn:aws') ? cell.indexOf(itself) : -1;
  return at >= 0 && cell.lastIndexOf('arn:aws') === at && /^["'\]\s]*$/.test(cell.slice(at + itself.length));
}

/** A table whose first line is a title and whose second has the headings, by these. */
function belowTitle(table: Table): Table {
  const { headers, rows, numbers = [] } = table;
  const [next = [], ...more] = rows;
  const title = headers.length === 1 ? titleIn(headers) : null;
  const isBelow = title !== null && next.length > 1 && next.some((cell) => OWN.has(plainHeading(cell)));
  return isBelow
    ? {
        ...table,
        headers: next.map((cell) => cell.trim()),
        rows: more,
        numbers: numbers.slice(1),
        above: table.above ?? title,
      }
    : table;
}

/** What stands by itself in a row, or in a line of a list, above resources; a number or a count beside it changes nothing, unless it is a sum. */
export function titleIn(row: readonly string[]): string | null {
  const all = row.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const [only = '', ...more] = all.length > 1 ? all.filter((cell) => !isCount(cell)) : all;
  if (all.length > 1 && namesSum(only)) return null;
  if (only === '' || more.length > 0 || only.includes('arn:aws') || only.length > LONGEST_TITLE) return null;
  return only;
}
const LONGEST_TITLE = 100;

/** A list in a cell, as Steampipe and CloudQuery write them; any other text as it is. */
function valueIn(cell: string): unknown {
  if (!cell.startsWith('[') || cell.length > LONGEST_LIST) return cell;
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}
const LONGEST_LIST = 2000;

const ROWS_LOOKED_AT = 200;

/** The column that says which resource a row is: one that is called so and has ARNs, else one that has them in most rows; -1 for none. */
function ownColumn({ headers, rows }: Table, aside: ReadonlySet<number>): number {
  const first = rows.slice(0, ROWS_LOOKED_AT);
  const shareOf = (column: number): number =>
    first.filter((row) => (row[column] ?? '').includes('arn:aws')).length / Math.max(1, first.length);
  const named = headers.flatMap((header, at) => (OWN.has(plainHeading(header)) ? [at] : []));
  const columns = [...named].sort(
    (a, b) =>
      Number(plainHeading(headers[b] ?? '').endsWith('arn')) -
      Number(plainHeading(headers[a] ?? '').endsWith('arn')),
  );
  const called = columns.find((column) => shareOf(column) > 0);
  if (called !== undefined) return called;
  const width = Math.min(Math.max(0, ...first.map(({ length }) => length)), 1000);
  return (
    Array.from({ length: width }, (_, column) => column).find(
      (column) => !aside.has(column) && shareOf(column) > 0.5,
    ) ?? -1
  );
}

/** The same of a text of any kind: every ARN in it. INVALID_INPUT where none names a resource. */
export function readArnText(file: string, text: string, asOf: string): Found {
  const tally = new ArnTally(file);
  const sayOf = goneInText();
  const from = text.indexOf('{');
  const inside = from < 0 ? '' : text.slice(from, text.lastIndexOf('}') + 1);
  const policy = policyIn(inside);
  if (policy !== null) walk(policy, tally, asOf);
  for (const line of (policy === null ? text : text.replace(inside, ' ')).split(/\r\n|\r|\n/)) {
    const says = sayOf(line);
    if (says === null) continue;
    for (const arn of arnsIn(line))
      if (says.gone === null) tally.add(arn, 'own', null, titleThatCounts(says.titles));
      else tally.leave(arn, GONE_IN_TEXT, says.gone);
  }
  const found = tally.found();
  if (found) return found;
  throw invalidInput(
    `${file} holds ARNs, but none that names a resource of an account: they are patterns, sessions or owned by AWS. Give a list of the resources.`,
  );
}
