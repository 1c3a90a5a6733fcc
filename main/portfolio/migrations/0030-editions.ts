import type { Portfolio } from '../portfolio.ts';
import { INITIAL_TABLES } from './0010-initial.ts';
import { makeTables } from './make-tables.ts';
import type { TableShape } from './shape.ts';

/** What a workbook gives to those that inherit from it, as a file of it would: JSON, as `domain/providers/edition.ts` has it. Also where it is nothing, or nothing any more. */
const EDITION = {
  edition: {
    columns: { unit: 'text', publication: 'text', answers: 'integer', edition: 'text' },
    key: ['unit', 'publication'],
    ofPublication: true,
  },
} as const satisfies Readonly<Record<string, TableShape>>;
/** Which duties bear on a control: a JSON list of their ids. */
const RESPONSIBILITIES = { responsibilities: 'text' } as const;

/** Every table as it is from this step on. */
export const TABLES_WITH_EDITIONS = {
  ...INITIAL_TABLES,
  control: {
    ...INITIAL_TABLES.control,
    columns: { ...INITIAL_TABLES.control.columns, ...RESPONSIBILITIES },
  },
  ...EDITION,
} as const satisfies Readonly<Record<string, TableShape>>;

/** What was published before knows neither; it gets both when it is published again. */
export async function addEditions(portfolio: Pick<Portfolio, 'db' | 'engine' | 'run'>): Promise<void> {
  await makeTables(portfolio, EDITION);
  const place = portfolio.engine === 'postgres' ? 'demarc.' : '';
  await portfolio.run(
    `ALTER TABLE ${place}"control" ADD COLUMN "responsibilities" text NOT NULL DEFAULT '[]'`,
  );
}
