import type { ColumnMapping } from '../../../contract/claims.ts';
import { markOf, PARTIES } from '../layouts.ts';
import type { Grid } from '../tables/grid.ts';
import { fold } from '../words.ts';
import { legendOf } from './legend.ts';

// R, A, C and I under the names of parties, as RACI charts have them: whoever is responsible does the work, whoever is accountable answers for it and
// does it where nobody else is responsible, and whoever is consulted or informed is told of it.

export type LetterMeaning = 'does' | 'answers' | 'told';
export interface LetterCodes {
  /**
   * What the letters of a cell say of its party, and what stands behind them as in `R (runs it)`; null where they are no letters of this sheet, or
   * one of them is not known.
   */
  read(
    text: string,
  ): { readonly says: LetterMeaning; readonly word: string; readonly rest: string | null } | null;
  /** Whether a cell says that whoever it is of does it. */
  saysDoes(text: string): boolean;
  /** The letter of a cell that stands for nothing known, as a slip among those of the chart; null for none. */
  slipIn(text: string): string | null;
}

/** `R`, `A/R`, `R, A`, `RACI`. */
const LETTERS = /^[A-Za-z](?:[\s/,;&+|]{0,3}[A-Za-z]){0,4}$/;
/** "Maybe" and "Mail" are words. */
const isWord = (word: string): boolean => /^\p{L}\p{Ll}+$/u.test(word) && !/^[rasci]+$/i.test(word);
/** Prose behind letters is set off by a bracket, a colon or a hyphen between blanks. */
const SET_OFF = /(?=\()|:\s|\s[-\u2013\u2014]\s/;
/** A sign behind letters leads to a note elsewhere: `I*`. */
const FOOTNOTE = /\s?[*\u2020\u2021\u00b9\u00b2\u00b3]{1,3}$/;
interface Lettered {
  readonly letters: readonly string[];
  readonly word: string;
  readonly rest: string | null;
}
function lettersOf(text: string): Lettered | null {
  const trimmed = text.trim().replace(FOOTNOTE, '');
  const set = SET_OFF.exec(trimmed.slice(0, 24));
  const word = set ? trimmed.slice(0, set.index).trim() : trimmed;
  if (word.length > 16 || !LETTERS.test(word) || isWord(word)) return null;
  const rest = set ? trimmed.slice(set.index + set[0].length).trim() : '';
  return {
    letters: [...word.toUpperCase()].filter((letter) => /[A-Z]/.test(letter)),
    word,
    rest: rest === '' ? null : rest,
  };
}

/** "Does not apply" begins as "does" does: what a denial means is for a person to say. */
const DENIAL =
  /(?:^|\s)(?:no|not|none|never|without|nicht|nichts|kein\p{L}*|pas|aucune?|sans|sin|non|senza|niet|geen|nie|bez)(?!\p{L})/u;
const USUAL: ReadonlyMap<string, LetterMeaning> = new Map([
  ['R', 'does'],
  ['A', 'answers'],
  ['C', 'told'],
  ['I', 'told'],
]);
/** RASCI, as those letters with one for whoever supports are called. */
const WITH_SUPPORT: ReadonlyMap<string, LetterMeaning> = new Map([...USUAL, ['S', 'told']]);
/** How a legend words what a letter stands for; the first that it begins with counts. */
const MEANINGS: readonly (readonly [RegExp, LetterMeaning])[] = [
  [
    /^(accountab|approv|approb|aprob|autorit|redevable|rechenschaft|gesamtverantwort|genehmig|eindverantw|rinde|rozlicz|zatwierdz)/,
    'answers',
  ],
  [
    /^(responsib|owner|owns|perform|lead|does|verantwort|durchf|responsab|verantwoord|odpowiedzial|réalis)/,
    'does',
  ],
  [
    /^(consult|konsult|(?:wird |werden |zu |to be )?(?:informi|konsult|consult|inform)|notif|geraadpleegd|geïnformeerd|konsultow|consulté|informé|à inform|à consult)/,
    'told',
  ],
  // Whoever supports helps the one who owns it.
  [
    /^(support|assist|help|contribut|secondary|unterst|mitwirk|beteilig|zuarbeit|soutien|appui|contribu|apoyo|colabor|assiste|ondersteun|wspier)/,
    'told',
  ],
];
const STRONGEST: readonly LetterMeaning[] = ['does', 'answers', 'told'];

/**
 * What letters in the columns of parties mean on a sheet: as its own legend says, else R, A, C and I where these and no others stand there, a slip
 * aside. Null where the sheet has no such letters.
 */
export function letterCodes(
  grid: Grid,
  columns: readonly ColumnMapping[],
  first: number,
): LetterCodes | null {
  const parties = new Set(columns.filter(({ meaning }) => PARTIES.has(meaning)).map(({ column }) => column));
  if (parties.size < 2) return null;
  const letters = codesAmong(grid, columns, parties, first);
  return usesRoles(grid, parties, first) ? withRoles(letters) : letters;
}

function codesAmong(
  grid: Grid,
  columns: readonly ColumnMapping[],
  parties: ReadonlySet<number>,
  first: number,
): LetterCodes | null {
  const used = new Map<string, number>();
  const headings = new Set(columns.map(({ header }) => fold(header)));
  for (const { row, column, text } of grid.cells) {
    if (row < first || !parties.has(column) || isOrdinary(text)) continue;
    // Headings that stand there again may have few letters: "Kunde".
    if (headings.has(fold(text))) continue;
    for (const letter of new Set(lettersOf(text)?.letters)) used.set(letter, (used.get(letter) ?? 0) + 1);
  }
  const legend = lettersIn(legendOf(grid, columns, first));
  const agrees = [...legend].every(
    ([letter, says]) => says !== undefined && ((USUAL.get(letter) ?? says) === 'told') === (says === 'told'),
  );
  // Beside R and A an S is whoever supports, and by itself may be what is shared.
  const common = used.has('R') && used.has('A') ? WITH_SUPPORT : USUAL;
  const strange = [...used].filter(([letter]) => !common.has(letter) && !legend.has(letter));
  const slip = common === WITH_SUPPORT ? slipAmong(strange, used) : null;
  const usual = strange.length === 0 || slip !== null;
  const meanings = !agrees
    ? legend
    : usual
      ? new Map([...common, ...legend])
      : legend.size > 0
        ? legend
        : null;
  // R alone is the mark of whoever is responsible, with or without the others.
  if (meanings === null || ![...used.keys()].some((letter) => meanings.has(letter))) return null;
  const read: LetterCodes['read'] = (text) => {
    const found = isOrdinary(text) ? null : lettersOf(text);
    if (found === null || found.letters.length === 0) return null;
    const all = new Set(found.letters.map((letter) => meanings.get(letter)));
    const says = all.has(undefined) ? undefined : STRONGEST.find((each) => all.has(each));
    return says === undefined ? null : { says, word: found.word, rest: found.rest };
  };
  return {
    read,
    saysDoes: (text) => read(text)?.says === 'does',
    slipIn: (text) =>
      slip !== null && !isOrdinary(text) && lettersOf(text)?.letters.includes(slip) ? slip : null,
  };
}
/**
 * The one letter that nobody explains and that stands here and there among R and A, as a slip does; null for none. What else a chart has a letter for,
 * as PARIS has P, it has in most of its rows.
 */
function slipAmong(
  strange: readonly (readonly [letter: string, count: number])[],
  used: ReadonlyMap<string, number>,
): string | null {
  const all = [...used.values()].reduce((sum, count) => sum + count, 0);
  const [slip, ...more] = strange;
  return slip !== undefined && more.length === 0 && slip[1] * 4 <= all ? slip[0] : null;
}
/** The roles in words, each as the whole of a cell: `Informed`, `Accountable/Responsible`. */
const ROLES: ReadonlyMap<string, LetterMeaning> = new Map(
  (
    [
      [
        'does',
        'responsible owns lead leads performs primary verantwortlich zuständig responsable responsabile verantwoordelijk odpowiedzialny responsável',
      ],
      [
        'answers',
        'accountable approver approves rechenschaftspflichtig redevable eindverantwoordelijk rozliczany',
      ],
      [
        'told',
        'consulted informed support supports supporting assists secondary konsultiert informiert unterstützt unterstützend consulté consultée informé informée consultado consultada informado informada consultato informato geraadpleegd geïnformeerd ondersteunt konsultowany informowany wspiera',
      ],
    ] as const
  ).flatMap(([says, words]) => words.split(' ').map((word) => [word, says] as const)),
);
function roleIn(text: string): ReturnType<LetterCodes['read']> {
  const trimmed = text.trim();
  const set = SET_OFF.exec(trimmed.slice(0, 60));
  const word = set ? trimmed.slice(0, set.index).trim() : trimmed;
  if (word.length > 60) return null;
  const all = new Set(word.split(/[/,;&+]/).map((each) => ROLES.get(fold(each))));
  const says = all.has(undefined) ? undefined : STRONGEST.find((each) => all.has(each));
  const rest = set ? trimmed.slice(set.index + set[0].length).trim() : '';
  return says === undefined ? null : { says, word, rest: rest === '' ? null : rest };
}
/** Whether a role in words is that of whoever is told and nothing else: "Informed", where who supports may do some of it. */
export const onlyHears = (text: string): boolean =>
  roleIn(text)?.says === 'told' && !/support|assist|secondary|unterst|ondersteun|wspiera/iu.test(text);
/** Whether some do it and others are told of it, or answer for it, in words. "Responsible" alone is a mark. */
function usesRoles(grid: Grid, parties: ReadonlySet<number>, first: number): boolean {
  const said = new Set(
    grid.cells.flatMap(({ row, column, text }) =>
      row >= first && parties.has(column) ? [roleIn(text)?.says] : [],
    ),
  );
  return said.has('does') && (said.has('told') || said.has('answers'));
}
const withRoles = (letters: LetterCodes | null): LetterCodes => {
  const read: LetterCodes['read'] = (text) => roleIn(text) ?? letters?.read(text) ?? null;
  return {
    read,
    saysDoes: (text) => read(text)?.says === 'does',
    slipIn: (text) => letters?.slipIn(text) ?? null,
  };
};

/** Marks that are letters as well: X, Y, N, n/a. */
const isOrdinary = (text: string): boolean => markOf(text) !== null && text.trim().toUpperCase() !== 'R';

/** What the words of a legend say of a party; null for none that is known, or that denies it. */
export function meaningIn(words: string): LetterMeaning | null {
  const folded = fold(words);
  return DENIAL.test(folded) ? null : (MEANINGS.find(([pattern]) => pattern.test(folded))?.[1] ?? null);
}
/** Whether the words of a legend deny something. */
export const deniesIn = (words: string): boolean => DENIAL.test(fold(words));

/** The letters that the sheet itself explains. */
const lettersIn = (legend: ReadonlyMap<string, string>): ReadonlyMap<string, LetterMeaning | undefined> =>
  new Map(
    [...legend].flatMap(([sign, words]) =>
      /^[A-Z]$/.test(sign) ? [[sign, meaningIn(words) ?? undefined] as const] : [],
    ),
  );
