import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { RegisterRow } from '../contract/assignments.ts';
import { kindsById } from '../domain/duties/ownership.ts';
import { dutyTexts } from '../domain/duties/suggestion.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { listParties } from '../workbook/tables/parties.ts';
import { listSubjects, type Subject } from './subjects.ts';

/**
 * What the catalogue proposes as the text of a party that has a part in a row, as an answer that gives none takes it: the
 * provider's half for the provider, the customer's half for the first party of the other side; null for nothing.
 */
export function proposedTexts(
  db: ReadDb,
  catalogue: CatalogueIndex,
): (row: RegisterRow, party: string) => string | null {
  const kinds = kindsById(listParties(db));
  const order = [...kinds.keys()];
  let subjects: ReadonlyMap<string, Subject> | null = null;
  return (row, party) => {
    subjects ??= new Map(listSubjects(db, catalogue).map((subject) => [subject.ref, subject]));
    const subject = subjects.get(row.subject);
    const duty = catalogue.responsibility(row.responsibility);
    if (!subject || !duty) return null;
    const duties = dutyTexts(duty, subject.entry, subject.service?.model ?? null);
    if (kinds.get(party) === 'provider') return duties.provider;
    const owners = row.shares.map((share) => share.party);
    const first = order.find((id) => owners.includes(id) && kinds.get(id) !== 'provider');
    return party === first ? duties.customer : null;
  };
}
