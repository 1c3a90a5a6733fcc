import type { RegisterRow } from '../contract/assignments.ts';
import type { HandOut } from '../contract/exports.ts';
import { isAnswered } from '../domain/duties/ownership.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { listPeople } from '../workbook/tables/parties.ts';
import { listServices } from '../workbook/tables/services-in-use.ts';

/** Everybody who is named in a row or leads a service with open ones, by name; `rows` is the whole register. */
export function handOutList(db: ReadDb, rows: Iterable<RegisterRow>): readonly HandOut[] {
  const leads = new Map(listServices(db).flatMap(({ ref, lead }) => (lead === null ? [] : [[ref, lead]])));
  const counts = new Map<string, { named: number; open: number }>();
  const count = (person: string, what: 'named' | 'open') => {
    const entry = counts.get(person) ?? { named: 0, open: 0 };
    entry[what] += 1;
    counts.set(person, entry);
  };
  for (const row of rows) {
    const named = new Set(row.shares.flatMap(({ person }) => person ?? []));
    for (const person of named) count(person, 'named');
    const lead = leads.get(row.subject);
    if (lead !== undefined && !isAnswered(row.ownership) && !named.has(lead)) count(lead, 'open');
  }
  return listPeople(db)
    .flatMap(({ id, name }) => {
      const entry = counts.get(id);
      return entry ? [{ person: id, name, ...entry }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}
