import { counted, numeral } from '../../../domain/words/counted.ts';
import { asArray, asText, isObject, type Json } from '../../text/json.ts';
import { placeOf, resourceTypeOfArn } from '../arns/arn.ts';
import { columnOf, placeColumns, type Table } from '../csv.ts';
import { type Found, TypeCounter } from '../found.ts';
import { judgeRows, notesOnRows } from '../lists/resource-rows.ts';
import { MadeByAws } from './made-by-aws.ts';

// Resource Explorer: the command line's search and list-resources, and the console's CSV (two generations of columns).

/** Whether a document is a search or a list of Resource Explorer. */
export const isResourceExplorer = (document: unknown): document is Json =>
  isObject(document) &&
  Array.isArray(document.Resources) &&
  ('ViewArn' in document ||
    document.Resources.some(
      (entry) => isObject(entry) && ('ResourceType' in entry || 'OwningAccountId' in entry),
    ));

/** Each ARN is counted once. Types stay as written (`ec2:subnet`); the CloudFormation name beside one is used to map it. */
export function readResourceExplorer(file: string, document: Json): Found {
  const counter = new TypeCounter(file);
  const otherNames = new Map<string, string>();
  const seen = new Set<string>();
  const made = new MadeByAws();
  let untyped = 0;
  for (const entry of asArray(document.Resources)) {
    const arn = isObject(entry) ? asText(entry.Arn) : null;
    if (arn && seen.has(arn)) continue;
    if (arn) seen.add(arn);
    const type = isObject(entry)
      ? (asText(entry.ResourceType) ?? (arn ? resourceTypeOfArn(arn) : null))
      : null;
    if (!type || !isObject(entry)) {
      untyped += 1;
      continue;
    }
    if (made.has(type, [arn])) continue;
    counter.add(type, 1, placeOf(entry.OwningAccountId, entry.Region, arn));
    const other = asText(entry.CfnResourceType);
    if (other) otherNames.set(type, other);
  }
  return {
    format: 'resource-explorer',
    kind: 'resource-type',
    types: counter.types,
    places: counter.places,
    otherNames,
    notes: [...made.notes(counter.types), ...untypedNote(untyped), ...truncationNotes(document, seen.size)],
  };
}

function truncationNotes(document: Json, held: number): string[] {
  const total = isObject(document.Count) ? document.Count.TotalResources : null;
  if (typeof total === 'number' && total > held)
    return [
      `The search found ${counted(total, 'resource')}, but the file holds ${numeral(held)}. Export the rest, by Region or by type.`,
    ];
  if (asText(document.NextToken))
    return ['The list has further pages that are not in this file. Export them as well.'];
  return [];
}

export const isResourceExplorerCsv = (table: Table) =>
  columnOf(table, 'identifier') >= 0 && columnOf(table, 'resource type') >= 0;

/** Counts the rows of the console’s CSV by type; those without a type are counted in a note. */
export function readResourceExplorerCsv(file: string, table: Table, asOf: string): Found {
  const counter = new TypeCounter(file);
  const at = columnOf(table, 'resource type');
  const where = placeColumns(table);
  const arn = columnOf(table, 'arn', 'identifier');
  const columns = {
    type: at,
    named: columnOf(table, 'identifier'),
    isOwn: (plain: string) => OWN.has(plain),
  };
  const judged = judgeRows(table, columns, asOf);
  const made = new MadeByAws();
  let untyped = 0;
  for (const { row, left } of judged) {
    const type = asText(row[at]);
    if (type && left !== null) continue;
    if (!type) untyped += 1;
    else if (!made.has(type, [row[arn], row[columns.named]]))
      counter.add(type, 1, placeOf(row[where.account], row[where.region], row[arn] ?? null));
  }
  return {
    format: 'resource-explorer',
    kind: 'resource-type',
    types: counter.types,
    places: counter.places,
    notes: [
      ...made.notes(counter.types),
      ...untypedNote(untyped),
      ...notesOnRows(file, table, columns, judged, asOf),
    ],
  };
}
/** Columns of the console, as `plainHeading` writes them; tags have one each. */
const OWN: ReadonlySet<string> = new Set(
  'identifier arn resourcetype service region awsaccount owningaccount application lastreportedat tags'.split(
    ' ',
  ),
);

const untypedNote = (count: number) =>
  count > 0 ? [`${counted(count, 'row')} without a resource type not counted.`] : [];
