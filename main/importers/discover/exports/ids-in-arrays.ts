import { accountsWritten, regionsWritten } from '../../../domain/services/places-written.ts';
import { isRegion } from '../../../domain/services/regions.ts';
import { isNotInUse, isOfAPart } from '../../../domain/services/state-words.ts';
import { counted } from '../../../domain/words/counted.ts';
import { asArray, isObject, type Json } from '../../text/json.ts';
import { INSTANCE } from '../arns/arn.ts';
import { isReadBeside, textsOf } from '../arns/arn-document.ts';
import { notesBesideEntries } from '../arns/beside-arns.ts';
import { statesInTags } from '../arns/holders.ts';
import { GONE_IN_ROW, OF_FINDINGS } from '../arns/names.ts';
import { ACCOUNT_HEADINGS, placeColumns, plainHeading } from '../csv.ts';
import { type Found, TypeCounter } from '../found.ts';
import { type Given, saysService } from '../given.ts';
import { ENDS_IN_STATE, goneByField, isGoneState, isOfItsKind } from '../lists/gone.ts';
import { notesOnLeft } from '../lists/resource-rows.ts';
import { RowProblems } from '../lists/row-problems.ts';
import { isGone, placeIn, stateOf, ZONE } from './listed-ids.ts';

// What `--query` leaves of answers that list resources by their ids.

/** Ids that say by their beginning what they are of, with the type as an ARN has it. */
const IDS: readonly (readonly [key: string, id: RegExp, type: string])[] = [
  ['InstanceId', INSTANCE, 'ec2:instance'],
  ['VolumeId', /^vol-[0-9a-f]{1,17}$/, 'ec2:volume'],
  ['NatGatewayId', /^nat-[0-9a-f]{1,17}$/, 'ec2:natgateway'],
  ['VpnConnectionId', /^vpn-[0-9a-f]{1,17}$/, 'ec2:vpn-connection'],
];
/** The same ids wherever they stand: as they have been since 2018. */
const WHOLE_ID = /^[a-z]{1,4}-([0-9a-f]{8}|[0-9a-f]{17})$/;

/**
 * What is left of such an answer by `--query 'Reservations[].Instances[]'` and the like: entries, or rows of some of their texts, in arrays. Null where
 * one of them has no id that says what it is of, or says of which service it is: that is an inventory.
 */
export function readIdsInArrays(
  file: string,
  document: readonly unknown[],
  { asOf, namesService }: Given,
): Found | null {
  const counter = new TypeCounter(file);
  const seen = new Set<string>();
  const gone = new Map<string, string>();
  const objects: Json[] = [];
  const problems = new RowProblems();
  const isService = saysService(namesService);
  let row = 0;
  for (const entry of entriesIn(document)) {
    row += 1;
    const named = idsOf(entry);
    if (named.length === 0) return null;
    if (isObject(entry) && Object.entries(entry).some(isService)) return null;
    if (isObject(entry)) objects.push(entry);
    const places = problems.placesIn(isObject(entry) ? placeOf(entry) : placeInRow(asArray(entry)), row);
    for (const [id, type] of named) {
      const ended = endOf(entry, type, asOf);
      if (ended !== null) {
        gone.set(id, ended);
        continue;
      }
      if (!seen.has(id)) counter.add(type);
      counter.placed(type, places);
      seen.add(id);
    }
  }
  const left = [...gone].filter(([id]) => !seen.has(id)).map(([, said]) => said);
  if (seen.size + left.length === 0) return null;
  const deleted = left.filter(isGoneState).length;
  const others = left.filter((said) => !isGoneState(said)).map((said) => ({ why: GONE_IN_ROW, said }));
  return {
    format: 'arns',
    kind: 'resource-type',
    types: counter.types,
    places: counter.places,
    notes: [
      ...(deleted > 0 ? [`${counted(deleted, 'deleted resource')} not counted.`] : []),
      ...notesOnLeft(others),
      ...problems.notes(),
      ...notesBesideIds(objects, asOf),
    ],
  };
}

const OF_NAMES: ReadonlySet<string> = new Set(['name', 'instancename', 'hostname', 'displayname', 'title']);
/** States of what is no more, in a field of any name. */
const ENDED = /^(terminated|shutting-down|deleted|deleting)$/;
const IS_THERE = /^(running|stopped|stopping|pending|available|in-use|attached)$/i;

/** What of an entry says that it is no more; null where nothing does. */
function endOf(entry: unknown, type: string, asOf: string): string | null {
  if (isObject(entry) && isGone(stateOf(entry))) return stateOf(entry);
  if (!isObject(entry)) {
    const texts = asArray(entry).map(String);
    const ended = texts.find((text) => ENDED.test(text));
    // In people's own words, and in capitals, a name may be one of states, too.
    if (ended !== undefined || texts.some((text) => IS_THERE.test(text))) return ended ?? null;
    return texts.find((text) => isGoneState(text) || (isNotInUse(text) && !isOfAPart(text))) ?? null;
  }
  // The state of an owner or of a snapshot is not its own, and a name is none.
  const own = Object.entries(entry).filter(([name]) =>
    ENDS_IN_STATE.test(name) ? isOfItsKind(name, type) : !OF_NAMES.has(plainHeading(name)),
  );
  const ended = own.find(([, text]) => ENDED.test(String(text)));
  return ended === undefined ? goneByField(textsOf(entry), asOf, type) : String(ended[1]);
}

/** What stands beside ids and nobody knows, as notes; what AWS says of its resources is not read. */
const notesBesideIds = (entries: readonly Json[], asOf: string): readonly string[] =>
  notesBesideEntries(
    entries.map((entry) => {
      const fields = new Map([...textsOf(entry), ...statesInTags(entry)]);
      return [idsOf(entry)[0]?.[0] ?? '', fields] as const;
    }),
    asOf,
    (field) => isReadBeside(field) || OF_ANSWERS.has(plainHeading(field)),
  );
/** What answers of AWS say of instances and volumes, as people and programs call it. */
const OF_ANSWERS: ReadonlySet<string> = new Set(
  `type instancetype volumetype class size iops throughput encrypted az zone availabilityzone placement tenancy monitoring architecture platform platformdetails hypervisor
  virtualizationtype rootdevicetype rootdevicename ebsoptimized image imageid ami amiid key keyname launchtime launched createtime vpc vpcid subnet subnetid ip privateip publicip
  privateipaddress publicipaddress privatednsname publicdnsname dns`.split(/\s+/),
);

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

/** What an entry says of its account and its Region, a zone in it where it does not; a zone may be that of another one, or a part of a name. */
function placeOf(entry: Json): Written {
  const { account, region } = placeIn(entry, null);
  const names = Object.keys(entry);
  const textAt = (name: string | undefined): string => plainText(name === undefined ? null : entry[name]);
  const called = names.filter((name) => ACCOUNT_HEADINGS.has(plainHeading(name)));
  // `account` may be its name, where `account_id` stands as well.
  const numbered = called.find((name) => accountsWritten(textAt(name)).known.length > 0);
  const said = textAt(names[placeColumns({ headers: names, rows: [] }).region]);
  const zone = regionsWritten(said).known.length > 0 ? '' : zoneIn([said, ...Object.values(entry)]);
  return {
    account: plainText(account) || textAt(numbered ?? called[0]),
    region: plainText(region) || zone || said,
  };
}
/** The same of a row without names. */
function placeInRow(row: readonly unknown[]): Written {
  const texts = row.map(plainText);
  return {
    account: texts.find((text) => /^\d{12}$/.test(text)) ?? '',
    region: texts.find(isRegion) ?? zoneIn(row),
  };
}
interface Written {
  readonly account: string;
  readonly region: string;
}
const zoneIn = (texts: readonly unknown[]): string =>
  texts.flatMap((text) => ZONE.exec(String(text).slice(0, LONGEST_ID))?.[1] ?? [])[0] ?? '';
const plainText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, LONGEST_PLACE) : '';
const LONGEST_PLACE = 500;
