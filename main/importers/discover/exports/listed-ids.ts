import { counted } from '../../../domain/words/counted.ts';
import { asArray, asText, isObject, type Json } from '../../text/json.ts';
import { notesOnTags, type Tagged } from '../arns/beside-arns.ts';
import { statesInTags } from '../arns/holders.ts';
import { type Found, listNames, type Place, TypeCounter } from '../found.ts';
import { isGoneState } from '../lists/gone.ts';

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
export const isGone = (state: string): boolean => isGoneState(state) || state === 'failed';

/** The resources that an answer lists by their ids, judged as of an ISO date; null where it lists none, or names them by ARNs. */
export function readListedIds(file: string, document: unknown, asOf: string): Found | null {
  if (!isObject(document)) return null;
  const counter = new TypeCounter(file);
  const tagged: Tagged[] = [];
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
        if (isObject(entry)) tagged.push([asText(entry[id]) ?? '', statesInTags(entry)]);
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
      ...notesOnTags(tagged, asOf),
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

/** The state of a thing as answers of EC2 have it, by itself or with its code; '' for none. */
export const stateOf = ({ State: state }: Json): string => asText(isObject(state) ? state.Name : state) ?? '';

/** `https://sqs.eu-west-1.amazonaws.com/111122223333/orders` */
const QUEUE = /^https:\/\/(?:sqs\.([a-z0-9-]+)|([a-z0-9-]+)\.queue)\.amazonaws\.com(?:\.cn)?\/(\d{12})\//;
/** A zone of a Region, `eu-west-1a`; that of a city is none by its name. */
export const ZONE = /^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$/;

/** Where an entry of an answer is, by its zone or the address of a queue. */
export function placeIn(entry: unknown, account: unknown): Place {
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
