import type { SignOff } from '../../contract/review.ts';
import { ERASED_SIGNATURE } from '../../domain/erasure/redactor.ts';
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
  readonly signed_text: string | null;
  readonly signature: string | null;
  readonly public_key: string | null;
  readonly recorded_by: string | null;
}
/** A sign-off as its row has it. `signed`: what a key left there; null where none of it is there. */
export interface SignedOff extends SignOff {
  readonly signed: null | {
    readonly text: string | null;
    readonly signature: string | null;
    readonly publicKey: string | null;
  };
}
/** What a key adds to a sign-off. */
export interface SignedBy {
  readonly text: string;
  readonly signature: string;
  readonly publicKey: string;
}
const fromRow = ({
  signed_rev,
  signed_at,
  signed_text,
  signature,
  public_key,
  recorded_by,
  ...row
}: Row): SignedOff => ({
  ...row,
  recordedBy: recorded_by,
  signedRev: signed_rev,
  signedAt: signed_at,
  ...(isErased({ signed_text, signature, public_key }) && { signatureErased: true as const }),
  signed:
    (signed_text === null && signature === null && public_key === null) ||
    isErased({ signed_text, signature, public_key })
      ? null
      : { text: signed_text, signature, publicKey: public_key },
});

const isErased = ({
  signed_text,
  signature,
  public_key,
}: Pick<Row, 'signed_text' | 'signature' | 'public_key'>): boolean =>
  signed_text === ERASED_SIGNATURE && signature === null && public_key === null;

/** Whether anything was ever signed or acknowledged. */
export const hasSignatures = (db: ReadDb): boolean =>
  db.get('SELECT 1 FROM sign_off UNION ALL SELECT 1 FROM acknowledgement LIMIT 1') !== undefined;

/** Newest first. */
export const listSigned = (db: ReadDb): readonly SignedOff[] =>
  db.all<Row>('SELECT * FROM sign_off ORDER BY number DESC').map(fromRow);

/** Stores a sign-off, with what a key signed where one did, and gives it back with its number. */
export function insertSignOff(db: WriteDb, entry: Omit<SignOff, 'number'>, by: SignedBy | null): SignOff {
  db.run(
    `INSERT INTO sign_off (subject, name, role, statement, digest, signed_rev, signed_at, signed_text, signature, public_key, recorded_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entry.subject,
    entry.name,
    entry.role,
    entry.statement,
    entry.digest,
    entry.signedRev,
    entry.signedAt,
    by?.text ?? null,
    by?.signature ?? null,
    by?.publicKey ?? null,
    entry.recordedBy,
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

/** Records that a person understood their duties, in place of what was recorded before. */
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
