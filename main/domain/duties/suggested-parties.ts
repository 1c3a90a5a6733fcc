import type { Ownership, Suggestion } from '../../contract/assignments.ts';
import type { HouseParty } from '../../contract/catalogue.ts';
import type { Party } from '../../contract/parties.ts';
import { plainName } from '../words/plain-text.ts';
import { partiesForClass, partiesOf } from './ownership.ts';

type Known = Pick<Party, 'id' | 'name' | 'kind'>;

/** The party of a workbook that house rules mean, by its id, else by its name; undefined where there is none on that side of the line. */
export const partyMeant = <P extends Known>(named: HouseParty, parties: readonly P[]): P | undefined => {
  const found =
    parties.find(({ id }) => id === named.id) ??
    parties.find(({ name }) => plainName(name) === plainName(named.name));
  return found && (found.kind === 'provider') === (named.kind === 'provider') ? found : undefined;
};

/**
 * Ids of the parties that a suggestion means: those that house rules name, else the usual one of each side. Null where the workbook
 * lacks one of them; empty where nobody is meant.
 */
export function suggestedParties(
  { owner, parties: named = [] }: Pick<Suggestion, 'owner' | 'parties'>,
  subject: string | null,
  parties: readonly Known[],
): readonly string[] | null {
  const side = (provider: boolean): readonly string[] | null => {
    const meant = named.filter(({ kind }) => (kind === 'provider') === provider);
    if (meant.length === 0) {
      const usual = partiesForClass(provider ? 'aws' : 'customer', subject, parties);
      return usual.length === 0 ? null : usual;
    }
    const ids = meant.flatMap((each) => partyMeant(each, parties)?.id ?? []);
    return ids.length < meant.length ? null : ids;
  };
  const sides = {
    aws: () => [side(true)],
    customer: () => [side(false)],
    shared: () => [side(true), side(false)],
    na: () => [],
  }[owner]();
  return sides.some((ids) => ids === null) ? null : [...new Set(sides.flatMap((ids) => ids ?? []))];
}

/**
 * Whether an answer on the suggested side of the line was given to others than house rules name. What names nobody says nothing
 * of who takes a side.
 */
export function isAnothersPart(
  ownership: Ownership,
  suggestion: Pick<Suggestion, 'owner' | 'parties'>,
  subject: string,
  parties: readonly Known[],
): boolean {
  if (suggestion.parties === undefined) return false;
  const meant = suggestedParties(suggestion, subject, parties);
  if (meant === null) return false;
  const given = new Set(partiesOf(ownership));
  return suggestion.parties.some((named) => {
    const party = partyMeant(named, parties);
    return party !== undefined && !given.has(party.id);
  });
}
