import type { ColumnMeaning, InventoryTable } from '../../../contract/discover.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { statesOfRows } from '../../../domain/services/row-states.ts';
import { readTags } from '../../../domain/services/tags.ts';
import { columnLetters } from '../../../domain/sheets/cell-address.ts';
import { numeral } from '../../../domain/words/counted.ts';
import type { Table } from '../csv.ts';
import { clip, type Found, partsOf, type Said, TypeCounter } from '../found.ts';
import type { Given } from '../given.ts';
import { MAX_TYPE_LENGTH, MAX_TYPES } from '../limits.ts';
import { BelowTitles } from './below-titles.ts';
import { columnsWithWords } from './beside-columns.ts';
import { RowProblems } from './row-problems.ts';
import { partsOfTable } from './table-parts.ts';
import { OpenStates } from './told-states.ts';

/** As the contract bounds names and tags. */
const LONGEST_NAME = 150;
const LONGEST_TAG = 60;
const MOST_TAGS = 30;

interface Saying extends Said {
  readonly environments: Set<string>;
  owner: string;
  readonly tags: Set<string>;
  readonly rows: number[];
}

/**
 * The services of an inventory, by what a person said of its columns: one for each name that it has for one, else one for each product. What a row
 * says that cannot be read is told with the number of the row.
 */
export function readMappedTable(
  file: string,
  table: Table,
  said: InventoryTable,
  { asOf, namesService }: Given,
): Found {
  const counter = new TypeCounter(file);
  const sayings = new Map<string, Saying>();
  const problems = new RowProblems();
  const names = new Map<string, string>();
  const states = statesOfRows(
    table.headers,
    table.rows,
    said.columns.map(({ column }) => column),
    asOf,
  );
  const open = new OpenStates();
  const product = said.columns.find(({ means }) => means === 'service')?.column ?? 0;
  const parts = partsOfTable(table, product, namesService);
  const below = new BelowTitles('');
  table.rows.forEach((row, index) => {
    const number = table.numbers?.[index] ?? index + 2;
    const is = parts.next(row);
    if (is === 'title' || is === 'either') below.enter(parts.title());
    if (is === 'title') {
      problems.add('Taken for a title of what stands below, so left aside', parts.title(), number);
      return;
    }
    if (is === 'aside' && !parts.isAside) {
      problems.add('Not in use by what stands above them, so left aside', row[product]?.trim() ?? '', number);
      return;
    }
    const textOf = (meaning: ColumnMeaning): string =>
      said.columns
        .flatMap(({ column, means }) => (means === meaning ? (row[column] ?? '').trim() || [] : []))
        .join(', ');
    if (said.columns.every(({ column }) => (row[column] ?? '').trim() === '')) return;
    const says = states.notInUse(row);
    if (says >= 0) {
      problems.add('Not in use by what the table says, so left aside', saidIn(table, says, row), number);
      return;
    }
    open.add(states, row, textOf('label') || textOf('service'));
    const products = partsOf(textOf('service'));
    if (products.length === 0) problems.add(NO_SERVICE, null, number);
    const places = problems.placesIn({ account: textOf('account'), region: textOf('region') }, number);
    for (const product of products) {
      const label = clip(textOf('label'), LONGEST_NAME);
      const type = label === '' ? product : `${label} (${product})`;
      if (sayings.size >= MAX_TYPES)
        throw invalidInput(`${file} lists more than ${numeral(MAX_TYPES)} services. Give it in parts.`);
      counter.add(type);
      if (is !== 'either') below.add(type);
      counter.placed(type, places);
      const key = clip(type, MAX_TYPE_LENGTH);
      names.set(key, product);
      const saying = sayings.get(key) ?? {
        product,
        label,
        environments: new Set<string>(),
        owner: '',
        tags: new Set<string>(),
        rows: [],
      };
      sayings.set(key, saying);
      for (const name of partsOf(textOf('environment'))) saying.environments.add(clip(name, LONGEST_NAME));
      for (const tag of readTags(textOf('tags')))
        if (saying.tags.size < MOST_TAGS) saying.tags.add(clip(tag, LONGEST_TAG));
      if (saying.owner === '') saying.owner = clip(textOf('owner'), LONGEST_NAME);
      saying.rows.push(number);
    }
  });
  return {
    format: 'inventory',
    kind: 'billing',
    types: counter.types,
    places: counter.places,
    otherNames: names,
    said: sayings,
    table: said,
    notes: [
      usedColumns(table, said, states.telling),
      ...below.notes(),
      ...open.notes(table.headers),
      ...problems.notes(),
    ],
  };
}

/** What a column says of a row, with its heading; null for nothing. */
function saidIn({ headers }: Table, column: number, row: readonly string[]): string | null {
  const said = (row[column] ?? '').trim();
  return said === '' ? null : `${clip(headers[column] || columnLetters(column), 30)}: ${said}`;
}

const NO_SERVICE = 'Without a service, so left aside';

const MEANING_WORDS: Readonly<Record<ColumnMeaning, string>> = {
  service: 'the service',
  label: 'what it is called',
  environment: 'its environment',
  account: 'its account',
  region: 'its Region',
  owner: 'its owner',
  tags: 'its tags',
};

/** `telling`: columns that said of rows that they are not in use. */
function usedColumns(
  table: Table,
  { headings, columns, origin }: InventoryTable,
  telling: ReadonlySet<number>,
): string {
  const used = columns.map(
    ({ column, means }) => `“${headings[column] || columnLetters(column)}” as ${MEANING_WORDS[means]}`,
  );
  const left = headings.flatMap((heading, at) =>
    heading !== '' && !telling.has(at) && columns.every(({ column }) => column !== at) ? [at] : [],
  );
  return [
    `Read as ${origin === 'saved' ? 'somebody said before' : 'was said'}: ${used.join(', ')}.`,
    ...(left.length > 0 ? [`Not read: ${columnsWithWords(table, left)}.`] : []),
  ].join(' ');
}
