import { referenceOf } from '../merge/table-rules.ts';

/** What a workbook knows a person by, and what stands in its place since they were erased. */
export interface Erased {
  /** Every name under which the person stood, and other texts that their user wants gone. */
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  /** Ids of the person's records, which are made of the name, in the order in which they were given. */
  readonly ids: readonly string[];
  /** Ids of other records that are made of the name, as that of a service which is called after the person, and what they are since. */
  readonly refs: ReadonlyMap<string, string>;
  /** `Erased person 3f9a1c`. */
  readonly label: string;
}

type Value = string | number | null;
type Row = Readonly<Record<string, Value>>;

/** What stands in the place of a signed text, whose signature would confirm a guess of the name and is gone with it. */
export const ERASED_SIGNATURE = 'erased';

/** `Erased person 3f9a1c` -> `erased-person-3f9a1c`. */
export const erasedId = (label: string): string => label.toLowerCase().replaceAll(' ', '-');
/** An address that can never lead anywhere (RFC 2606). */
export const erasedAddress = (label: string): string => `${erasedId(label)}@erased.invalid`;

/** Writing that puts no space between words, or hangs short words on to a name: a letter beside it ends no name. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Arabic}\p{Script=Hebrew}]/u;
const SIGNS = /[\\^$.*+?()[\]{}|/]/g;

const escaped = (text: string): string => text.replace(SIGNS, '\\$&').replace(/\s+/g, '\\s+');
/** However its letters with marks are put together. */
const spellings = (text: string): readonly string[] => [
  ...new Set([text, text.normalize('NFC'), text.normalize('NFD')]),
];

function wholeName(name: string): string {
  const [first = '', last = ''] = [[...name][0], [...name].at(-1)];
  const letter = '[\\p{L}\\p{N}\\p{M}]';
  return `${UNSPACED.test(first) ? '' : `(?<!${letter})`}${escaped(name)}${UNSPACED.test(last) ? '' : `(?!${letter})`}`;
}
const wholeAddress = (address: string): string =>
  `(?<![\\p{L}\\p{N}._%+-])${escaped(address)}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`;
const wholeId = (id: string): string => `(?<![\\p{L}\\p{N}_-])${escaped(id)}(?![\\p{L}\\p{N}_-])`;

/** One expression for all of them, the longest first; null for none. */
function anyOf(texts: readonly string[], whole: (text: string) => string): RegExp | null {
  const all = texts.filter((text) => text.trim() !== '').flatMap((text) => spellings(text.trim()));
  if (all.length === 0) return null;
  return new RegExp(
    [...all]
      .sort((a, b) => b.length - a.length)
      .map(whole)
      .join('|'),
    'giu',
  );
}

/** Keys in JSON that hold the id of a person. */
const PERSON_KEYS = new Set(['person', 'lead', 'leadAssessor', 'lead_assessor', 'parked_person', 'personId']);

/**
 * Puts a label wherever a person stands: the same text for the same text, wherever it is met, so that a log of changes leads
 * to the same rows as before, but for the person.
 */
export class Redactor {
  readonly #erased: Erased;
  readonly #names: RegExp | null;
  readonly #addresses: RegExp | null;
  readonly #ids: RegExp | null;
  readonly #refs: RegExp | null;
  readonly #known: ReadonlyMap<string, string>;
  /** Digests over texts that were redacted, by what they were. */
  readonly #digests = new Map<string, string>();

  constructor(erased: Erased) {
    this.#erased = erased;
    this.#names = anyOf(erased.names, wholeName);
    this.#addresses = anyOf(erased.addresses, wholeAddress);
    this.#ids = anyOf(erased.ids, wholeId);
    this.#refs = anyOf([...erased.refs.keys()], wholeId);
    const id = erasedId(erased.label);
    // Each has one of its own: two may have stood side by side.
    this.#known = new Map(erased.ids.map((was, index) => [was, index === 0 ? id : `${id}-${index + 1}`]));
  }

  /** A content that lies under its hash has another one since. */
  learnDigest(before: string, after: string): void {
    this.#digests.set(before, after);
  }

  /** A text of people. */
  text(text: string): string {
    const { label } = this.#erased;
    const { refs } = this.#erased;
    const named = this.#refs === null ? text : text.replace(this.#refs, (ref) => refs.get(ref) ?? ref);
    const addressed = this.#addresses === null ? named : named.replace(this.#addresses, erasedAddress(label));
    return this.#names === null ? addressed : addressed.replace(this.#names, label);
  }

  /** A value of a JSON document; `key` is the name under which it stands. */
  json(value: unknown, key = ''): unknown {
    if (typeof value === 'string')
      return PERSON_KEYS.has(key) ? this.#person(value) : (this.#digests.get(value) ?? this.#string(value));
    if (Array.isArray(value)) {
      const mapped = value.map((entry) => this.json(entry, key));
      return mapped.some((entry, index) => entry !== value[index]) ? mapped : value;
    }
    if (typeof value !== 'object' || value === null) return value;
    // A record of a person, as a snapshot has it, and new names of people, as a merge has them.
    const isPerson = 'email' in value && 'id' in value;
    const areNames = key === 'person';
    const entries = Object.entries(value).map(([name, entry]): readonly [string, unknown] => [
      areNames ? this.#person(name) : this.#string(name),
      isPerson && name === 'email'
        ? this.#email(entry)
        : this.json(entry, (isPerson && name === 'id') || areNames ? 'person' : name),
    ]);
    const before = Object.entries(value);
    const isSame = entries.every(
      ([name, entry], index) => name === before[index]?.[0] && entry === before[index]?.[1],
    );
    return isSame ? value : Object.fromEntries(entries);
  }

  /** A row of a table, whole or as far as an entry of the log has it. The very same row where nothing in it is of the person. */
  row<R extends Row>(table: string, row: R): R {
    let mapped: Record<string, Value> | null = null;
    for (const [column, value] of Object.entries(row)) {
      if (typeof value !== 'string') continue;
      const now = this.#cell(table, column, value);
      if (now !== value) {
        mapped ??= { ...row };
        mapped[column] = now;
      }
    }
    if (table === 'sign_off' && mapped !== null && mapped.signed_text !== row.signed_text)
      Object.assign(mapped, {
        signed_text: ERASED_SIGNATURE,
        ...('signature' in row && { signature: null }),
        ...('public_key' in row && { public_key: null }),
      });
    return (mapped ?? row) as R;
  }

  #cell(table: string, column: string, value: string): Value {
    if (referenceOf(table, column) === 'person' || (table === 'person' && column === 'id'))
      return this.#person(value);
    if (table === 'person' && column === 'email') return this.#email(value);
    if (table === 'saved_view' && column === 'query' && this.#ids !== null)
      return this.#string(value).replace(
        this.#ids,
        (id) => this.#known.get(id) ?? erasedId(this.#erased.label),
      );
    return this.#digests.get(value) ?? this.#string(value);
  }

  #person(id: string): string {
    return this.#known.get(id) ?? this.text(id);
  }

  #email<T>(value: T): T | null {
    return typeof value === 'string' && this.text(value) === erasedAddress(this.#erased.label) ? null : value;
  }

  /** Texts of JSON are told from others by what they begin with; one that is none is a text of people. */
  #string(value: string): string {
    if (value.startsWith('{') || value.startsWith('['))
      try {
        const parsed: unknown = JSON.parse(value);
        const mapped = this.json(parsed);
        return mapped === parsed ? value : JSON.stringify(mapped);
      } catch {
        // A text that only begins so.
      }
    return this.text(value);
  }
}
