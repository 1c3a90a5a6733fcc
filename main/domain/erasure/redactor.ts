import { slugify } from '../../contract/ids.ts';
import { type CellKind, cellKind, keyKind, type Shape } from './cells.ts';
import { anyOf, namesButFor, withoutMarks, writtenAddress, writtenId, writtenName } from './written-name.ts';

/** What a workbook knows a person by, and what stands in its place since they were erased. */
export interface Erased {
  /** Every name under which the person stood, and other texts that their user wants gone. */
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  /** Ids of the person's records, which are made of the name, in the order in which they were given. */
  readonly ids: readonly string[];
  /** Ids of other records that are made of the name, as that of a service which is called after the person, and what they are since. */
  readonly refs: ReadonlyMap<string, string>;
  /** Those of them that are of services and duties which the workbook adds to the catalogue. */
  readonly own: ReadonlySet<string>;
  /** Other people of the workbook and of its history, whose names may hold this one. */
  readonly others: readonly {
    readonly id: string;
    readonly names: readonly string[];
    readonly addresses: readonly string[];
  }[];
  /** `Erased person 3f9a1c`. */
  readonly label: string;
}

/** A person of whom nothing but the names is known, as outside of their workbook. */
export const namesAlone = (
  label: string,
  { names, addresses }: Pick<Erased, 'names' | 'addresses'>,
): Erased => ({ label, names, addresses, ids: [], refs: new Map(), own: new Set(), others: [] });

type Value = string | number | null;
type Row = Readonly<Record<string, Value>>;

/** What stands in the place of a signed text, whose signature would confirm a guess of the name and is gone with it. */
export const ERASED_SIGNATURE = 'erased';

/** `Erased person 3f9a1c` -> `erased-person-3f9a1c`. */
export const erasedId = (label: string): string => label.toLowerCase().replaceAll(' ', '-');
/** An address that can never lead anywhere (RFC 2606). */
export const erasedAddress = (label: string): string => `${erasedId(label)}@erased.invalid`;

/**
 * Puts a label wherever a person stands: the same text for the same text, wherever it is met, so that a log of changes leads
 * to the same rows as before, but for the person.
 */
export class Redactor {
  /** Names of other people in which this one stands, and which therefore stay. */
  readonly others: readonly string[];
  readonly #erased: Erased;
  readonly #names: RegExp | null;
  /** Letters of the names of several words. */
  readonly #spaced: ReadonlySet<string>;
  readonly #addresses: RegExp | null;
  readonly #ids: RegExp | null;
  readonly #refs: RegExp | null;
  readonly #ownRefs: RegExp | null;
  readonly #known: ReadonlyMap<string, string>;
  /** Digests over texts that were redacted, by what they were. */
  readonly #digests = new Map<string, string>();

  constructor(erased: Erased) {
    this.#erased = erased;
    const names = spelledNames(erased);
    this.#spaced = new Set(names.filter((name) => /\s/.test(name.trim())).map(lettersOf));
    const own = anyOf(names, writtenName);
    const holding = (texts: readonly string[]) =>
      texts.filter((text) => own !== null && text.search(own) >= 0);
    this.others = holding(erased.others.flatMap((other) => other.names));
    this.#names = namesButFor(names, [
      ...this.others,
      ...holding(erased.others.flatMap(({ id, addresses }) => [id, ...addresses])),
    ]);
    this.#addresses = anyOf(erased.addresses, writtenAddress);
    this.#ids = anyOf(erased.ids, writtenId);
    this.#refs = anyOf([...erased.refs.keys()], writtenId);
    this.#ownRefs = anyOf([...erased.own], writtenId);
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
    const named = this.#refsIn(text);
    const addressed = this.#addresses === null ? named : named.replace(this.#addresses, erasedAddress(label));
    if (this.#names === null) return addressed;
    return addressed.replace(this.#names, (written: string, other: string | undefined) =>
      other !== undefined ? other : isJoined(written, addressed, this.#spaced) ? erasedId(label) : label,
    );
  }

  /** A state that was frozen, a row of the register or a piece of evidence. */
  state<T>(value: T): T {
    return this.#json(value, 'state') as T;
  }

  /** A row of a table, whole or as far as an entry of the log has it. The very same row where nothing in it is of the person. */
  row<R extends Row>(table: string, row: R): R {
    let mapped: Record<string, Value> | null = null;
    for (const [column, value] of Object.entries(row)) {
      if (typeof value !== 'string') continue;
      const now = this.#digests.get(value) ?? this.#cell(cellKind(table, column), value);
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

  #cell(kind: CellKind, value: string): Value {
    switch (kind) {
      case 'plain':
        return value;
      case 'ref':
        return this.#refsIn(value);
      case 'catalogue':
        return this.#ownRefs === null ? value : value.replace(this.#ownRefs, this.#refOf);
      case 'person':
        return this.#person(value);
      case 'email':
        return this.#email(value);
      case 'query':
        return value.split('&').map(this.#pair).join('&');
      case 'renames':
        return this.#renames(value);
      case 'records':
        return this.#parsed(value, 'records');
      case 'edition':
        return this.#parsed(value, 'edition');
      default:
        return this.#string(value);
    }
  }

  /** Of the search part of an address: what stands before the `=` is the program's. */
  readonly #pair = (pair: string): string => {
    const [key = '', ...rest] = pair.split('=');
    const value = plainValue(rest.join('='));
    const known = this.#ids === null ? value : value.replace(this.#ids, (id) => this.#known.get(id) ?? id);
    const now = known === value ? this.text(value) : known;
    return now === value ? pair : `${key}=${encodeURIComponent(now)}`;
  };

  readonly #refOf = (ref: string): string => this.#erased.refs.get(ref) ?? ref;
  #refsIn(value: string): string {
    return this.#refs === null ? value : value.replace(this.#refs, this.#refOf);
  }

  #person(id: string): string {
    return this.#known.get(id) ?? this.text(id);
  }

  #email(value: string): string | null {
    return this.text(value) === erasedAddress(this.#erased.label) ? null : value;
  }

  /** New names of records, and of people among them. */
  #renames(value: string): string {
    const tables = JSON.parse(value) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    return JSON.stringify(
      Object.fromEntries(
        Object.entries(tables).map(([table, names]) => {
          const now = (id: unknown) =>
            typeof id !== 'string' ? id : table === 'person' ? this.#person(id) : this.#refsIn(id);
          return [
            table,
            Object.fromEntries(Object.entries(names).map(([was, is]) => [now(was), now(is)] as const)),
          ];
        }),
      ),
    );
  }

  /** Texts of JSON are told from others by what they begin with; one that is none is a text of people. */
  #string(value: string): string {
    return value.startsWith('{') || value.startsWith('[') ? this.#parsed(value, 'text') : this.text(value);
  }

  #parsed(value: string, shape: Shape): string {
    try {
      const parsed: unknown = JSON.parse(value);
      const mapped = this.#json(parsed, shape);
      return mapped === parsed ? value : JSON.stringify(mapped);
    } catch {
      // A text that only begins so.
      return this.text(value);
    }
  }

  /** The same value where nothing in it is of the person; `key` is the name under which it stands. */
  #json(value: unknown, shape: Shape, key = ''): unknown {
    if (typeof value === 'string') return this.#digests.get(value) ?? this.#cell(keyKind(shape, key), value);
    if (Array.isArray(value)) {
      const mapped = value.map((entry) => this.#json(entry, shape, key));
      return mapped.some((entry, index) => entry !== value[index]) ? mapped : value;
    }
    if (typeof value !== 'object' || value === null) return value;
    // A record of a person; what is called `id` elsewhere is of other things.
    const isPerson = 'email' in value && 'id' in value;
    const before = Object.entries(value);
    const after = before.map(([name, entry]): readonly [string, unknown] => [
      shape === 'text' ? this.text(name) : name,
      isPerson && typeof entry === 'string' && (name === 'email' || name === 'id')
        ? this.#cell(name === 'id' ? 'person' : 'email', entry)
        : this.#json(entry, shape, name),
    ]);
    const isSame = after.every(([name, entry], at) => name === before[at]?.[0] && entry === before[at]?.[1]);
    return isSame ? value : Object.fromEntries(after);
  }
}

function plainValue(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    // Not encoded, or not whole.
    return value;
  }
}

/** Letters and digits of a text alone. */
const lettersOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Whether a name stands in the form of addresses and files, which a label with blanks in it would break. */
const isJoined = (written: string, text: string, spaced: ReadonlySet<string>): boolean =>
  !/\s/.test(written) &&
  (/[%_+]/.test(written) || spaced.has(lettersOf(written)) || /^[a-z][a-z0-9+.-]*:\/\//i.test(text));

/** Every way in which the person is called, ids that are made of a name of several words among them. */
function spelledNames({ names, ids }: Pick<Erased, 'names' | 'ids'>): readonly string[] {
  const slugs = names.map((name) => slugify(name, '')).filter((slug) => slug.includes('-'));
  return [
    ...names,
    ...names.flatMap((name) => withoutMarks(name) ?? []),
    ...ids.filter((id) => slugs.some((slug) => id === slug || id.startsWith(`${slug}-`))),
  ];
}
