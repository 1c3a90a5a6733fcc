import { accountNumber, isShortened } from '../../../domain/services/account-number.ts';
import { guessColumns } from '../../../domain/services/guess-columns.ts';
import { statesOfRows } from '../../../domain/services/row-states.ts';
import { plainHeading, type Table } from '../csv.ts';
import { readAccountsOf } from '../exports/activity.ts';
import type { Found } from '../found.ts';
import { accountsOfOthers, asideNotes } from './accounts-of-others.ts';
import { columnsWithWords } from './beside-columns.ts';
import { describeTable } from './inventory-columns.ts';
import { OpenStates } from './told-states.ts';

// Lists of accounts that somebody keeps by hand, in the languages that inventories are read in: a number and a name, and what they wrote beside.

const OF_ACCOUNTS = /account|konto|konten|compte|cuenta|rekening|^cont[ao](id|n)|^kont[oa]/;
const OF_NUMBERS = /^id$|(id|number|numéro|número|numero|nummer|numer|nr|no)$/;
const OF_NAMES = /(name|naam|nom|nombre|nome|nazwa|alias|bezeichnung|title)$|^(nom|nombre|nome|nazwa|alias)/;
/** What an account is, in words of AWS Organizations and of people, that nobody works in. */
const IS_CLOSED =
  /^(suspended|pending[ _]closure|closed|closing|geschlossen|fermé|cerrad[oa]|chius[oa]|gesloten|zamknięt[ey])$/i;
/** `Old (closed)`: what people write behind a name. */
const CALLED_CLOSED =
  /[([](?:suspended|closed|closing|geschlossen|fermé|cerrad[oa]|chius[oa]|gesloten|zamknięt[ey])[)\]]$/i;
/** What AWS Organizations says of how far an account is. */
export const IS_STATE = /^(active|suspended|pending[ _](closure|activation)|closed)$/i;

/** The title that the command line writes above its table, and people above theirs. */
const ABOVE_ACCOUNTS = /^(list ?accounts|(our )?aws[ -](accounts?|konten|comptes|cuentas))$/i;

interface Columns {
  readonly number: number;
  /** -1 where the list has numbers alone. */
  readonly name: number;
}

/** Where a table that lists accounts has their numbers and names: one account a row, each once, and no service beside it. Null for any other table. */
export function accountColumns({ headers, rows, above = '' }: Table): Columns | null {
  const plain = headers.map(plainHeading);
  if (rows.length === 0 || guessColumns(headers).some(({ means }) => means === 'service')) return null;
  const cellsOf = (column: number) => rows.flatMap((row) => row[column]?.trim() || []);
  const isListed = (column: number): boolean => {
    const numbers = cellsOf(column).map(accountNumber);
    return (
      numbers.length === rows.length && new Set(numbers).size === numbers.length && numbers.every(isNumber)
    );
  };
  const mentions = plain.filter((heading) => OF_ACCOUNTS.test(heading)).length;
  const number = plain.findIndex(
    (heading, column) =>
      (OF_ACCOUNTS.test(heading) || OF_NUMBERS.test(heading)) &&
      // Numbers of people and banks are shorter: some of them are whole.
      cellsOf(column).some((cell) => /(?<!\d)\d{12}(?!\d)/.test(cell.replaceAll('-', ''))) &&
      isListed(column),
  );
  if (number < 0) return null;
  const tellsStates = headers.some((_, column) => {
    const cells = cellsOf(column);
    return column !== number && cells.length > 0 && cells.every((cell) => IS_STATE.test(cell));
  });
  if (mentions === 0 && !tellsStates && !ABOVE_ACCOUNTS.test(above)) return null;
  const named = plain.findIndex((heading, column) => column !== number && OF_NAMES.test(heading));
  const called = plain.findIndex((heading, column) => column !== number && OF_ACCOUNTS.test(heading));
  return { number, name: named >= 0 ? named : called };
}
const isNumber = (account: string): boolean => /^\d{12}$/.test(account) || isShortened(account);

/** The accounts of a list that somebody keeps, by their numbers and names, judged as of an ISO date; that they are there says of no service that it is in use. Those of others are told and are none here. */
export function readKeptAccounts(file: string, table: Table, columns: Columns, asOf: string): Found {
  const { headers, rows } = table;
  const { number } = columns;
  const others = accountsOfOthers(table, number, columns.name);
  const name = others.named;
  const states = statesOfRows(headers, rows, [number, name], asOf);
  const open = new OpenStates();
  const closing = new Set<number>();
  const aside: Parameters<typeof asideNotes>[2][number][] = [];
  const Accounts = rows.flatMap((row) => {
    const called = row[name]?.trim() ?? '';
    const by = others.isAside(row);
    if (by) {
      aside.push({ by, account: accountNumber(row[number]), row, called });
      return [];
    }
    const closed = row.findIndex(
      (cell, column) =>
        column !== number && column !== name && isState(headers, column) && IS_CLOSED.test(cell.trim()),
    );
    if (closed >= 0) closing.add(closed);
    const isIdle = closed >= 0 || CALLED_CLOSED.test(called) || states.notInUse(row) >= 0;
    if (!isIdle) open.add(states, row, called);
    return [
      {
        Id: accountNumber(row[number]),
        ...(called === '' ? {} : { Name: called }),
        State: isIdle ? 'CLOSED' : 'ACTIVE',
      },
    ];
  });
  const found = readAccountsOf(file, { Accounts }, false);
  const left = headers.flatMap((heading, column) =>
    heading === '' ||
    column === number ||
    column === name ||
    closing.has(column) ||
    rows.every((row) => IS_STATE.test(row[column]?.trim() ?? '')) ||
    aside.some(({ by }) => by.column === column) ||
    states.telling.has(column)
      ? []
      : [column],
  );
  return {
    ...found,
    types: new Map(),
    table: describeTable(table, [{ column: number, means: 'account' }], 'recognised'),
    notes: [
      ...found.notes,
      ...asideNotes(table, number, aside),
      ...open.notes(headers),
      ...(left.length > 0 ? [`Not read: ${columnsWithWords(table, left)}.`] : []),
    ],
  };
}

/** An organisational unit, or a person, may be called as a state is. */
const isState = (headers: readonly string[], column: number): boolean =>
  /^(account)?(status|state|statut|état|estado|stato|stan|zustand)$/.test(
    plainHeading(headers[column] ?? ''),
  );
