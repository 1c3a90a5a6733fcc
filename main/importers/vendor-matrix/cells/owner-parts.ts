import { CLAIM_OWNERS, type ClaimOwner, type ClaimWord } from '../../../contract/claims.ts';
import { saysWhen } from '../columns/times.ts';
import { ANSWER_WORDS, INHERITED_WORDS, markOf, OWNER_WORDS } from '../layouts.ts';
import { fold } from '../words.ts';
import { type LookUp, leading, MAX_WORD, MEMBERS } from './leading.ts';
import { isKnownPerson } from './people.ts';
import { meaningIn } from './raci.ts';
import { saysWhatIsDone } from './sentences.ts';
import { doesWork } from './verbs.ts';

// One cell may name several parties: as a list, each with its own part, or the second one in what stands behind the first.

export const union = (owners: readonly ClaimOwner[]): readonly ClaimOwner[] =>
  CLAIM_OWNERS.filter((owner) => owners.includes(owner));

/** Whether a text begins with a word for an owner that is not among these. */
export function namesAnother(text: string, means: ClaimWord): boolean {
  // No word for an owner is longer than that.
  const words = fold(text.slice(0, MAX_WORD)).split(' ');
  return words.some((_, index) => {
    const known = OWNER_WORDS.get(words.slice(0, index + 1).join(' '));
    return (
      known !== undefined &&
      known !== 'not-applicable' &&
      (means === 'not-applicable' || known.some((owner) => !means.includes(owner)))
    );
  });
}

const MOST_WORDS = 3;
/** Whether what stands behind a party and a comma may be another party: a name of few words, none of which says what is done, or how much of it. */
export const mayBeName = (rest: string): boolean =>
  rest.split(MEMBERS).some((member) => {
    const name = member.trim();
    return (
      (/^\p{Lu}/u.test(name) || isKnownPerson(name)) &&
      name.split(/\s+/).length <= MOST_WORDS &&
      (isKnownPerson(name) || !saysWhatIsDone(name)) &&
      !SAID.has(fold(name)) &&
      markOf(name) === null
    );
  });
/** What is said of a part rather than of a party. */
const SAID: ReadonlySet<string> = new Set([
  ...OWNER_WORDS.keys(),
  ...INHERITED_WORDS.keys(),
  ...ANSWER_WORDS.keys(),
]);

/** Brackets are passed over when the members of a list are told apart. */
const BRACKETED = /[([][^()[\]]*[)\]]/g;
const BETWEEN = /[,;/&+\n]|\s(?:and|und|et|y|e|ed|en|i|oraz)\s|\.(?=\s)/gi;
const LONGEST_LIST = 600;
function membersOf(text: string): readonly string[] {
  const masked = text.replace(BRACKETED, (bracket) => '_'.repeat(bracket.length));
  const members: string[] = [];
  let from = 0;
  for (const { index, 0: sign } of masked.matchAll(BETWEEN)) {
    members.push(text.slice(from, index));
    from = index + sign.length;
  }
  return [...members, text.slice(from)].map((member) => member.trim()).filter((member) => member !== '');
}

/** What is part of a system as well: "Customer: guest, host". */
const THINGS: ReadonlySet<string> = new Set(
  'host,user,tenant,org,organization,organisation,entity,data center,data centre'.split(','),
);
/** How a party is set off from its part: "Hostwell (backups)", "Hostwell: backups". */
const SET_OFF = /[([:=]|\s[-\u2013\u2014]\s/;

/**
 * The parties of a cell that says what each of them has, "AWS (host), Customer (guest)" or a line for each; null where it names fewer than two, or names
 * one that is not known. What belongs to the party before it may be a list itself.
 */
export function partiesWithParts(
  text: string,
  lookUp: LookUp<ClaimWord>,
): { readonly means: readonly ClaimOwner[]; readonly words: readonly string[] } | null {
  if (text.length > LONGEST_LIST) return null;
  const parties: {
    readonly owners: readonly ClaimOwner[];
    readonly word: string;
    readonly rest: string | null;
  }[] = [];
  for (const member of membersOf(text)) {
    const last = parties.at(-1);
    const found = leading(member, lookUp);
    if (found !== null && !(last?.rest != null && found.rest === null && THINGS.has(fold(found.word)))) {
      const { value, word, rest } = found;
      // "AWS: yes, customer: no", "AWS (hosts), TBD".
      if (
        value === 'not-applicable' ||
        value.length === 0 ||
        (rest !== null && leading(rest, markOf) !== null)
      )
        return null;
      parties.push({ owners: value, word, rest });
    } else if (last?.rest == null || SET_OFF.test(member) || (isSmall(last.rest) && mayBeName(member)))
      return null;
  }
  // "AWS (until 2025), Customer (from 2026)" is one of them at a time.
  if (parties.some(({ rest }) => rest !== null && saysWhen(rest))) return null;
  // "Customer (lead), AWS (supports)".
  if (parties.some(({ rest }) => rest !== null && meaningIn(rest) === 'told')) return null;
  if (parties.some(({ rest }) => rest !== null && isUndecided(rest))) return null;
  // "AWS/Customer/Shared" is a choice.
  if (parties.some(({ owners, rest }) => owners.length > 1 && rest === null)) return null;
  const means = union(parties.flatMap(({ owners }) => owners));
  const [first] = parties;
  return first === undefined || means.length <= first.owners.length || namesPartyBehind(text, means, lookUp)
    ? null
    : { means, words: parties.map(({ word }) => word) };
}
/** It is not so yet, "AWS (proposed)", or the letters of a RACI stand behind the name, of which some make nobody an owner: "AWS (C/I)". */
export const isUndecided = (rest: string): boolean => PROPOSED.test(rest) || RACI.test(rest.trim());
const PROPOSED =
  /^[^\p{L}]*(?:proposed|proposal|draft|planned|tentative|provisional|assumed|expected|suggested|under (?:review|discussion)|to be (?:agreed|confirmed|decided)|vorschlag|vorgeschlagen|entwurf|geplant|proposé|prévu|propuesto|previsto|proposto|voorgesteld|gepland|proponowane|planowane)[^\p{L}]*$/iu;
const RACI = /^\(?[RASCI](?:\s?[/,&+]\s?[RASCI]){0,4}\)?$/iu;
const isSmall = (text: string): boolean => /^[^\p{L}]*\p{Ll}/u.test(text);

/** What is said of a piece is no part of its party's name: "80 % customer", "but also the customer". */
const IN_FRONT =
  /^(?:\d+|but|or|also|then|partly|partially|in part|mostly|mainly|sometimes|otherwise|else|the|aber|oder|auch|teilweise|teils|sonst|ggf|evtl|bzw|der|die|das|dem|den|mais|ou|aussi|parfois|en partie|sinon|le|la|les|pero|también|o|en parte|si no|el|los|ma|anche|in parte|altrimenti|il|lo|maar|of|ook|deels|anders|de|het|ale|lub|także|częściowo|mas|também|em parte|senão) /u;
/** Behind a party these say when it is the one, or that it is: "Customer for EC2", where "Customer data is encrypted" does not. */
const IS_ONE =
  /^(?:for|on|in|at|when|where|if|only|(?:is|are|must|shall)(?! (?:not|no|never) )|responsible|owns|owned|manages|managed|has to|have to|needs?|bei|beim|für|im|wenn|falls|nur|muss|verantwortlich|zuständig|pour|sur|dans|si|quand|doit|responsable|para|en|cuando|debe|per|su|se|deve|responsabile|voor|op|bij|als|moet|verantwoordelijk|dla|na|w|gdy|musi|odpowiada|quando)(?: |$)/u;
const PIECES = /[,;/&+\n:=()[\]|]|\s(?:and|und|et|y|e|ed|en|i|oraz|[-\u2013\u2014])\s|\.(?=\s)/i;

/** Words for a party have no more words. */
const LONGEST_NAME = 4;
/**
 * Whether a piece of what stands behind a party, read with roles in the place of names, is another one that has it as well: "AWS (EC2: Customer)", "AWS.
 * Customer for guests". What helps the first, or is done for another, is none.
 */
export function namesPartyBehind(
  rest: string,
  means: readonly ClaimOwner[],
  lookUp: LookUp<ClaimWord>,
): boolean {
  return rest
    .slice(0, LONGEST_LIST)
    .split(PIECES)
    .some((piece) => {
      let folded = fold(piece.slice(0, MAX_WORD));
      while (IN_FRONT.test(folded)) folded = folded.replace(IN_FRONT, '');
      const words = folded.split(' ');
      return words.slice(0, LONGEST_NAME).some((_, index) => {
        const name = words.slice(0, index + 1).join(' ');
        const known = THINGS.has(name) ? null : lookUp(name);
        if (known === null || known === 'not-applicable') return false;
        const behind = words.slice(index + 1).join(' ');
        return (
          known.some((owner) => !means.includes(owner)) &&
          (behind === '' || IS_ONE.test(behind) || doesWork(behind))
        );
      });
    });
}
