import { counted } from '../../../domain/words/counted.ts';
import { asArray, asText, isObject, type Json } from '../../text/json.ts';
import { placeOf } from '../arns/arn.ts';
import { columnOf, placeColumns, type Table } from '../csv.ts';
import { type Found, type PartsOf, type Place, TypeCounter } from '../found.ts';
import { Databases } from './databases.ts';
import { LaunchTypes, withParts } from './launch-types.ts';
import { MadeByAws } from './made-by-aws.ts';

// AWS Config: snapshots and history files, list-discovered-resources (also of an aggregator), resource counts, and advanced
// queries, whose rows are JSON inside strings.

const LISTS = [
  'configurationItems',
  'baseConfigurationItems',
  'BaseConfigurationItems',
  'resourceIdentifiers',
  'ResourceIdentifiers',
  'resourceCounts',
] as const;

/** Whether a document is an inventory of AWS Config: a history, a snapshot, a list, a count or the result of a query. */
export const isConfig = (document: unknown): document is Json | readonly unknown[] => {
  if (Array.isArray(document))
    // One bad row does not make it another kind of file.
    return document.some((row) => isObject(row) && typeof row.resourceType === 'string');
  return (
    isObject(document) &&
    (LISTS.some((key) => Array.isArray(document[key])) ||
      (Array.isArray(document.Results) && ('QueryInfo' in document || document.Results.some(isRow))))
  );
};
const isRow = (row: unknown) => typeof row === 'string' && row.trimStart().startsWith('{');

/** Counts resources by type. A resource that a history file lists several times counts once, a deleted one not at all. */
export function readConfig(file: string, document: Json | readonly unknown[]): Found {
  const counter = new TypeCounter(file);
  const notes: string[] = [];
  const counts: Counts = { untyped: 0, deleted: 0, said: new Said(), made: new MadeByAws() };
  if (Array.isArray(document)) countRows(document, counter, counts);
  else if (isObject(document)) {
    if (Array.isArray(document.Results)) countRows(document.Results.map(parseRow), counter, counts);
    for (const key of LISTS) countItems(asArray(document[key]), counter, counts);
    if (asText(document.NextToken) ?? asText(document.nextToken))
      notes.push('The list has further pages that are not in this file. Export them as well.');
  }
  notes.push(...counts.made.notes(counter.types));
  if (counts.untyped > 0) notes.push(`${counted(counts.untyped, 'row')} without a resourceType not counted.`);
  if (counts.deleted > 0) notes.push(`${counted(counts.deleted, 'deleted resource')} not counted.`);
  return {
    format: 'config',
    kind: 'cloudformation',
    types: counter.types,
    places: counter.places,
    parts: counts.said.parts,
    notes,
  };
}

/** Which services the types are of that several have, by what AWS Config recorded of each resource. */
class Said {
  readonly #databases = new Databases();
  readonly #launched = new LaunchTypes();

  note(type: string, configuration: Json): void {
    this.#databases.note(type, configuration.engine, configuration.dBClusterIdentifier);
    this.#launched.note(type, configuration);
  }
  get parts(): PartsOf {
    return withParts(this.#databases.parts, this.#launched.parts);
  }
}
interface Counts {
  readonly said: Said;
  readonly made: MadeByAws;
  untyped: number;
  deleted: number;
}

function parseRow(row: unknown): unknown {
  if (typeof row !== 'string') return row;
  try {
    return JSON.parse(row);
  } catch {
    return null;
  }
}

/** Rows of an advanced query: one resource each, or one group each where the query counts. */
function countRows(rows: readonly unknown[], counter: TypeCounter, counts: Counts): void {
  for (const row of rows) {
    const type = isObject(row) ? asText(row.resourceType) : null;
    if (!type || !isObject(row)) {
      counts.untyped += 1;
      continue;
    }
    const group = wholeNumber(row['COUNT(*)']);
    if (group === null && counts.made.has(type, namesOf(row))) continue;
    counter.add(type, group ?? 1, placeOfItem(row));
    if (group === null) counts.said.note(type, configurationOf(row));
  }
}

function countItems(items: readonly unknown[], counter: TypeCounter, counts: Counts): void {
  const seen = new Set<string>();
  for (const item of items) {
    const type = isObject(item) ? (asText(item.resourceType) ?? asText(item.ResourceType)) : null;
    if (!type || !isObject(item)) {
      counts.untyped += 1;
      continue;
    }
    const group = wholeNumber(item.count);
    if (group !== null) {
      counter.add(type, group);
      continue;
    }
    if (/^ResourceDeleted/.test(String(item.configurationItemStatus ?? ''))) {
      counts.deleted += 1;
      continue;
    }
    const id = asText(item.resourceId) ?? asText(item.ResourceId) ?? asText(item.arn);
    if (id) {
      const account = accountOf(item) ?? '';
      const key = [account, item.awsRegion ?? item.SourceRegion ?? '', type, id].join(' ');
      if (seen.has(key)) continue;
      seen.add(key);
    }
    if (counts.made.has(type, namesOf(item))) continue;
    counter.add(type, 1, placeOfItem(item));
    counts.said.note(type, configurationOf(item));
  }
}

/** What AWS Config recorded of a resource: an object, or the same as text in the answers of its own interface. */
function configurationOf(item: Json): Json {
  const { configuration } = item;
  const read = typeof configuration === 'string' ? parseRow(configuration) : configuration;
  return isObject(read) ? read : {};
}

/** Queries call it one way, what Config delivers to a bucket or tells a topic another. */
const accountOf = (item: Json): unknown =>
  item.accountId ?? item.awsAccountId ?? item.SourceAccountId ?? item.sourceAccountId;

const namesOf = (item: Json): readonly unknown[] => [
  item.arn ?? item.ARN,
  item.resourceId ?? item.ResourceId,
  item.resourceName ?? item.ResourceName,
];

const placeOfItem = (item: Json): Place =>
  placeOf(
    accountOf(item),
    item.awsRegion ?? item.SourceRegion ?? item.sourceRegion,
    asText(item.arn) ?? asText(item.ARN),
  );

const wholeNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : null;

export const isConfigCsv = (table: Table) => columnOf(table, 'resourcetype') >= 0;

/** The console's CSV of an advanced query. */
export function readConfigCsv(file: string, table: Table): Found {
  const counter = new TypeCounter(file);
  const at = {
    type: columnOf(table, 'resourcetype'),
    count: columnOf(table, 'count(*)'),
    arn: columnOf(table, 'arn'),
    id: columnOf(table, 'resourceid'),
    name: columnOf(table, 'resourcename'),
  };
  const where = placeColumns(table);
  const said = new Said();
  const made = new MadeByAws();
  const recorded = table.headers.flatMap((header, column) => {
    const name = RECORDED.find((each) => header.toLowerCase() === `configuration.${each}`.toLowerCase());
    return name === undefined ? [] : [[name, column] as const];
  });
  let untyped = 0;
  for (const row of table.rows) {
    const type = asText(row[at.type]);
    if (!type) {
      untyped += 1;
      continue;
    }
    if (made.has(type, [row[at.arn], row[at.id], row[at.name]])) continue;
    counter.add(
      type,
      wholeNumber(Number(row[at.count])) ?? 1,
      placeOf(row[where.account], row[where.region], row[at.arn] ?? null),
    );
    if (at.count < 0)
      said.note(type, Object.fromEntries(recorded.map(([name, column]) => [name, row[column]])));
  }
  const notes = [
    ...made.notes(counter.types),
    ...(untyped > 0 ? [`${counted(untyped, 'row')} without a resourceType not counted.`] : []),
  ];
  return {
    format: 'config',
    kind: 'cloudformation',
    types: counter.types,
    places: counter.places,
    parts: said.parts,
    notes,
  };
}
/** What a query may have asked for, and tells services of one type apart. */
const RECORDED = ['engine', 'dBClusterIdentifier', 'launchType'] as const;
