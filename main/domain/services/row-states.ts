import { isNo, isYes } from '../words/yes-no.ts';
import { guessColumns } from './guess-columns.ts';
import { isOfPermissions, isOfSuccessors } from './not-of-use.ts';

// Inventories list what was, will be or may be used as well. What says so of a row stands in a column of its own, in the languages that inventories
// are read in. No list of words is complete: what stands in such a column and is not known is told with what it stands beside.

const LONGEST = 60;
const cut = (text: string): string => text.slice(0, LONGEST).trim();

/** `In use (Y/N)`, `Is it used?`, `in_use`, `isInUse` -> `In use`, `used`. */
const asked = (heading: string): string =>
  cut(heading)
    .replace(/_+|(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .replace(/ ?[([](x|✓|\p{L}{1,4} ?\/ ?\p{L}{1,4})[)\]]/iu, '')
    .replace(/ ?\?$/u, '')
    .replace(
      /^(is( it| this| this service| the service)?|are they|currently|already|(do )?(we|you)(?= use)) /i,
      '',
    )
    .trim();
/** Columns of yes and no that ask whether something is used, and those that ask whether it is not; that it may be used says neither. */
const ASKS =
  /^((currently |already )?in use|(currently |already )?used|use( it| this( service)?)?|active|enabled|deployed|live|im einsatz|in (nutzung|verwendung)|genutzt|verwendet|eingesetzt|aktiv|utilisée?|active?|en service|en uso|usado|utilizado|activo|in uso|usato|utilizzato|attivo|em uso|ativo|in gebruik|gebruikt|actief|w użyciu|używan[aey]|aktywn[aey])$/iu;
const ASKS_OF_NONE =
  /^(deleted|removed|retired|decommissioned|terminated|unused|gelöscht|stillgelegt)( on| at| am)?$/iu;
/** Whether a heading asks if something is used. */
export const asksWhetherUsed = (heading: string): boolean => ASKS.test(asked(heading));
/** Columns of numbers: none of a thing is not in use. */
const COUNTS =
  /^(total |no\. of |number of |# ?(of )?|resource |instance )?(count|quantity|instances|resources|(total )?authenticated entities|usage hours|anzahl|instanzen|nombre d'instances|cantidad|quantità|quantidade|aantal|liczba)$/iu;
/** What a cell of any column says of something that is not in use. */
const SAYS_NOT =
  /^(not (yet |currently )?(in use|used|deployed|active|accessed|enabled)|no longer|unused|planned|proposed|candidate|retired|decomm?issioned|shut ?down$|phased out|deprovisioned|terminated|deleted|removed|disabled|inactive|denied|rejected|out of (use|service)|geplant|stillgelegt|au(ß|ss)er betrieb|abgebaut|abgeschaltet|gelöscht|inaktiv|ungenutzt|nicht (mehr )?(genutzt|aktiv|in nutzung|im einsatz|in betrieb)|prévue?|planifiée?|retirée?|supprimée?|décommissionnée?|hors service|désactivée?|inacti(f|ve)|non utilisée?|planificad[oa]|previst[oa]|retirad[oa]|eliminad[oa]|fuera de (uso|servicio)|dad[oa] de baja|no activ[oa]|inactiv[oa]|no usad[oa]|pianificat[oa]|dismess[oa]|ritirat[oa]|disattivat[oa]|inattiv[oa]|fuori (uso|servizio)|non (attiv[oa]|usat[oa]|in uso)|planead[oa]|desligad[oa]|descontinuad[oa]|desativad[oa]|inativ[oa]|gepland|uitgefaseerd|buiten gebruik|niet (meer )?in gebruik|verwijderd|inactief|planowan[aey]|wycofan[aey]|usunięt[aey]|nieaktywn[aey]|nieużywan[aey])(?!\p{L})/iu;
/** Whether a text begins by saying of something that it is not in use. */
export const saysNotInUse = (text: string): boolean => SAYS_NOT.test(cut(text));
/** What a cell says of something that is, or that tells such apart. */
export const SAYS_USED =
  /^((currently |already )?in (use|production|prod|betrieb|service)|live|active|running|deployed|production|prod|aktiv|produktiv|en (uso|producción|production|service)|actif|active|activo|attivo|in (uso|produzione)|ativo|em (uso|produção)|in gebruik|actief|w użyciu|aktywn[aey]|retired|decommissioned|stillgelegt|not in use)(?!\p{L})/iu;
/** The same, of a cell of which nothing else could be made. */
const SAYS_ON = /^(enabled|operational|operate|ok|eingeschaltet|activé|aktiviert)(?!\p{L})/iu;
const IS_NONE = /^0+([.,]0+)?$/;

/** When something was last used, as IAM and others tell: without a day below it, it was not, where others have one. */
const LAST =
  /^(last (access(ed)?|authenticated|used|usage|activity|seen)|letzte[rs]? (zugriff|nutzung)|zuletzt (verwendet|genutzt|zugegriffen)|dernier accès|dernière (utilisation|activité)|último (acceso|uso|acesso)|ultimo (accesso|utilizzo)|laatste? (toegang|gebruik)|laatst gebruikt|ostatni dostęp|ostatnie użycie)( (time|date|on|at))?$/iu;
const HAS_DAY =
  /\d{4}|\d{1,2}[./-]\d{1,2}|\d{1,4} (day|hour|month|tag|jour|d[ií]a|giorn|dag|dni)|today|yesterday|heute|gestern/iu;

/** Columns of one place each, of which at least two stand side by side: what has nothing in any of them is not in use. */
const OF_ENVIRONMENT =
  /^(pre-?|non-?)?(prod|production|produktion|dev|development|test|testing|staging|stage|uat|qa|int|integration|sandbox|entwicklung)$/iu;
const OF_ACCOUNT = /^\d{12}$/;
const USED_IN = /^(used|deployed|running|live|active|in use) in .{1,40}$/iu;
/** Whether a heading is that of a place, below which a table has what runs there. */
export const isOfPlace = (heading: string): boolean =>
  [OF_ENVIRONMENT, OF_ACCOUNT, USED_IN].some((each) => each.test(asked(heading)));

/** Whether a heading is that of a column which tells whether, or how much of it, is used. */
export const tellsUse = (heading: string): boolean =>
  [ASKS, ASKS_OF_NONE, COUNTS].some((each) => each.test(asked(heading))) || LAST.test(cut(heading));

/** Below a heading that asks for it, a sign beside what is used leaves all else without one. */
const IS_TICK = /^[x✓✔☑✅●•]$/iu;

/** What these columns hold is a name: "Planned Giving" is a system. */
const OF_NAMES: ReadonlySet<string> = new Set(['service', 'label', 'owner', 'tags']);
/** Columns of names, by their headings. */
export const nameColumns = (headings: readonly string[]): readonly number[] =>
  guessColumns(headings).flatMap(({ column, means }) => (OF_NAMES.has(means) ? [column] : []));

type Row = readonly string[];
/** What the columns of an inventory say of whether its rows are in use. */
export interface RowStates {
  /** The columns that say so of a row or of another. */
  readonly telling: ReadonlySet<number>;
  /** The first of those that say of a row that it is not in use; -1 where none does. */
  readonly notInUse: (row: Row) => number;
  /** Those of them that say of a row what is neither known as used nor as unused. */
  readonly unknown: (row: Row) => readonly number[];
}

/** Reads what an inventory with these headings says of its rows. `named` are columns of names, whatever they are called. */
export function statesOfRows(
  headings: readonly string[],
  rows: readonly Row[],
  named: readonly number[],
): RowStates {
  const others = headings.flatMap((heading, column) =>
    isOfPermissions(heading) || isOfSuccessors(heading) ? [column] : [],
  );
  const asNames = new Set([...named, ...nameColumns(headings), ...others]);
  const columns = headings.flatMap((heading, column) =>
    asNames.has(column) ? [] : [{ column, ...saysOf(heading, column, rows) }],
  );
  const places = placesAmong(headings, rows, asNames);
  const without = new Map<Row, number>();
  const telling = new Set<number>();
  for (const row of rows) {
    for (const { column, saysNot } of columns) {
      if (!saysNot(cut(row[column] ?? ''))) continue;
      telling.add(column);
      if (!without.has(row)) without.set(row, column);
    }
    if (places === null || !places.isInNone(row)) continue;
    for (const column of places.columns) telling.add(column);
    if (!without.has(row)) without.set(row, places.columns[0] ?? -1);
  }
  const ofPlaces = new Set(places?.columns);
  const asking = columns.filter(({ column }) => telling.has(column) && !ofPlaces.has(column));
  return {
    telling,
    notInUse: (row) => without.get(row) ?? -1,
    unknown: (row) =>
      without.has(row)
        ? []
        : asking.flatMap(({ column, isKnown }) => (isKnown(cut(row[column] ?? '')) ? [] : [column])),
  };
}

interface Says {
  readonly saysNot: (cell: string) => boolean;
  readonly isKnown: (cell: string) => boolean;
}
/** How the cells of one column are to be read. */
function saysOf(heading: string, column: number, rows: readonly Row[]): Says {
  const cells = () => rows.map((row) => cut(row[column] ?? ''));
  const ask = asked(heading);
  if (LAST.test(cut(heading))) {
    const hasDays = cells().some((cell) => HAS_DAY.test(cell));
    return { saysNot: (cell) => !HAS_DAY.test(cell) && (cell !== '' || hasDays), isKnown: () => true };
  }
  if (ASKS_OF_NONE.test(ask))
    return {
      saysNot: (cell) => isYes(cell) || /\d{4}/.test(cell),
      isKnown: (cell) => cell === '' || isNo(cell),
    };
  const plain: Says = {
    saysNot: (cell) => SAYS_NOT.test(cell),
    isKnown: (cell) => cell === '' || SAYS_USED.test(cell) || SAYS_ON.test(cell) || isYes(cell) || isNo(cell),
  };
  if (COUNTS.test(ask))
    return {
      saysNot: (cell) => IS_NONE.test(cell) || plain.saysNot(cell),
      isKnown: (cell) => /^[\d~<>≈]/.test(cell),
    };
  if (!ASKS.test(ask)) return plain;
  const said = cells().filter((cell) => cell !== '');
  const isTicked = said.length > 0 && said.every((cell) => IS_TICK.test(cell));
  return {
    saysNot: (cell) => (cell === '' ? isTicked : isNo(cell) || plain.saysNot(cell)),
    isKnown: (cell) => cell !== '' && plain.isKnown(cell),
  };
}

/** Columns of places with signs, yes and no alone below them, and which rows have nothing in any; null where there are not two of them. */
function placesAmong(headings: readonly string[], rows: readonly Row[], names: ReadonlySet<number>) {
  const columns = headings.flatMap((heading, column) =>
    isOfPlace(heading) && !names.has(column) ? [column] : [],
  );
  if (columns.length < 2) return null;
  const saidOf = (row: Row) => columns.flatMap((column) => cut(row[column] ?? '') || []);
  const said = rows.flatMap(saidOf);
  if (!said.some(isYes) || !said.every((cell) => isYes(cell) || isNo(cell))) return null;
  const isTicked = said.every((cell) => IS_TICK.test(cell) || isNo(cell));
  return {
    columns,
    isInNone: (row: Row): boolean => {
      const cells = saidOf(row);
      return !cells.some(isYes) && (cells.length > 0 || isTicked);
    },
  };
}
