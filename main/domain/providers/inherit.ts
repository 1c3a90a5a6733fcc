import type { Assignment, Share } from '../../contract/assignments.ts';
import type { Reach } from '../../contract/common-controls.ts';
import type { Environment } from '../../contract/environments.ts';
import type { Party } from '../../contract/parties.ts';
import type { EditionFacts, Inherited } from '../../contract/providers.ts';
import { untouched } from '../answers/untouched.ts';
import { plainName } from '../words/plain-text.ts';
import type { EditionRow } from './edition.ts';

/** What an answer of a provider's workbook is read with: whom and what the workbook below calls by the same name. */
export interface Below {
  readonly parties: readonly Party[];
  readonly environments: readonly Pick<Environment, 'id' | 'name'>[];
}

/**
 * Whether a part of an answer is left to those who inherit it: that of the provider's clients, and within one organisation that of the
 * organisation. What a third party calls its organisation is itself.
 */
const isLeft = (kind: Party['kind'], provider: Pick<Party, 'kind'>): boolean =>
  kind === 'client' || (kind === 'organisation' && provider.kind === 'internal-provider');

/** The texts of what a provider's answer leaves to those who inherit it, as they stand there. */
export const leftTexts = (
  { shares }: EditionRow,
  provider: Pick<Party, 'kind'>,
): readonly (string | null)[] => shares.filter(({ kind }) => isLeft(kind, provider)).map(({ text }) => text);

/**
 * An answer of a provider's workbook as the record of a party here, which is the provider, or the cloud whose foundation it is. A part is that
 * of the party with the same name and side; what is left to those below is the organisation's; all else is the provider's, with the name of
 * who does it before it.
 */
export function inheritedRecord(
  row: EditionRow,
  provider: Party,
  { parties }: Below,
  subject: Party = provider,
): Assignment {
  const organisation = parties.find(({ kind }) => kind === 'organisation')?.id ?? provider.id;
  const texts = new Map<string, (string | null)[]>();
  const add = (party: string, text: string | null) => texts.set(party, [...(texts.get(party) ?? []), text]);
  for (const { party: name, kind, text } of row.shares) {
    if (isLeft(kind, provider)) {
      add(organisation, text);
      continue;
    }
    const same = parties.find(
      (party) =>
        plainName(party.name) === plainName(name) &&
        (party.kind === 'provider') === (kind === 'provider') &&
        party.kind !== 'organisation' &&
        party.kind !== 'client',
    );
    const isIts = same?.id === subject.id || plainName(name) === plainName(row.party);
    if (isIts) add(subject.id, text);
    else if (same) add(same.id, text);
    else add(provider.id, text === null ? text : `${name}: ${text}`);
  }
  const shares = parties.flatMap(({ id }): Share[] => {
    const said = texts.get(id);
    if (!said) return [];
    const told = said.filter((text) => text !== null && text !== '');
    return [{ party: id, text: told.length === 0 ? null : told.join('\n'), person: null }];
  });
  return {
    ...untouched(subject.id, row.duty, 0),
    shares,
    notApplicable: row.notApplicable,
    deviationReason: row.deviationReason,
    status: row.status,
    dueOn: row.dueOn,
    review: row.review,
    answeredAt: row.answeredAt,
  };
}

/** The cloud here whose foundation a row is: the provider that bears its name; undefined where none does. */
export const cloudOf = ({ party }: Pick<EditionRow, 'party'>, parties: readonly Party[]): Party | undefined =>
  parties.find(({ kind, name }) => kind === 'provider' && plainName(name) === plainName(party));

/** Where an answer of a provider's workbook holds here: environments go by their names. */
export const reachBelow = ({ reach }: EditionRow, { environments }: Below): Reach => ({
  everywhere: reach.everywhere,
  environments: environments
    .filter(({ name }) => reach.environments.some((there) => plainName(there) === plainName(name)))
    .map(({ id }) => id),
  tags: reach.tags,
  services: [],
});

/** From where a row of an edition is, as those below say it. */
export function inheritedFrom(
  facts: EditionFacts,
  { party, above, evidence, acceptedUntil }: EditionRow,
): Inherited {
  const { head: _, ...origin } = facts;
  return {
    origins: [{ ...origin, party }, ...above],
    evidence,
    ...(acceptedUntil === undefined ? {} : { acceptedUntil }),
  };
}
