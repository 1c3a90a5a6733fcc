import { isOfServices } from '../../domain/services/guess-columns.ts';
import { type ColumnsSaid, NOTHING_SAID } from './lists/inventory-columns.ts';

/** What is given beside the files of an inventory. */
export interface Given {
  /** What people said of their columns. */
  readonly said: ColumnsSaid;
  /** The day (ISO) as of which they are judged: what is to end after it is in use, and what is of a year after it is to come. */
  readonly asOf: string;
  /** Whether a name is one of services that are known. */
  readonly namesService: (name: string) => boolean;
}
/** Without a day nothing is ahead; without a catalogue a service is known by how AWS begins its names. */
export const NOTHING_GIVEN: Given = {
  said: NOTHING_SAID,
  asOf: '9999-12-31',
  namesService: (name) => /^(amazon|aws) /i.test(name),
};

/** Whether a field of an object says by its name and its text that it is of a service of AWS; others call anything a service or a product (nginx, `Linux/UNIX`). */
export const saysService =
  (namesService: Given['namesService']) =>
  ([name, value]: readonly [name: string, value: unknown]): boolean =>
    isOfServices(name) && typeof value === 'string' && namesService(value);
