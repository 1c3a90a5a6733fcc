import { asArray, asText, isObject, type Json } from '../../text/json.ts';
import { placeOf } from '../arns/arn.ts';
import { textsOf } from '../arns/arn-document.ts';
import { notesBesideEntries } from '../arns/beside-arns.ts';
import { GONE_IN_ROW } from '../arns/names.ts';
import { columnOf, placeColumns, plainHeading, type Table } from '../csv.ts';
import type { Found, Place } from '../found.ts';
import { goneByField } from '../lists/gone.ts';
import { allAside, judgeRows, notesBesideRows } from '../lists/resource-rows.ts';
import { told } from '../unknown.ts';
import { asRows, type ConfigItem, ConfigItems, countIn, isCountName, timeOf } from './config-items.ts';

// AWS Config: snapshots and history files, list-discovered-resources (also of an aggregator), resource counts, and advanced
// queries, whose rows are JSON inside strings.

const LISTS = [
  'configurationItems',
  'baseConfigurationItems',
  'BaseConfigurationItems',
  'resourceIdentifiers',
  'ResourceIdentifiers',
  'resourceCounts',
  'GroupedResourceCounts',
] as const;

/** Whether a document is an inventory of AWS Config: a history, a snapshot, a list, a count or the result of a query. */
export const isConfig = (document: unknown): document is Json | readonly unknown[] => {
  if (Array.isArray(document)) {
    // One bad row does not make it another kind of file.
    const rows = document.filter((row) => isObject(row) && typeof row.resourceType === 'string');
    return (
      rows.length > 0 &&
      !areOfOthers(rows.map((row) => [row.resourceType, row.arn ?? row.resourceArn ?? row.resourceId]))
    );
  }
  return (
    isObject(document) &&
    (LISTS.some((key) => Array.isArray(document[key])) ||
      (Array.isArray(document.Results) && ('QueryInfo' in document || document.Results.some(isRow))))
  );
};
const isRow = (row: unknown) => typeof row === 'string' && row.trimStart().startsWith('{');

/** Whether rows with types are of another program: none of these is one of CloudFormation, and they name their resources by ARNs, which say more. */
const areOfOthers = (rows: readonly (readonly unknown[])[]): boolean =>
  rows.every(([type]) => !String(type).includes('::')) &&
  rows.some(([, ...named]) => named.some((arn) => typeof arn === 'string' && arn.startsWith('arn:aws')));

/** Counts resources by type, as of an ISO date. A resource that a history file lists several times counts once, as it was last; a deleted one not at all. */
export function readConfig(file: string, document: Json | readonly unknown[], asOf: string): Found {
  const items = new ConfigItems(file);
  const rows = Array.isArray(document)
    ? document
    : isObject(document)
      ? asArray(document.Results).map(parseRow)
      : [];
  const add = (entry: unknown): void => {
    const item = isObject(entry) ? itemOf(entry, asOf) : null;
    if (item === null) items.addUntyped();
    else items.add(item);
  };
  const read = rows.map((row) => (isObject(row) ? itemOf(row, asOf) : null));
  for (const row of read) if (row === null) items.addUntyped();
  for (const row of asRows(read.filter((row) => row !== null))) items.add(row);
  if (!isObject(document)) return items.found(notesBesideFields(rows, asOf));
  if (document.GroupByKey !== undefined && document.GroupByKey !== 'RESOURCE_TYPE')
    throw told(
      `${file} counts the resources of AWS Config, but not by their types. Ask again with --group-by-key RESOURCE_TYPE.`,
    );
  for (const key of LISTS) for (const entry of asArray(document[key])) add(entry);
  const found = items.found(notesBesideFields(rows, asOf));
  return (asText(document.NextToken) ?? asText(document.nextToken))
    ? {
        ...found,
        notes: ['The list has further pages that are not in this file. Export them as well.', ...found.notes],
      }
    : found;
}

function parseRow(row: unknown): unknown {
  if (typeof row !== 'string') return row;
  try {
    return JSON.parse(row);
  } catch {
    return null;
  }
}

/** An item of a history, a row of an advanced query, which is a group where the query counts, or a count; null where it has no type. */
function itemOf(entry: Json, asOf: string): ConfigItem | null {
  const type = asText(entry.resourceType) ?? asText(entry.ResourceType) ?? asText(entry.GroupName);
  if (type === null) return null;
  const configuration = configurationOf(entry);
  const by = goneByField(textsOf(entry), asOf, type) ?? goneByField(textsOf(configuration), asOf, type);
  const counts = Object.keys(entry).find(isCountName);
  return {
    type,
    id: asText(entry.resourceId) ?? asText(entry.ResourceId) ?? asText(entry.arn) ?? '',
    place: placeOfItem(entry),
    count: counts === undefined ? null : countIn(entry[counts]),
    time: timeOf(entry.configurationItemCaptureTime),
    left: by === null ? null : { why: GONE_IN_ROW, said: by },
    configuration,
    names: namesOf(entry),
  };
}

/** What somebody wrote beside the rows of a query, in fields of their own. */
function notesBesideFields(rows: readonly unknown[], asOf: string): readonly string[] {
  const entries = rows.filter(isObject).map((row) => [asText(row.resourceId) ?? '', textsOf(row)] as const);
  return notesBesideEntries(entries, asOf, (name) => isOwnColumn(plainHeading(name), name));
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

const typeColumn = (table: Table): number => columnOf(table, 'resourcetype');
const arnColumn = (table: Table): number => columnOf(table, 'arn', 'resourcearn');
/** Whether a table is an export of AWS Config. */
export const isConfigCsv = (table: Table): boolean => {
  const [type, ...named] = [typeColumn(table), arnColumn(table), columnOf(table, 'resourceid')];
  return type >= 0 && !areOfOthers(table.rows.map((row) => [row[type], ...named.map((at) => row[at])]));
};

/** The console's CSV of an advanced query, judged as of an ISO date. */
export function readConfigCsv(file: string, table: Table, asOf: string): Found {
  const items = new ConfigItems(file);
  const at = {
    type: typeColumn(table),
    count: table.headers.findIndex(isCountName),
    arn: arnColumn(table),
    id: columnOf(table, 'resourceid'),
    name: columnOf(table, 'resourcename'),
    time: columnOf(table, 'configurationitemcapturetime'),
  };
  const where = placeColumns(table);
  const recorded = table.headers.flatMap((header, column) => {
    const name = RECORDED.find((each) => header.toLowerCase() === `configuration.${each}`.toLowerCase());
    return name === undefined ? [] : [[name, column] as const];
  });
  const names = [at.id, at.name, at.arn, at.type];
  const columns = { type: at.type, named: names.find((column) => column >= 0) ?? -1, isOwn: isOwnColumn };
  const judged = judgeRows(table, columns, asOf);
  const read = judged.flatMap(({ row, left }): readonly ConfigItem[] => {
    const type = asText(row[at.type]);
    if (!type) {
      items.addUntyped();
      return [];
    }
    const item = {
      type,
      id: (row[at.id] ?? row[at.arn] ?? '').trim(),
      place: placeOf(row[where.account], row[where.region], row[at.arn] ?? null),
      count: countIn(row[at.count]),
      time: timeOf(row[at.time]),
      left,
      configuration: Object.fromEntries(recorded.map(([name, column]) => [name, row[column]])),
      names: [row[at.arn], row[at.id], row[at.name]],
    };
    return [item];
  });
  for (const item of asRows(read)) items.add(item);
  const found = items.found(notesBesideRows(table, columns, judged, asOf));
  if (found.types.size === 0 && judged.some(({ left }) => left !== null)) throw allAside(file, found.notes);
  return found;
}
/** What a query may have asked for, and tells services of one type apart. */
const RECORDED = ['engine', 'dBClusterIdentifier', 'launchType'] as const;

/** Fields of Config are written in camel case, some with the path in a configuration; these few have one word. */
const OF_ONE_WORD: ReadonlySet<string> = new Set(
  'arn version tags relationships configuration count'.split(' '),
);
const isOwnColumn = (plain: string, name: string): boolean =>
  OF_ONE_WORD.has(plain) || isCountName(name) || /^[a-z]+[A-Z]|^[a-z]\w*\./.test(name);
