import { editionOf } from '../assessment/provider-edition.ts';
import { invalidInput } from '../contract/errors.ts';
import { counted } from '../domain/words/counted.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { withOtherWorkbook } from '../workbook/merge/other-workbook.ts';
import { requireSoundRecord } from '../workbook/state/check.ts';
import type { ProviderTask, ReadEdition } from './provider-tasks.ts';
import type { TaskControls } from './tasks.ts';

const WORDS = {
  again: 'take it again',
  remedy: 'Nothing was taken. Ask for a sound copy of it.',
};
// Far more than any assessment has; the file may be anybody's.
const MOST_PLACES = 200_000;

/** Reads what another workbook gives to those that inherit from it, and changes no byte of it. Refused where its tables are not what its log says. */
export const runProvider = ({ path, name }: ProviderTask, { progress }: TaskControls): Promise<ReadEdition> =>
  withOtherWorkbook(
    { path, name },
    (db, notices) => {
      checkSize(db, name);
      requireSoundRecord(db, name, 'nothing was taken from it', (done) =>
        progress(done, null, `records of ${name} checked`),
      );
      const { edition, kept, beside } = editionOf(db);
      return {
        edition,
        notices: [
          ...notices,
          ...(kept === 0
            ? []
            : [
                `${name} keeps ${counted(kept, 'answer')} to itself: ${kept === 1 ? 'it holds' : 'they hold'} in single services of its own.`,
              ]),
          ...(beside === 0
            ? []
            : [
                `${name} has ${counted(beside, 'answer')} beside another one to the same duty, which reaches further and is the one that is given.`,
              ]),
        ],
      };
    },
    WORDS,
  );

function checkSize(db: ReadDb, name: string): void {
  for (const table of ['common_reach', 'common_exception', 'party', 'environment']) {
    const rows = db.get<{ n: number }>(`SELECT count(*) AS n FROM "${table}"`)?.n ?? 0;
    if (rows > MOST_PLACES)
      throw invalidInput(
        `${name} holds more in its table ${table} than a provider can (${MOST_PLACES.toLocaleString('en-GB')} rows). Nothing was taken.`,
      );
  }
}
