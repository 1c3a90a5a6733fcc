import { isNo, isYes } from '../words/yes-no.ts';
import { guessColumns, isOfServices } from './guess-columns.ts';
import { isOfPermissions, isOfSuccessors } from './not-of-use.ts';

// Inventories list what was, will be or may be used as well. What says so stands in a column of its own, or above the list, in the languages that
// inventories are read in.

const LONGEST = 60;
const cut = (text: string): string => text.slice(0, LONGEST).trim();

/** Columns of yes and no that ask whether something is used, and those that ask whether it is not; that it may be used says neither. */
const ASKS =
  /^(in use|used|active|enabled|deployed|live|im einsatz|in nutzung|genutzt|aktiv|utilisée?|active?|en service|en uso|usado|activo|in uso|attivo|em uso|ativo|in gebruik|actief|w użyciu|aktywn[aey])\??$/iu;
const ASKS_OF_NONE = /^(deleted|removed|retired|decommissioned|terminated|unused|gelöscht|stillgelegt)\??$/iu;
/** Columns of numbers: none of a thing is not in use. */
const COUNTS =
  /^(total |no\. of |number of )?(count|quantity|instances|resources|(total )?authenticated entities|usage hours|anzahl|instanzen|nombre d'instances|cantidad|quantità|quantidade|aantal|liczba)$/iu;
/** What a cell of any column says of something that is not in use. */
const SAYS_NOT =
  /^(not (yet |currently )?(in use|used|deployed|active|accessed|enabled)|no longer|unused|planned|proposed|candidate|retired|decommissioned|deprovisioned|terminated|deleted|removed|disabled|inactive|denied|rejected|out of (use|service)|geplant|stillgelegt|außer betrieb|abgeschaltet|gelöscht|inaktiv|ungenutzt|nicht (mehr )?(genutzt|aktiv|in nutzung|im einsatz|in betrieb)|prévue?|planifiée?|retirée?|supprimée?|hors service|désactivée?|inacti(f|ve)|non utilisée?|planificad[oa]|previst[oa]|retirad[oa]|eliminad[oa]|fuera de (uso|servicio)|inactiv[oa]|no usad[oa]|pianificat[oa]|dismess[oa]|ritirat[oa]|disattivat[oa]|inattiv[oa]|fuori (uso|servizio)|planead[oa]|desativad[oa]|inativ[oa]|gepland|uitgefaseerd|buiten gebruik|verwijderd|inactief|planowan[aey]|wycofan[aey]|usunięt[aey]|nieaktywn[aey])(?!\p{L})/iu;
const IS_NONE = /^0+([.,]0+)?$/;

/** When something was last used, as IAM and others tell: without a day below it, it was not, where others have one. */
const LAST =
  /^(last (access(ed)?|authenticated|used|usage|activity|seen)|letzte[rs]? (zugriff|nutzung)|zuletzt (verwendet|genutzt|zugegriffen)|dernier accès|dernière (utilisation|activité)|último (acceso|uso|acesso)|ultimo (accesso|utilizzo)|laatste? (toegang|gebruik)|laatst gebruikt|ostatni dostęp|ostatnie użycie)( (time|date|on|at))?$/iu;
const HAS_DAY =
  /\d{4}|\d{1,2}[./-]\d{1,2}|\d{1,4} (day|hour|month|tag|jour|d[ií]a|giorn|dag|dni)|today|yesterday|heute|gestern/iu;

/** Whether a heading is that of a column which tells whether, or how much of it, is used. */
export const tellsUse = (heading: string): boolean =>
  [ASKS, ASKS_OF_NONE, COUNTS, LAST].some((each) => each.test(cut(heading)));

/** What these columns hold is a name: "Planned Giving" is a system. */
const OF_NAMES: ReadonlySet<string> = new Set(['service', 'label', 'owner', 'tags']);

/** Finds, in a row of an inventory with these headings, the column that says that it is not in use; -1 where none does. `named` are columns of names, whatever they are called. */
export function findNotInUse(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  named: readonly number[],
): (row: readonly string[]) => number {
  const plain = headings.map(cut);
  const guessed = guessColumns(headings).flatMap(({ column, means }) =>
    OF_NAMES.has(means) ? [column] : [],
  );
  const others = plain.flatMap((heading, column) =>
    isOfPermissions(heading) || isOfSuccessors(heading) ? [column] : [],
  );
  const asNames = new Set([...named, ...guessed, ...others]);
  const hasDays = plain.map(
    (heading, at) => LAST.test(heading) && rows.some((row) => HAS_DAY.test(row[at] ?? '')),
  );
  const saysNot = (heading: string, cell: string, column: number): boolean => {
    if (LAST.test(heading)) return !HAS_DAY.test(cell) && (cell !== '' || hasDays[column] === true);
    if (cell === '') return false;
    if (ASKS_OF_NONE.test(heading)) return isYes(cell) || /\d{4}/.test(cell);
    return (
      (ASKS.test(heading) && isNo(cell)) ||
      SAYS_NOT.test(cell) ||
      (COUNTS.test(heading) && IS_NONE.test(cell))
    );
  };
  return (row) =>
    plain.findIndex(
      (heading, column) => !asNames.has(column) && saysNot(heading, cut(row[column] ?? ''), column),
    );
}

/** What stands above services that were or will be in use, and are not. */
const ABOVE_UNUSED =
  /(?<!\p{L})(unused|planned|retired|decommissioned|not (yet |currently )?(in use|used|deployed)|no longer (in use|used)|ungenutzte|geplante|stillgelegte|nicht (mehr )?(genutzte?|verwendete?|im einsatz|in nutzung)|prévus|retirés|non utilisés|planificados|retirados|no (usados|utilizados)|pianificati|dismessi|non (usati|utilizzati)|planejados|desativados|não (usados|utilizados)|geplande|uitgefaseerde|niet (gebruikte|in gebruik)|planowane|wycofane|nieużywane)(?!\p{L})/iu;
/** What stands above a list of services that need not be in use: those that are allowed, eligible or refused as well. */
const ABOVE_OTHERS =
  /(?<!\p{L})(not|never|candidates?|proposed|denied|forbidden|blocked|prohibited|deprecated|eligible|allowed|permitted|approved|sanctioned|(white|allow)-?listed|available|supported|nicht|erlaubte|verfügbare|zugelassene|freigegebene|genehmigte|non(?!-?prod)|autorisés|approuvés|disponibles|no|permitidos|aprobados|consentiti|approvati|disponibili|permitidos|aprovados|niet|toegestane|goedgekeurde|beschikbare|dozwolone|zatwierdzone|dostępne)(?!\p{L})/iu;
/** What stands above services that are in use, or above those as well. */
const ABOVE_USED =
  /(?<!\p{L})((currently |already )?(in|under) (use|production|betrieb|service)|existing|current|live|im einsatz|in nutzung|genutzte|bestehende|aktuelle|existants|actuels|utilisés|en (uso|service)|existentes|actuales|usados|in uso|esistenti|attuali|em uso|atuais|in gebruik|bestaande|huidige|w użyciu|obecne|używane)(?!\p{L})/iu;
export const isOfUsed = (heading: string): boolean =>
  ABOVE_USED.test(cut(heading)) && !SAYS_NO.test(cut(heading));
const SAYS_NO = /(?<!\p{L})(not|no|nicht|non|não|niet|nie|no longer)(?!\p{L})/iu;
export const isOfUnused = (heading: string): boolean => ABOVE_UNUSED.test(cut(heading)) && !isOfUsed(heading);
export const isOfOthers = (heading: string): boolean =>
  isOfUnused(heading) || ABOVE_OTHERS.test(cut(heading));

/** Columns of what a service would cost, or how much of it may be had: what is offered and not what is used. */
const OF_OFFERS =
  /^(unit |list |quoted )?(price|preis|prix|precio|prezzo|preço|prijs|cena|tarif)s?( ?[/(].*| (per|in|pro|par|por|za) .+)?$|^(service )?(quotas?|limits?)( (value|name))?$|^(hourly )?rate( per .+)?$|^upfront( cost)?$/iu;
/** What may be spent says nothing of what was. */
const OF_PLANS =
  /budget|presupuesto|bilancio|limit|límite|limite|forecast|prognose|prévision|previsi[oó]n|planned|geplant|prévu|plafond|estimat|geschätzt|estimé|estimad|stimat|geraamd|szacowan|quoted/iu;
export const isPlanned = (heading: string): boolean => OF_PLANS.test(cut(heading));
/** Whether a table is of prices, limits or plans: it has a column of such, or says nothing else of services. */
export const tellsOffers = (headings: readonly string[]): boolean => {
  const others = headings.filter((heading) => heading.trim() !== '' && !isOfServices(heading));
  return (
    others.some((heading) => OF_OFFERS.test(cut(heading))) || (others.length > 0 && others.every(isPlanned))
  );
};
