import type { Party } from '../contract/parties.ts';
import { toldApart } from '../domain/duties/told-apart.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { listParties } from '../workbook/tables/parties.ts';

/** The parties as they are named wherever one is read about: no two alike. What is written keeps the name that was given. */
export const namedParties = (db: ReadDb): readonly Party[] => toldApart(listParties(db));
