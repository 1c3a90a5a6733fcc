import type { SignOff } from '../../contract/review.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

interface Row {
  readonly number: number;
  readonly subject: string | null;
  readonly name: string;
  readonly role: string | null;
  readonly statement: string;
  readonly digest: string;
  readonly signed_rev: number;
  readonly signed_at: string;
}
const fromRow = ({ signed_rev, signed_at, ...row }: Row): SignOff => ({
  ...row,
  signedRev: signed_rev,
  signedAt: signed_at,
});

/** Whether anything was ever signed or acknowledged. */
export const hasSignatures = (db: ReadDb): boolean =>
  db.get('SELECT 1 FROM sign_off UNION ALL SELECT 1 FROM acknowledgement LIMIT 1') !== undefined;

/** Newest first. */
export const listSignOffs = (db: ReadDb): readonly SignOff[] =>
  db.all<Row>('SELECT * FROM sign_off ORDER BY number DESC').map(fromRow);

export function insertSignOff(db: WriteDb, entry: Omit<SignOff, 'number'>): SignOff {
  db.run(
    'INSERT INTO sign_off (subject, name, role, statement, digest, signed_rev, signed_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    entry.subject,
    entry.name,
    entry.role,
    entry.statement,
    entry.digest,
    entry.signedRev,
    entry.signedAt,
  );
  return { ...entry, number: db.get<{ n: number }>('SELECT last_insert_rowid() AS n')?.n ?? 0 };
}

/** That a person understood their duties: the last time they said so, over a digest of what those were. */
export interface Acknowledgement {
  readonly person: string;
  readonly digest: string;
  readonly acknowledgedAt: string;
  readonly recordedBy: string | null;
}
interface AcknowledgementRow {
  readonly person: string;
  readonly digest: string;
  readonly acknowledged_at: string;
  readonly recorded_by: string | null;
}

/** By person. */
export const readAcknowledgements = (db: ReadDb): ReadonlyMap<string, Acknowledgement> =>
  new Map(
    db.all<AcknowledgementRow>('SELECT * FROM acknowledgement').map((row) => [
      row.person,
      {
        person: row.person,
        digest: row.digest,
        acknowledgedAt: row.acknowledged_at,
        recordedBy: row.recorded_by,
      },
    ]),
  );

export const writeAcknowledgement = (db: WriteDb, entry: Acknowledgement): void => {
  db.run(
    `INSERT INTO acknowledgement (person, digest, acknowledged_at, recorded_by) VALUES (?, ?, ?, ?)
     ON CONFLICT (person) DO UPDATE SET digest = excluded.digest, acknowledged_at = excluded.acknowledged_at,
       recorded_by = excluded.recorded_by`,
    entry.person,
    entry.digest,
    entry.acknowledgedAt,
    entry.recordedBy,
  );
};
