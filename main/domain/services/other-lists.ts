import { isNo, isYes } from '../words/yes-no.ts';
import { guessColumns, isOfServices } from './guess-columns.ts';
import { isOfUsed } from './in-use.ts';
import { isOfPermissions, isOfSuccessors } from './not-of-use.ts';
import { isProhibited } from './permission-words.ts';
import { isOfPlace } from './place-columns.ts';
import { tellsUse } from './row-states.ts';
import { saysUse } from './state-words.ts';

// Tables name services for other reasons than that they are in use: which may be used, which a certificate covers, what takes the place of which, what
// is on offer. What a column is of is told by its heading, in the languages that inventories are read in, else by what its cells say.

/** Why a table lists services that need not be in use. */
export type OtherList = 'permissions' | 'certificates' | 'successors' | 'equivalents' | 'offers';
export interface ListedFor {
  readonly is: OtherList;
  /** Columns that say so. */
  readonly columns: readonly number[];
  /** False where other columns may be those of an inventory. */
  readonly isSure: boolean;
}
interface Column {
  readonly column: number;
  readonly cells: readonly string[];
  readonly of: Of;
}
type Of = OtherList | 'description' | 'use' | 'neutral' | 'unknown';

const LONGEST = 60;
const cut = (text: string): string => text.slice(0, LONGEST).trim();

const SAYS_PERMITTED =
  /^(yes, |no, )?(allow$|deny$|adopt$|trial$|assess$|hold$|(pre-?|conditionally |fully |provisionally )?(approved|allowed|permitted|sanctioned)|pending( approval| review)?|(under|in) review|(not (yet )?|un)(approved|allowed|permitted)|rejected|exception( required| only)?|by exception|(bedingt |nicht )?(freigegeben|genehmigt|zugelassen|erlaubt)|ausstehend|in prüfung|(non )?(autorisée?|approuvée?|validée?)|en attente|refusée?|(no )?(aprobad[oa]|permitid[oa]|autorizad[oa])|pendiente|(non )?(approvat[oa]|consentit[oa])|in attesa|(não )?aprovad[oa]|pendente|(niet )?(goedgekeurd|toegestaan)|(nie)?(zatwierdzon[aey]|dozwolon[aey])|oczekujące)(?!\p{L})/iu;
const SAYS_ALLOWED =
  /^(pre-?|conditionally |fully |provisionally |bedingt )?(allow$|adopt$|approved|allowed|permitted|sanctioned|freigegeben|genehmigt|zugelassen|erlaubt|autorisée?|approuvée?|validée?|aprobad[oa]|permitid[oa]|autorizad[oa]|approvat[oa]|consentit[oa]|aprovad[oa]|goedgekeurd|toegestaan|zatwierdzon[aey]|dozwolon[aey])(?!\p{L})/iu;

/** Programmes that certify what a provider offers, by their names, and what says that one covers a service. */
const OF_CERTIFICATES =
  /(?<![\p{L}\p{N}])(soc ?[123]|iso(\/iec)?[ -]?(9001|20000|22301|27\d{3}|42001)|pci([ -]dss)?|hipaa|hitrust|fedramp|dod|(dod )?(cc )?srg|il ?[2456]|bsi c5|c5|ens|irap|ismap|k-?isms|mtcs|hds|tisax|csa star|fips(?: 140)?|cjis|itar|finma|ospar|cispe|govcloud|compliance|compliant|certifi(ed|cate|cation)s?|certifié?e?s?|zertifi\p{L}+|konform\p{L}*|conformité|conforme|cumplimiento|certificad[oa]s?|certificazion[ei]|conformità|conformidade|zgodność|certyfikat\p{L}*|in scope)(?![\p{L}\p{N}])/iu;
/** Those that are of providers alone: what PCI DSS or HIPAA bears on may be said of services in use as well. */
const OF_PROVIDERS =
  /(?<![\p{L}\p{N}])(soc ?[123]|iso(\/iec)?[ -]?\d{4,5}|fedramp|hitrust|bsi c5|irap|ismap|mtcs|csa star|certifi\p{L}+|zertifi\p{L}+)(?![\p{L}\p{N}])/iu;
const SAYS_COVERED =
  /^(✓|✔|☑|(not |out of )?(in )?scope|(not )?(in|out of) scope|(hipaa )?eligible|authori[sz]ed|certified|compliant|covered|(joint |agency |jab |3pao |dod )*(authori[sz]ation|review|assessment|assessed)|jab|3pao|p-ato|ready|in process|abgedeckt|zertifiziert|konform|couvert|certifié|cubierto|coperto)(?!\p{L})/iu;

const OF_ORDERS =
  /^(region(al)? availability|how to (order|request|get|use)( it)?|(order|request)(ing)?( form| link| process| via)?|request via|onboarding( guide)?|lead time|(available|offered|verfügbar|disponibles?|disponibile|disponível|beschikbaar|dostępn[aey]) (in|since|seit|en|dans|da|dal|em|desde|depuis|w|od)( region\p{L}*)?|bestell(ung|formular)|beantragung|comment (commander|demander)|cómo (pedir|solicitar)|come (ordinare|richiedere)|como (pedir|solicitar)|aanvragen|zamów\p{L}*)$/iu;
const OF_EQUIVALENTS =
  /(?<!\p{L})(equivalents?|counterparts?|entsprechung|äquivalent|équivalent|equivalente|odpowiednik)(?!\p{L})|^(microsoft |ms )?(azure|gcp|google( cloud)?|oracle cloud|oci|alibaba( cloud)?|ibm cloud)( cloud)?( services?| products?| dienste?)?$/iu;
/** Of yes and no: whether it is to be had. */
const OF_AVAILABILITY =
  /^(available|supported|offered|verfügbar|unterstützt|disponibles?|prise? en charge|soportad[oa]|disponibile|supportat[oa]|disponível|suportad[oa]|beschikbaar|ondersteund|dostępn[aey]|wspieran[aey])\??$/iu;
const OF_LINKS =
  /^(url|link|web ?site|home ?page|documentation|docs|dokumentation|learn more|more info(rmation)?|reference|product page)s?$/iu;
const TO_AWS = /^(https?:\/\/)?(docs\.|console\.)?(aws\.amazon|amazonaws|docs\.aws\.amazon)\.com/i;
const OF_DESCRIPTIONS =
  /^(short |service |brief )?(descriptions?|what (it is|it does|is it)|summary|overview|about|beschreibung|kurzbeschreibung|descripci[oó]n|descrizione|descrição|omschrijving|beschrijving|opis)$/iu;
/** Since when something is to be had, or stands there for its owner. */
const OF_BEGINNINGS =
  /^(available|offered|verfügbar|disponibles?|disponibile|disponível|beschikbaar|dostępn[aey]) (since|seit|desde|depuis|dal?|sinds|od)$/iu;
/** What somebody who offers a service says of it, and hardly anybody of what they have. */
const OFFERS =
  /(?<!\p{L})((fully )?managed|scal(able|es|ing)|serverless|durable|resizable|highly available|on-demand|any (amount|scale|size|volume)|at scale|without (\p{L}+ )?(manag|thinking|server|provision|infrastructure)\p{L}*|lets you|allows you|helps you|enables|build (and|your|on|applications)|run (code|containers|workloads)|accelerate|easily|easy|seamless(ly)?|in the cloud|cloud-native|pay|virtual servers?|as a service|object storage|block storage|petabyte\p{L}*|verwaltete[rsn]?|skalierbar\p{L}*|beliebige\p{L}*|virtuelle|in der cloud|ohne server|gérée?s?|évolutif\p{L}*|sans serveur|dans le cloud|administrad[oa]s?|escalab\p{L}+|gestionad[oa]s?|sin servidor(es)?|en la nube|gestit[oa]|scalabil\p{L}+|senza server|nel cloud|gerenciad[oa]|escalável|sem servidor|na nuvem|beheerde?|schaalbaar|in de cloud|zarządzan\p{L}+|skalowaln\p{L}+|w chmurze)(?!\p{L})/iu;

/** What tells that, where, how many, for what or since when something runs. */
const OF_USE =
  /^(#|no\.?|nr\.?)? ?((aws |resource )?arns?|(resource|instance|asset|ci|service)?[ _-]?ids?|host(name)?s?|vpcs?|(resource|bucket|instance|server|host|project|workload|system|application|app|cost cent(er|re))s?( (names?|ids?|owner))?|hosting|einsatz(zweck|ort|gebiet)?|used (by|for|in|since)|usage|use case|(business )?purpose|zweck|verwendung(szweck)?|genutzt (von|für)|utilisée? (par|pour)|uso|usado (por|para)|utilizzo|usato (da|per)|gebruikt (door|voor)|cel|instance (type|size|class)|size|version|backup|rto|rpo|criticality|kritikalität|(monthly |annual |yearly |total )?(costs?|spend|kosten|coûts?|costes?|costi|custos?|koszt)( .*)?|go[- ]?live|first (seen|used|deployed)( on)?|(used|deployed|running|live|active|in use|managed) (in|on|at|for|by|since)( .{1,40})?|projekt|projet|proyecto|progetto|projeto)$/iu;

const NEUTRAL =
  /^(notes?|comments?|remarks?|bemerkung(en)?|hinweise?|anmerkung(en)?|kommentare?|commentaires?|remarques?|notas?|comentarios?|observaciones|note|commenti|osservazioni|observações|opmerking(en)?|uwagi|conditions?|bedingung(en)?|restrictions?|limitations?|einschränkung(en)?|reasons?|(business )?justification|rationale|deadline|due( date)?|frist|grund|begründung|raison|motivo|motivazione|reden|powód|(service )?(category|type|domain|area|family|group)|kategorie|catégorie|categor[ií]a|categoria|categorie|kategoria|((last )?(approved|reviewed|authori[sz]ed|assessed|genehmigt|freigegeben)|date (approved|reviewed)|approver|reviewer|review)( (by|on|at|date|von|am|durch))?|(approval|review|end of (life|support|sale)|eol|eos|retirement|deprecation|effective|decision)( date)?|datum|dates?|fecha|data|priority|risk|risk level|guardrails?|policy|policies|baselines?|controls?|owner|service owner|product owner|contact|ansprechpartner|abbreviation|short name|provider|vendor)$/iu;

const isSaidOfBoth = (heading: string): boolean =>
  OF_DESCRIPTIONS.test(heading) || OF_BEGINNINGS.test(heading);

const share = (cells: readonly string[], says: (cell: string) => boolean): number =>
  cells.length === 0 ? 0 : cells.filter(says).length / cells.length;
const ENOUGH = 0.5;

/** Numbers say how many. */
const isYesOrNo = (cell: string): boolean => !/^\d/.test(cell) && (isYes(cell) || isNo(cell));

/** What one column of a table of services is of. */
function columnIsOf(heading: string, cells: readonly string[]): Of {
  if (isOfPermissions(heading)) return 'permissions';
  if (isOfSuccessors(heading)) return 'successors';
  if (
    OF_CERTIFICATES.test(heading) &&
    cells.length > 0 &&
    share(cells, (cell) => isYesOrNo(cell) || SAYS_COVERED.test(cell)) > ENOUGH
  )
    return 'certificates';
  if (OF_EQUIVALENTS.test(heading)) return 'equivalents';
  if (OF_ORDERS.test(heading)) return 'offers';
  if (OF_AVAILABILITY.test(heading)) return share(cells, isYesOrNo) > ENOUGH ? 'offers' : 'unknown';
  if (OF_LINKS.test(heading))
    return share(cells, (cell) => TO_AWS.test(cell)) > ENOUGH ? 'offers' : 'neutral';
  if (OF_DESCRIPTIONS.test(heading))
    return share(cells, (cell) => OFFERS.test(cell)) >= ENOUGH ? 'offers' : 'description';
  if (tellsUse(heading) || isOfPlace(heading)) return 'use';
  if (NEUTRAL.test(heading)) return 'neutral';
  if (
    share(cells, (cell) => SAYS_PERMITTED.test(cell) || isProhibited(cell)) > ENOUGH &&
    cells.some((cell) => SAYS_ALLOWED.test(cell))
  )
    return 'permissions';
  if (OF_USE.test(heading) || cells.some((cell) => saysUse(cell))) return 'use';
  return 'unknown';
}

/** What guessed columns say of use: where something runs, and as what. Whose it is may be said of an offer as well. */
const OF_GUESSED: ReadonlySet<string> = new Set(['environment', 'account', 'region', 'label', 'tags']);

function columnsOf(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  service: number,
): readonly Column[] {
  const guessed = new Map(guessColumns(headings).map(({ column, means }) => [column, means]));
  return headings.flatMap((heading, column): Column[] => {
    const plain = cut(heading);
    const cells = rows.slice(0, LOOKED_AT).flatMap((row) => cut(row[column] ?? '') || []);
    if (column === service || (plain === '' && cells.length === 0)) return [];
    if (OF_GUESSED.has(guessed.get(column) ?? '')) return [{ column, cells, of: 'use' }];
    if (isOfServices(plain)) return [{ column, cells, of: 'neutral' }];
    return [{ column, cells, of: columnIsOf(plain, cells) }];
  });
}

/** Whether a table of services has a column that tells where, how many, for what or since when something runs. */
export const tellsOfUse = (
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  service: number,
): boolean => columnsOf(headings, rows, service).some(({ of }) => of === 'use');

/**
 * Why a table names services, where that is not that they are in use; null for an inventory, and for a list that says nothing else. A column that tells
 * of use makes it an inventory, whatever stands beside it, and so does what stands above it (`above`) or above the services.
 */
export function listedForOther(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  service: number,
  above = '',
): ListedFor | null {
  if (isOfUsed(headings[service] ?? '') || isOfUsed(above)) return null;
  const columns = columnsOf(headings, rows, service);
  const isDescription = (saying: readonly Column[]): boolean =>
    saying.every(({ column }) => OF_DESCRIPTIONS.test(cut(headings[column] ?? '')));
  if (columns.some(({ of }) => of === 'use')) return null;
  for (const is of ['permissions', 'certificates', 'successors', 'equivalents', 'offers'] as const) {
    const saying = columns.filter(({ of }) => of === is);
    if (saying.length === 0) continue;
    const isClear = columns.every(({ of }) => of !== 'unknown');
    // Somebody has what is in use, or offers what is to be had: of either it is said what it does, and since when.
    const isOwned =
      is === 'offers' &&
      guessColumns(headings).some(({ means }) => means === 'owner') &&
      saying.every(({ column }) => isSaidOfBoth(cut(headings[column] ?? '')));
    const isPlain =
      is === 'certificates'
        ? saying.some(({ cells }) => cells.some((cell) => SAYS_COVERED.test(cell))) ||
          (saying.length > 1 && saying.some(({ column }) => OF_PROVIDERS.test(headings[column] ?? '')))
        : is !== 'offers' || columns.length > 1 || rows.length >= MANY || !isDescription(saying);
    return { is, columns: saying.map(({ column }) => column), isSure: isClear && isPlain && !isOwned };
  }
  return null;
}
/** So many services described and nothing else said are a catalogue. */
const MANY = 20;
/** As many rows as tell what a column is of. */
const LOOKED_AT = 200;

/** Why a table lists services, in words that follow the name of its file. */
export const LISTED_FOR: Readonly<Record<OtherList, string>> = {
  permissions: 'says which services may be used, and not which are in use',
  certificates: 'says which services certificates and reports cover, and not which are in use',
  successors: 'says what takes the place of which service, and not which are in use',
  equivalents:
    'holds services of one provider against those of another, and does not say that they are in use',
  offers: 'describes services that are to be had, and does not say that they are in use',
};
