import { readingOf } from '../../catalogue/house-rules/reading.ts';
import type { HouseRules } from '../../catalogue/house-rules/schema.ts';
import type { CatalogueIndex } from '../../catalogue/lookup.ts';
import { invalidInput, notFound, ruleViolation } from '../../contract/errors.ts';
import type { HouseRulesProblem } from '../../contract/house-rules.ts';
import type { houseRules } from '../../contract/methods/house-rules.ts';
import { partyMeant } from '../../domain/duties/suggested-parties.ts';
import { counted } from '../../domain/words/counted.ts';
import { fewNames } from '../../domain/words/few-names.ts';
import { plainName } from '../../domain/words/plain-text.ts';
import type { ReadDb, WriteDb } from '../../workbook/connection.ts';
import { countCustomUses } from '../../workbook/tables/custom.ts';
import { readStoredHouseRules, writeHouseRules } from '../../workbook/tables/house-rules.ts';
import { listParties } from '../../workbook/tables/parties.ts';
import type { Handlers } from '../context.ts';
import { addParty } from './new-party.ts';

export const houseRulesHandlers: Handlers<typeof houseRules> = {
  held({ db, catalogue }) {
    const stored = readStoredHouseRules(db);
    return stored && { ...readingOf(stored.text, catalogue.shipped.catalogue).reading, text: stored.text };
  },

  take({ db, catalogue, describe }, { text }) {
    const { reading, rules } = readingOf(text, catalogue.shipped.catalogue);
    if (rules === null) throw notTaken(reading.problems);
    const { digest: sha256 } = reading;
    if (readStoredHouseRules(db)?.sha256 === sha256) return reading;
    const kept = new Set([...rules.services, ...rules.duties].map(({ id }) => id));
    refuseInUse(db, catalogue, (id) => kept.has(id), 'Keep them in the new edition');
    const added = addParties(db, rules);
    const edition = String(rules.edition);
    writeHouseRules(db, { name: rules.name, edition, sha256, text });
    describe(
      `Took in the house rules "${rules.name}", edition ${edition}${
        added.length === 0 ? '' : `, and added ${fewNames(added)} to the parties`
      }`,
    );
    return reading;
  },

  remove({ db, catalogue, describe }) {
    const stored = readStoredHouseRules(db);
    if (!stored) throw notFound('house rules', 'This workbook has none.');
    refuseInUse(db, catalogue, () => false, 'Remove or clear those first');
    writeHouseRules(db, null);
    describe(`Took the house rules "${stored.name}", edition ${stored.edition}, away`);
    return null;
  },
};

/** The first problems by line; all of them stand in the details. */
function notTaken(problems: readonly HouseRulesProblem[]) {
  const [first, ...more] = problems;
  return invalidInput(
    `The house rules were not taken in. Line ${first?.line ?? 1}: ${first?.text ?? 'they cannot be read.'}${
      more.length === 0
        ? ''
        : ` There ${more.length === 1 ? 'is' : 'are'} ${counted(more.length, 'more problem')}.`
    }`,
    { problems },
  );
}

/** What is used of the rules that stand would be shown by its id alone: it stays, or goes first. */
function refuseInUse(
  db: ReadDb,
  { services, responsibilities }: CatalogueIndex,
  stays: (id: string) => boolean,
  remedy: string,
): void {
  const used = [...services, ...responsibilities].filter(
    ({ id, source }) => source !== undefined && !stays(id) && countCustomUses(db, id) > 0,
  );
  if (used.length > 0)
    throw ruleViolation(
      `The house rules of this workbook bring ${fewNames(used.map(({ name, id }) => `${name} (${id})`))}, and ${used.length === 1 ? 'it is' : 'they are'} in use here. ${remedy}; nothing was changed.`,
    );
}

/** Adds the parties that are named and not there, and gives back their names. Refused where one stands on the other side of the line. */
function addParties(db: WriteDb, { parties }: HouseRules): readonly string[] {
  const added: string[] = [];
  for (const named of parties) {
    const known = listParties(db);
    if (partyMeant(named, known)) continue;
    const other = known.find(({ id, name }) => id === named.id || plainName(name) === plainName(named.name));
    if (other)
      throw ruleViolation(
        `The house rules name ${named.name} as ${named.kind === 'provider' ? 'a provider' : 'no provider'}, and this workbook has ${other.name} as ${other.kind === 'provider' ? 'one' : 'none'}. Give the party another id and name in the file, or change its kind under Scope.`,
      );
    added.push(addParty(db, named, named.id).name);
  }
  return added;
}
