import { asksWhetherUsed, nameColumns } from '../../../domain/services/row-states.ts';
import { isOfAPart } from '../../../domain/services/state-words.ts';
import { BelowTitles } from '../lists/below-titles.ts';
import { columnsWithWords, saysOfStates, wordsOf } from '../lists/beside-columns.ts';
import { ENDS_IN_STATE, goneColumns, isGoneState, namesKind } from '../lists/gone.ts';
import { saysUsed } from '../lists/holder-states.ts';
import { UnknownStates } from '../lists/told-states.ts';
import { Holders } from './holders.ts';

// What stands beside and above resources and is not read is told with its words: whatever they say of them, somebody sees it.

interface Rows {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The column of the resource's own ARN. */
  readonly own: number;
  /** Columns that are read, or hold tags. */
  readonly read: ReadonlySet<number>;
  readonly gone: ReturnType<typeof goneColumns>;
}

/** What the columns beside ARNs say that is not read, as notes. Columns that say the same of all rows, of each something else, or what the ARN says itself, say nothing. */
export function notesBeside({ headers, rows, own, read, gone }: Rows): readonly string[] {
  const unknown = new UnknownStates();
  const obeyed = new Set(gone.obeyed.filter((at) => rows.some((row) => gone.isGone(at, row))));
  for (const row of rows)
    if (gone.goneBy(row) < 0)
      for (const at of obeyed)
        if (!gone.isThere(at, row)) unknown.add(at, (row[at] ?? '').trim(), partOf(row[own] ?? ''));
  const telling = new Set(gone.telling);
  const names = new Set(nameColumns(headers));
  const left = headers.flatMap((heading, at) => {
    if (at === own || obeyed.has(at)) return [];
    if (ENDS_IN_STATE.test(heading) && rows.some((row) => isGoneState(row[at] ?? ''))) return [at];
    if (read.has(at)) return [];
    const tells = telling.has(at) || saysOfStates(heading);
    if (tells) {
      const isBlank = rows.every((row) => (row[at] ?? '').trim() === '');
      return isBlank || rows.every((row) => gone.isThere(at, row)) ? [] : [at];
    }
    // Of a column with many words this is known within a few rows.
    const cells = rows.map((row) => (row[at] ?? '').trim());
    if (OF_GOING.test(heading) && cells.some((cell) => IS_DAY.test(cell))) return [at];
    if (names.has(at) || OF_NAMES.test(heading) || wordsOf({ headers, rows }, at) === '') return [];
    const different = new Set(cells);
    const isOfEach = different.size === cells.length && cells.length > 3;
    if (isOfEach || (different.size === 1 && (rows.length > 1 || !OF_REMARKS.test(heading)))) return [];
    if (!OF_ENDS.test(heading) && cells.every((cell) => cell === '' || IS_DAY.test(cell))) return [];
    const isInArn = rows.every((row, index) => (row[own] ?? '').includes(cells[index] ?? ''));
    return isInArn ? [] : [at];
  });
  // Whatever tells of states comes first: tables of programs have many columns.
  const first = left.filter((at) => telling.has(at) || saysOfStates(headers[at] ?? ''));
  const all = [...first, ...left.filter((at) => !first.includes(at))];
  return [
    ...(all.length > 0 ? [`Not read: ${columnsWithWords({ headers, rows }, all)}.`] : []),
    ...unknown.notes(headers),
  ];
}

/** Columns that tell one thing from another, or measure it. */
const OF_NAMES = /(?:name|id|prefix|path|url|version|size|bytes|count)$/i;
/** What somebody wrote of a thing, which says something of one by itself, too. */
const OF_REMARKS =
  /^(?:notes?|remarks?|comments?|bemerkung(?:en)?|anmerkung(?:en)?|kommentare?|remarques?|commentaires?|notas?|observacion(?:es)?|osservazion[ei]|opmerking(?:en)?|uwagi|observaç(?:ão|ões))$/iu;
/** Days say something where they are those on which something ends. */
const OF_ENDS = /delet|terminat|end|expir|retire|decom|sunset|remov|eol|last|lösch|supprim|elimin/i;
/** Of those, the days on which the thing itself goes: they are told however many there are. */
const OF_GOING = /delet|terminat|retire|decom|sunset|remov|(?<!\p{L})eol(?!\p{L})|lösch|supprim|elimin/iu;
const IS_DAY = /^\d{4}-\d{2}|^\d{1,2}[./]\d{1,2}[./]\d{4}/;

/** `arn:aws:sqs:eu-west-1:111122223333:jobs` -> `jobs`. */
const partOf = (arn: string): string => arn.replace(/^arn:(?:[^:]*:){4}/, '');

const MOST_FIELDS = 100;

/** The fields beside the ARNs of objects, as a table of them. */
export class FieldsBeside {
  readonly holders: Holders;
  readonly #places = new Map<string, number>([['', 0]]);
  readonly #rows: string[][] = [];

  /** `asOf`: the ISO date as of which holders are judged. */
  constructor(asOf: string) {
    this.holders = new Holders(asOf);
  }

  add(arn: string, fields: ReadonlyMap<string, string>): void {
    const row = [arn];
    for (const [name, text] of fields) {
      const at = this.#places.get(name) ?? this.#places.size;
      if (at >= MOST_FIELDS) continue;
      this.#places.set(name, at);
      row[at] = text;
    }
    this.#rows.push(row);
  }

  get headers(): readonly string[] {
    return [...this.#places.keys()];
  }
  get rows(): readonly (readonly string[])[] {
    return this.#rows;
  }
}

/**
 * What somebody wrote beside the entries of a program's own document, in fields by the name of the resource, as notes, judged as of an ISO date. `isOwn`: whether the
 * program itself writes a field of this name.
 */
export function notesBesideEntries(
  entries: Iterable<readonly [name: string, fields: ReadonlyMap<string, string>]>,
  asOf: string,
  isOwn: (field: string) => boolean,
): readonly string[] {
  const beside = new FieldsBeside(asOf);
  for (const [name, fields] of entries) beside.add(name, fields);
  const { headers, rows } = beside;
  const gone = goneColumns(headers, asOf);
  const telling = new Set(gone.telling);
  const isRead = (field: string, at: number) => !telling.has(at) && !saysOfStates(field) && isOwn(field);
  const read = new Set(headers.flatMap((field, at) => (isRead(field, at) ? [at] : [])));
  return notesBeside({ headers, rows, own: 0, read, gone });
}

/** What the tags of a resource say of where it stands in its life (`statesInTags`), by its name. */
export type Tagged = readonly [name: string, states: ReadonlyMap<string, string>];
/** The same of tags, which somebody wrote all; stages and ways to buy say that a thing is there, and a word for a part says so of that. */
export function notesOnTags(tagged: readonly Tagged[], asOf: string): readonly string[] {
  const telling = tagged.map(([name, states]): Tagged => {
    const told = [...states].filter(([tag, state]) => !isThereByTag(tag.replace(/^tag /, ''), state));
    return [name, new Map(told)];
  });
  return telling.some(([, states]) => states.size > 0) ? notesBesideEntries(telling, asOf, () => false) : [];
}
const isThereByTag = (tag: string, state: string): boolean =>
  saysUsed(tag, state) ||
  IS_STAGE.test(state) ||
  (isOfAPart(state) && !saysOfStates(tag) && !asksWhetherUsed(tag));
const IS_STAGE =
  /^(?:dev|development|test|testing|qa|uat|int|integration|stage|staging|pre-?prod|preproduction|prod|production|live|demo|sandbox|on-?demand|(?:ec2)?-?spot|reserved)$/i;

/** Resources by the titles that they are counted below. */
export class BelowOthers {
  readonly #below = new BelowTitles('');
  #title = '';

  add(title: string, type: string): void {
    if (title !== this.#title) {
      const plain = title.replace(/^[> ]*#+ /, '').replace(/ ?:$/, '');
      this.#below.enter(namesKind(plain) ? '' : / /.test(plain) ? plain : plain.replaceAll(/[_-]+/g, ' '));
      this.#title = title;
    }
    this.#below.add(type);
  }

  notes(): readonly string[] {
    return this.#below.notes();
  }
}
