import type { FindingSource } from '../../contract/findings.ts';
import { assignmentRef } from '../../contract/ids.ts';
import { OF_ONE_HOST, placeKey } from '../../domain/evidence/placed-alike.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

// Where people placed findings that no table places, by the id of the finding; what tables said stands with the finding itself.

/** Places a finding by hand. */
export const placeFindingAt = (
  db: WriteDb,
  finding: string,
  subject: string,
  responsibility: string,
): void => {
  db.run(
    'INSERT INTO finding_place (finding, subject, responsibility) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    finding,
    subject,
    responsibility,
  );
};

/** Takes away where people placed findings at duties of a service, or at a duty of their own: another one may come to the same name. */
export const deletePlacesOf = (
  db: WriteDb,
  of: { readonly subject: string } | { readonly responsibility: string },
): number =>
  'subject' in of
    ? db.run('DELETE FROM finding_place WHERE subject = ?', of.subject)
    : db.run('DELETE FROM finding_place WHERE responsibility = ?', of.responsibility);

/** Where people placed findings: finding id -> refs. */
export function readHandPlaces(db: ReadDb): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  for (const row of db.all<{ finding: string; subject: string; responsibility: string }>(
    'SELECT * FROM finding_place ORDER BY finding, subject, responsibility',
  )) {
    const refs = places.get(row.finding) ?? [];
    refs.push(assignmentRef(row.subject, row.responsibility));
    places.set(row.finding, refs);
  }
  return places;
}

/** Where people placed findings of a check: `placeKey` -> refs, in order. */
export function rememberedPlaces(db: ReadDb): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  if (db.get('SELECT 1 FROM finding_place LIMIT 1') === undefined) return places;
  type Placed = {
    readonly source: FindingSource;
    readonly check_id: string;
    readonly account: string | null;
    readonly resource: string | null;
    readonly ref: string;
  };
  for (const row of db.iterate<Placed>(
    // Each finding looks its places up, which are few.
    `SELECT DISTINCT f.source, f.check_id, f.account, iif(f.check_id GLOB ?, f.resource, NULL) AS resource,
       p.subject || '/' || p.responsibility AS ref
     FROM finding f CROSS JOIN finding_place p ON p.finding = f.id ORDER BY ref`,
    `${OF_ONE_HOST}*`,
  )) {
    const key = placeKey({ ...row, check: row.check_id });
    const refs = places.get(key) ?? [];
    refs.push(row.ref);
    places.set(key, refs);
  }
  return places;
}

/** Lists of duties by tables, and duties by hand, of which none is asked: tables of a workbook know few of them, however many findings there are. */
export function notAsked(
  db: ReadDb,
  isAsked: (ref: string) => boolean,
): { readonly lists: readonly string[]; readonly places: readonly string[] } {
  const lists = db.all<{ refs: string }>('SELECT DISTINCT refs FROM finding');
  const places = db.all<{ ref: string }>(
    "SELECT DISTINCT subject || '/' || responsibility AS ref FROM finding_place",
  );
  return {
    lists: lists.flatMap(({ refs }) => ((JSON.parse(refs) as string[]).some(isAsked) ? [] : [refs])),
    places: places.flatMap(({ ref }) => (isAsked(ref) ? [] : [ref])),
  };
}
