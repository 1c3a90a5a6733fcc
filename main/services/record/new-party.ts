import { slugify, uniqueSlug, WORKBOOK_SUBJECT } from '../../contract/ids.ts';
import type { Party } from '../../contract/parties.ts';
import type { WriteDb } from '../../workbook/connection.ts';
import { listParties, writeParty } from '../../workbook/tables/parties.ts';
import { readService } from '../../workbook/tables/services-in-use.ts';

/** Adds a party behind the others, under an id made of `slug` (of its name without it). That no other has the name is for the caller to see. */
export function addParty(
  db: WriteDb,
  { name, kind }: Pick<Party, 'name' | 'kind'>,
  slug: string = slugify(name, kind),
): Party {
  const known = listParties(db);
  // A provider's id is also the ref of its foundations, so it shares one space with the services.
  const taken = (id: string) =>
    id === WORKBOOK_SUBJECT || known.some((party) => party.id === id) || readService(db, id) !== null;
  const order = Math.max(0, ...known.map((party) => party.order)) + 1;
  const party: Party = { id: uniqueSlug(slug, taken), name, kind, order };
  writeParty(db, party);
  return party;
}
