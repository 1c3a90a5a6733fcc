import { invalidInput } from '../../../contract/errors.ts';
import { isObject, type Json } from '../../text/json.ts';
import { ACCOUNT_HEADINGS, placeColumns, plainHeading, REGION_HEADINGS, type Table } from '../csv.ts';
import { saysLaunchType } from '../exports/launch-types.ts';
import type { Found } from '../found.ts';
import { columnsWithWords } from '../lists/beside-columns.ts';
import { goneColumns, goneInText, goneStateOf } from '../lists/gone.ts';
import { arnsIn } from './arn.ts';
import { ArnTally, type RowOf } from './arn-tally.ts';

// Whatever names resources by their ARNs: Steampipe, CloudQuery, Prowler's inventory, Cartography, a list from a mail. What a row
// calls its own ARN is the resource; other ARNs in it are of roles, keys and the like that it refers to. Tags are neither: with those of
// CloudFormation every resource of a stack bears the ARN of the stack.

/** Names of a row's own ARN, as `plainHeading` writes them. */
const OWN: ReadonlySet<string> = new Set([
  'arn',
  'arns',
  'resourcearn',
  'awsresourcearn',
  'awsarn',
  'akas',
  'identifier',
  'resourceid',
  'resourceids',
  'resource',
  'resourceuid',
  'id',
  'uid',
]);
/** What somebody, or a stack, wrote beside a resource. */
const TAGS: ReadonlySet<string> = new Set([
  'tags',
  'tagsall',
  'tagssrc',
  'taglist',
  'tagset',
  'resourcetags',
]);
const ENGINE: ReadonlySet<string> = new Set(['engine', 'dbengine']);
const CLUSTER: ReadonlySet<string> = new Set(['dbclusteridentifier', 'dbclusterid']);

/** The resources that a table names by ARN; null where it names none. */
export function readArnTable(file: string, table: Table): Found | null {
  const tally = new ArnTally(file);
  const where = placeColumns(table);
  const tags = new Set(table.headers.flatMap((header, at) => (TAGS.has(plainHeading(header)) ? [at] : [])));
  const own = ownColumn(table, tags);
  const columnNamed = (names: ReadonlySet<string>) =>
    table.headers.findIndex((header) => names.has(plainHeading(header)));
  const engine = columnNamed(ENGINE);
  const cluster = columnNamed(CLUSTER);
  const launching = table.headers.flatMap((header, at) =>
    saysLaunchType(header) ? [[header, at] as const] : [],
  );
  const ends = goneColumns(table.headers);
  const told = new Set<number>();
  // A list without headings begins with its first resource.
  for (const row of [table.headers, ...table.rows]) {
    const by = row === table.headers ? -1 : ends.goneBy(row);
    if (by >= 0) told.add(by);
    const place = {
      account: row[where.account],
      region: row[where.region],
      engine: row[engine],
      cluster: row[cluster],
      launched: Object.fromEntries(launching.map(([header, at]) => [header, valueIn(row[at] ?? '')])),
    };
    row.forEach((cell, column) => {
      if (!cell.includes('arn:aws') || tags.has(column)) return;
      for (const arn of arnsIn(cell))
        if (by < 0) tally.add(arn, column === own ? 'own' : 'mentioned', place);
        else if (column === own) tally.leave(arn, GONE_IN_ROW, (row[by] ?? '').trim());
    });
  }
  const found = tally.found();
  const unread = ends.telling.filter((at) => !told.has(at) && table.rows.some((row) => row[at]?.trim()));
  return found === null || unread.length === 0
    ? found
    : { ...found, notes: [...found.notes, `Not read: ${columnsWithWords(table, unread)}.`] };
}
const GONE_IN_ROW = 'by what their rows say';
const GONE_IN_TEXT = 'by what stands beside or above them';
const DENIED = 'since a policy denies them';

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

interface Open {
  readonly value: unknown;
  readonly own: boolean;
  readonly place: RowOf | null;
  /** Whether it stands in an entry that has an ARN of its own: what is called so further in is another's, as that of a layer in a function. */
  readonly within: boolean;
  /** What each entry of a list is, by the name of the list: `function` of `Functions`; null where it is no entry of a list. */
  readonly each: string | null;
  /** The name under which it stands. */
  readonly under: string;
}
/** The same of a document, wherever in it the ARNs stand. */
export function readArnDocument(file: string, document: unknown): Found | null {
  const tally = new ArnTally(file);
  walk(document, tally);
  return tally.found();
}

function walk(document: unknown, tally: ArnTally): void {
  const open: Open[] = [
    {
      value: document,
      own: true,
      place: null,
      within: false,
      each: Array.isArray(document) ? '' : null,
      under: '',
    },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, own, place, within, each, under } = next;
    const policy = typeof value === 'string' ? policyIn(value) : null;
    if (policy !== null) open.push({ ...next, value: policy });
    else if (typeof value === 'string') {
      for (const arn of arnsIn(value)) tally.add(arn, own ? 'own' : 'mentioned', place);
    } else if (isDenial(value)) {
      for (const arn of arnsIn(JSON.stringify(value.Resource))) tally.leave(arn, DENIED, 'Deny');
    } else if (Array.isArray(value)) {
      for (const entry of value) if (isWorth(entry)) open.push({ ...next, value: entry });
    } else if (isObject(value)) {
      const its = placeOfObject(value) ?? place;
      if (isPermission(value)) tally.permit();
      const fields = Object.entries(value).flatMap(([key, field]) => {
        const name = plainHeading(key);
        return isWorth(field) && !TAGS.has(name)
          ? [{ name, field, own: !within && isOwn(name, field, each) }]
          : [];
      });
      if (!within && fields.every((field) => !field.own) && fields.some(({ name }) => name.endsWith('arn'))) {
        const bearing = namedByItsName(value, under);
        for (const field of fields) field.own = field.name === bearing;
      }
      const gone = fields.some((field) => field.own) ? goneStateOf(value) : null;
      if (gone !== null) {
        for (const { field, own: isIts } of fields)
          if (isIts) for (const arn of arnsIn(JSON.stringify(field))) tally.leave(arn, GONE_IN_ROW, gone);
        continue;
      }
      const named = within || fields.some((field) => field.own);
      // An entry with fields of its own and no ARN is a resource all the same: what it holds is what it refers to.
      const told =
        named || (each !== null && Object.values(value).some((field) => typeof field === 'string'));
      for (const { name, field, own: isIts } of fields)
        open.push({
          value: field,
          own: isIts,
          place: its,
          within: Array.isArray(field) ? named : told,
          each: Array.isArray(field) ? name.replace(/(summary)?list$|s$/, '') : null,
          under: name,
        });
    }
  }
}
/** A statement of a policy that says what nobody may do, which none of its resources need be there for. */
const isDenial = (value: unknown): value is Json =>
  isObject(value) && value.Effect === 'Deny' && value.Resource !== undefined;

/** The same of one that says what somebody may do. */
const isPermission = (value: Json): boolean =>
  value.Effect === 'Allow' && JSON.stringify(value.Resource ?? '').includes('arn:aws');

/** A policy as answers of AWS hold it: as a text within the document. */
function policyIn(text: string): Json | null {
  if (!text.startsWith('{') || !text.includes('"Statement"') || text.length > LONGEST_POLICY) return null;
  try {
    const policy: unknown = JSON.parse(text);
    return isObject(policy) ? policy : null;
  } catch {
    return null;
  }
}
const LONGEST_POLICY = 100_000;

/** Whether a field says which resource its object is: `arn`, or of a function in a list of functions `FunctionArn`. */
const isOwn = (name: string, field: unknown, each: string | null): boolean =>
  isText(field) &&
  (OWN.has(name) ||
    // The answer of a call that lists them: {"clusterArns": [...]}.
    (each === null
      ? Array.isArray(field) && name.endsWith('arns')
      : typeof field === 'string' && (name === `${each}arn` || name === `${each}id`)));

/** Whoever made a list, or whom it is of, is not what it lists. */
const OTHERS: ReadonlySet<string> = new Set([
  'role',
  'account',
  'user',
  'principal',
  'owner',
  'organization',
]);

/**
 * The field that says which resource an object is by the kind that it is of: `FunctionArn` beside `FunctionName`, `TableArn` in a `Table`; null for
 * none, and for several.
 */
function namedByItsName(value: Json, under: string): string | null {
  const names = new Map(Object.entries(value).map(([key, field]) => [plainHeading(key), field]));
  const found = [...names].flatMap(([name, field]) => {
    const kind = /^(.+)arn$/.exec(name)?.[1];
    return kind !== undefined &&
      !OTHERS.has(kind) &&
      typeof field === 'string' &&
      (under === kind || names.has(`${kind}name`) || names.has(`${kind}id`))
      ? [name]
      : [];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Numbers and the like are not worth a place on the stack. */
const isWorth = (value: unknown): boolean =>
  typeof value === 'string' ? value.includes('arn:aws') : typeof value === 'object' && value !== null;
/** A text, or a list of texts, as in a column of all names of a resource. */
const isText = (value: unknown): boolean =>
  typeof value === 'string' || (Array.isArray(value) && value.every((each) => typeof each === 'string'));

function placeOfObject(value: Json): RowOf | null {
  const found: { -readonly [name in keyof RowOf]?: RowOf[name] } = {};
  for (const [key, each] of Object.entries(value)) {
    if (saysLaunchType(key)) found.launched = { ...found.launched, [key]: each };
    if (typeof each !== 'string') continue;
    const plain = plainHeading(key);
    if (ACCOUNT_HEADINGS.has(plain)) found.account = each;
    else if (REGION_HEADINGS.has(plain)) found.region = each;
    else if (ENGINE.has(plain)) found.engine = each;
    else if (CLUSTER.has(plain)) found.cluster = each;
  }
  return Object.keys(found).length === 0 ? null : { account: null, region: null, ...found };
}

/** The same of a text of any kind: every ARN in it. INVALID_INPUT where none names a resource. */
export function readArnText(file: string, text: string): Found {
  const tally = new ArnTally(file);
  const goneBy = goneInText();
  const from = text.indexOf('{');
  const inside = from < 0 ? '' : text.slice(from, text.lastIndexOf('}') + 1);
  const policy = policyIn(inside);
  if (policy !== null) walk(policy, tally);
  for (const line of (policy === null ? text : text.replace(inside, ' ')).split(/\r\n|\r|\n/)) {
    const gone = goneBy(line);
    for (const arn of arnsIn(line))
      if (gone === null) tally.add(arn, 'own');
      else tally.leave(arn, GONE_IN_TEXT, gone);
  }
  const found = tally.found();
  if (found) return found;
  throw invalidInput(
    `${file} holds ARNs, but none that names a resource of an account: they are patterns, sessions or owned by AWS. Give a list of the resources.`,
  );
}
