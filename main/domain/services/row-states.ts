import { isNo, isYes } from '../words/yes-no.ts';
import { ofNow } from './column-times.ts';
import { isAhead } from './days-ahead.ts';
import { guessColumns } from './guess-columns.ts';
import { isOfPermissions, isOfSuccessors } from './not-of-use.ts';
import { countedInNone, IS_TICK, placesAmong } from './place-columns.ts';
import {
  areStates,
  asked,
  cut,
  isKnownState,
  isNotInUse,
  isOfAPart,
  isOfPlans,
  isUseAlone,
  saysInUse,
  saysNotInUse,
} from './state-words.ts';

// Inventories list what was, will be or may be used as well. What says so of a row stands in a column of its own, by its heading or by all of its words; the
// same word in any other column may be said of a part of the thing, or be a name: what stands beside it is proposed, and that is told.

/** Columns of yes and no that ask whether something is used, and those that ask whether it is not; that it may be used says neither. */
const ASKS =
  /^((currently |already )?in use( by us| here)?|(currently |already )?used( by us| here)?|use( it| this( service)?)?|active|enabled|deployed|live|im einsatz|in (nutzung|verwendung)|genutzt|verwendet|eingesetzt|aktiv|utilisée?|active?|en service|en uso|usado|utilizado|activo|in uso|usato|utilizzato|attivo|em uso|ativo|in gebruik|gebruikt|actief|w użyciu|używan[aey]|aktywn[aey])$/iu;
const ASKS_OF_NONE =
  /^(deleted|removed|retired|decommissioned|terminated|unused|gelöscht|stillgelegt)( on| at| am)?$/iu;
/** Whether a heading asks if something is used. */
export const asksWhetherUsed = (heading: string): boolean => ASKS.test(asked(heading));
/** Columns that say of a thing itself where it stands in its life; of its migration or its protection others do. */
const OF_STATES =
  /^((service|resource|usage|use|current|operational|operating|install(ation)?|deployment|implementation|life ?cycle|aws|asset|system|application|app|product|production|account|decommission(ing)?)[ _-]?)?(status|state|stage|phase|life ?cycle([ _](status|state|stage|phase))?|disposition|zustand|statut|état|estado|stato|stan|situação)$|^(betriebs|nutzungs|service|dienst|system|lebenszyklus|gebruiks|ist)-?(status|zustand|phase)$|^as[- ]is( (status|state))?$|^(usage|use|utilisation|nutzung|verwendung|einsatz|uso|utilización|utilizzo|utilização|gebruik|użycie|lebenszyklus|cycle de vie|ciclo de vida|ciclo di vita|levenscyclus|cykl życia)$|^(statut|état|estado|stato|stan|status) (du service|d'utilisation|del servicio|de uso|del servizio|d'uso|di utilizzo|do serviço|van de dienst|usługi)$/iu;
/** Of those, what says as often what a thing is used for, or what becomes of what is in it: there the whole cell has to be a state. */
const OF_USES =
  /^(usage|use|utilisation|nutzung|verwendung|einsatz|uso|utilización|utilizzo|utilização|gebruik|użycie|phase|life ?cycle|lebenszyklus|cycle de vie|ciclo de vida|ciclo di vita|levenscyclus|cykl życia)$/iu;
/** Columns in which somebody says of a thing what has no column. */
const OF_REMARKS =
  /^$|^(notes?|comments?|remarks?|bemerkung(en)?|hinweise?|anmerkung(en)?|kommentare?|commentaires?|remarques?|notas?|comentarios?|observaciones|note|commenti|osservazioni|observações|comentários?|opmerking(en)?|uwagi)$/iu;
/** What the column is called that holds what a list says behind each of its names. */
export const BEHIND_NAMES = 'what stands behind the names';
/** Columns of names of other things than services. */
const OF_OTHER_NAMES = /(name|id|arn|url|link)s?$/i;
/** Columns of numbers: none of a thing is not in use. */
const COUNTS =
  /^(total |no\. of |number of |# ?(of )?|resource |instance )?(count|quantity|instances|resources|(total )?authenticated entities|usage hours|anzahl|instanzen|nombre d'instances|cantidad|quantità|quantidade|aantal|liczba)$/iu;
/** Of those, what many services have none of however much they are used, and the services that are had as such. */
const OF_INSTANCES = /instan[cz]/iu;
const HAS_INSTANCES =
  /(?<!\p{L})(ec2|elastic compute|rds|relational|aurora|elasticache|redshift|emr|opensearch|elasticsearch|documentdb|neptune|memorydb|msk|kafka|mq|sagemaker|dms|migration service|workspaces|lightsail|dax|cloudhsm|directory service|appstream|gamelift)(?!\p{L})/iu;
const IS_NONE = /^0+([.,]0+)?$/;
/** When something was last used, as IAM and others tell: without a day below it, it was not, where others have one. */
const LAST =
  /^(last (access(ed)?|authenticated|used|usage|activity|seen)|letzte[rs]? (zugriff|nutzung)|zuletzt (verwendet|genutzt|zugegriffen)|dernier accès|dernière (utilisation|activité)|último (acceso|uso|acesso)|ultimo (accesso|utilizzo)|laatste? (toegang|gebruik)|laatst gebruikt|ostatni dostęp|ostatnie użycie)( (time|date|on|at))?$/iu;
const HAS_DAY =
  /\d{4}|\d{1,2}[./-]\d{1,2}|\d{1,4} (day|hour|month|tag|jour|d[ií]a|giorn|dag|dni)|today|yesterday|heute|gestern/iu;
const IS_NEVER =
  /^(never|not?|nie|nicht|kein\p{L}*|jamais|pas|aucune?|non|nunca|ningun[oa]?|sin|mai|nessun[oa]?|senza|nooit|niet|geen|nigdy|brak|não|nenhum\p{L}*|sem|null)(?!\p{L})/iu;

/** Whether a heading is that of a column which tells whether, or how much of it, is used. */
export const tellsUse = (heading: string): boolean =>
  [ASKS, ASKS_OF_NONE, COUNTS].some((each) => each.test(asked(heading))) || LAST.test(cut(heading));

/** What these columns hold is a name: "Planned Giving" is a system. */
const OF_NAMES: ReadonlySet<string> = new Set(['service', 'label', 'owner', 'tags']);
/** Columns of names, by their headings. */
export const nameColumns = (headings: readonly string[]): readonly number[] =>
  guessColumns(headings).flatMap(({ column, means }) => (OF_NAMES.has(means) ? [column] : []));

const OF_RUNNING: ReadonlySet<string> = new Set(['account', 'environment']);

type Row = readonly string[];
/** What the columns of an inventory say of whether its rows are in use. */
export interface RowStates {
  /** The columns that say so of a row or of another. */
  readonly telling: ReadonlySet<number>;
  /** The first of those that say of a row that it is not in use; -1 where none does. */
  readonly notInUse: (row: Row) => number;
  /** Those of them that say of a row what is neither known as used nor as unused. */
  readonly unknown: (row: Row) => readonly number[];
  /** Columns that have a word for it in a row, which may be said of something else. */
  readonly doubtful: (row: Row) => readonly number[];
  /** Columns that have the sign of a place in a row without one in any place that is known. */
  readonly elsewhere: (row: Row) => readonly number[];
}

/**
 * Reads what an inventory with these headings says of its rows. `named` are columns of names, whatever they are called; `today` an ISO date: what is to end
 * after it is in use.
 */
export function statesOfRows(
  headings: readonly string[],
  rows: readonly Row[],
  named: readonly number[],
  today: string,
): RowStates {
  const others = headings.flatMap((heading, column) =>
    isOfPermissions(heading) || isOfSuccessors(heading) ? [column] : [],
  );
  const asNames = new Set([...named, ...nameColumns(headings), ...others]);
  const all = headings.flatMap((heading, column) =>
    asNames.has(column) ? [] : [{ column, ...saysOf(heading, column, rows, today) }],
  );
  const saysStates = ({ column, is, saysNot, saysUsed }: (typeof all)[number]): boolean =>
    is === 'state' || rows.some((row) => [saysNot, saysUsed].some((says) => says(cut(row[column] ?? ''))));
  const stating = all.filter((each) => OF_TIMES.has(each.is) && saysStates(each)).map(({ column }) => column);
  const isOfNow = ofNow(headings, stating, today);
  const columns = all.map((each) =>
    OF_TIMES.has(each.is) && !isOfNow(each.column) ? { ...each, ...atAnotherTime(each) } : each,
  );
  const places = placesAmong(
    headings,
    rows,
    // A place of another time, as of next year, is none of now.
    new Set([
      ...asNames,
      ...columns.flatMap(({ column, is }) => (is === 'ends' || !isOfNow(column) ? [column] : [])),
    ]),
  );
  const isPlaced = (row: Row): boolean =>
    places === null || !places.isInNone(row) || places.elsewhere(row).length > 0 || isUsedBeside(row);
  // Where something runs is said of what runs, unless every row has it.
  const runs = guessColumns(headings)
    .filter(({ means, column }) => OF_RUNNING.has(means) && rows.some((row) => !row[column]?.trim()))
    .map(({ column }) => column);
  const isUsedBeside = (row: Row): boolean =>
    columns.some(({ column, saysUsed }) => saysUsed(cut(row[column] ?? ''))) ||
    runs.some((column) => (row[column] ?? '').trim() !== '');
  const ofPlaces = new Set(places?.columns);
  const inNone = countedInNone(headings, rows);
  const counts = columns.filter(({ is }) => OF_COUNTS.has(is));
  const hasInstances = (row: Row): boolean => named.some((column) => HAS_INSTANCES.test(row[column] ?? ''));
  const without = new Map<Row, number>();
  const telling = new Set<number>();
  for (const row of rows) {
    const saying = columns.filter(({ column, saysNot }) => saysNot(cut(row[column] ?? '')));
    // Of several counts one that is not none says that there is something.
    const isCounted = counts.some(({ column }) => isSome(cut(row[column] ?? '')));
    for (const { column, is } of saying) {
      if (OF_COUNTS.has(is) && isCounted) continue;
      if (is === 'instances' && !hasInstances(row)) continue;
      telling.add(column);
      if (!without.has(row)) without.set(row, column);
    }
    if (isPlaced(row)) continue;
    for (const column of ofPlaces) telling.add(column);
    const remark = columns.find(({ column, is }) => is === 'remark' && cut(row[column] ?? '') !== '');
    if (!without.has(row)) without.set(row, remark?.column ?? places?.columns[0] ?? -1);
  }
  const asking = columns.filter(({ column }) => telling.has(column) && !ofPlaces.has(column));
  const columnsOf = (row: Row, from: typeof columns, holds: (each: Says, cell: string) => boolean) =>
    without.has(row)
      ? []
      : from.flatMap((each) => (holds(each, cut(row[each.column] ?? '')) ? [each.column] : []));
  return {
    telling,
    notInUse: (row) => without.get(row) ?? -1,
    unknown: (row) => columnsOf(row, asking, (each, cell) => !each.isKnown(cell) && !each.isDoubtful(cell)),
    doubtful: (row) => [
      ...columnsOf(row, columns, (each, cell) => each.isDoubtful(cell)),
      ...(places === null && !without.has(row) ? inNone(row).slice(0, 1) : []),
    ],
    elsewhere: (row) => (places?.isInNone(row) && !without.has(row) ? places.elsewhere(row) : []),
  };
}

interface Says {
  readonly is: 'state' | 'ends' | 'count' | 'instances' | 'remark' | 'other';
  readonly saysNot: (cell: string) => boolean;
  readonly saysUsed: (cell: string) => boolean;
  readonly isKnown: (cell: string) => boolean;
  readonly isDoubtful: (cell: string) => boolean;
}
const OF_COUNTS: ReadonlySet<Says['is']> = new Set(['count', 'instances']);
const never = () => false;
const OF_TIMES: ReadonlySet<Says['is']> = new Set(['state', 'other']);
/** What a column of a target, or of another year, says is told and decides nothing. */
const atAnotherTime = ({ saysNot, isDoubtful }: Says): Partial<Says> => ({
  saysNot: never,
  saysUsed: never,
  isDoubtful: (cell) => saysNot(cell) || isDoubtful(cell),
});
const isSome = (cell: string): boolean => /^[~<>≈ ]*\d/.test(cell) && !IS_NONE.test(cell);

/** How the cells of one column are to be read. */
function saysOf(heading: string, column: number, rows: readonly Row[], today: string): Says {
  function* cells(): Generator<string> {
    for (const row of rows) {
      const cell = cut(row[column] ?? '');
      if (cell !== '') yield cell;
    }
  }
  const ask = asked(heading);
  const isEnd = (cell: string): boolean => isAhead(cell, today) && !isOfPlans(cell);
  if (LAST.test(cut(heading))) {
    const hasDays = [...cells()].some((cell) => HAS_DAY.test(cell));
    return {
      is: 'other',
      saysNot: (cell) => (cell === '' ? hasDays : isNo(cell) || IS_NEVER.test(cell)),
      saysUsed: (cell) => HAS_DAY.test(cell),
      isKnown: (cell) => cell === '' || HAS_DAY.test(cell),
      isDoubtful: never,
    };
  }
  if (ASKS_OF_NONE.test(ask))
    return {
      is: 'ends',
      saysNot: (cell) => isYes(cell) || (/\d{4}/.test(cell) && !isAhead(cell, today)),
      saysUsed: never,
      isKnown: (cell) => cell === '' || isNo(cell),
      isDoubtful: (cell) => isAhead(cell, today),
    };
  const isState = OF_STATES.test(ask) || ASKS.test(ask);
  const isRemark = !isState && (heading === BEHIND_NAMES || OF_REMARKS.test(ask));
  const isOfUse = isState && OF_USES.test(ask);
  const isWhole = isRemark || isOfUse || (!isState && !COUNTS.test(ask) && areStates(cells()));
  const saysIt = (cell: string): boolean =>
    (isState && !isOfUse) || COUNTS.test(ask) ? saysNotInUse(cell) : isWhole && isNotInUse(cell);
  const plain: Says = {
    is: isRemark ? 'remark' : isState ? 'state' : 'other',
    saysNot: (cell) => saysIt(cell) && !isEnd(cell),
    saysUsed: (cell) => (isOfUse ? isUseAlone(cell) : isState || isRemark) && saysInUse(cell),
    // That there is no state, or none of it (`None`, `0`, `N/A`, `-`), is no state that is known.
    isKnown: (cell) => isKnownState(cell) || isYes(cell) || (!isState && isNo(cell)),
    isDoubtful: (cell) =>
      saysIt(cell)
        ? isEnd(cell)
        : saysNotInUse(cell) && !isOfAPart(cell) && (isRemark || !OF_OTHER_NAMES.test(ask)),
  };
  if (COUNTS.test(ask)) {
    const isOfInstances = OF_INSTANCES.test(ask);
    return {
      ...plain,
      is: isOfInstances ? 'instances' : 'count',
      saysNot: (cell) => IS_NONE.test(cell) || plain.saysNot(cell),
      saysUsed: isSome,
      isKnown: (cell) => /^[\d~<>≈]/.test(cell),
      isDoubtful: (cell) => (isOfInstances && IS_NONE.test(cell)) || plain.isDoubtful(cell),
    };
  }
  if (!ASKS.test(ask)) return plain;
  const said = [...cells()];
  const isTicked = said.length > 0 && said.every((cell) => IS_TICK.test(cell));
  return {
    ...plain,
    saysNot: (cell) => (cell === '' ? isTicked : isNo(cell) || plain.saysNot(cell)),
    saysUsed: (cell) => isYes(cell) || plain.saysUsed(cell),
    isKnown: (cell) => cell !== '' && plain.isKnown(cell),
  };
}
