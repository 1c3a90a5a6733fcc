import { TABLES_WITH_EDITIONS } from './migrations/0030-editions.ts';
import type { ColumnType, TableShape } from './migrations/shape.ts';

/** Every table as it is today. */
export const TABLES = TABLES_WITH_EDITIONS;
export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];
/** Tables whose rows belong to a publication. */
export const CHILD_TABLES = TABLE_NAMES.filter((name) => TABLES[name].ofPublication);

interface ValueOf {
  readonly text: string;
  readonly 'text?': string | null;
  readonly integer: number;
  readonly 'integer?': number | null;
  readonly bytes: Uint8Array;
}
type RowOfShape<S extends TableShape> = { [C in keyof S['columns']]: ValueOf[S['columns'][C] & ColumnType] };
export type RowOf<N extends TableName> = RowOfShape<(typeof TABLES)[N]>;
/** Under which unit and publication the rows lie. */
export interface Place {
  readonly unit: string;
  readonly publication: string;
}
/** What kysely knows of the tables. */
export type Tables = { [N in TableName]: RowOf<N> } & {
  portfolio_schema: { version: number; name: string; applied_at: string; program: string };
};
/** The columns of a table in their order. */
export const columnsOf = (table: TableName): readonly string[] => Object.keys(TABLES[table].columns);
