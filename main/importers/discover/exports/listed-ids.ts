import { isOfServices } from '../../../domain/services/guess-columns.ts';
import { counted } from '../../../domain/words/counted.ts';
import { asArray, asText, isObject, type Json } from '../../text/json.ts';
import { INSTANCE } from '../arns/arn.ts';
import { textsOf } from '../arns/arn-document.ts';
import { FieldsBeside, notesBeside } from '../arns/beside-arns.ts';
import { GONE_IN_ROW, OF_FINDINGS } from '../arns/names.ts';
import { ACCOUNT_HEADINGS, plainHeading, REGION_HEADINGS } from '../csv.ts';
import { type Found, listNames, type Place, TypeCounter } from '../found.ts';
import type { Given } from '../given.ts';
import { saysOfStates } from '../lists/beside-columns.ts';
import { ENDS_IN_STATE, goneByField, goneColumns, isGoneState, isOfItsKind } from '../lists/gone.ts';
import { notesOnLeft } from '../lists/resource-rows.ts';

// Answers of the AWS command line that list resources by an id or a name, and without ARNs: describe-instances, list-buckets and the
// like. The AWS CLI Command Reference says what each list is called and what is in it.

/** Of each list by its name: the member that has the id, '' where the list is one of ids, and the type as an ARN has it. */
const LISTS: ReadonlyMap<string, readonly [id: string, type: string]> = new Map([
  ['Instances', ['InstanceId', 'ec2:instance']],
  ['Volumes', ['VolumeId', 'ec2:volume']],
  ['Vpcs', ['VpcId', 'ec2:vpc']],
  ['NatGateways', ['NatGatewayId', 'ec2:natgateway']],
  ['VpnConnections', ['VpnConnectionId', 'ec2:vpn-connection']],
  ['Buckets', ['Name', 's3']],
  ['HostedZones', ['Id', 'route53:hostedzone']],
  ['UserPools', ['Id', 'cognito-idp:userpool']],
  ['TableNames', ['', 'dynamodb:table']],
  ['QueueUrls', ['', 'sqs']],
  ['StreamNames', ['', 'kinesis:stream']],
  ['DetectorIds', ['', 'guardduty:detector']],
]);
const BEGINS =
  /^\s*\{\s*"(Reservations|Volumes|Vpcs|NatGateways|VpnConnections|Buckets|HostedZones|UserPools|TableNames|QueueUrls|StreamNames|DetectorIds)"\s*:\s*\[/;
const OF_COUNTS = /"(GroupedResourceCounts|DimensionValues)"\s*:\s*\[/;
const IN_ARRAYS = /^\s*\[[\s[]{0,200}\{/;
const NAMES_INSTANCE = /"InstanceId"\s*:\s*"i-[0-9a-f]/;
/** How such an answer begins; a name alone may be a member of anything. */
export const LISTED_IDS: Pick<RegExp, 'test'> = {
  test: (text) =>
    BEGINS.test(text) || OF_COUNTS.test(text) || (IN_ARRAYS.test(text) && NAMES_INSTANCE.test(text)),
};
/** What is no more, or did not come to be. */
const isGone = (state: string): boolean => isGoneState(state) || state === 'failed';

/** The resources that an answer lists by their ids, judged as it is given; null where it lists none, or names them by ARNs. */
export function readListedIds(file: string, document: unknown, given: Given): Found | null {
  if (Array.isArray(document)) return readIdsInArrays(file, document, given);
  if (!isObject(document)) return null;
  const counter = new TypeCounter(file);
  let gone = 0;
  let defaults = 0;
  for (const [name, entries, account] of listsIn(document)) {
    if (namesThoseOf(entries, document)) return null;
    const [id = '', type = ''] = LISTS.get(name) ?? [];
    for (const entry of entries) {
      if (id === '' ? asText(entry) === null : !isObject(entry) || asText(entry[id]) === null) return null;
      if (isObject(entry) && Object.keys(entry).some((key) => /arn$/i.test(key))) return null;
      if (isObject(entry) && isGone(stateOf(entry))) gone += 1;
      else {
        counter.add(type, 1, placeIn(entry, account));
        if (name === 'Vpcs' && isObject(entry) && entry.IsDefault === true) defaults += 1;
      }
    }
  }
  if (counter.types.size + gone === 0) return null;
  const isCut =
    (asText(document.NextToken) ?? asText(document.nextToken) ?? asText(document.NextMarker)) !== null;
  const others = Object.entries(document).flatMap(([name, value]) =>
    name !== 'Reservations' && !LISTS.has(name) && asArray(value).length > 0 ? [name] : [],
  );
  return {
    format: 'arns',
    kind: 'resource-type',
    types: counter.types,
    places: counter.places,
    notes: [
      ...(gone > 0 ? [`${counted(gone, 'deleted resource')} not counted.`] : []),
      // Each Region has one from the beginning; it is listed with the others, and may be what everything runs in.
      ...(defaults > 0 && defaults === counter.types.get('ec2:vpc')
        ? [
            `${defaults === 1 ? 'Its VPC is a default one' : 'All its VPCs are default ones'}, which AWS makes in every Region by itself. Leave Amazon VPC out if nothing runs in ${defaults === 1 ? 'it' : 'them'}.`,
          ]
        : []),
      ...(others.length > 0
        ? [`Not read beside it: ${listNames(others)}. Give each answer as a file of its own.`]
        : []),
      ...(isCut ? ['The list has further pages that are not in this file. Export them as well.'] : []),
    ],
  };
}

/** Whether a list of names is of those that the answer has with their ARNs as well: `StreamNames` beside `StreamSummaries`. */
function namesThoseOf(names: readonly unknown[], document: Json): boolean {
  const others = Object.values(document).flatMap((list) => asArray(list).filter(isObject));
  const known = new Set(
    others
      .filter((entry) => Object.keys(entry).some((key) => /arn$/i.test(key)))
      .flatMap((entry) => Object.entries(entry).flatMap(([key, name]) => (/name$/i.test(key) ? [name] : []))),
  );
  return names.length > 0 && names.every((name) => typeof name === 'string' && known.has(name));
}

/** The lists of an answer, and the account where it says so; instances are listed by what started them. */
function* listsIn(document: Json): Generator<readonly [string, readonly unknown[], unknown]> {
  for (const each of asArray(document.Reservations))
    if (isObject(each)) yield ['Instances', asArray(each.Instances), each.OwnerId];
  for (const [name, value] of Object.entries(document))
    if (name !== 'Instances' && LISTS.has(name)) yield [name, asArray(value), null];
}

/** Ids that say by their beginning what they are of, with the type as an ARN has it. */
const IDS: readonly (readonly [key: string, id: RegExp, type: string])[] = [
  ['InstanceId', INSTANCE, 'ec2:instance'],
  ['VolumeId', /^vol-[0-9a-f]{1,17}$/, 'ec2:volume'],
  ['NatGatewayId', /^nat-[0-9a-f]{1,17}$/, 'ec2:natgateway'],
  ['VpnConnectionId', /^vpn-[0-9a-f]{1,17}$/, 'ec2:vpn-connection'],
];
/** The same ids wherever they stand: as they have been since 2018. */
const WHOLE_ID = /^[a-z]{1,4}-([0-9a-f]{8}|[0-9a-f]{17})$/;
/** States of what is no more in a row without names. */
const ENDED = /^(terminated|shutting-down|deleted|deleting)$/;

/**
 * What is left of such an answer by `--query 'Reservations[].Instances[]'` and the like: entries, or rows of some of their texts, in arrays. Null where
 * one of them has no id that says what it is of, or says of which service it is: that is an inventory.
 */
function readIdsInArrays(
  file: string,
  document: readonly unknown[],
  { asOf, namesService }: Given,
): Found | null {
  const counter = new TypeCounter(file);
  const seen = new Set<string>();
  const gone = new Map<string, string>();
  const objects: Json[] = [];
  // Anything else may be called a service or a product: nginx, "Linux/UNIX".
  const isService = ([name, value]: readonly [string, unknown]) =>
    isOfServices(name) && typeof value === 'string' && namesService(value);
  for (const entry of entriesIn(document)) {
    const named = idsOf(entry);
    if (named.length === 0) return null;
    if (isObject(entry) && Object.entries(entry).some(isService)) return null;
    if (isObject(entry)) objects.push(entry);
    for (const [id, type] of named) {
      const ended = endOf(entry, type, asOf);
      if (ended !== null) gone.set(id, ended);
      else if (!seen.has(id)) counter.add(type, 1, placeInRow(entry));
      if (ended === null) seen.add(id);
    }
  }
  const left = [...gone].filter(([id]) => !seen.has(id)).map(([, said]) => said);
  if (seen.size + left.length === 0) return null;
  const deleted = left.filter((said) => ENDED.test(said)).length;
  const others = left.filter((said) => !ENDED.test(said)).map((said) => ({ why: GONE_IN_ROW, said }));
  return {
    format: 'arns',
    kind: 'resource-type',
    types: counter.types,
    places: counter.places,
    notes: [
      ...(deleted > 0 ? [`${counted(deleted, 'deleted resource')} not counted.`] : []),
      ...notesOnLeft(others),
      ...notesOnStates(objects, asOf),
    ],
  };
}

/** What of an entry says that it is no more; null where nothing does. */
function endOf(entry: unknown, type: string, asOf: string): string | null {
  if (isObject(entry) && isGone(stateOf(entry))) return stateOf(entry);
  // The state of an owner or of a snapshot is not its own.
  const texts = isObject(entry)
    ? Object.entries(entry).flatMap(([name, text]) =>
        !ENDS_IN_STATE.test(name) || isOfItsKind(name, type) ? [String(text)] : [],
      )
    : asArray(entry).map(String);
  return (
    texts.find((text) => ENDED.test(text)) ??
    (isObject(entry) ? goneByField(textsOf(entry), asOf, type) : null)
  );
}

/** States beside ids that nobody knows, as notes; what else AWS says of its resources, or somebody asked for, is not read. */
function notesOnStates(entries: readonly Json[], asOf: string): readonly string[] {
  const beside = new FieldsBeside(asOf);
  for (const entry of entries) beside.add(idsOf(entry)[0]?.[0] ?? '', textsOf(entry));
  const { headers, rows } = beside;
  const gone = goneColumns(headers, asOf);
  const telling = new Set(gone.telling);
  const read = new Set(headers.flatMap((name, at) => (telling.has(at) || saysOfStates(name) ? [] : [at])));
  return notesBeside({ headers, rows, own: 0, read, gone });
}

/** Objects, and arrays that hold no others, in arrays of any depth; a list of ids alone is one entry for each. */
function* entriesIn(list: readonly unknown[]): Generator<unknown> {
  const isRow = list.length > 0 && list.every((each) => typeof each !== 'object' || each === null);
  if (!isRow) for (const each of list) yield* Array.isArray(each) ? entriesIn(each) : [each];
  else if (list.every((each) => idsOf([each]).length > 0)) yield* list.map((each) => [each]);
  else yield list;
}

function idsOf(entry: unknown): readonly (readonly [id: string, type: string])[] {
  const named = isObject(entry) ? Object.entries(entry) : asArray(entry).map((each) => ['', each] as const);
  if (named.some(([key]) => (/arn$/i.test(key) && key !== 'OutpostArn') || OF_FINDINGS.test(key))) return [];
  return named.flatMap(([key, value]) => {
    const text = typeof value === 'string' ? value.slice(0, LONGEST_ID) : '';
    const of = IDS.find(([name, id]) => id.test(text) && (key === name || WHOLE_ID.test(text)));
    return of === undefined ? [] : [[text, of[2]] as const];
  });
}
const LONGEST_ID = 60;

/** Where an entry is, or a row by the zone in it. */
function placeInRow(entry: unknown): Place {
  const { account, region } = placeIn(entry, null);
  const texts = isObject(entry) ? Object.values(entry) : asArray(entry);
  const zones = texts.flatMap((text) => ZONE.exec(String(text).slice(0, LONGEST_ID))?.[1] ?? []);
  const below = (headings: ReadonlySet<string>) =>
    isObject(entry)
      ? Object.entries(entry).find(([name]) => headings.has(plainHeading(name)))?.[1]
      : undefined;
  return {
    account: account ?? below(ACCOUNT_HEADINGS),
    region: region ?? zones[0] ?? below(REGION_HEADINGS),
  };
}

const stateOf = ({ State: state }: Json): string => asText(isObject(state) ? state.Name : state) ?? '';

/** `https://sqs.eu-west-1.amazonaws.com/111122223333/orders` */
const QUEUE = /^https:\/\/(?:sqs\.([a-z0-9-]+)|([a-z0-9-]+)\.queue)\.amazonaws\.com(?:\.cn)?\/(\d{12})\//;
/** A zone of a Region, `eu-west-1a`; that of a city is none by its name. */
const ZONE = /^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$/;

function placeIn(entry: unknown, account: unknown): Place {
  if (!isObject(entry)) {
    const [, region, older, owner] = QUEUE.exec(asText(entry)?.slice(0, 300) ?? '') ?? [];
    return { account: owner, region: region ?? older };
  }
  const placed = isObject(entry.Placement) ? entry.Placement : entry;
  return {
    account: account ?? entry.OwnerId,
    region: ZONE.exec((asText(placed.AvailabilityZone) ?? '').slice(0, 50))?.[1],
  };
}
