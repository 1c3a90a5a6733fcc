import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { leftToServices } from '../domain/answers/held.ts';
import { isPartlyReached } from '../domain/answers/reach.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { bearingOn, type Commons } from './common-controls.ts';
import type { Marks } from './register-book.ts';
import { dutiesOf, listSubjects } from './subjects.ts';

/** In how many services a common control stands, and in how many of its reach it does not. */
export interface Holders {
  /** Services whose rows have its answer; while it has none, those that would. */
  readonly services: number;
  /** Of these, those whose own part is still to be answered. */
  readonly open: number;
  /** Those that keep an answer of their own. */
  readonly ownAnswers: number;
  /** Refs of those that stand in an environment of its reach and in others as well, so that it does not hold in them. */
  readonly partly: readonly string[];
}

/** Counts the services that are asked a duty and on which its common control bears, by the ref of the control. */
export function holdersOf(
  db: ReadDb,
  catalogue: CatalogueIndex,
  commons: Commons,
  marks: Marks,
): ReadonlyMap<string, Holders> {
  const counts = new Map<string, { services: number; open: number; ownAnswers: number; partly: string[] }>();
  for (const answers of commons.byDuty.values())
    for (const { ref } of answers) counts.set(ref, { services: 0, open: 0, ownAnswers: 0, partly: [] });
  if (counts.size === 0) return counts;
  for (const subject of listSubjects(db, catalogue)) {
    if (!subject.service) continue;
    const own = marks.get(subject.ref);
    for (const duty of dutiesOf(subject, catalogue, own)) {
      for (const { ref, reach } of commons.byDuty.get(duty.id) ?? [])
        if (isPartlyReached(reach, subject.service)) counts.get(ref)?.partly.push(subject.ref);
      const bearing = bearingOn(commons, subject.service, duty.id);
      const count = bearing?.excepted === null ? counts.get(bearing.ref) : undefined;
      if (!bearing || !count) continue;
      const mark = own?.get(duty.id);
      const keepsOwn = mark !== undefined && mark.ownership !== '' && !mark.held && !mark.ownPart;
      if (keepsOwn) {
        count.ownAnswers += 1;
        continue;
      }
      count.services += 1;
      const isOpen = mark?.held === true && !mark.ownPart;
      if (isOpen && leftToServices(bearing.record, commons.kinds).length > 0) count.open += 1;
    }
  }
  return counts;
}
