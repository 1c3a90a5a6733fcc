import { isNo } from '../../domain/words/yes-no.ts';
import { lastDayIn } from './last-day.ts';
import { plainTriage, saysNone } from './sure-words.ts';

// Which columns beside findings judge nothing, and what in them speaks against a finding's being false or accepted. A word that is missing here is told as it stands; a finding that
// somebody contests stays as the scanner has it.

/** What was only asked for or proposed, what held before, and what those say who are judged. */
const OF_OTHERS: readonly RegExp[] = [
  /(?<!\p{L})(?:request\p{L}*|propos\p{L}*|suggest\p{L}*|recommend\p{L}*|previous\p{L}*|prior|former\p{L}*|last|old|earlier|history|vendors?|suppliers?|draft|planned|ai|initial\p{L}*|preliminary|auditees?|developers?|tools?|auto|automat\p{L}*|desired|options?)(?!\p{L})/u,
  /(?<!\p{L})(?:beantragt\p{L}*|antrag|vorgeschlagen\p{L}*|vorschlag|empfohlen\p{L}*|empfehlung|vorherig\p{L}*|früher\p{L}*|letzt\p{L}*|vorjahr\p{L}*|alte?r?|hersteller\p{L}*|lieferant\p{L}*|anbieter\p{L}*|geplant\p{L}*|entwurf|ki)(?!\p{L})/u,
  /(?<!\p{L})(?:demandée?s?|demande|suggérée?s?|recommandée?s?|précédente?s?|derni(?:er|ère)s?|anciene?n?e?s?|fournisseurs?|prévue?s?)(?!\p{L})/u,
  /(?<!\p{L})(?:solicitad\p{L}*|solicitud|sugerid\p{L}*|recomendad\p{L}*|anterior\p{L}*|últim\p{L}*|proveedor\p{L}*|richiest\p{L}*|suggerit\p{L}*|raccomandat\p{L}*|precedent\p{L}*|ultim\p{L}*|fornitor\p{L}*)(?!\p{L})/u,
  /(?<!\p{L})(?:aangevraagd\p{L}*|gevraagd\p{L}*|voorgesteld\p{L}*|voorstel|aanbevolen|vorige?|laatste|leverancier\p{L}*|proponowan\p{L}*|wniosek|poprzedni\p{L}*|ostatni\p{L}*|dostawc\p{L}*|fornecedor\p{L}*)(?!\p{L})/u,
];
const YEAR = /(?<!\d)20\d\d(?!\d)/g;
const yearOf = (column: string): number => Math.max(0, ...(column.match(YEAR) ?? []).map(Number));
/** The last year that columns bear in their names; 0 for none. */
export const lastYearOf = (columns: readonly string[]): number => Math.max(0, ...columns.map(yearOf));
/** Whether what a column says of a finding decides nothing. `lastYear`: the last that a column of the table bears. */
export function decidesNothing(column: string, lastYear: number): boolean {
  const year = yearOf(column);
  return OF_OTHERS.some((each) => each.test(plainTriage(column))) || (year > 0 && year < lastYear);
}

const AGAINST =
  /^(?:(?:still )?open|re ?opened|rejected|denied|declined|refused|revoked|expired|overdue|disagreed?|unresolved|in progress|to (?:be )?(?:fix(?:ed)?|remediated?)|not (?:accepted|approved|a false positive)|unapproved|offen|abgelehnt|verweigert|widerrufen|abgelaufen|(?:zu )?beheben|in arbeit|nicht (?:akzeptiert|genehmigt)|ouverte?|refusée?|rejetée?|expirée?|à corriger|en cours|non (?:acceptée?|approuvée?)|abiert[oa]|rechazad[oa]|denegad[oa]|caducad[oa]|vencid[oa]|por corregir|en curso|apert[oa]|rifiutat[oa]|respint[oa]|scadut[oa]|da correggere|in corso|afgewezen|geweigerd|verlopen|te herstellen|otwart[aey]|odrzucon[aey]|wygasł[aoey]|abert[oa]|rejeitad[oa]|recusad[oa]|expirad[oa])(?: ?$| ?[:;,.(/–—]| - | (?:since|by|as|on|until|seit|durch|am|von|depuis|par|desde|por|dal|da)(?!\p{L}))/u;
const TRUE_POSITIVE =
  /(?<!\p{L})(?:true positive|not (?:an? )?false positive|echt(?:er)? (?:positiv|treffer)|kein(?:e)? (?:falsch positiv|fehlalarm)|vrai positif|verdadero positivo|vero positivo|echt positief|verdadeiro positivo)(?!\p{L})/u;
const FIX = /^(?:fix|remediate|mitigate)(?: (?:by|in|until|before|till) .{1,40})?$/;

const OF_APPROVAL =
  /(?<!\p{L})(?:approv\p{L}*|sign ?off|verified|verifi(?:ziert|ée?)|genehmig\p{L}*|freigabe|freigegeben|approbation|approuvée?|aprob\p{L}*|approvazione|approvat\p{L}*|goedkeuring|goedgekeurd|zatwierdz\p{L}*|aprov\p{L}*)(?!\p{L})/u;
const AWAITED =
  /^(?:pending|waiting|awaited|requested|submitted|tbd|to be decided|\?|ausstehend|beantragt|en attente|pendiente|in attesa|in afwachting|oczekuje|pendente)$/;

const OF_END =
  /(?<!\p{L})(?:review by|valid (?:un)?til[l]?|valid to|until|till|expir\p{L}*|expiry|end ?date|ends?(?: on)?|good through|gültig bis|bis|befristet\p{L}*|ablauf\p{L}*|valable jusqu\p{L}*|jusqu\p{L}*|válid[oa] hasta|hasta|caduc\p{L}*|valid[oa] fino a\p{L}*|fino a\p{L}*|geldig tot|tot|ważn\p{L}*|válid[oa] até|até|validade)(?!\p{L})/u;
const UNTIL =
  /(?<!\p{L})(?:until|till|expir\p{L}{0,6}(?: on)?|valid to|bis(?: zum)?|jusqu['’]au|hasta(?: el)?|fino al|tot|do|até)[: ](\d[\d./-]{5,9})/u;

/** What is open there is no finding. */
const OF_PORTS = /(?<!\p{L})ports?(?!\p{L})/u;
/** Longer texts say more than one thing. */
const MAX_LENGTH = 60;

/** Whether a day until which something holds is past on `asOf` (an ISO date), whichever of several it may be. */
function isOver(column: string, text: string, asOf: string): boolean {
  const name = plainTriage(column);
  const written = OF_END.test(name)
    ? text
    : (UNTIL.exec(text.toLowerCase())?.[1] ?? '').replace(/[./-]$/, '');
  const last = written === '' ? null : lastDayIn(written);
  return last !== null && last < asOf;
}

/** Whether a cell says that a failed finding is one all the same, whatever else says that it is false or accepted: by its words, by an approval that was not given, or by its day. */
export function speaksAgainst(column: string, text: string, asOf: string): boolean {
  if (saysNone(text)) return false;
  const said = plainTriage(text);
  const isSaid = text.length <= MAX_LENGTH && !OF_PORTS.test(plainTriage(column));
  if (isSaid && (AGAINST.test(said) || FIX.test(said) || TRUE_POSITIVE.test(said))) return true;
  if (OF_APPROVAL.test(plainTriage(column)) && (isNo(text) || AWAITED.test(said))) return true;
  return isOver(column, text, asOf);
}
