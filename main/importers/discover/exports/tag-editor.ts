import { counted } from '../../../domain/words/counted.ts';
import { asArray, asText, isObject, type Json } from '../../text/json.ts';
import { placeOf, placeOfArn, resourceTypeOfArn } from '../arns/arn.ts';
import { notesOnTags, type Tagged } from '../arns/beside-arns.ts';
import { statesInTags } from '../arns/holders.ts';
import { columnOf, placeColumns, type Table } from '../csv.ts';
import { type Found, TypeCounter } from '../found.ts';
import { judgeRows, notesOnRows } from '../lists/resource-rows.ts';
import { MadeByAws } from './made-by-aws.ts';

// Tag Editor's CSV and the Tagging API's get-resources. Both list only resources that can carry tags.

export const isTagging = (document: unknown): document is Json =>
  isObject(document) && Array.isArray(document.ResourceTagMappingList);

/** Counts the resources of the Tagging API by the types that their ARNs tell, judged as of an ISO date. */
export function readTagging(file: string, document: Json, asOf: string): Found {
  const counter = new TypeCounter(file);
  const made = new MadeByAws();
  const tagged: Tagged[] = [];
  let untyped = 0;
  for (const entry of asArray(document.ResourceTagMappingList)) {
    const arn = isObject(entry) ? asText(entry.ResourceARN) : null;
    const type = arn ? resourceTypeOfArn(arn) : null;
    if (!type) untyped += 1;
    else if (!made.has(type, [arn])) {
      counter.add(type, 1, placeOfArn(arn));
      if (isObject(entry)) tagged.push([arn ?? '', statesInTags(entry)]);
    }
  }
  const notes = [...made.notes(counter.types), ...untypedNote(untyped), ...notesOnTags(tagged, asOf)];
  if (asText(document.PaginationToken))
    notes.push('The list has further pages that are not in this file. Export them as well.');
  return { format: 'tag-editor', kind: 'resource-type', types: counter.types, places: counter.places, notes };
}

/** Whether a table is a CSV of Tag Editor. */
export const isTagEditorCsv = (table: Table) =>
  columnOf(table, 'arn', 'identifier') >= 0 &&
  columnOf(table, 'service') >= 0 &&
  columnOf(table, 'type') >= 0;

/** Counts the rows of Tag Editor’s CSV by type: that of the ARN, else what service and type say in words. */
export function readTagEditorCsv(file: string, table: Table, asOf: string): Found {
  const counter = new TypeCounter(file);
  const at = {
    arn: columnOf(table, 'arn'),
    identifier: columnOf(table, 'identifier'),
    service: columnOf(table, 'service'),
    type: columnOf(table, 'type'),
  };
  const where = placeColumns(table);
  const columns = {
    type: at.service,
    named: columnOf(table, 'identifier', 'arn'),
    isOwn: (plain: string) => OWN.has(plain),
  };
  const judged = judgeRows(table, columns, asOf);
  const made = new MadeByAws();
  let untyped = 0;
  for (const { row, left } of judged) {
    const type = resourceTypeOfArn(row[at.arn] ?? '') ?? typeFromWords(row[at.service], row[at.type]);
    if (type && left !== null) continue;
    if (!type) untyped += 1;
    else if (!made.has(type, [row[at.arn], row[at.identifier]]))
      counter.add(type, 1, placeOf(row[where.account], row[where.region], row[at.arn] ?? null));
  }
  return {
    format: 'tag-editor',
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
  'identifier arn service type region awsaccount accountid tags'.split(' '),
);

/** `EC2`, `Security Group` -> `ec2:security-group`. */
function typeFromWords(service: string | undefined, type: string | undefined): string | null {
  if (type?.startsWith('AWS::')) return type.trim();
  const words = [service, type].map((text) => text?.trim().toLowerCase().replace(/\s+/g, '-') ?? '');
  return words[0] ? words.filter((word) => word !== '').join(':') : null;
}

const untypedNote = (count: number) =>
  count > 0 ? [`${counted(count, 'row')} without a readable ARN or type not counted.`] : [];
