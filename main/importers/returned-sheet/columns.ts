import {
  COLUMN_HEADERS,
  type FixedColumn,
  partyColumn,
  partyHeader,
  type RegisterColumnId,
} from '../../domain/sheets/register-cells.ts';
import type { RegisterStamp } from '../../domain/sheets/register-stamp.ts';
import { nearest } from '../../domain/words/near-miss.ts';

/** A heading of the sheet and the column of the register that it stands for. */
export interface MatchedColumn {
  readonly id: RegisterColumnId;
  /** From 0. */
  readonly column: number;
  readonly heading: string;
  /** The heading that the register itself gives it. */
  readonly title: string;
}
export interface ColumnMatch {
  readonly columns: readonly MatchedColumn[];
  /** Headings that are none of the register's, or (`twice`) stand for one that another heading already stands for, or for more than one. */
  readonly others: readonly { readonly column: number; readonly heading: string; readonly twice: boolean }[];
}
/** A column and everything it may be called; the first name is its title. */
export interface KnownColumn {
  readonly id: RegisterColumnId;
  readonly names: readonly string[];
}

/** Close rewordings of a heading. No others: a column that somebody added is not one of ours because it sounds like one. */
const SYNONYMS: Partial<Readonly<Record<FixedColumn, readonly string[]>>> = {
  ref: ['Reference'],
  ownership: ['Owner', 'Owners'],
  deviation: ['Deviation reason'],
  'not-applicable': ['Not applicable', 'Reason not applicable'],
  due: ['Due date', 'Due on'],
  note: ['Notes'],
  confirm: ['Confirm later', 'To be confirmed'],
};

/** Every column that a register of this workbook has or had: from its stamp, and for each party of today. */
export function knownColumns(
  stamp: RegisterStamp | null,
  parties: readonly { readonly id: string; readonly name: string }[],
): readonly KnownColumn[] {
  const written = new Map(stamp?.columns.map(({ id, header }) => [id, header]));
  const fixed = (Object.entries(COLUMN_HEADERS) as [FixedColumn, string][]).map(
    ([id, header]): KnownColumn => ({
      id,
      names: [header, ...(SYNONYMS[id] ?? []), id],
    }),
  );
  const own = parties.flatMap(({ id, name }) =>
    (['text', 'person'] as const).map((part): KnownColumn => {
      const column = `${id}:${part}` as const;
      const then = written.get(column);
      return {
        id: column,
        names: [
          partyHeader(name, part),
          ...(then === undefined ? [] : [then]),
          partyHeader(id, part),
          column,
        ],
      };
    }),
  );
  const today = new Set(own.map(({ id }) => id));
  // A party that is gone since: its cells are known for what they are, and have no place any more.
  const gone = [...written].flatMap(([id, header]): readonly KnownColumn[] =>
    partyColumn(id) && !today.has(id as RegisterColumnId)
      ? [{ id: id as RegisterColumnId, names: [header] }]
      : [],
  );
  return [...fixed, ...own, ...gone];
}

/** Headings of one row that are looked at for near misses; nobody mistypes more, and a hostile row has thousands. */
const MAX_NEAR_HEADINGS = 200;
/** No heading is longer; a cell may hold a megabyte, and show it thousands of times. */
const MAX_HEADING = 1000;

const plain = (heading: string): string =>
  heading
    .slice(0, MAX_HEADING)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Finds the register's columns among the headings of one row: by name wherever they stand, else by the one near miss. */
export function matchColumns(
  headings: readonly { readonly column: number; readonly text: string }[],
  known: readonly KnownColumn[],
): ColumnMatch {
  const columns: MatchedColumn[] = [];
  const others: { column: number; heading: string; twice: boolean }[] = [];
  const taken = new Set<RegisterColumnId>();
  const take = (column: number, heading: string, { id, names }: KnownColumn) => {
    if (taken.has(id)) return void others.push({ column, heading, twice: true });
    taken.add(id);
    columns.push({ id, column, heading, title: names[0] ?? id });
  };
  // By the very words first, then by title: no other column may take the place of one that is there under its own name, and two parties
  // may be called alike. Where one name is that of several, they stand in the order in which the register has them.
  let open = headings.filter(({ text }) => plain(text) !== '');
  const { words, titles, all } = namesOf(known);
  for (const [names, key] of [
    [words, verbatim],
    [titles, plain],
    [all, plain],
  ] as const) {
    const left: typeof open = [];
    for (const heading of open) {
      const found = names.get(key(heading.text));
      const free = found?.filter(({ id }) => !taken.has(id)) ?? [];
      const [first = found?.[0]] = free;
      // Which of two is meant by neither's own words, nobody can tell.
      if (!first) left.push(heading);
      else if (free.length > 1 && key === plain)
        others.push({ column: heading.column, heading: heading.text, twice: true });
      else take(heading.column, heading.text, first);
    }
    open = left;
  }
  for (const [index, { column, text }] of open.entries()) {
    const near =
      index < MAX_NEAR_HEADINGS
        ? nearName(
            text,
            [...all].flatMap(([name, [only, other]]) =>
              only && !other && !taken.has(only.id) ? [[name, only] as const] : [],
            ),
          )
        : null;
    if (near) take(column, text, near);
    else others.push({ column, heading: text, twice: false });
  }
  return { columns: columns.sort((a, b) => a.column - b.column), others };
}

const verbatim = (heading: string): string => heading.slice(0, MAX_HEADING).normalize('NFC').trim();

/** The columns that a name may stand for. */
type Names = ReadonlyMap<string, readonly KnownColumn[]>;
interface AllNames {
  readonly words: Names;
  readonly titles: Names;
  readonly all: Names;
}
/** Each row of a sheet that might be its headings is held against the same columns. */
const named = new WeakMap<readonly KnownColumn[], AllNames>();
function namesOf(known: readonly KnownColumn[]): AllNames {
  let names = named.get(known);
  if (!names) {
    const titles = titlesOf(known);
    names = { words: wordsOf(known), titles, all: allNamesOf(known, titles) };
    named.set(known, names);
  }
  return names;
}
const wordsOf = (known: readonly KnownColumn[]): Names =>
  Map.groupBy(known, ({ names: [title = ''] }) => verbatim(title));
const titlesOf = (known: readonly KnownColumn[]): Names =>
  Map.groupBy(known, ({ names: [title = ''] }) => plain(title));
/** Every name but a title stands for the first column that has it. */
function allNamesOf(known: readonly KnownColumn[], titles: Names): Names {
  const names = new Map(titles);
  names.delete('');
  for (const column of known)
    for (const name of column.names) {
      const key = plain(name);
      if (key !== '' && !names.has(key)) names.set(key, [column]);
    }
  return names;
}

/** What was added behind a name, in brackets or after a dash: `Status (please fill in)`. */
const ADDED = /[([*\n]| [-–—] /;

/** A heading with something added to it, or mistyped by a letter or two. */
function nearName(heading: string, free: readonly (readonly [string, KnownColumn])[]): KnownColumn | null {
  const added = heading.slice(0, MAX_HEADING).search(ADDED);
  const shorter = plain(added < 0 ? heading : heading.slice(0, added));
  const found = free.find(([name]) => name === shorter);
  if (found) return found[1];
  const wanted = plain(heading);
  if (wanted.length < 4) return null;
  const close = nearest(
    wanted,
    free.map(([name]) => name).filter((name) => Math.abs(name.length - wanted.length) <= 2),
  );
  return free.find(([name]) => name === close)?.[1] ?? null;
}
