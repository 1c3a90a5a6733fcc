import { RULES, type RuleId } from '../../contract/rules.ts';
import { listed } from '../words/listed.ts';
import { authorsOf, breachOf, isAmong, samePerson, UNKNOWN } from './authors.ts';
import type { Who } from './who.ts';

/** `the rule “Who answered does not accept” is on`: how every refusal begins to say why. */
const because = (rule: RuleId): string => `the rule "${RULES[rule].name}" is on`;

const NAMED = 6;
/** `Zoë Müller or Bo Berg can`; what to do where nobody of the workbook can. */
function whoCan(people: readonly string[], but: readonly string[], who: Who, act: string): string {
  const others = people.filter((name) => !isAmong(name, but, who));
  const [only] = others;
  if (only === undefined)
    return `Somebody else has to ${act}: add them under Scope, to act under their own name.`;
  const names =
    others.length > NAMED ? [...others.slice(0, NAMED), `${others.length - NAMED} others`] : others;
  return `Somebody else has to ${act}: ${others.length === 1 ? only : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`}.`;
}

/** What is refused to whom nobody knows by name. */
export const NO_NAME =
  'nobody knows who is working here. Say your name first, under Preferences or with "demarc identity".';

type Written = Parameters<typeof authorsOf>[0];

/**
 * Why somebody may not accept an answer under the rule that its authors do not: which rule it is, who answered, and who can. Null where
 * they may. `people` are the names of everybody in the workbook.
 */
export function whyNotAccept(
  record: Written,
  by: string | null,
  people: readonly string[],
  who: Who,
): string | null {
  const breach = breachOf(record, by, who);
  if (breach === null) return null;
  if (breach === 'nobody') return `${because('other-accepts')}, and ${NO_NAME}`;
  if (breach === 'unknown-author')
    return `${because('other-accepts')}, and nobody knows who answered this. Let it be answered anew under a name, then somebody else can accept it.`;
  const authors = authorsOf(record).filter((name) => name !== UNKNOWN);
  const own = authors.length === 1 ? `${authors[0]} answered it` : `${listed(authors)} wrote the answer`;
  return `${because('other-accepts')}, and ${own}. ${whoCan(people, authors, who, 'accept it')}`;
}

/** A sign-off as the rules see it. */
export interface Signed {
  /** Null for the workbook as a whole. */
  readonly subject: string | null;
  readonly name: string;
}

/**
 * Whether a signer accepted answers of what they sign, and nobody who accepted none of them has signed it as it is. `standing` are the
 * sign-offs that still hold; `acceptors` the names of those who accepted answers there.
 */
export const signsAlone = (
  { subject, name }: Signed,
  standing: readonly Signed[],
  acceptors: readonly string[],
  who: Who,
): boolean =>
  isAmong(name, acceptors, who) &&
  !standing.some(
    (other) => (other.subject === subject || other.subject === null) && !isAmong(other.name, acceptors, who),
  );

/** Why somebody may not sign alone, as above; null where they may. */
export const whyNotSign = (
  signed: Signed,
  standing: readonly Signed[],
  acceptors: readonly string[],
  people: readonly string[],
  who: Who,
): string | null =>
  signsAlone(signed, standing, acceptors, who)
    ? `${because('other-signs')}, and ${signed.name} accepted answers of it. ${whoCan(people, acceptors, who, 'sign it first')}`
    : null;

/** Why a sign-off under a name cannot be given by whoever is working; null where it can. `hasKey`: this profile has a key of its own. */
export function whyNotFor(
  name: string,
  by: string | null,
  key: { readonly has: boolean; readonly used: boolean },
  who: Who,
): string | null {
  // A key calls itself what its owner likes. Where nobody is known to work here, it is all that speaks for a name.
  if (by === null) return key.used ? null : `${because('signs-self')}, and ${NO_NAME}`;
  if (!samePerson(name, by, who))
    return `${because('signs-self')}, and ${by} is working here. ${name} has to sign under their own name, on their own machine or after "demarc identity".`;
  return key.has && !key.used ? `${because('signs-self')}, and ${name} has a key here. Sign with it.` : null;
}
