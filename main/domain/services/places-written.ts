import { plainName } from '../words/plain-text.ts';
import { isNo } from '../words/yes-no.ts';
import { accountNumber, isShortened } from './account-number.ts';
import { isRegion, partitionOf, REGIONS } from './regions.ts';
import { isNotInUse } from './state-words.ts';

// Cells of inventories name accounts and Regions as people write them: several in one, with whatever stands between, beside their names, by AWS's names.

/** What a cell names. */
export interface WrittenPlaces {
  /** Ids of accounts, also as a spreadsheet shortened them; codes of Regions. Each once. */
  readonly known: readonly string[];
  /** What of it is nothing of the kind. */
  readonly unknown: readonly string[];
  /** What has one of the kind in it, and says with other words that it may not be meant, or not alone. */
  readonly unsure: readonly string[];
  /** Accounts of which zeros in front are missing, as they stand there. */
  readonly padded: readonly string[];
}
interface Gathered {
  readonly known: Set<string>;
  readonly unknown: string[];
  readonly unsure: string[];
  readonly padded: string[];
}

const NUMBERS = /(?<![\d.,])(?:\d{12}|\d{4}-\d{4}-\d{4})(?![\d.,])/g;
const CODES = /(?<![\p{L}\d-])[a-z]{2,4}(?:-[a-z]{2,5})?-[a-z]{4,9}-\d(?![\p{L}\d-])/giu;
/** What separates one entry from the next, whatever they are; a comma may stand between several of which the same is said. */
const BETWEEN = /[;\n\r|]|<br ?\/?>/i;
/** What may stand in a name as well. */
const BETWEEN_OR_IN_NAMES = /[/&+]| (?:and|und|et|y|e|en|i) /i;
const MARKS = /[\s()[\]{}:/&+•*–—-]+|(?<=\s)(?:and|und|et|y|e|en|i)(?=\s)/giu;
/** What says that the place beside it is not meant, or is none of those that are alone; in a name with hyphens it says nothing. */
const DENIES =
  /(?<![\p{L}\p{N}_-])(not?|nicht|kein\p{L}*|ohne|außer|except\p{L}*|exclu\p{L}*|without|absent|missing|sauf|sans|salvo|tranne|senza|behalve|zonder|niet|geen|oprócz|formerly|until|(?:all|every|alle|tous|toutes|tod[oa]s|tutt[ei]|wszystkie)(?! (?:azs?|zones?|regions?|regionen|régions|regiones|regioni)(?!\p{L})))(?![\p{L}\p{N}_-])|\?/iu;
/** What says that others are meant as well, or that this one may not stay. */
const ADDS =
  /~~|(?<![\p{L}\p{N}_-])(tbd|tbc|closed|closing|moved|migrated|from 20\d\d|others?|more|weitere|andere|autres|otr[oa]s|altr[ei]|outr[oa]s|inne|etc)(?![\p{L}\p{N}_-])/iu;
/** All that is said beside a place, where that is what AWS Organizations or people call one that goes or is no more; in a name (`Old Mutual`) it says nothing. */
const GOES =
  /^(?:suspended|pending[ _]closure|migrating|decommission(?:ed|ing)|retir(?:ed|ing)|sold|old|former(?:ly)?|previous(?:ly)?|disabled|inactive|to be \p{L}+)$/iu;
function isDenied(beside: string): boolean {
  const plain = plainBeside(beside);
  // "111122223333 ✗", "444455556666 (0 instances)".
  return DENIES.test(beside) || isNotInUse(plain) || isNo(plain) || /^0(?: |$)/.test(plain);
}
const plainBeside = (text: string): string => text.replace(MARKS, ' ').trim();

/** Entry by entry; what begins with a denial holds for the rest between commas (`not in A, B`). */
const read = (text: string, place: RegExp, entry: (text: string, into: Gathered) => void): WrittenPlaces => {
  const into: Gathered = { known: new Set(), unknown: [], unsure: [], padded: [] };
  // "None" below "Accounts used" may say that nobody uses it; a dash stands for nothing.
  if (SAYS_NONE.test(text.trim())) into.unknown.push(text.trim());
  for (const said of text.split(BETWEEN)) {
    let areDenied = false;
    for (const each of said.split(',').filter(isSaid)) {
      const [before = ''] = each.split(place, 1);
      areDenied ||= before !== each && DENIES.test(before) && !before.includes('(');
      const outside = withoutAside(each.trim(), place);
      if (areDenied || outside !== null) into.unsure.push(each.trim());
      if (!areDenied) entry(outside ?? each.trim(), into);
    }
  }
  return { ...into, known: [...into.known] };
};
const SAYS_NONE =
  /^(?:none|no|0|false|keine?|nein|aucune?|ning[uú]n[oa]?|nessun[oa]?|geen|żadne|nenhum[a]?)$/iu;
const isSaid = (text: string): boolean => text.trim() !== '' && !isNo(text.trim());

/** What is said in brackets behind a place of another one (`A (absent in B)`) is of that: the entry without it, where there is such. */
function withoutAside(entry: string, place: RegExp): string | null {
  const from = entry.indexOf('(');
  const outside = from < 1 || !entry.endsWith(')') ? '' : entry.slice(0, from).trim();
  const inside = entry.slice(from);
  const isAside = outside.search(place) >= 0 && inside.search(place) >= 0 && DENIES.test(inside);
  return isAside ? outside : null;
}

/** An entry of several places, part by part; one that says that they are not all is left. */
function readParts(entry: string, into: Gathered, of: (part: string, into: Gathered) => void): void {
  const parts = entry.split(BETWEEN_OR_IN_NAMES).filter(isSaid);
  if (parts.length < 2) into.unsure.push(entry);
  else for (const part of parts) of(part.trim(), into);
}

/** The accounts that a cell names: `111122223333 & 4444-5555-6666`, `Shop (111122223333)`; zeros that a spreadsheet took away in front are put back. */
export function accountsWritten(text: string): WrittenPlaces {
  if (IS_ACCOUNT.test(text)) return { known: [text], unknown: [], unsure: [], padded: [] };
  const whole = accountNumber(text);
  return isShortened(whole)
    ? { known: [whole], unknown: [], unsure: [], padded: [] }
    : read(IS_ACCOUNT.test(whole) ? text.trim().replace(/,0+$/, '') : text, NUMBERS, readAccountEntry);
}
const IS_ACCOUNT = /^\d{12}$/;
const LACKS_ZEROS = /^(?:="?|')?\d{9,11}(?:"|[.,]0+)?$/;

function readAccountEntry(entry: string, into: Gathered): void {
  const number = accountNumber(entry.replace(/(?<=\d) (?=\d)/g, ''));
  if (IS_ACCOUNT.test(number) || isShortened(number)) {
    into.known.add(number);
    if (LACKS_ZEROS.test(entry)) into.padded.push(entry);
    return;
  }
  const numbers = (entry.match(NUMBERS) ?? []).map(accountNumber);
  const words = entry.replace(NUMBERS, ' ');
  const beside = plainBeside(words);
  const parts = entry.split(BETWEEN_OR_IN_NAMES).map((part) => part.trim());
  // Beside a number by itself stands another account, whatever it is called.
  const isOfSeveral = parts.length > 1 && parts.some((part) => IS_ACCOUNT.test(accountNumber(part)));
  if (numbers.length > 0 && isDenied(words)) into.unsure.push(entry);
  else if (numbers.length > 0 && beside === '') for (const each of numbers) into.known.add(each);
  else if (isOfSeveral || numbers.length > 1) readParts(entry, into, readAccountEntry);
  else if (numbers.length === 0) into.unknown.push(entry);
  else {
    for (const each of numbers) into.known.add(each);
    if (ADDS.test(words) || GOES.test(beside)) into.unsure.push(entry);
  }
}

/** The Regions that a cell names, by code or by AWS's name: `eu-west-1 / us-east-1`, `EU (Ireland)`, `Frankfurt`. */
export const regionsWritten = (text: string): WrittenPlaces => read(text, CODES, readRegionEntry);

function readRegionEntry(entry: string, into: Gathered): void {
  const called = regionCalled(entry);
  if (called !== null) {
    into.known.add(called);
    return;
  }
  const codes = (entry.match(CODES) ?? []).map((code) => code.toLowerCase()).filter(isRegion);
  const words = entry.replace(CODES, (code) => (isRegion(code.toLowerCase()) ? ' ' : code));
  const beside = plainBeside(words);
  const named = regionCalled(beside);
  if (codes.length === 0) {
    if (entry.split(BETWEEN_OR_IN_NAMES).some((part) => regionCalled(part) !== null))
      readParts(entry, into, readRegionEntry);
    else into.unknown.push(entry);
  } else if (isDenied(words)) into.unsure.push(entry);
  else if (beside === '' || (codes.length === 1 && named === codes[0]))
    for (const code of codes) into.known.add(code);
  else if (entry.split(BETWEEN_OR_IN_NAMES).filter(isSaid).length > 1)
    readParts(entry, into, readRegionEntry);
  else {
    for (const code of codes) into.known.add(code);
    into.unsure.push(entry);
  }
}

/** AWS's names of Regions as they are compared: whole, with the older `EU (Ireland)`, and the place alone where one Region is there. */
const BY_NAME: ReadonlyMap<string, string> = (() => {
  const commercial = REGIONS.filter(([code]) => partitionOf(code) === 'aws');
  const places = commercial.map(([code, name]) => [placeIn(name), code] as const);
  const once = places.filter(
    ([place], at) => place !== '' && places.every(([other], before) => before === at || other !== place),
  );
  const whole = REGIONS.flatMap(([code, name]) => [
    [plainRegion(name), code] as const,
    [plainRegion(name.replace('Europe', 'EU')), code] as const,
  ]);
  return new Map([...once, ...whole]);
})();
function placeIn(name: string): string {
  return plainRegion(/\(([^()]+)\)$/.exec(name)?.[1] ?? '');
}
function plainRegion(text: string): string {
  return plainName(text.normalize('NFD').replace(/\p{M}/gu, '')).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The Region that a text is the code or the name of and nothing else; null for any other. */
function regionCalled(text: string): string | null {
  const code = text.trim().toLowerCase();
  if (isRegion(code)) return code;
  const bare = text.replace(/^ *aws |(?:^| )region(?: |$)/gi, ' ');
  return BY_NAME.get(plainRegion(text)) ?? BY_NAME.get(plainRegion(bare)) ?? null;
}
