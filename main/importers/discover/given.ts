import { type ColumnsSaid, NOTHING_SAID } from './lists/inventory-columns.ts';

/** What is given beside the files of an inventory. */
export interface Given {
  /** What people said of their columns. */
  readonly said: ColumnsSaid;
  /** The day (ISO) as of which they are judged: what is to end after it is in use, and what is of a year after it is to come. */
  readonly asOf: string;
}
/** Without a day nothing is ahead. */
export const NOTHING_GIVEN: Given = { said: NOTHING_SAID, asOf: '9999-12-31' };
