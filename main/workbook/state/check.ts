import { DemarcError } from '../../contract/errors.ts';
import { verifyChain } from '../change-log.ts';
import type { ReadDb } from '../connection.ts';
import type { StoredEntry } from '../entry-hash.ts';
import { comparedWithLog } from './compare.ts';
import { checkBases, checkFiles, checkIndexes } from './hashed.ts';
import { stateDigest } from './keep.ts';
import { replayed, strayEntries } from './replay.ts';

export const EMPTY_LOG =
  'The change log is empty, so nothing says how what is in the workbook came to be there.';

/**
 * Whether the tables hold what the log says, by the digest in its last entry; where that is missing or differs, the log is
 * played to say what. Throws WORKBOOK_DAMAGED, which names the first differences and the way out. `what` was to be done;
 * `look` hears now and then how many entries, then how many rows are checked. `chain` are the problems of the log's links, where the
 * caller has followed them already.
 */
export function requireSoundRecord(
  db: ReadDb,
  name: string,
  what: string,
  look?: (done: number) => void,
  chain: readonly string[] = verifyChain(db, look).problems,
): void {
  const problems = [...recordProblems(db, look, chain), ...checkFiles(db).map(({ sentence }) => sentence)];
  if (problems.length === 0) return;
  const [first = ''] = problems;
  const others =
    problems.length === 1 ? '' : ` (and ${problems.length - 1} more, which "demarc verify" names)`;
  throw new DemarcError(
    'WORKBOOK_DAMAGED',
    `${name} does not hold what its change log says, so ${what}. ${first.replace(/\.$/, '')}${others}. "demarc repair ${name} --out NEW" rebuilds it from the log into a new file and says what was different.`,
    { unsoundRecord: true, problems: problems.slice(0, 20) },
  );
}

/** What of the record itself is not what the log says: all but contents of files that lie beside it, in sentences. */
export const recordProblems = (
  db: ReadDb,
  look?: (done: number) => void,
  chain: readonly string[] = verifyChain(db, look).problems,
): readonly string[] => [...differencesOf(db, chain, look), ...checkIndexes(db), ...checkBases(db)];

/** Whether a refusal is that of `requireSoundRecord`. */
export const isUnsoundRecord = ({ details }: DemarcError): boolean =>
  typeof details === 'object' && details !== null && 'unsoundRecord' in details;

function differencesOf(
  db: ReadDb,
  links: readonly string[],
  look?: (done: number) => void,
): readonly string[] {
  const head = db.get<StoredEntry>('SELECT * FROM change ORDER BY rev DESC LIMIT 1');
  if (!head) return [EMPTY_LOG];
  // What documents say of who changed what is read from all of the log.
  const chain = [...strayEntries(db), ...links];
  if (chain.length > 0) return chain;
  if (head.state !== null && head.state === stateDigest(db, look)) return [];
  const log = replayed(db);
  const { differences, more, state } = comparedWithLog(db, log);
  const found = [...log.broken, ...log.strayed, ...differences];
  if (more > 0) found.push(`And ${more} more differences.`);
  if (found.length === 0 && head.state !== null && head.state !== state) found.push(stateProblem(head));
  return found;
}

/** What is said when row by row nothing differs, and yet the digests do. */
export const stateProblem = ({ rev }: { readonly rev: number }): string =>
  `Change ${rev} vouches for another state than the one that the changes lead to: the tables had been altered past the log before it.`;
