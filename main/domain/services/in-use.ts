import { isNo, isYes } from '../words/yes-no.ts';
import { guessColumns, isOfServices } from './guess-columns.ts';

// Inventories list what was, will be or may be used as well. What says so stands in a column of its own, or above the list, in the languages that
// inventories are read in.

const LONGEST = 60;
const cut = (text: string): string => text.slice(0, LONGEST).trim();

/** Columns of yes and no that ask whether something is used, and those that ask whether it is not. */
const ASKS =
  /^(in use|used|active|enabled|deployed|live|approved|allowed|permitted|im einsatz|in nutzung|genutzt|aktiv|freigegeben|utilisée?|active?|en service|en uso|usado|activo|in uso|attivo|em uso|ativo|in gebruik|actief|w użyciu|aktywn[aey])\??$/iu;
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
  const ofNames = new Set([...named, ...guessed]);
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
      (heading, column) => !ofNames.has(column) && saysNot(heading, cut(row[column] ?? ''), column),
    );
}

/** What stands above a list of services that need not be in use: those that are planned, allowed, eligible or refused. */
const ABOVE_OTHERS =
  /(?<!\p{L})(not|unused|never|denied|forbidden|blocked|planned|candidates?|proposed|retired|decommissioned|deprecated|eligible|allowed|approved|available|supported|nicht|ungenutzte|geplante|erlaubte|verfügbare|zugelassene|stillgelegte|non|prévus|autorisés|disponibles|no|planificados|permitidos|pianificati|consentiti|disponibili|niet|geplande|toegestane|beschikbare|planowane|dozwolone|dostępne)(?!\p{L})/iu;
export const isOfOthers = (heading: string): boolean => ABOVE_OTHERS.test(cut(heading));

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
