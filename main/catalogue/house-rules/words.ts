import type { Catalogue } from '../../contract/catalogue.ts';
import type { HouseSaying } from '../../domain/compare/rules.ts';
import { GAP_RULES } from '../../domain/gaps/rules.ts';
import { counted } from '../../domain/words/counted.ts';
import { fewNames } from '../../domain/words/few-names.ts';
import { listed } from '../../domain/words/listed.ts';
import type { HouseRules } from './schema.ts';

const SIDE_WORDS: Readonly<Record<string, string>> = {
  provider: 'the provider',
  customer: 'the customer’s side',
  shared: 'both sides',
  'not-applicable': 'nobody: it does not apply',
};
const KIND_WORDS = {
  provider: 'a provider',
  organisation: 'part of the organisation',
  'internal-provider': 'an internal provider',
  'third-party': 'a third party',
  client: 'a client',
} as const;

/** What house rules do, one sentence each, in names: what a person reads before taking them in. */
export const houseRuleSentences = (rules: HouseRules, catalogue: Catalogue): readonly string[] =>
  houseRuleSayings(rules, catalogue).map(({ sentence }) => sentence);

/** The same, each with what it is about and all that stands behind it, so that two editions can be held side by side. */
export function houseRuleSayings(rules: HouseRules, catalogue: Catalogue): readonly HouseSaying[] {
  const named = (entries: readonly { readonly id: string; readonly name: string }[]) => {
    const names = new Map(entries.map(({ id, name }) => [id, name]));
    return (id: string) => names.get(id) ?? id;
  };
  const duty = named([...catalogue.responsibilities, ...rules.duties]);
  const service = named([...catalogue.services, ...rules.services]);
  const framework = named([...catalogue.frameworks, ...rules.frameworks]);
  const party = named(rules.parties);
  const owners = (written: string | readonly string[]) =>
    listed([written].flat().map((word) => SIDE_WORDS[word] ?? party(word)));
  const gap = new Map(GAP_RULES.map(({ id, title }) => [id, title]));
  return [
    ...rules.parties.map(({ name, kind }) =>
      saying(
        'Party',
        name,
        `${name} takes part as ${KIND_WORDS[kind]}; it is added where the workbook lacks it.`,
      ),
    ),
    ...rules.duties.map(({ controls: _, ...own }) =>
      saying(
        'Own duty',
        own.name,
        `A duty of its own, "${own.name}", is asked ${own.asked === 'once' ? 'once for the workbook' : 'of each service in use'} and suggested for ${owners(own.owner)}.`,
        own,
      ),
    ),
    ...rules.defaults.map((rule) => {
      const { duties, services, models, environments, owner, customer, why } = rule;
      const where = [
        services && `on ${fewNames(services.map(service))}`,
        models && `under the ${models.length === 1 ? 'model' : 'models'} ${listed(models)}`,
        environments && `in ${listed(environments)}`,
      ].filter((word) => word !== undefined);
      const what =
        owner !== undefined
          ? `is suggested for ${owners(owner)}`
          : `has ${owners(customer ?? [])} for the customer’s part`;
      const places = where.length === 0 ? '' : ` ${where.join(', ')}`;
      const about = fewNames(duties.map(duty));
      return saying('Default', `${about}${places}`, `${about} ${what}${places}, because: ${why}`, rule);
    }),
    ...rules.services.map((own) =>
      saying(
        'Own service',
        own.name,
        `A service of its own, "${own.name}", can be put to use${own.provider === undefined ? '' : `; its provider is ${party(own.provider)}`}, with ${counted(own.duties.length, 'duty', 'duties')} of which it has a word.`,
        own,
      ),
    ),
    ...rules.frameworks.map((own) =>
      saying(
        'Own framework',
        own.name,
        `A framework of its own, "${own.name} ${own.version}", can be chosen, with ${counted(own.controls.length, 'control')}.`,
        own,
      ),
    ),
    ...rules.mappings.map((mapping) =>
      saying(
        'Mapping',
        `${mapping.control} of ${framework(mapping.framework)}`,
        `${listed(mapping.duties.map(duty))} ${mapping.duties.length === 1 ? 'bears' : 'bear'} on ${mapping.control} of ${framework(mapping.framework)}.`,
      ),
    ),
    ...rules.duties.flatMap(({ name, controls = {} }) =>
      Object.entries(controls).map(([id, ids]) =>
        saying(
          'Mapping',
          `${name} in ${framework(id)}`,
          `${name} bears on ${fewNames(ids)} of ${framework(id)}.`,
          ids,
        ),
      ),
    ),
    ...Object.entries(rules.gaps).map(([id, severity]) =>
      saying('Severity', gap.get(id) ?? id, `The gap "${gap.get(id) ?? id}" is of ${severity} severity.`),
    ),
  ];
}

const saying = (
  field: HouseSaying['field'],
  about: string,
  sentence: string,
  all?: unknown,
): HouseSaying => ({
  field,
  about,
  sentence,
  content: JSON.stringify(all ?? null),
});
