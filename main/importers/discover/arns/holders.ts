import { asText, isObject, type Json } from '../../text/json.ts';
import { plainHeading } from '../csv.ts';
import { clip, listNames } from '../found.ts';
import { goneByField, goneColumns } from '../lists/gone.ts';
import { saysUsed, statesIn } from '../lists/holder-states.ts';
import { TAGS } from './names.ts';

const MOST_HOLDERS = 1000;
const LONGEST_NAME = 60;

/** The applications, systems and the like of somebody's own list that hold resources: their states count for what they hold, or are told. */
export class Holders {
  readonly #told = new Map<string, Set<string>>();
  readonly #asOf: string;
  #count = 0;

  /** `asOf`: the ISO date as of which they are judged. */
  constructor(asOf: string) {
    this.#asOf = asOf;
  }

  /** What an object says of itself by which the resources in its lists are gone; null where it says nothing of that kind. `under`: what it is called where it has no name. */
  goneBy(value: Json, under: string): string | null {
    // Answers of AWS write their fields with capitals, and their states are those of a request.
    const states = [...statesIn(value)].filter(([name]) => !/^\p{Lu}/u.test(name));
    if (states.length === 0 || !Object.values(value).some(holdsArns)) return null;
    const gone = goneByField(new Map(states), this.#asOf);
    if (gone !== null) return gone;
    if (this.#count >= MOST_HOLDERS) return null;
    this.#count += 1;
    const called = clip(asText(value.name) ?? under, LONGEST_NAME);
    for (const [name, state] of states) {
      if (saysUsed(name, state) || goneColumns([name], this.#asOf).isThere(0, [state])) continue;
      const words = this.#told.get(name) ?? new Set();
      this.#told.set(name, words);
      words.add(`“${clip(state, LONGEST_NAME)}”${called === '' ? '' : ` of ${called}`}`);
    }
    return null;
  }

  /** What the fields of holders say that is not known, each with its words. */
  notes(): readonly string[] {
    const told = [...this.#told].map(
      ([name, words]) => `${clip(name, LONGEST_NAME)} (${listNames([...words])})`,
    );
    return told.length === 0 ? [] : [`Not read, of what holds the resources: ${listNames(told)}.`];
  }
}

/** The states that the tags of an object say, by the tag; they are told, since tags are of whoever wrote them. */
export function statesInTags(value: Json): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [key, field] of Object.entries(value)) {
    if (!TAGS.has(plainHeading(key)) || typeof field !== 'object' || field === null) continue;
    const pairs = Array.isArray(field)
      ? field.flatMap((tag) => (isObject(tag) ? [[tag.Key ?? tag.key, tag.Value ?? tag.value]] : []))
      : Object.entries(field);
    const tags = Object.fromEntries(pairs.filter(([name]) => typeof name === 'string'));
    for (const [name, state] of statesIn(tags)) found.set(`tag ${name}`, state);
  }
  return found;
}

/** Whether a field is a list, or a group by names, of ARNs or of things with one. */
function holdsArns(field: unknown): boolean {
  if (typeof field !== 'object' || field === null) return false;
  return Object.values(field).some(
    (each) => isArn(each) || (isObject(each) && Object.values(each).some(isArn)),
  );
}
const isArn = (value: unknown): boolean => typeof value === 'string' && value.startsWith('arn:aws');
