import { namesById } from '../domain/duties/ownership.ts';
import { byPerson, type Who } from '../domain/review/who.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { everyRow } from '../workbook/every-row.ts';
import { listPeople } from '../workbook/tables/parties.ts';

/** Whose a name is in a workbook, by the names of now and by those that its people had before. */
export function whoIn(db: ReadDb): Who {
  const earlier = new Map<string, string[]>();
  for (const { id, name } of everyRow(db, 'person'))
    if (typeof id === 'string' && typeof name === 'string')
      earlier.set(id, [...(earlier.get(id) ?? []), name]);
  const now = namesById(listPeople(db));
  return byPerson([...earlier].map(([id, names]) => ({ id, name: now.get(id) ?? null, earlier: names })));
}
