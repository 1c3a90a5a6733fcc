import type { Party, PartyKind, Person } from '../../contract/parties.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

interface PartyRow {
  readonly id: string;
  readonly name: string;
  readonly kind: PartyKind;
  readonly ord: number;
}
const fromRow = (row: PartyRow): Party => ({ id: row.id, name: row.name, kind: row.kind, order: row.ord });

export const listParties = (db: ReadDb): readonly Party[] =>
  db.all<PartyRow>('SELECT * FROM party ORDER BY ord, id').map(fromRow);

/** Adds a party, or replaces the one with its id. */
export const writeParty = (db: WriteDb, party: Party): void => {
  db.run(
    `INSERT INTO party (id, name, kind, ord) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, ord = excluded.ord`,
    party.id,
    party.name,
    party.kind,
    party.order,
  );
};
export const deleteParty = (db: WriteDb, id: string): number => db.run('DELETE FROM party WHERE id = ?', id);

/** How many shares, people and reports speak of a party. */
export const countPartyUses = (
  db: ReadDb,
  id: string,
): { readonly shares: number; readonly people: number; readonly reports: number } =>
  db.get<{ shares: number; people: number; reports: number }>(
    `SELECT (SELECT count(*) FROM share WHERE party = ?) AS shares, (SELECT count(*) FROM person WHERE party = ?) AS people,
       (SELECT count(*) FROM provider_report WHERE party = ?) AS reports`,
    id,
    id,
    id,
  ) ?? { shares: 0, people: 0, reports: 0 };

export const listPeople = (db: ReadDb): readonly Person[] =>
  db.all<Person>('SELECT id, name, party, role, email FROM person ORDER BY name COLLATE NOCASE, id');

/** Adds a person, or replaces the one with that id. */
export const writePerson = (db: WriteDb, person: Person): void => {
  db.run(
    `INSERT INTO person (id, name, party, role, email) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, party = excluded.party, role = excluded.role, email = excluded.email`,
    person.id,
    person.name,
    person.party,
    person.role,
    person.email,
  );
};
export const deletePerson = (db: WriteDb, id: string): number =>
  db.run('DELETE FROM person WHERE id = ?', id);

/** Person id -> number of assignments in which they are named. */
export const countAssignmentsByPerson = (db: ReadDb): ReadonlyMap<string, number> =>
  new Map(
    db
      .all<{ person: string; n: number }>(
        'SELECT person, count(*) AS n FROM share WHERE person IS NOT NULL GROUP BY person',
      )
      .map((row) => [row.person, row.n]),
  );
