import { hash } from 'node:crypto';
import type { Proposal } from '../../domain/duties/proposal.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

const contentOf = (proposal: Proposal): string => JSON.stringify(proposal);

/** Hash under which a proposal is known: half of a SHA-256, since it stands in every answer and only tells texts apart. */
export const basisHash = (proposal: Proposal): string => basisHashOf(contentOf(proposal));
/** The same for a text as it is stored. */
export const basisHashOf = (content: string): string => hash('sha256', content, 'hex').slice(0, 32);

/** Keeps what the catalogue proposes, each content once, and returns its hash. */
export function writeBasis(db: WriteDb, proposal: Proposal): string {
  const content = contentOf(proposal);
  const key = basisHashOf(content);
  // Nearly always known already; then no page of the file is touched.
  db.run('INSERT INTO basis (hash, content) VALUES (?, ?) ON CONFLICT DO NOTHING', key, content);
  return key;
}

/** What was proposed under each hash. */
export const readBases = (db: ReadDb): ReadonlyMap<string, Proposal> =>
  new Map(
    db
      .all<{ hash: string; content: string }>('SELECT hash, content FROM basis')
      .map((row) => [row.hash, JSON.parse(row.content) as Proposal]),
  );

/** Subject -> responsibility -> hash of its basis, null where none was kept. Every touched assignment is listed. */
export function readBasisHashes(db: ReadDb): ReadonlyMap<string, ReadonlyMap<string, string | null>> {
  const hashes = new Map<string, Map<string, string | null>>();
  for (const row of db.all<{ subject: string; responsibility: string; basis: string | null }>(
    'SELECT subject, responsibility, basis FROM assignment',
  )) {
    const duties = hashes.get(row.subject) ?? new Map<string, string | null>();
    duties.set(row.responsibility, row.basis);
    hashes.set(row.subject, duties);
  }
  return hashes;
}

/** Hash of what was proposed for one answer; null where none was kept. */
export const readBasisHash = (db: ReadDb, subject: string, responsibility: string): string | null =>
  db.get<{ basis: string | null }>(
    'SELECT basis FROM assignment WHERE subject = ? AND responsibility = ?',
    subject,
    responsibility,
  )?.basis ?? null;

/** Puts an answer on another basis; the answer itself is not touched, so its revision stays. */
export const setBasis = (db: WriteDb, subject: string, responsibility: string, hash: string): void => {
  db.run(
    'UPDATE assignment SET basis = ? WHERE subject = ? AND responsibility = ?',
    hash,
    subject,
    responsibility,
  );
};
