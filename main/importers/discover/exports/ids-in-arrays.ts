import { counted } from '../../../domain/words/counted.ts';
import { asArray, isObject, type Json } from '../../text/json.ts';
import { INSTANCE } from '../arns/arn.ts';
import { isReadBeside, textsOf } from '../arns/arn-document.ts';
import { notesBesideEntries } from '../arns/beside-arns.ts';
import { statesInTags } from '../arns/holders.ts';
import { GONE_IN_ROW, OF_FINDINGS } from '../arns/names.ts';
import { ACCOUNT_HEADINGS, plainHeading, REGION_HEADINGS } from '../csv.ts';
import { type Found, type Place, TypeCounter } from '../found.ts';
import { type Given, saysService } from '../given.ts';
import { ENDS_IN_STATE, goneByField, isOfItsKind } from '../lists/gone.ts';
import { notesOnLeft } from '../lists/resource-rows.ts';
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
/** States of what is no more in a row without names. */
const ENDED = /^(terminated|shutting-down|deleted|deleting)$/;

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
  const isService = saysService(namesService);
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
      ...notesBesideIds(objects, asOf),
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

/** What stands beside ids and nobody knows, as notes; what AWS says of its resources is not read. */
const notesBesideIds = (entries: readonly Json[], asOf: string): readonly string[] =>
  notesBesideEntries(
    entries.map((entry) => {
      const fields = new Map([...textsOf(entry), ...statesInTags(entry)]);
      return [idsOf(entry)[0]?.[0] ?? '', fields] as const;
    }),
    asOf,
    isReadBeside,
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

/** Where an entry is by what it says of its Region, else by a zone in it; a zone may be that of another one, or a part of a name. */
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
    region: region ?? below(REGION_HEADINGS) ?? zones[0],
  };
}
