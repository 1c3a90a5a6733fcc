import { timeIn } from '../columns/times.ts';
import { fold } from '../words.ts';

// Sheets and sections of a sheet may say the same of several times, or show by an example how it is filled in. Their titles tell, where they say this and nothing else.

/** What a title says that is no duty: another time than now, one of several times, or an example. */
export interface TitleSays {
  readonly is: 'another' | 'counted' | 'example';
  readonly said: string;
}

const LONGEST = 80;
const EXAMPLE =
  /^(?:examples?|samples?|sample (?:row|entry|data)|beispiele?|muster(?:zeile)?|exemples?|ejemplos?|esempio|esempi|voorbeeld(?:en)?|przykład\p{Ll}?|exemplos?)(?:\s*[([:–-].*)?$/iu;
const DRAFT =
  /(?<![\p{L}\d])(?:draft|superseded|obsolete|outdated|deprecated|archived?|entwurf|veraltet|archiv|brouillon|obsolète|borrador|obsolet[oa]|bozza|concept|verouderd|szkic|nieaktualn\p{L}*|rascunho)(?![\p{L}\d])/iu;
/** What such a title is called beside its time. */
const CALLED: ReadonlySet<string> = new Set(
  'the state status situation matrix model responsibility responsibilities shared version view table raci split plan ist zustand stand matrizen modell aufteilung verantwortung verantwortlichkeiten état matrice modèle répartition responsabilités estado situación matriz modelo reparto stato situazione modello toestand situatie stan macierz sytuacja situação'.split(
    ' ',
  ),
);
const YEAR = /^(?:fy)?(?:19|20)\d\d$/;
const VERSION = /^v?\d{1,3}$|^v\d+(?: \d+)*$/;

/** What a title says of when its rows hold, where it is called by that and nothing else: `Target state (2027)`, `2025`, `Matrix v1 (old)`, `Example`; null for all others. */
export function titleSays(title: string): TitleSays | null {
  const text = title
    .replace(/^#{1,6} /, '')
    .replace(/[*_]{2}/g, '')
    .trim();
  if (text === '' || text.length > LONGEST) return null;
  if (EXAMPLE.test(text)) return { is: 'example', said: text };
  const draft = DRAFT.exec(text)?.[0];
  if (draft !== undefined)
    return isNoMore(text.replace(draft, ' ')) ? { is: 'another', said: fold(draft) } : null;
  const { time, isCounted, rest } = timeIn([text]);
  if (time === 'now') return null;
  if (time !== null)
    return isNoMore(rest.join(' ')) ? { is: isCounted ? 'counted' : 'another', said: time } : null;
  const version = fold(text)
    .split(' ')
    .filter((word) => !CALLED.has(word));
  return version.length > 0 &&
    /\d/.test(text) &&
    fold(text)
      .split(' ')
      .some((word) => CALLED.has(word) || /^v\d/.test(word)) &&
    VERSION.test(version.join(' '))
    ? { is: 'counted', said: version.join(' ') }
    : null;
}
const isNoMore = (rest: string): boolean =>
  fold(rest)
    .split(' ')
    .every((word) => word === '' || CALLED.has(word) || YEAR.test(word) || VERSION.test(word));

/** A sheet or a section, with the names or ids of its rows. */
export interface Titled {
  readonly says: TitleSays | null;
  readonly rows: ReadonlySet<string>;
}
/**
 * What of several sheets or sections is not to be read, and why: examples beside what they are of; another time where the same rows stand elsewhere; and of several times
 * that say most of the same rows, all, since which of them holds now is not said.
 */
export function notToRead(all: readonly Titled[]): ReadonlyMap<Titled, 'example' | 'another' | 'open'> {
  const found = new Map<Titled, 'example' | 'another' | 'open'>();
  const filled = all.filter(({ rows }) => rows.size > 0);
  const standing = filled.filter(({ says }) => says === null || says.is === 'counted');
  const hasStanding = (each: Titled) => standing.some((other) => shared(each, other) > 0);
  for (const each of filled) {
    if (each.says?.is === 'example' && standing.length > 0) found.set(each, 'example');
    const { says } = each;
    if (says?.is !== 'counted' && says?.is !== 'another') continue;
    if (says.is === 'another' && hasStanding(each)) {
      found.set(each, 'another');
      continue;
    }
    const isOne = (other: Titled) =>
      other.says?.is === says.is &&
      other.says.said !== says.said &&
      shared(each, other) * 2 >= Math.min(each.rows.size, other.rows.size);
    if (filled.some(isOne)) found.set(each, 'open');
  }
  return found;
}
const shared = (one: Titled, other: Titled): number =>
  [...one.rows].filter((row) => other.rows.has(row)).length;
