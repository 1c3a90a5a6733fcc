import { isOfServices } from './guess-columns.ts';
import { saysProhibited } from './permission-words.ts';
import { isNotInUse, isUseAlone, saysNotInUse, saysUse } from './state-words.ts';

// Inventories list what was, will be or may be used as well. What says so stands above the list, in the languages that inventories are read in, or in a
// column of its own (row-states.ts), in words of state-words.ts.

const LONGEST = 60;
const cut = (text: string): string => text.slice(0, LONGEST).trim();

/** What stands above services that were or will be in use, and are not. */
const ABOVE_UNUSED =
  /(?<!\p{L})(unused|planned|retired|decommissioned|not (yet |currently )?(in use|used|deployed)|no longer (in use|used)|ungenutzte|geplante|stillgelegte|nicht (mehr )?(genutzte?|verwendete?|im einsatz|in nutzung)|prévus|retirés|non utilisés|planificados|retirados|no (usados|utilizados)|pianificati|dismessi|non (usati|utilizzati)|planejados|desativados|não (usados|utilizados)|geplande|uitgefaseerde|niet (gebruikte|in gebruik)|planowane|wycofane|nieużywane)(?!\p{L})/iu;
/** What stands above a list of services that need not be in use: those that are allowed, eligible or refused as well. */
const ABOVE_OTHERS =
  /(?<!\p{L})(not|never|candidates?|proposed|out[ -]of[ -]scope|future|deprecated|eligible|allowed|permitted|approved|sanctioned|(white|allow)-?listed|available|supported|nicht|erlaubte|verfügbare|zugelassene|freigegebene|genehmigte|non(?!-?prod)|autorisés|approuvés|disponibles|no|permitidos|aprobados|consentiti|approvati|disponibili|permitidos|aprovados|niet|toegestane|goedgekeurde|beschikbare|dozwolone|zatwierdzone|dostępne)(?!\p{L})/iu;
/** What stands above services that are in use, or above those as well. */
const ABOVE_USED =
  /(?<!\p{L})((currently |already )?(in|under) (use|production|betrieb|service)|existing|current|live|we (currently )?use|im einsatz|in nutzung|genutzte|bestehende|aktuelle|existants|actuels|utilisés|en (uso|service)|existentes|actuales|usados|in uso|esistenti|attuali|em uso|atuais|in gebruik|bestaande|huidige|w użyciu|obecne|używane)(?!\p{L})/iu;
export const isOfUsed = (heading: string): boolean =>
  ABOVE_USED.test(cut(heading)) && !SAYS_NO.test(cut(heading));
const SAYS_NO = /(?<!\p{L})(not|no|nicht|non|não|niet|nie|no longer)(?!\p{L})/iu;
/** What a cell says of one service, a title says of those below it. */
export const isOfUnused = (heading: string): boolean =>
  (ABOVE_UNUSED.test(cut(heading)) || saysNotInUse(cut(heading))) && !isOfUsed(heading);
export const isOfOthers = (heading: string): boolean =>
  isOfUnused(heading) || ABOVE_OTHERS.test(cut(heading)) || saysProhibited(cut(heading));

/** What the things of any list are called, behind a word for whether they are in use. */
const OF_THINGS =
  /(?<!\p{L})(services?|systems?|applications?|apps?|workloads?|resources?|projects?|products?|assets?|components?|environments?|accounts?|tools?|solutions?|dienste?|systeme?|anwendungen|applikationen|ressourcen|umgebungen|systèmes?|ressources?|sistemas?|aplicaciones|recursos|sistemi|applicazioni|risorse|aplicações|systemen|toepassingen|diensten|systemy|aplikacje|zasoby|usługi)$/iu;
/** Whether a line among names is a title that says of what is below it that it is not in use: "Decommissioned", "Retired systems", and not "Planned Giving". */
export const titlesUnused = (line: string): boolean => {
  const title = cut(line).replace(/ ?:$/, '');
  return !isOfUsed(title) && (isNotInUse(title) || (OF_THINGS.test(title) && isOfUnused(title)));
};
/** The same of what is in use: "Production", "Active systems". */
export const titlesUsed = (line: string): boolean => {
  const title = cut(line).replace(/ ?:$/, '');
  if (isOfUnused(title)) return false;
  const isWhole = isUseAlone(title) || ABOVE_USED.exec(title)?.[0] === title;
  return isWhole || (OF_THINGS.test(title) && (saysUse(title) || isOfUsed(title)));
};

/** Columns of what a service would cost, or how much of it may be had: what is offered and not what is used. */
const OF_OFFERS =
  /^(unit |list |quoted )?(price|preis|prix|precio|prezzo|preço|prijs|cena|tarif)s?( ?[/(].*| (per|in|pro|par|por|za) .+)?$|^(service )?(quotas?|limits?)( (value|name))?$|^(hourly )?rate( per .+)?$|^upfront( cost)?$/iu;
/** What may be spent says nothing of what was. */
const OF_PLANS =
  /budget|presupuesto|bilancio|limit|límite|limite|forecast|prognose|prévision|previsi[oó]n|planned|geplant|prévu|plafond|estimat|geschätzt|estimé|estimad|stimat|geraamd|szacowan|quoted|project(?:ed|ion)|expected|savings?(?!s| plans?)|erwartet|einspar|prognosti|projeté|attendue?|économies|proyectad|esperad|ahorro|risparmi|verwacht|besparing|oszczędno|projetad|economias/iu;
export const isPlanned = (heading: string): boolean => OF_PLANS.test(cut(heading));
/** Whether a table is of prices, limits or plans: it has a column of such, or says nothing else of services. */
export const tellsOffers = (headings: readonly string[]): boolean => {
  const others = headings.filter((heading) => heading.trim() !== '' && !isOfServices(heading));
  return (
    others.some((heading) => OF_OFFERS.test(cut(heading))) || (others.length > 0 && others.every(isPlanned))
  );
};
