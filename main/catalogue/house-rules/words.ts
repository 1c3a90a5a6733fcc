import type { Catalogue } from '../../contract/catalogue.ts';
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
export function houseRuleSentences(rules: HouseRules, catalogue: Catalogue): readonly string[] {
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
    ...rules.parties.map(
      ({ name, kind }) =>
        `${name} takes part as ${KIND_WORDS[kind]}; it is added where the workbook lacks it.`,
    ),
    ...rules.duties.map(
      (own) =>
        `A duty of its own, "${own.name}", is asked ${own.asked === 'once' ? 'once for the workbook' : 'of each service in use'} and suggested for ${owners(own.owner)}.`,
    ),
    ...rules.defaults.map(({ duties, services, models, environments, owner, customer, why }) => {
      const where = [
        services && `on ${fewNames(services.map(service))}`,
        models && `under the ${models.length === 1 ? 'model' : 'models'} ${listed(models)}`,
        environments && `in ${listed(environments)}`,
      ].filter((word) => word !== undefined);
      const what =
        owner !== undefined
          ? `is suggested for ${owners(owner)}`
          : `has ${owners(customer ?? [])} for the customer’s part`;
      return `${fewNames(duties.map(duty))} ${what}${where.length === 0 ? '' : ` ${where.join(', ')}`}, because: ${why}`;
    }),
    ...rules.services.map(
      (own) =>
        `A service of its own, "${own.name}", can be put to use${own.provider === undefined ? '' : `; its provider is ${party(own.provider)}`}, with ${counted(own.duties.length, 'duty', 'duties')} of which it has a word.`,
    ),
    ...rules.frameworks.map(
      ({ name, version, controls }) =>
        `A framework of its own, "${name} ${version}", can be chosen, with ${counted(controls.length, 'control')}.`,
    ),
    ...rules.mappings.map(
      (mapping) =>
        `${listed(mapping.duties.map(duty))} ${mapping.duties.length === 1 ? 'bears' : 'bear'} on ${mapping.control} of ${framework(mapping.framework)}.`,
    ),
    ...rules.duties.flatMap(({ name, controls = {} }) =>
      Object.entries(controls).map(([id, ids]) => `${name} bears on ${fewNames(ids)} of ${framework(id)}.`),
    ),
    ...Object.entries(rules.gaps).map(
      ([id, severity]) => `The gap "${gap.get(id) ?? id}" is of ${severity} severity.`,
    ),
  ];
}
