import type { ReadDb } from './connection.ts';
import type { RowChange, Values } from './state/rows.ts';

/** Every row of a table, as it stands and as it ever stood in the log or in those of merged copies, as far as an entry has it. */
export function* everyRow(source: ReadDb, table: string): Generator<Values> {
  yield* source.iterate<Values>(`SELECT * FROM "${table}"`);
  for (const log of ['change', 'merged_change'])
    for (const { rows } of source.iterate<{ rows: string }>(
      `SELECT rows FROM ${log} WHERE instr(rows, ?) > 0`,
      `"table":"${table}"`,
    ))
      for (const change of JSON.parse(rows) as RowChange[])
        if (change.table === table)
          for (const row of [change.before, change.after]) if (row !== null) yield row;
}
