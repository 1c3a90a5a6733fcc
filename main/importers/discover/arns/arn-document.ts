import { isOfUsed } from '../../../domain/services/in-use.ts';
import { isObject, type Json } from '../../text/json.ts';
import { ACCOUNT_HEADINGS, plainHeading, REGION_HEADINGS } from '../csv.ts';
import { saysLaunchType } from '../exports/launch-types.ts';
import type { Found } from '../found.ts';
import { titleThatCounts } from '../lists/below-titles.ts';
import { saysOfStates } from '../lists/beside-columns.ts';
import { goneByField, goneByKind, goneColumns, isOfGone } from '../lists/gone.ts';
import { type Arn, arnsIn, INSTANCE, textOfArn } from './arn.ts';
import { ArnTally, DENIED, type RowOf } from './arn-tally.ts';
import { FieldsBeside, notesBeside } from './beside-arns.ts';
import { statesInTags } from './holders.ts';
import { CLUSTER, ENGINE, GONE_IN_ROW, GONE_IN_TEXT, OF_FINDINGS, OWN, TAGS, USED } from './names.ts';

// Documents of any form that name resources by their ARNs: answers of AWS and of programs, policies, lists of somebody's own.

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
  /** The names that it stands below, as titles from the nearest on, as far as the first entry with an ARN of its own. */
  readonly titles: readonly string[];
  /** What of them says that what is below is gone; null where none does. */
  readonly gone: string | null;
}
/** The resources that a document names by ARN, wherever in it they stand, judged as of an ISO date; null where it names none. */
export function readArnDocument(file: string, document: unknown, asOf: string): Found | null {
  const tally = new ArnTally(file);
  const beside = walk(document, tally, asOf);
  const found = tally.found();
  const { headers, rows } = beside;
  const read = new Set(
    headers.flatMap((name, at) => (isReadBeside(name) || saysLaunchType(name) ? [at] : [])),
  );
  return (
    found && {
      ...found,
      notes: [
        ...found.notes,
        ...notesBeside({ headers, rows, own: 0, read, gone: goneColumns(headers, asOf, 0) }),
        ...beside.holders.notes(),
      ],
    }
  );
}
/** What answers of AWS and programs say of a thing, by the way in which they write their fields; states are told all the same. */
const isOfProgram = (name: string): boolean => /\p{Lu}/u.test(name) && !saysOfStates(name);
const IS_READ = [OWN, ENGINE, CLUSTER, ACCOUNT_HEADINGS, REGION_HEADINGS] as const;
/** Whether a field beside the ARN or the id of a resource, by its name, is read, or of what AWS and programs say of a thing. */
export const isReadBeside = (name: string): boolean =>
  isOfProgram(name) || IS_READ.some((names) => names.has(plainHeading(name)));

/** Adds the resources of a document to a tally, and gives back what stands beside their ARNs. */
export function walk(document: unknown, tally: ArnTally, asOf: string): FieldsBeside {
  const beside = new FieldsBeside(asOf);
  const open: Open[] = [
    {
      value: document,
      own: true,
      place: null,
      within: false,
      each: Array.isArray(document) ? '' : null,
      under: '',
      titles: [],
      gone: null,
    },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, own: isOwnText, place, within, each, under, titles, gone } = next;
    const policy = typeof value === 'string' ? policyIn(value) : null;
    if (policy !== null) open.push({ ...next, value: policy });
    else if (typeof value === 'string') {
      for (const arn of arnsIn(value))
        if (gone === null) tally.add(arn, isOwnText ? 'own' : 'mentioned', place, titleThatCounts(titles));
        else tally.leave(arn, GONE_IN_TEXT, gone);
    } else if (isDenial(value)) {
      for (const arn of arnsIn(JSON.stringify(value.Resource))) tally.leave(arn, DENIED, 'Deny');
    } else if (Array.isArray(value)) {
      for (const entry of value) if (isWorth(entry)) open.push({ ...next, value: entry });
    } else if (isObject(value)) {
      const its = placeOfObject(value) ?? place;
      if (saysOfResources(value)) tally.permit(within ? 'mentioned' : 'own');
      const fields = Object.entries(value).flatMap(([key, field]) => {
        const name = plainHeading(key);
        return isWorth(field) && !TAGS.has(name)
          ? [{ key, name, field, own: !within && isOwn(name, field, each) }]
          : [];
      });
      if (!within && fields.every((field) => !field.own) && fields.some(({ name }) => name.endsWith('arn'))) {
        const bearing = namedByItsName(value, under);
        for (const field of fields) field.own = field.name === bearing;
      }
      const own = fields.filter((field) => field.own);
      const byId = within || each === null || own.length > 0 ? null : instanceIn(value, its);
      if (own.length > 0 || byId !== null) {
        const arns = byId ? [byId] : own.flatMap(({ field }) => [...arnsIn(JSON.stringify(field))]);
        const texts = textsOf(value);
        if (value.Effect === undefined)
          beside.add(arns.map(textOfArn).join(' '), new Map([...texts, ...statesInTags(value)]));
        const by = goneByField(texts, asOf, arns[0] && textOfArn(arns[0])) ?? goneByReason(value);
        if (by !== null) {
          for (const arn of arns) tally.leave(arn, GONE_IN_ROW, by);
          continue;
        }
        if (byId !== null && gone !== null) tally.leave(byId, GONE_IN_TEXT, gone);
        else if (byId !== null) tally.add(byId, 'own', its, titleThatCounts(titles));
      }
      const named = within || own.length > 0 || byId !== null;
      const held = named ? null : beside.holders.goneBy(value, under);
      const itself = named ? null : goneByKind(textsOf(value), each !== null);
      // An entry with fields of its own and no ARN is a resource all the same: what it holds is what it refers to.
      const told =
        named || (each !== null && Object.values(value).some((field) => typeof field === 'string'));
      for (const { key, name, field, own: isIts } of fields) {
        const isGroup = !named && typeof field === 'object';
        const isTitle = isGroup && (Array.isArray(field) || isGroupOfLists(key, field));
        open.push({
          value: field,
          own: isIts,
          place: its,
          within: Array.isArray(field) ? named : told,
          each: Array.isArray(field) ? name.replace(/(summary)?list$|s$/, '') : null,
          under: name,
          titles: isTitle ? [key, ...titles] : titles,
          gone: itself ?? (isGroup ? goneBelow(key, field, held ?? gone) : gone),
        });
      }
    }
  }
  return beside;
}

/** What of the names above says that the resources below one more are gone; null where none does. What is no list may be called by its own name. */
function goneBelow(key: string, field: unknown, above: string | null): string | null {
  const title = key.replaceAll(/[_-]+|(?<=[a-z])(?=[A-Z])/g, ' ').trim();
  if (isOfUsed(title)) return null;
  return isOfGone(title) && (Array.isArray(field) || !title.includes(' ')) ? title : above;
}

/** Whether a name is somebody's own for several lists below it; those of what AWS answers say what kind of thing it is of. */
const isGroupOfLists = (key: string, field: unknown): boolean =>
  !/\p{Lu}/u.test(key) &&
  isObject(field) &&
  Object.values(field).some((list) => Array.isArray(list) && list.length > 0);

/** The instance of EC2 that an entry of a list names by its id where others name theirs by an ARN, as Inspector's list-coverage does; null for none. */
function instanceIn(value: Json, place: RowOf | null): Arn | null {
  const fields = Object.entries(value);
  if (fields.some(([key]) => OF_FINDINGS.test(key))) return null;
  const id = fields.find(
    ([key, field]) => typeof field === 'string' && INSTANCE.test(field) && plainHeading(key) === 'resourceid',
  )?.[1];
  const text = (field: unknown): string => (typeof field === 'string' ? field.trim() : '');
  const [account, region] = [text(place?.account), text(place?.region)];
  return typeof id === 'string'
    ? {
        partition: 'aws',
        service: 'ec2',
        region,
        account: /^\d{12}$/.test(account) ? account : '',
        resource: `instance/${id}`,
      }
    : null;
}

/** The fields of an object that are a text, a number, yes or no, or a state with its name. */
export function textsOf(value: Json): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [key, field] of Object.entries(value)) {
    const name = isObject(field) ? (field.Name ?? field.name ?? stateIn(key, field)) : field;
    if (name === null || name === '') texts.set(key, '');
    else if (typeof name === 'boolean' || typeof name === 'number') texts.set(key, String(name));
    else if (typeof name === 'string' && !name.includes('arn:aws') && !TAGS.has(plainHeading(key)))
      texts.set(key, name);
  }
  return texts;
}

/** The reason of a state by which the thing itself is gone, whatever the state is of: `RESOURCE_TERMINATED` of a scan that is inactive. */
const goneByReason = (value: Json): string | null =>
  Object.entries(value).flatMap(([key, field]) =>
    IS_STATE.test(key) && isObject(field) && typeof field.reason === 'string' && IS_GONE.test(field.reason)
      ? [field.reason]
      : [],
  )[0] ?? null;
const IS_GONE = /^resource[_ ](terminated|deleted)$/i;
const IS_STATE = /(state|status)$/i;
/** Of a state that stands beside its reason and its times the state alone: `{"State": "TERMINATED", "StateChangeReason": {...}}`. */
const stateIn = (key: string, field: Json): unknown =>
  IS_STATE.test(key)
    ? Object.entries(field).find(([name, text]) => IS_STATE_ALONE.test(name) && typeof text === 'string')?.[1]
    : undefined;
const IS_STATE_ALONE = /^(status)?(state|status|code)$/i;

/** A statement of a policy that says what nobody may do: of whom it says so stands in one that lies at the resource itself, which is there. */
const isDenial = (value: unknown): value is Json =>
  isObject(value) &&
  value.Effect === 'Deny' &&
  value.Resource !== undefined &&
  value.Principal === undefined &&
  value.NotPrincipal === undefined;

/** One that says of resources what may be done with them, or not. */
const saysOfResources = (value: Json): boolean =>
  (value.Effect === 'Allow' || value.Effect === 'Deny') &&
  JSON.stringify(value.Resource ?? '').includes('arn:aws');

/** A policy as answers of AWS hold it: as a text within the document; null for any other text. */
export function policyIn(text: string): Json | null {
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
    const plain = plainHeading(key);
    if (USED.has(plain)) found.used = each;
    if (typeof each !== 'string') continue;
    if (ACCOUNT_HEADINGS.has(plain)) found.account = each;
    else if (REGION_HEADINGS.has(plain)) found.region = each;
    else if (ENGINE.has(plain)) found.engine = each;
    else if (CLUSTER.has(plain)) found.cluster = each;
  }
  return Object.keys(found).length === 0 ? null : { account: null, region: null, ...found };
}
