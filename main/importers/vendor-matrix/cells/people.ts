import type { ColumnMapping } from '../../../contract/claims.ts';
import { isGivenName } from '../../../domain/words/first-names.ts';
import { PARTY_COLUMNS } from '../layouts.ts';
import { shares } from '../lists.ts';
import type { Grid } from '../tables/grid.ts';

// Below the names of two parties may stand people: whom to call on each side. That says nothing of what either has to do.

const LONGEST = 60;
const MOST_WORDS = 5;
/** A word of a name with a capital and small letters, an initial, or what stands between first and last names in many languages. */
const CAPITAL = /^\p{Lu}[\p{L}\p{M}'’-]*\p{Ll}\p{M}*$/u;
const WITHIN = /^(?:\p{Lu}\.|van|von|de|del|della|di|da|dos|das|du|la|le|el|al|bin|ibn|ter|ten|zu|y|e)$/u;
/** Behind these an article belongs to the name: "van der Berg". */
const OF_PLACES = /(?<=(?:^|\s)(?:van|von|in|aus) )(?:de[rnm]?|het|’t|'t) /gu;
/** "Verwaltet Schlüssel", "Rotates Credentials". */
const MAY_BE_VERB = /\p{L}{2}[ts]$/u;
/** Words of work in capitals are no names of people, and firms are none: "Physical Security", "Key Management". */
const OF_WORK =
  /(?:[tsxn]ions?|ments?|ances?|ities|ity|wares?|works?|heit|keit|schutz|beheer|ción|ções|ção|zion[ei]|nie|cj[ae]|ość)$|\p{L}{3}(?:ings?|ung|ungen)$|^(?:access|keys?|logs?|data|hosts?|guests?|storage|backups?|users?|polic(?:y|ies)|patch(?:es)?|controls?|firewalls?|disks?|media|engines?|schemas?|kernels?|power|facilities|servers?|devices?|databases?|platforms?|teams?|groups?|departments?|desk|services?|systems?|code|traffic|secrets?|passwords?|accounts?|roles?|resources?|buckets?|tables?|plans?|tests?|reviews?|audits?|alerts?|certificates?|images?|amazon|aws|microsoft|google|corp|inc|ltd|llc|gmbh|ag|sa|bv|plc|bank|cloud)$/iu;

/** How people are addressed, and what stands behind their names: "Dr. Anna Smith", "Bob Jones Jr.", "Anna Smith (TAM)", "Bob Jones, CISO". */
const ADDRESSED =
  /^(?:(?:dr|prof|mr|mrs|ms|miss|mx|herr|frau|m|mme|mlle|sr|sra|srta|don|doña|sig|sigra|dott|dottssa|ing|dipl-ing|pan|pani|dhr|mevr)\.? )+(?=\p{Lu})/iu;
const BEHIND = /,? (?:Jr|Sr|PhD|MSc|II|III)\.?$| ?\([^()]*\)$|, [^,]*$/u;
const MAILED = /^[^\s@]+@[^\s@]+\.\p{L}{2,}$/u;
/** The name in a text without how the person is addressed and what they are. */
const bare = (text: string): string => text.trim().replace(BEHIND, '').replace(ADDRESSED, '');

const firstWord = (text: string): string => bare(text).split(/[\s-]+/, 1)[0] ?? '';
const SMALL_WORD = /^\p{Ll}[\p{L}\p{M}'’-]+$/u;
const MOST_SMALL_WORDS = 3;
/** In small letters, or capitals alone, a given name begins it: "anna schmidt", where "rotate keys" is written alike. */
function isNameInOneCase(text: string): boolean {
  const small = text.toLowerCase();
  if (text !== small && text !== text.toUpperCase()) return false;
  const words = bare(small).replace(OF_PLACES, '').split(/\s+/);
  return (
    words.length > 1 &&
    words.length <= MOST_SMALL_WORDS &&
    isGivenName(firstWord(small)) &&
    words.every((word) => SMALL_WORD.test(word) && !OF_WORK.test(word))
  );
}

/** Whether a text is written as the name of a person may be: "Anna Smith", "J. van der Berg", "anna schmidt", or is an address of e-mail. */
export function mayBePersonsName(text: string): boolean {
  if (text.trim().length >= LONGEST) return false;
  if (MAILED.test(text.trim()) || isNameInOneCase(text.trim())) return true;
  const words = bare(text).replace(OF_PLACES, '').split(/\s+/);
  const [first = '', last = ''] = [words[0], words.at(-1)];
  return (
    words.length > 1 &&
    words.length <= MOST_WORDS &&
    (CAPITAL.test(first) || /^\p{Lu}\.$/u.test(first)) &&
    CAPITAL.test(last) &&
    words.every((word) => CAPITAL.test(word) || WITHIN.test(word)) &&
    !words.some((word) => OF_WORK.test(word))
  );
}
/** Whether it is so written, and says by none of its words what is done. */
export const isPersonsName = (text: string): boolean =>
  mayBePersonsName(text) && !MAY_BE_VERB.test(bare(text).split(/\s+/, 1)[0] ?? '');

/** Whether it is one for sure, wherever it stands: capitals alone may be a team or a system, "Incident Response". */
export const isKnownPerson = (text: string): boolean =>
  mayBePersonsName(text) && (MAILED.test(text.trim()) || isGivenName(firstWord(text)));

/** The columns of parties in which, from a row on, more cells than not are names of people. */
export const columnsNamingPeople = (
  grid: Grid,
  columns: readonly ColumnMapping[],
  first: number,
): readonly ColumnMapping[] =>
  filledParties(grid, columns, first).flatMap(({ entry, isOfPeople }) => (isOfPeople ? [entry] : []));
/** These columns where every column of a party that says anything is one; else none. */
export function columnsOfPeople(
  grid: Grid,
  columns: readonly ColumnMapping[],
  first: number,
): readonly ColumnMapping[] {
  const filled = filledParties(grid, columns, first);
  return filled.every(({ isOfPeople }) => isOfPeople) ? filled.map(({ entry }) => entry) : [];
}
const filledParties = (grid: Grid, columns: readonly ColumnMapping[], first: number) =>
  columns
    .filter(({ meaning }) => PARTY_COLUMNS.has(meaning))
    .map((entry) => ({ entry, counts: shares(grid, [entry], first, isPersonsName) }))
    .filter(({ counts }) => counts.length > 0)
    .map(({ entry, counts }) => ({ entry, isOfPeople: counts.every(({ cells, so }) => so * 2 > cells) }));
