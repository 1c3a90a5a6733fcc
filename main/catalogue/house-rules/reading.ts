import type { Catalogue } from '../../contract/catalogue.ts';
import { HOUSE_RULES_LIMITS, type HouseRulesReading } from '../../contract/house-rules.ts';
import { findHouseRuleFaults } from './check.ts';
import { digestOf, readHouseRules } from './read.ts';
import type { HouseRules } from './schema.ts';
import { houseRuleSentences } from './words.ts';

/** What a text of house rules is over the shipped catalogue, with the rules themselves where nothing is wrong with them. */
export function readingOf(
  text: string,
  shipped: Catalogue,
): { readonly reading: HouseRulesReading; readonly rules: HouseRules | null } {
  const digest = digestOf(text);
  const read = readHouseRules(text);
  if (read.rules === null)
    return { rules: null, reading: { name: null, edition: null, digest, does: [], problems: read.problems } };
  const { rules, locate } = read;
  const problems = findHouseRuleFaults(rules, shipped)
    .slice(0, HOUSE_RULES_LIMITS.problems)
    .map((fault) => ({ ...locate(fault.path), text: fault.text }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
  const sound = problems.length === 0;
  return {
    rules: sound ? rules : null,
    reading: {
      name: rules.name,
      edition: String(rules.edition),
      digest,
      does: sound ? houseRuleSentences(rules, shipped) : [],
      problems,
    },
  };
}
