import { COMMON_KINDS, type Reach } from '../../contract/common-controls.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

/** Where the answer of a party to a duty holds, and where not. */
export interface CommonReach {
  readonly party: string;
  readonly responsibility: string;
  readonly reach: Reach;
  /** Services in which it does not hold -> why. */
  readonly exceptions: ReadonlyMap<string, string>;
}
interface ReachRow {
  readonly party: string;
  readonly responsibility: string;
  readonly environment: string;
  readonly tag: string;
  readonly subject: string;
}
interface ExceptionRow {
  readonly party: string;
  readonly responsibility: string;
  readonly subject: string;
  readonly reason: string;
}

/** Of every party and duty of which it was said where it holds or does not. */
export function listCommonReaches(db: ReadDb): readonly CommonReach[] {
  const places = group(
    db.all<ReachRow>('SELECT party, responsibility, environment, tag, subject FROM common_reach'),
  );
  const exceptions = group(
    db.all<ExceptionRow>('SELECT party, responsibility, subject, reason FROM common_exception'),
  );
  return [...new Set([...places.keys(), ...exceptions.keys()])].map((key) => {
    const [party = '', responsibility = ''] = key.split('/');
    const rows = places.get(key) ?? [];
    return {
      party,
      responsibility,
      reach: {
        everywhere: rows.some(({ environment, tag, subject }) => environment + tag + subject === ''),
        environments: rows.flatMap(({ environment }) => environment || []),
        tags: rows.flatMap(({ tag }) => tag || []),
        services: rows.flatMap(({ subject }) => subject || []),
      },
      exceptions: new Map((exceptions.get(key) ?? []).map(({ subject, reason }) => [subject, reason])),
    };
  });
}

function group<T extends { readonly party: string; readonly responsibility: string }>(
  rows: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = `${row.party}/${row.responsibility}`;
    const list = groups.get(key);
    if (list) list.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** The parties that are subjects: those of a kind that provides, as soon as one of their answers is recorded, inherited or said to hold. */
export const listCommonParties = (db: ReadDb): ReadonlySet<string> =>
  new Set(
    db
      .all<{ id: string }>(
        `SELECT id FROM party p WHERE kind IN (${COMMON_KINDS.map(() => '?').join(', ')})
           AND (EXISTS (SELECT 1 FROM common_reach c WHERE c.party = p.id)
             OR EXISTS (SELECT 1 FROM provider_edition e WHERE e.party = p.id)
             OR EXISTS (SELECT 1 FROM assignment a WHERE a.subject = p.id))`,
        ...COMMON_KINDS,
      )
      .map(({ id }) => id),
  );

/** Whether what is recorded of a subject bears on rows without a record: of a party that answers for many, or of a cloud where others answer. */
export const bearsOnOthers = (db: ReadDb, subject: string): boolean =>
  db.get(
    `SELECT 1 FROM party WHERE id = ? AND (kind IN (${COMMON_KINDS.map(() => '?').join(', ')})
       OR (kind = 'provider' AND EXISTS (SELECT 1 FROM provider_edition)))`,
    subject,
    ...COMMON_KINDS,
  ) !== undefined;

/** Duties of services in which a part of their own was said beside what is held. */
export const listOwnParts = (
  db: ReadDb,
): readonly { readonly subject: string; readonly responsibility: string }[] =>
  db.all(
    'SELECT subject, responsibility FROM assignment WHERE own_part = 1 ORDER BY subject, responsibility',
  );

/** Writes where the answer of a party to a duty holds; what stands already is not written again. Says whether anything was. */
export function writeReach(db: WriteDb, party: string, responsibility: string, reach: Reach): boolean {
  const wanted = [
    ...(reach.everywhere ? [['', '', '']] : []),
    ...reach.environments.map((environment) => [environment, '', '']),
    ...reach.tags.map((tag) => ['', tag, '']),
    ...reach.services.map((subject) => ['', '', subject]),
  ].map((place) => JSON.stringify(place));
  const there = db
    .all<ReachRow>(
      'SELECT environment, tag, subject FROM common_reach WHERE party = ? AND responsibility = ?',
      party,
      responsibility,
    )
    .map(({ environment, tag, subject }) => JSON.stringify([environment, tag, subject]));
  const at = (place: string) => [party, responsibility, ...(JSON.parse(place) as string[])];
  for (const place of there)
    if (!wanted.includes(place))
      db.run(
        'DELETE FROM common_reach WHERE party = ? AND responsibility = ? AND environment = ? AND tag = ? AND subject = ?',
        ...at(place),
      );
  for (const place of new Set(wanted))
    if (!there.includes(place))
      db.run(
        'INSERT INTO common_reach (party, responsibility, environment, tag, subject) VALUES (?, ?, ?, ?, ?)',
        ...at(place),
      );
  return there.length !== new Set(wanted).size || there.some((place) => !wanted.includes(place));
}

/** Says that it does not hold in a service, and why; with null that it holds there again. */
export function writeException(
  db: WriteDb,
  { party, responsibility, subject }: Omit<ExceptionRow, 'reason'>,
  reason: string | null,
): void {
  const key = [party, responsibility, subject];
  if (reason === null)
    db.run('DELETE FROM common_exception WHERE party = ? AND responsibility = ? AND subject = ?', ...key);
  else
    db.run(
      `INSERT INTO common_exception (party, responsibility, subject, reason) VALUES (?, ?, ?, ?)
         ON CONFLICT (party, responsibility, subject) DO UPDATE SET reason = excluded.reason`,
      ...key,
      reason,
    );
}

/** Takes out whatever names a service that goes. */
export function deleteReachOfService(db: WriteDb, subject: string): void {
  db.run('DELETE FROM common_reach WHERE subject = ?', subject);
  db.run('DELETE FROM common_exception WHERE subject = ?', subject);
}

/** Takes out where the answers of a party that goes were said not to hold. */
export const deleteExceptionsOfParty = (db: WriteDb, party: string): void => {
  db.run('DELETE FROM common_exception WHERE party = ?', party);
};

/** Takes out whatever names an environment that goes: an answer that held there alone holds nowhere then, never everywhere. */
export const deleteReachOfEnvironment = (db: WriteDb, environment: string): void => {
  db.run('DELETE FROM common_reach WHERE environment = ?', environment);
};

/** Takes out all places of an answer that goes. */
export function deleteReach(db: WriteDb, party: string, responsibility: string): void {
  db.run('DELETE FROM common_reach WHERE party = ? AND responsibility = ?', party, responsibility);
  db.run('DELETE FROM common_exception WHERE party = ? AND responsibility = ?', party, responsibility);
}
