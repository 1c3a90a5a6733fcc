import { AHEAD } from '../words/time-words.ts';
import { areYearsAhead } from './days-ahead.ts';

/** Headings of cost centres and departments, which may be numbered, in the languages that matrices are read in. */
const OF_CENTRES =
  /(cost|profit)[- ]?cent(er|re)|cost (code|object|element|category)|(charge|billing|budget)[- ]?code|general ledger|\bgl\b|kostenstelle|kostenträger|\bkst\b|profit-?center|centres? (de|des) (coût|cout|profit)|centro de (coste|costo|custo)|centro di costo|kostenplaats|kostendrager|(miejsce|centrum) (powstawania )?kosztów|\bmpk\b|department|\bdep(t|artment)\b|\bdivision\b|abteilung|département|departamento|dipartimento|afdeling|\bdział/iu;
const LONGEST_HEADING = 100;

/** Whether what stands below a heading are cost centres or departments, whose numbers are names of them. */
export const namesCostCentres = (heading: string): boolean =>
  OF_CENTRES.test(heading.slice(0, LONGEST_HEADING));

/** Numbers that are the name of something, of an invoice, an account, a section. */
const OF_NAMES =
  /(?<!\p{L})(id|ids|no|nr|number|code|nummer|num[eé]ro|número|numer|kod|pos|position|ref|item|line|row|section|chapter|kapitel|abschnitt|ziffer|zeile|chapitre|ligne|capítulo|sección|capitolo|sezione|riga|hoofdstuk|paragraaf|regel|rozdział|wiersz)\W*$|nummer\W*$/iu;
const SPEAKS_OF_MONEY =
  /cost|kost|coût|cout|amount|betrag|montant|import(?=[eoi]?s?(?!\p{L}))|bedrag|kwota|charge|total|spend|price|preis|precio|prezzo|prix|prijs|cena|koszt|budget|presupuesto|dépense|gasto|spesa|ausgaben|uitgaven|wydatki|[$€£]|\b(usd|eur|gbp|chf)\b|\b(19|20)\d\d\b|\d{4}-\d\d/iu;
/** Numbers of things, whatever else the heading says: `Users 2026`, `Total instances`. */
const OF_THINGS =
  /(?<!\p{L})(users?|entit(y|ies)|jobs?|instances?|class(es)?|hosts?|servers?|buckets?|tables?|requests?|resources?|objects?|tickets?|employees|accounts?|nutzer|benutzer|instanzen|anzahl|nombre|utilisateurs|número de|usuarios|numero di|utenti|aantal|gebruikers|liczba|charged (to|by))(?!\p{L})/iu;
const IS_MONEY = /cost|kost|coût|spen[dt]|amount|betrag|[$€£]|(?<!\p{L})(usd|eur|gbp|chf)(?!\p{L})/iu;
/** What is measured otherwise has fractions as well. */
const OF_MEASURES =
  /version|release|\bsla\b|availability|uptime|verfügbarkeit|disponibilit|disponibilidad|beschikbaarheid|dostępność|percent|prozent|%|score|rating|cvss|objective|threshold|latency|\b(slo|sli)s?\b|zielwert|schwell(en)?wert|objectif|objetivo|obiettivo|doelstelling|\b(rto|rpo)\b|\b[kmgt]i?b\b|cpu|hours|stunden|heures|horas|uren/iu;
const NUMBER = /^[-$]{0,2}[\d.,]+(e-?\d+)?$/i;
const DAY = /^\d{1,2}\.\d{1,2}\.(\d\d)?\d\d$/;
const hasFraction = (cell: string): boolean => /\d[.,]\d|e-?\d|\$/i.test(cell);

/**
 * Whether the filled cells below a heading are sums of money: numbers in more of them than not, with fractions or below a heading that speaks of money
 * or of a time. Accounts, numbers of things and numbers that name something are none.
 */
export function holdsAmounts(heading: string, cells: readonly string[]): boolean {
  const said = heading.slice(0, LONGEST_HEADING);
  if (namesCostCentres(said) || OF_NAMES.test(said)) return false;
  if (OF_THINGS.test(said) && !IS_MONEY.test(said)) return false;
  const numbers = cells.filter((cell) => NUMBER.test(cell) && !DAY.test(cell));
  if (numbers.length <= cells.length / 2 || cells.every((cell) => /^\d{12}$/.test(cell))) return false;
  return SPEAKS_OF_MONEY.test(said) || (!OF_MEASURES.test(said) && numbers.some(hasFraction));
}

/** What a service would cost, or is to beside what says so of any column: not what it did. */
const OF_ANOTHER_TIME =
  /(?<!\p{L})(optimi[sz]ed|(?:after|post)[- ](?:migration|optimi[sz]ation|move)|potential|recommended|simulated|new (?:\p{L}+ )?(?:costs?|spend|amount)|costs? \(?new|on[- ]?prem(?:ises?)?|neue kosten|kosten \(?neu|nach (?:der )?migration|après migration|nouveaux? coûts?|recomendado)(?!\p{L})/iu;
const OF_FISCAL_YEARS = /(?<!\p{L})(fy|fiscal|gj|geschäftsjahr|exercice|ejercicio|boekjaar)/iu;

/** Whether costs below a heading are those of another time than now: of what is to come, or of a year ahead of the ISO date `today`. Fiscal years may begin in the one before. */
export function isCostAhead(heading: string, today: string): boolean {
  const said = heading.slice(0, LONGEST_HEADING);
  const isAhead = areYearsAhead(said, today) && !OF_FISCAL_YEARS.test(said);
  return AHEAD.test(said) || OF_ANOTHER_TIME.test(said) || isAhead;
}
