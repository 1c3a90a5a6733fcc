import { tmpdir } from 'node:os';
import { editionOf } from '../assessment/provider-edition.ts';
import { DemarcError, invalidInput } from '../contract/errors.ts';
import { counted, numeral } from '../domain/words/counted.ts';
import { shortDate } from '../domain/words/date-words.ts';
import { isPack } from '../importers/pack/is-pack.ts';
import { readPackedEdition } from '../importers/pack/read-edition.ts';
import { verifyPack } from '../importers/pack/verify-pack.ts';
import { makeSealedFolder } from '../platform/sealed-folder.ts';
import { readPublishedEdition } from '../portfolio/editions.ts';
import { readPortfolio } from '../portfolio/open.ts';
import type { PortfolioTarget } from '../portfolio/target.ts';
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

type Read = { readonly path: string; readonly name: string };

/** Reads what another workbook gives to those that inherit from it, from its file, a pack of it or a portfolio, and changes no byte of any. */
export async function runProvider(
  { from, heads }: ProviderTask,
  controls: TaskControls,
): Promise<ReadEdition> {
  if ('portfolio' in from) return readPublished(from.portfolio, from.publication, heads);
  return (await isPack(from.path)) ? readPack(from, controls) : readWorkbookFile(from, heads, controls);
}

/** Nobody can hold it against its log there, so it is said who published it, and when. */
const readPublished = (
  target: PortfolioTarget,
  publication: string,
  heads: readonly string[],
): Promise<ReadEdition> =>
  readPortfolio(target, async (portfolio) => {
    const { title, publisher, publishedAt, ...read } = await readPublishedEdition(
      portfolio,
      publication,
      heads,
    );
    const who = portfolio.engine === 'sqlite' ? '' : ` by ${publisher}`;
    const day = shortDate(publishedAt.slice(0, 10));
    return {
      ...read,
      notices: [
        `It is what was published of ${title}${who} on ${day}; what was recorded there since is not in it.`,
      ],
    };
  });

/** Refused where the pack is not as it was written. */
async function readPack({ path, name }: Read, controls: TaskControls): Promise<ReadEdition> {
  const scratch = makeSealedFolder(tmpdir(), 'demarc-pack-');
  try {
    const { report, manifest } = await verifyPack(path, { name, scratch: scratch.path }, controls);
    const [problem] = [
      ...[...report.altered, ...report.missing, ...report.extra].map(({ sentence }) => sentence),
      ...report.archive,
      ...(report.signature?.problem ? [`Its signature does not hold: ${report.signature.problem}.`] : []),
    ];
    if (!report.ok || manifest === null)
      throw invalidInput(
        `${name} is not as it was written, so nothing was taken from it. ${problem ?? 'Its manifest cannot be read.'} Ask for the pack anew.`,
      );
    return { edition: await readPackedEdition(path, name, manifest), notices: [], lacks: [] };
  } catch (error) {
    if (error instanceof DemarcError && isObject(error.details) && 'password' in error.details)
      throw invalidInput(
        `${name} is encrypted. Unpack it with its password and take the pack that is in it, or ask for the workbook.`,
      );
    throw error;
  } finally {
    scratch.remove();
  }
}
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Refused where its tables are not what its log says. */
const readWorkbookFile = (
  { path, name }: Read,
  heads: readonly string[],
  { progress }: TaskControls,
): Promise<ReadEdition> =>
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
        lacks: heads.filter((head) => !db.get('SELECT 1 FROM change WHERE hash = ?', head)),
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
        `${name} holds more in its table ${table} than a provider can (${numeral(MOST_PLACES)} rows). Nothing was taken.`,
      );
  }
}
