import { notFound, ruleViolation } from '../../contract/errors.ts';
import { slugify, uniqueSlug } from '../../contract/ids.ts';
import type { parties, people } from '../../contract/methods/parties.ts';
import type { Party, PartyKind, Person } from '../../contract/parties.ts';
import { counted } from '../../domain/words/counted.ts';
import { plainName } from '../../domain/words/plain-text.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { keepParkedName, listAcceptedOf, listApprovedBy } from '../../workbook/tables/assignments.ts';
import { listVendorMatrices } from '../../workbook/tables/claims.ts';
import { deleteExceptionsOfParty, listCommonParties } from '../../workbook/tables/common-controls.ts';
import {
  countAssignmentsByPerson,
  countPartyUses,
  deleteParty,
  deletePerson,
  listParties,
  listPeople,
  writeParty,
  writePerson,
} from '../../workbook/tables/parties.ts';
import { listEditionParties } from '../../workbook/tables/provider-editions.ts';
import type { Handlers } from '../context.ts';
import { addParty } from './new-party.ts';
import { kindChange } from './party-kind.ts';

const KIND_WORDS: Readonly<Record<PartyKind, string>> = {
  provider: 'provider',
  organisation: 'part of the organisation',
  'internal-provider': 'provider inside the organisation',
  'third-party': 'third party',
  client: 'client of the organisation',
};

function partyOf(db: ReadDb, id: string): Party {
  const party = listParties(db).find((entry) => entry.id === id);
  if (!party)
    throw notFound(
      `party "${id}"`,
      `The workbook has ${listParties(db)
        .map((entry) => entry.id)
        .join(', ')}.`,
    );
  return party;
}
/** RULE_VIOLATION for a name that another party bears: who owns a duty is told by names in every document. */
function refuseTaken(db: ReadDb, name: string, own: string | null): void {
  const same = listParties(db).find(
    ({ id, name: theirs }) => id !== own && plainName(theirs) === plainName(name),
  );
  if (same)
    throw ruleViolation(
      `There is a party called ${same.name} already (${KIND_WORDS[same.kind]}). Give this one a name that tells them apart.`,
    );
}
function personOf(db: ReadDb, id: string): Person {
  const person = listPeople(db).find((entry) => entry.id === id);
  if (!person) throw notFound(`person "${id}"`, 'Add the person first.');
  return person;
}

export const partyHandlers: Handlers<typeof parties> = {
  list: ({ db }) => listParties(db),

  add({ db, describe }, { name, kind }) {
    refuseTaken(db, name, null);
    const party = addParty(db, { name, kind });
    describe(`Added the party ${name}`);
    return party;
  },

  kindChange: (context, { id, kind }) => kindChange(context, partyOf(context.db, id), kind),

  update(context, { id, name, kind }) {
    const { db, describe } = context;
    const before = partyOf(db, id);
    if (kind !== undefined) {
      const { refused } = kindChange(context, before, kind);
      if (refused !== null) throw ruleViolation(refused);
    }
    if (name !== undefined) refuseTaken(db, name, id);
    const after = { ...before, name: name ?? before.name, kind: kind ?? before.kind };
    writeParty(db, after);
    describe(
      after.kind === before.kind
        ? `Renamed the party ${before.name} to ${after.name}`
        : `Made the party ${after.name} a ${KIND_WORDS[after.kind]}`,
    );
    return after;
  },

  remove({ db, describe }, { id }) {
    const party = partyOf(db, id);
    const uses = countPartyUses(db, id);
    if (uses.shares > 0 || uses.people > 0)
      throw ruleViolation(
        `${party.name} still has ${counted(uses.shares, 'share')} and ${counted(uses.people, 'person', 'people')}. Give them to another party first.`,
      );
    if (listEditionParties(db).includes(id))
      throw ruleViolation(
        `${party.name} is a provider of this workbook, whose answers services inherit. Remove it from the providers first.`,
      );
    if (listCommonParties(db).has(id))
      throw ruleViolation(
        `${party.name} has common controls, which services hold. Take them out first: "demarc common" lists them.`,
      );
    if (uses.reports > 0)
      throw ruleViolation(
        `${counted(uses.reports, 'report')} on ${party.name} in the evidence register. Say there that they are not about it, then remove it.`,
      );
    if (listVendorMatrices(db).some((matrix) => matrix.party === id))
      throw ruleViolation(
        `The workbook holds a responsibility matrix of ${party.name}. Take its claims out on the import screen first.`,
      );
    if (party.kind === 'organisation')
      throw ruleViolation('The organisation itself cannot be removed. Rename it instead.');
    if (
      listParties(db).filter((entry) => entry.kind === 'provider').length === 1 &&
      party.kind === 'provider'
    )
      throw ruleViolation('A workbook needs at least one provider. Add another before removing this one.');
    // It can have been said where an answer does not hold that was never given, or is gone.
    deleteExceptionsOfParty(db, id);
    deleteParty(db, id);
    describe(`Removed the party ${party.name}`);
    return null;
  },
};

export const peopleHandlers: Handlers<typeof people> = {
  list({ db }) {
    const named = countAssignmentsByPerson(db);
    return listPeople(db).map((person) => ({ ...person, assignments: named.get(person.id) ?? 0 }));
  },

  add({ db, describe }, input) {
    partyOf(db, input.party);
    const known = new Set(listPeople(db).map((person) => person.id));
    const person: Person = {
      ...input,
      id: uniqueSlug(slugify(input.name, 'person'), (slug) => known.has(slug)),
    };
    writePerson(db, person);
    describe(`Added ${person.name}`);
    return person;
  },

  update({ db, describe }, { id, ...input }) {
    const before = personOf(db, id);
    if (input.party !== undefined) partyOf(db, input.party);
    const after: Person = {
      ...before,
      ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
    };
    writePerson(db, after);
    describe(`Changed the entry of ${after.name}`);
    return after;
  },

  remove({ db, describe }, { id }) {
    const person = personOf(db, id);
    const [accepted, ...more] = listAcceptedOf(db, id);
    if (accepted !== undefined)
      throw ruleViolation(
        `${person.name} is named in ${counted(more.length + 1, 'answer')} accepted in review, such as ${accepted}. Reopen them with a reason and name somebody else first.`,
      );
    const [approved, ...others] = listApprovedBy(db, id);
    if (approved !== undefined)
      throw ruleViolation(
        `${person.name} approved ${counted(others.length + 1, 'accepted risk')}, such as that of ${approved}. Let somebody else approve them first.`,
      );
    keepParkedName(db, person);
    const unnamed = countAssignmentsByPerson(db).get(id) ?? 0;
    deletePerson(db, id);
    describe(`Removed ${person.name}`);
    return { unnamed };
  },
};
