import type { Cadence } from '../../contract/due.ts';
import { assignmentRef } from '../../contract/ids.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

/** Stands in a column that does not narrow the place; no domain, subject or duty can have it as its id. */
const ANY = '*';

interface Row {
  readonly domain: string;
  readonly subject: string;
  readonly responsibility: string;
  readonly months: number;
}
/** A place without its months. */
export type CadencePlace = Pick<Cadence, 'domain' | 'ref'>;

const keyOf = ({ domain, ref }: CadencePlace): readonly [string, string, string] => {
  const [subject = ANY, responsibility = ANY] = ref?.split('/') ?? [];
  return [domain ?? ANY, subject, responsibility];
};

/** The workbook's first, then those of domains, then those of duties. */
export const listCadences = (db: ReadDb): readonly Cadence[] =>
  db
    .all<Row>(
      `SELECT * FROM review_cadence ORDER BY subject <> '*', domain <> '*', domain, subject, responsibility`,
    )
    .map(({ domain, subject, responsibility, months }) => ({
      domain: domain === ANY ? null : domain,
      ref: subject === ANY ? null : assignmentRef(subject, responsibility),
      months,
    }));

/** Sets how many months there are between two reviews; null takes it away. */
export function writeCadence(db: WriteDb, place: CadencePlace, months: number | null): void {
  const key = keyOf(place);
  if (months === null)
    db.run('DELETE FROM review_cadence WHERE domain = ? AND subject = ? AND responsibility = ?', ...key);
  else
    db.run(
      `INSERT INTO review_cadence (domain, subject, responsibility, months) VALUES (?, ?, ?, ?)
       ON CONFLICT (domain, subject, responsibility) DO UPDATE SET months = excluded.months`,
      ...key,
      months,
    );
}

/** Takes away those of the duties of a subject, or of one duty everywhere. */
export const deleteCadencesOf = (
  db: WriteDb,
  of: { readonly subject: string } | { readonly responsibility: string },
): number =>
  'subject' in of
    ? db.run('DELETE FROM review_cadence WHERE subject = ?', of.subject)
    : db.run('DELETE FROM review_cadence WHERE responsibility = ?', of.responsibility);
