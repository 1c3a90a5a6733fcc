import { counted } from '../../../domain/words/counted.ts';
import { isNo } from '../../../domain/words/yes-no.ts';
import type { Json } from '../../text/json.ts';
import { plainHeading } from '../csv.ts';
import { clip, type Found, listNames, type PartsOf, type Place, TypeCounter } from '../found.ts';
import { MAX_NAMED } from '../limits.ts';
import { type Left, notesOnLeft } from '../lists/resource-rows.ts';
import { Databases } from './databases.ts';
import { LaunchTypes, withParts } from './launch-types.ts';
import { MadeByAws } from './made-by-aws.ts';

/** What AWS Config says of a resource at a time, or how many of a type there are. */
export interface ConfigItem {
  readonly type: string;
  /** Empty where it does not say which resource it is. */
  readonly id: string;
  readonly place: Place;
  /** Null of one resource; text where it is no number. */
  readonly count: number | string | null;
  /** When that was so; NaN where it does not say. */
  readonly time: number;
  /** Why it is not counted; null of what is there. */
  readonly left: Left | null;
  /** What Config recorded of its configuration. */
  readonly configuration: Json;
  /** Its ARN, and what else it is called. */
  readonly names: readonly unknown[];
}

/** Counts what Config says: of each resource that a file names, as it is in its last state; of a count, so many. */
export class ConfigItems {
  readonly #counter: TypeCounter;
  readonly #last = new Map<string, ConfigItem>();
  readonly #others: ConfigItem[] = [];
  readonly #none = new Set<string>();
  readonly #noNumbers = new Set<string>();
  #untyped = 0;
  #alike = 0;
  #unlike = 0;

  constructor(file: string) {
    this.#counter = new TypeCounter(file);
  }

  /** An entry without a type. */
  addUntyped(): void {
    this.#untyped += 1;
  }

  add(item: ConfigItem): void {
    const { type, id, place, count } = item;
    if (typeof count === 'number' && item.left === null) {
      if (count > 0) this.#counter.add(type, count, place);
      else this.#none.add(type);
      return;
    }
    if (typeof count === 'string' && this.#noNumbers.size < MAX_NAMED)
      this.#noNumbers.add(`“${clip(count, 40)}”`);
    if (id === '') {
      this.#others.push(item);
      return;
    }
    const key = [place.account ?? '', place.region ?? '', type, id].join(' ');
    const before = this.#last.get(key);
    // Functions and tables of several accounts have one name.
    if (before !== undefined && !place.account && Number.isFinite(item.time) && !GIVEN_BY_AWS.test(id))
      this.#alike += 1;
    if (before === undefined || this.#isLater(item, before)) this.#last.set(key, item);
  }

  /** Of two states of one resource without times the one counts by which it is there. */
  #isLater(item: ConfigItem, before: ConfigItem): boolean {
    if (Number.isFinite(item.time) && Number.isFinite(before.time)) return item.time > before.time;
    const isUnlike = (item.left === null) !== (before.left === null);
    if (isUnlike) this.#unlike += 1;
    return isUnlike && item.left === null;
  }

  /** All that is counted, with notes on what is not; `beside`: those on what stands beside it. */
  found(beside: readonly string[]): Found {
    const said = new Said();
    const made = new MadeByAws();
    const left: Left[] = [];
    for (const item of [...this.#last.values(), ...this.#others]) {
      if (item.left !== null) {
        left.push(item.left);
        continue;
      }
      if (made.has(item.type, item.names)) continue;
      this.#counter.add(item.type, 1, item.place);
      said.note(item.type, item.configuration);
    }
    const none = [...this.#none].filter((type) => !this.#counter.types.has(type));
    return {
      format: 'config',
      kind: 'cloudformation',
      types: this.#counter.types,
      places: this.#counter.places,
      parts: said.parts,
      notes: [
        ...made.notes(this.#counter.types),
        ...(this.#untyped > 0
          ? [`${counted(this.#untyped, 'row')} without a resourceType not counted.`]
          : []),
        ...notesOnStates(left),
        ...(this.#unlike > 0
          ? [
              `${counted(this.#unlike, 'resource')} in one row by a state that says deleted and in another by one that does not, without the time of either: counted.`,
            ]
          : []),
        ...(this.#alike > 0
          ? [
              `${counted(this.#alike, 'row')} without an account and with the name of another taken for a state of the same resource: of several accounts, export the account as well.`,
            ]
          : []),
        ...(none.length > 0 ? [`None by their count, so not proposed: ${listNames(none)}.`] : []),
        ...(this.#noNumbers.size > 0
          ? [
              `Counted as one each, since what their count says is no number: ${listNames([...this.#noNumbers])}.`,
            ]
          : []),
        ...beside,
      ],
    };
  }
}

/** Ids of which there is one everywhere, where people's names have words: `i-0123456789abcdef0`, `db-` and 26 letters, an ARN, a UUID. */
const GIVEN_BY_AWS =
  /^(?:(?:[a-z]{1,12}-){1,3}(?:[0-9a-f]{8}|[0-9a-f]{17}|[0-9A-Z]{26})$|arn:aws|A[A-Z]{3}[0-9A-Z]{12,17}$|[0-9a-f]{8}(?:-[0-9a-f]{4,12}){4}$)/;

/** What Config itself calls deleted is told by its number, anything else with its words. */
function notesOnStates(left: readonly Left[]): readonly string[] {
  const others = left.filter(({ said }) => !IS_DELETED.test(said));
  const deleted = left.length - others.length;
  return [
    ...(deleted > 0 ? [`${counted(deleted, 'deleted resource')} not counted.`] : []),
    ...notesOnLeft(others),
  ];
}
const IS_DELETED = /^(ResourceDeleted|\d{4}-|\d{10})/;

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

/** Names of a count, as `plainHeading` writes them: `COUNT(*)`, `count`, `ResourceCount`. */
const COUNTS = /^(total)?(resources?)?(count|counts|number|quantity|anzahl)(distinct)?(resourceid|arn)?$/;
/** Rows of a query, which lists each resource once, unless it is of a history: what they say of one resource is its states where they have times, or say that some are gone. */
export const asRows = (rows: readonly ConfigItem[]): readonly ConfigItem[] =>
  rows.some(({ time, left }) => Number.isFinite(time) || left !== null)
    ? rows
    : rows.map((row) => ({ ...row, id: '' }));

/** Whether a column, or a field, holds how many of a type there are. */
export const isCountName = (name: string): boolean => COUNTS.test(plainHeading(name));

/** How many a field or a cell says: a number, or its text where that is none; null where it says nothing. */
export function countIn(value: unknown): number | string | null {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 ? value : String(value);
  const text = typeof value === 'string' ? value.slice(0, LONGEST_COUNT).trim() : '';
  if (text === '') return null;
  if (isNo(text)) return 0;
  const digits = GROUPED.test(text) ? text.replace(/\D/g, '') : text.replace(/\.0+$/, '');
  return /^\d+$/.test(digits) ? Number(digits) : text;
}
const LONGEST_COUNT = 60;
/** Thousands apart: `1,234`. */
const GROUPED = /^\d{1,3}([,.' ]\d{3})+$/;

/** The time of a text or of seconds since 1970; NaN where it is none. */
export function timeOf(value: unknown): number {
  if (typeof value === 'number') return value * 1000;
  const text = typeof value === 'string' ? value.slice(0, LONGEST_TIME).trim() : '';
  if (/^\d{10}(\.\d+)?$/.test(text)) return Number(text) * 1000;
  return /^\d{4}-\d{2}-\d{2}/.test(text)
    ? Date.parse(text.replace(/ UTC$/, 'Z').replace(/^(\S+) (?=\d)/, '$1T'))
    : Number.NaN;
}
const LONGEST_TIME = 40;
