import { isCrossedOut, withoutPictures } from '../words/pictures.ts';

// What cells and titles say of whether something is in use, in the languages that inventories are read in. No list of words is complete: what is not known
// is told with what it stands beside.

const LONGEST = 60;
/** A text as it is compared: cut, and without the pictures beside its words (`🔄 Planned`), unless one crosses out that something is in use. */
export function cut(text: string): string {
  const short = text.slice(0, LONGEST).trim();
  const words = withoutPictures(short);
  const isDenied = words !== short && isCrossedOut(short) && SAYS_USED.test(words) && !SAYS_NOT.test(words);
  return isDenied ? short : words;
}

/** `In use (Y/N)`, `Is it used?`, `in_use`, `isInUse` -> `In use`, `used`. */
export const asked = (heading: string): string =>
  cut(heading)
    .replace(/_+|(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .replace(/ ?[([](x|✓|\p{L}{1,4} ?\/ ?\p{L}{1,4})[)\]]/iu, '')
    .replace(/ ?\?$/u, '')
    .replace(
      /^(is( it| this| this service| the service)?|are they|currently|already|(do )?(we|you)(?= use)) /i,
      '',
    )
    .trim();
/** What a text begins with that says of something that it is not in use. */
const SAYS_NOT =
  /^(not (yet |currently )?(in use|used|deployed|active|accessed|enabled)|no longer( (in use|used|needed|required|active|deployed|running))?|(was|formerly|previously) (in use|used|active)|unused|planned|proposed|candidate|retired|decomm?issioned|shut ?down$|phased out|deprovisioned|terminated|deleted|removed|disabled|inactive|denied|rejected|out of (use|service)|geplant|in planung|stillgelegt|au(ß|ss)er betrieb|abgebaut|abgeschaltet|gelöscht|inaktiv|ungenutzt|nicht (mehr )?(genutzt|aktiv|in nutzung|im einsatz|in betrieb)|prévue?s?|planifiée?s?|retirée?s?|supprimée?s?|décommissionnée?s?|hors service|désactivée?s?|inacti(f|ve)s?|non utilisée?s?|planificad[oa]s?|previst[oa]s?|retirad[oa]s?|eliminad[oa]s?|fuera de (uso|servicio)|dad[oa]s? de baja|no activ[oa]s?|inactiv[oa]s?|no usad[oa]s?|pianificat[oa]|dismess[oa]|ritirat[oa]|disattivat[oa]|inattiv[oa]|fuori (uso|servizio)|non (attiv[oa]|usat[oa]|in uso)|planead[oa]|desligad[oa]|descontinuad[oa]|desativad[oa]|inativ[oa]|gepland|uitgefaseerd|buiten gebruik|niet (meer )?in gebruik|verwijderd|inactief|planowan[aey]|wycofan[aey]|usunięt[aey]|nieaktywn[aey]|nieużywan[aey])(?!\p{L})/iu;
/** What a cell says of something that is, or that tells such apart. */
const SAYS_USED =
  /^((currently |already )?in (use|production|prod|betrieb|service|nutzung|verwendung)|im einsatz|genutzt|live|active|running|deployed|production|prod|aktiv|produktiv|en (uso|producción|production|service)|actif|active|activo|attivo|in (uso|produzione)|ativo|em (uso|produção)|in gebruik|actief|w użyciu|aktywn[aey]|retired|decommissioned|stillgelegt|not in use)(?!\p{L})/iu;
/** The same, of a cell of which nothing else could be made. */
const SAYS_ON = /^(enabled|operational|operate|ok|eingeschaltet|activé|aktiviert)(?!\p{L})/iu;
/** What is said of parts of a thing as well: encryption is disabled, access inactive, an upgrade proposed. */
const OF_PARTS =
  /^(not (yet |currently )?(enabled|active)|disabled|inactive|active|denied|rejected|proposed|candidate|d[ée]sacti|inacti|inakti|aktiv|acti[vf]|deakti|disatti|attiv|inatti|desativ|ativ|inativ|nieakt|aktywn|no activ|non attiv)/iu;
/** What says that it is not, rather than that it ended. */
const DENIES = /^(no|un|inac?t|nicht|ungenutzt|niet|nie)/iu;
const OF_PLANS =
  /^(planned|proposed|candidate|geplant|in planung|prévu|planifi|planificad|previst|pianificat|planead|gepland|planowan)/iu;
/** A day, a month or a quarter, with the words that lead to it: months as whole words, and as they are cut, in the languages that inventories are read in. */
const DAY =
  /^(?:(?:in|since|on|as of|end of|by|from|for|am|im|seit|zum|ab|für|en|depuis|le|pour|el|desde|para|dal|nel|il|per|op|sinds|voor|w|od|na|em|the) ){0,3}(?:(?:\d{1,2}\.? )?(?:jan(?:uar[yi]?|vier|v|eiro)?|jänner|feb(?:ruar[yi]?|rero|braio)?|fév(?:rier|r)?|fev(?:ereiro)?|mar(?:ch|s|zo|ço|ca|zec)?|märz|mrz|maart|mrt|apr(?:il|ile)?|abr(?:il)?|avr(?:il)?|ma[iyj]|mei|mayo|maggio|maio|maja|mag|june?|jun[io]|junio|juin|junho|giugno|giu|july?|juli|julio|juil(?:let)?|julho|luglio|lug|aug(?:ust|ustus)?|ao[uû]t|ago(?:sto)?|sept?(?:ember|embre|iembre)?|setiembre|set(?:tembre|embro)?|o[ck]t(?:ober|obre|ubre)?|ott(?:obre)?|out(?:ubro)?|nov(?:ember|embre|iembre|embro)?|de[cz](?:ember)?|déc(?:embre)?|dic(?:iembre|embre)?|dezembro|ene(?:ro)?|gen(?:naio)?|sty(?:cznia|czeń)?|lut(?:ego|y)?|kwi(?:etnia|ecień)?|cze(?:rwca|rwiec)?|lip(?:ca|iec)?|sie(?:rpnia|rpień)?|wrz(?:eśnia|esień)?|paź(?:dziernika|dziernik)?|lis(?:topada|topad)?|gru(?:dnia|dzień)?)(?!\p{L})\.?(?: \d{1,2}(?!\d),?)?|(?:q[1-4] ?|h[12] ?)?['’]?\d{4}(?:-\d\d){0,2}|q[1-4]|\d{1,2}[./-]\d[\d./-]*)/iu;
const MORE = /^( any ?more| yet| at all)?/iu;
const ENDS = /^(\s*$|[.,;!]| ?[([]| [-–—] )/u;
/** Whether a word of which this is what follows is said of the thing itself, where anything else would make it one of something else: the end, a reason, a day or a month. */
function ends(behind: string): boolean {
  const rest = behind.replace(MORE, '');
  return ENDS.test(rest) || (rest.startsWith(' ') && DAY.test(rest.slice(1)));
}
/** The same of words that are said of what becomes of a part of a thing as well: a day, and nothing else. */
function endsWithDay(behind: string): boolean {
  let rest = behind.replace(MORE, '');
  for (let days = 0; days < 2; days += 1) {
    const said = rest.replace(/^ *[-–—:,;([]? */u, '');
    if (DAY.test(said)) rest = said.replace(DAY, '').replace(/^[)\]]/, '');
  }
  return /^[.!:]?(\(\d+\))?:?$/.test(rest.replace(/ +/g, ''));
}
/** What takes back, or bounds, what was said before it. */
const TAKES_BACK =
  /(?<!\p{L})(re-?(?:built|stored|created|introduced|activated|enabled|deployed)|again|(?<!read[- ])only|except|wieder|nur|außer|sauf|seulement|sólo|excepto|salvo|tranne|alleen|behalve|apenas|exceto|tylko|oprócz)(?!\p{L})/iu;
/** What makes a text that begins by saying that something is in use say more than that: until when, or that it was. */
const TURNS =
  /(?<!\p{L})(?:until|till|bis|gewesen|jusqu\p{L}*|hasta|fino|tot|até|but|aber|mais|pero|ma|maar|nein|nee)(?!\p{L})|: *no\b|\?/iu;
/** What becomes of keys, access and parts of a thing as well. */
const OF_REMOVALS = /^(deleted|removed|terminated|gelöscht|supprim|eliminad|verwijderd|usunięt)/iu;
const ENDS_AT_ONCE = /^[.!]?\s*$/;

/** Whether a text begins by saying of something that it is not in use. */
export const saysNotInUse = (text: string): boolean => SAYS_NOT.test(cut(text));
/** Whether a text says that something is in use, or begins with a word that tells such apart. */
export const saysUse = (text: string): boolean => SAYS_USED.test(cut(text));
/** Whether a word is known where others beside it say whether something is in use. */
export const isKnownState = (text: string): boolean =>
  text === '' || ((saysUse(text) || SAYS_ON.test(text)) && !TURNS.test(text));
/** Whether a text says of a thing that it is in use, and no other word. */
export const saysInUse = (text: string): boolean => saysUse(text) && !saysNotInUse(text);

/** Whether all that a text says is that something is not in use: "Retired in 2025", and not "Retired customers" or "Removed public access". */
export function isNotInUse(text: string): boolean {
  const said = cut(text);
  const [word] = SAYS_NOT.exec(said) ?? [];
  if (word === undefined) return false;
  const behind = said.slice(word.length);
  if (OF_PARTS.test(word)) return ENDS_AT_ONCE.test(behind);
  if (OF_PLANS.test(word) || OF_REMOVALS.test(word)) return endsWithDay(behind);
  return ends(behind) && !TAKES_BACK.test(behind);
}
/** Whether all that a text says is from which day on something is no more: "Retired in 2027", and neither "Not before 2027" nor "Retired, data kept until 2033". */
export function saysEndOn(text: string): boolean {
  const said = cut(text);
  const [word] = SAYS_NOT.exec(said) ?? [];
  if (word === undefined || OF_PLANS.test(word) || DENIES.test(word)) return false;
  return endsWithDay(said.slice(word.length));
}
/** Whether a text is one word that is said of parts of a thing as well: "Disabled". */
export const isOfAPart = (text: string): boolean => {
  const [word] = SAYS_NOT.exec(cut(text)) ?? [];
  return word !== undefined && OF_PARTS.test(word) && ENDS_AT_ONCE.test(cut(text).slice(word.length));
};

/** Whether all that a text says is that something is in use, or a word that tells such apart. */
export function isUseAlone(text: string): boolean {
  const [word] = SAYS_USED.exec(cut(text)) ?? [];
  return word !== undefined && ends(cut(text).slice(word.length));
}
/** Whether a text says that something is still to come. */
export const isOfPlans = (text: string): boolean => OF_PLANS.test(text);

/** Whether texts say of things alone whether they are in use, whatever they stand below: every word is one for that, and none is said of parts as well. */
export function areStates(texts: Iterable<string>): boolean {
  let isMore = false;
  for (const text of texts) {
    if (!isUseAlone(text) && (!isNotInUse(text) || OF_PARTS.test(text) || OF_REMOVALS.test(text)))
      return false;
    isMore ||= !OF_PLANS.test(text);
  }
  return isMore;
}
