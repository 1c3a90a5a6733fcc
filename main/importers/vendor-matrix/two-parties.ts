import type { ColumnMapping } from '../../contract/claims.ts';
import { isGivenName } from '../../domain/words/first-names.ts';
import { legendOf } from './cells/legend.ts';
import { isPersonsName } from './cells/people.ts';
import { letterCodes } from './cells/raci.ts';
import { isSentence } from './cells/sentences.ts';
import { beginsWithSign, wordsOf } from './cells/values.ts';
import {
  accountableAmong,
  GENERAL,
  LAYOUT_DATA,
  layoutOf,
  markOf,
  meaningOf,
  namesAccountable,
  namesUpstream,
  PARTY_COLUMNS,
} from './layouts.ts';
import { ABOUT_DUTIES, isOfPeople, isOtherList, shares, tellsOfMore } from './lists.ts';
import type { Grid } from './tables/grid.ts';
import { namesPart } from './tables/single-words.ts';
import { fold, inWords, type Rename } from './words.ts';

const { customer, upstream, other, vendor } = LAYOUT_DATA.parties;
const SIDES: readonly (readonly string[])[] = [customer, [...upstream, ...vendor], other];
const LONGEST = 160;

/** Whether headings give a column each to what two parties have to do: `Service | AWS Responsibility | Customer Responsibility`. */
export function namesTwoParties(headings: readonly string[]): boolean {
  const sides = new Set<number>();
  for (const heading of headings) {
    if (heading.length > LONGEST) continue;
    const folded = ` ${fold(inWords(heading))} `;
    if (!ABOUT_DUTIES.test(folded)) continue;
    const named = SIDES.flatMap((words, side) =>
      words.some((word) => folded.includes(` ${word} `)) ? [side] : [],
    );
    // One that names both, such as "AWS or customer responsibility", is a column of owners.
    if (named.length === 1 && named[0] !== undefined) sides.add(named[0]);
    else if (named.length === 0 && namesUnknownParty(heading)) sides.add(UNKNOWN);
  }
  return sides.size > 1;
}

/** "Velora Responsibility": of a firm that is known by no name. */
export function namesUnknownParty(heading: string): boolean {
  const general = layoutOf(GENERAL);
  const found = general ? meaningOf(heading, general) : null;
  return found?.meaning === 'vendor' && !found.sure && OF_RESPONSIBILITY.test(heading);
}
const UNKNOWN = -1;
const OF_RESPONSIBILITY =
  /responsibilit(?:y|ies)$|verantwortung|responsab|verantwoordelijkheid|odpowiedzialno/iu;

/** What no name of a firm or a team has in it. */
const FUNCTION_WORD =
  /(?<!\p{L})(the|an?|its?|their|all|who|what|by|to|in|on|der|die|das|den|dem|ein|seine?|ihre?|les?|la|ses|son|sa|los|las|el|sus?|il|gli|i|het|zijn|swoje)(?!\p{L})/iu;
const MOST_WORDS = 3;
/**
 * Short texts that stand again and again below "Provider" are names, "Platform engineering" and "Human resources", whatever their words are: what is
 * done differs from row to row.
 */
function repeatNames(grid: Grid, { column }: ColumnMapping, first: number): boolean {
  const counts = new Map<string, number>();
  for (const cell of grid.cells)
    if (cell.row >= first && cell.column === column) counts.set(cell.text, (counts.get(cell.text) ?? 0) + 1);
  const isName = (text: string) =>
    markOf(text) === null &&
    text.length <= LONGEST &&
    text.trim().split(/\s+/).length <= MOST_WORDS &&
    !FUNCTION_WORD.test(text);
  let [cells, repeated] = [0, 0];
  for (const [text, count] of counts) {
    cells += count;
    if (count > 1 && isName(text)) repeated += count;
  }
  return repeated * 2 > cells;
}

const CLOUDS: ReadonlySet<string> = new Set(upstream);
/** A heading that names a firm itself, and no role that firms have; what stands below it are no names of firms. */
const namesFirm = (heading: string): boolean =>
  namesUpstream(heading) && !/provider|data cent|colocation/i.test(heading);

/**
 * Whether the columns of parties, from a row on, mark who has a part, or say what each party does, in more of their cells than not. Each of the
 * columns does: what stands below "Provider" and "Customer" in an inventory are names of at least one. A table that says in which environment,
 * account or Region each row is, or has figures and addresses in a column of its own, is an inventory or a register, and "Ressources humaines" a
 * customer of its provider.
 */
export function saysWhatPartiesDo(grid: Grid, columns: readonly ColumnMapping[], first: number): boolean {
  if (letterCodes(grid, columns, first) !== null) return true;
  const ofParties = columns.filter(({ meaning }) => PARTY_COLUMNS.has(meaning));
  const ofFirm = ofParties.some(({ header }) => namesFirm(header));
  const mayNameParties = !ofFirm && tellsOfMore(grid, columns, first);
  const says = (text: string) =>
    markOf(text) !== null ||
    beginsWithSign(text) ||
    (!mayNameParties && isSentence(text) && !isPersonsName(text) && !CLOUDS.has(fold(text))) ||
    (ofFirm && namesPart(text));
  const filled = shares(grid, ofParties, first, says);
  return (
    filled.length > 0 &&
    (filled.every(({ cells, so }) => so * 2 > cells) || ticksParties(grid, ofParties, first)) &&
    !ofParties.some((entry) => !namesFirm(entry.header) && repeatNames(grid, entry, first))
  );
}

/**
 * Whether one of the parties is ticked or crossed in every row and the others in some: what stands in the rest is what they do, however short, since
 * nobody ticks a name. "Encryption" beside a tick.
 */
function ticksParties(grid: Grid, ofParties: readonly ColumnMapping[], first: number): boolean {
  const isTick = (text: string) => markOf(text) !== null || beginsWithSign(text);
  const ticked = shares(grid, ofParties, first, isTick);
  const people = shares(grid, ofParties, first, (text) => isPersonsName(text) || isGivenName(text.trim()));
  return (
    ticked.length > 1 &&
    ticked.some(({ cells, so }) => so > 1 && so === cells) &&
    ticked.every(({ so }) => so > 0) &&
    people.every(({ so }) => so === 0)
  );
}

/** "Shared" may be a team of shared services. */
const isBoth = (means: readonly unknown[]): boolean => means.length > 1;

/**
 * Whether a column of owners, from a row on, holds words for parties in more of its cells than not, and names the provider and the customer by themselves:
 * `Service | Task | Responsible party`. What stands below "Owner" in an inventory are names of people and teams.
 */
export function namesPartiesAsOwners(
  grid: Grid,
  columns: readonly ColumnMapping[],
  first: number,
  rename: Rename,
): boolean {
  const owning = columns.filter(({ meaning }) => meaning === 'owner');
  // Who answers for it, and who it is by name, may be a person beside the party that does it.
  const answering = accountableAmong(columns);
  const doing = owning.filter((entry) => !answering.has(entry.column) && !isOfPeople(entry));
  const ofOwners = doing.length > 0 ? doing : owning;
  if (ofOwners.length === 0 || isOtherList(grid, columns, first)) return false;
  // Below "Vendor" in an inventory stand the names of clouds.
  if (columns.some(({ meaning }) => PARTY_COLUMNS.has(meaning)) && !saysWhatPartiesDo(grid, columns, first))
    return false;
  const { owner } = wordsOf({ words: [] }, rename, { legend: legendOf(grid, columns, first) });
  const sides = new Set<string>();
  const names = (text: string): boolean => {
    const { means = null, several } = owner(text) ?? {};
    if (means !== null && means !== 'not-applicable' && (several || !isBoth(means)))
      for (const side of means) sides.add(side);
    return means !== null;
  };
  const filled = shares(grid, ofOwners, first, names);
  // One of the two may do all of it, and the other answer for it.
  shares(grid, owning.filter(namesAccountable), first, names);
  return filled.every(({ cells, so }) => so * 2 > cells) && sides.has('vendor') && sides.has('customer');
}
