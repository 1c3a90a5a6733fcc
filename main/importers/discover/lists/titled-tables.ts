import { DemarcError, invalidInput } from '../../../contract/errors.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import type { TitledTable } from '../../text/markdown-tables.ts';
import { parseCsv, type Table } from '../csv.ts';
import { clip, type Found, listNames, type Part } from '../found.ts';
import type { Given } from '../given.ts';
import { readBelowTitles, readTableOf } from '../read-table.ts';
import { isTold, isUnknown } from '../unknown.ts';
import { titleThatCounts } from './below-titles.ts';
import { tableOf } from './inventory-columns.ts';

const MOST_TABLES = 500;
const LONGEST_TITLE = 60;

/** What became of one of several tables. */
interface Tried {
  readonly title: string;
  readonly file: string;
  readonly rows: number;
  readonly found?: Found;
  readonly error?: Error;
}

/** One of several tables of a file. */
export interface Titled {
  readonly above: string | undefined;
  /** What it is called where nothing stands above it, or the same as above another. */
  readonly where: string;
  readonly table: (called: string) => Table;
}

/** What the tables of a text hold, each by its own headings, as `readEach` says. */
export const readTables = (file: string, tables: readonly TitledTable[], given: Given): Found =>
  readEach(
    file,
    tables.map((each) => {
      const above = titleThatCounts(each.titles);
      return {
        above,
        where: `table in line ${each.line}`,
        table: (called) => tableFrom(called, each, above),
      };
    }),
    given,
  );

/**
 * What several tables hold, each by its own headings and by what stands above it: the first that is read, with the others beside it. What is not
 * read is told by its title. Throws as `readTableOf` does where none is read, and INVALID_INPUT for far too many.
 */
export function readEach(file: string, tables: readonly Titled[], given: Given): Found {
  if (tables.length > MOST_TABLES)
    throw invalidInput(`${file} has more than ${numeral(MOST_TABLES)} tables. Give it in parts.`);
  const taken = new Set<string>();
  const all = tables.map(({ above, where, table: of }): Tried => {
    const title = above === undefined || taken.has(above) ? [above, where].filter(Boolean).join(', ') : above;
    taken.add(title);
    const called = tables.length === 1 ? file : `${file}, ${clip(title, LONGEST_TITLE)}`;
    const table = of(called);
    const tried = { title, file: called, rows: table.rows.length };
    try {
      return { ...tried, found: readOne(called, table, given) };
    } catch (error) {
      if (!(error instanceof DemarcError)) throw error;
      return { ...tried, error };
    }
  });
  const read = all.filter(({ found }) => found !== undefined);
  const [first] = read;
  if (first?.found === undefined) throw worthTelling(all.flatMap(({ error }) => error ?? []));
  const beside = all.flatMap((each): Part[] => {
    if (each === first) return [];
    if (each.found) return [{ file: each.file, found: each.found }];
    return isUnknown(each.error) ? [] : [{ file: each.file, error: each.error }];
  });
  return {
    ...first.found,
    ...(read.length > 1 ? { called: first.file } : {}),
    ...(beside.length > 0 ? { beside } : {}),
    notes: [...first.found.notes, ...leftOut(all)],
  };
}

/** Tables of another kind: those of a known one with what they are, the others by their titles. */
function leftOut(all: readonly Tried[]): readonly string[] {
  const left = all.filter(({ error }) => isUnknown(error));
  const isKnown = ({ error }: Tried): boolean => error !== undefined && isTold(error);
  const others = left.filter((each) => !isKnown(each));
  return [
    ...left.filter(isKnown).flatMap(({ error }) => error?.message ?? []),
    ...(others.length > 0
      ? [
          `Other tables in it, not read: ${listNames(others.map(({ title, rows }) => `${clip(title, LONGEST_TITLE)} (${counted(rows, 'row')})`))}.`,
        ]
      : []),
  ];
}

const widthOf = (error: Error): number => tableOf(error)?.headings.length ?? 0;
/** Why none was read: the first that is of a known kind, else the widest table. */
function worthTelling(errors: readonly Error[]): Error {
  const known = errors.find((error) => !isUnknown(error) || isTold(error));
  const [widest] = errors.toSorted((a, b) => widthOf(b) - widthOf(a));
  return known ?? widest ?? invalidInput('There is no table.');
}

function tableFrom(file: string, { text, line }: TitledTable, above: string | undefined): Table {
  const { headers, rows, numbers = [] } = parseCsv(file, text);
  const here = numbers.map((number) => number + line - 1);
  const title = above === undefined ? {} : { above };
  // Some programs leave the headings of Markdown empty and write their own below.
  const isBare = headers.every((header) => header === '') && rows.length > 0;
  return isBare
    ? {
        headers: (rows[0] ?? []).map((cell) => cell.trim()),
        rows: rows.slice(1),
        numbers: here.slice(1),
        ...title,
      }
    : { headers, rows, numbers: here, ...title };
}

function readOne(file: string, table: Table, given: Given): Found {
  try {
    return readTableOf(file, table, given);
  } catch (error) {
    if (!(error instanceof Error && isUnknown(error)) || isTold(error)) throw error;
    const { rows, numbers = [] } = table;
    return belowItsRows(() => readBelowTitles(file, { rows, numbers }, given, error), error);
  }
}

/** What is below a row of a table; where nothing is, the refusal is about the headings (`otherwise`), unless a row has more of them. */
function belowItsRows(read: () => Found, otherwise: Error): Found {
  try {
    return read();
  } catch (error) {
    const isOther = error instanceof Error && isUnknown(error) && !isTold(error);
    throw isOther && widthOf(error) <= widthOf(otherwise) ? otherwise : error;
  }
}
