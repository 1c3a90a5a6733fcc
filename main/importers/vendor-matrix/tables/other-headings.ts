import type { ColumnMapping } from '../../../contract/claims.ts';
import { ID_SCHEMES } from '../../../domain/controls/control-ids.ts';
import { beginsWithVerb } from '../cells/sentences.ts';
import type { Headings } from '../columns/heading.ts';
import { calledBy } from '../columns/map-columns.ts';
import { type IsService, nameIn } from '../ids/name-above.ts';
import {
  ANSWER_WORDS,
  columnsMeaning,
  isNothing,
  LAYOUT_DATA,
  markOf,
  OWNER_WORDS,
  OWNING,
} from '../layouts.ts';
import { fold, type Rename } from '../words.ts';
import { type Grid, type GridCell, withoutRows } from './grid.ts';
import { headsRowsUnlikeAbove } from './unlike-above.ts';

// Below a matrix people put tables of other things: risks, costs, contacts, versions, terms. Their columns have the places of the parties and none of
// their meanings. What such tables are headed by is known here, in the languages that matrices are read in.

/** What is longer is no heading. */
const LONGEST = 60;
const MOST_COLUMNS = 12;

const WORDS: ReadonlySet<string> = new Set(
  [
    'risk risks threat threats likelihood probability impact mitigation mitigations severity priority contact contacts name names phone telephone mobile email mail role roles team department version versions revision date day author authors change changes editor reviewer reviewers approver approvers signature term terms meaning definition definitions abbreviation abbreviations acronym acronyms explanation description descriptions document documents title link url source sources reference references location locations cost costs price prices amount budget fee feature features step steps who when what where how why status due deadline action actions comment comments remark remarks note notes milestone milestones owner applies symbol letter color colour value unit metric target rto rpo region account environment assumption assumptions',
    'risiko risiken bedrohung wahrscheinlichkeit auswirkung maßnahme maßnahmen schweregrad priorität kontakt ansprechpartner telefon rolle abteilung datum autor verfasser änderung prüfer unterschrift begriff bedeutung erklärung abkürzung beschreibung dokument titel quelle ort kosten preis betrag funktion schritt wer wann was wo wie frist aktion bemerkung kommentar notiz besitzer zeichen wert einheit',
    'risque risques menace menaces probabilité impact impacts atténuation gravité priorité nom téléphone courriel rôle équipe auteur modification signification définition terme abréviation lien coût coûts prix montant fonctionnalité étape qui quand quoi où statut échéance commentaire remarque',
    'riesgo riesgos amenaza amenazas probabilidad impacto mitigación gravedad prioridad nombre teléfono correo rol equipo versión fecha autor autora cambio significado definición término abreviatura enlace coste costes costo costos precio importe función paso quién cuándo qué estado plazo acción comentario nota',
    'rischi rischio minacce minaccia probabilità impatto mitigazione gravità priorità nome telefono ruolo squadra versione data autore modifica significato definizione termine collegamento costo costi prezzo importo funzionalità passo chi quando cosa stato scadenza azione commento',
    'risico bedreiging kans impact maatregel ernst prioriteit naam telefoon versie auteur wijziging betekenis definitie begrip afkorting kosten prijs bedrag functie stap wie wanneer wat waar actie opmerking',
    'ryzyko zagrożenie prawdopodobieństwo wpływ nazwa imię telefon rola zespół wersja zmiana znaczenie definicja pojęcie skrót koszt cena kwota funkcja krok kto kiedy co termin działanie uwagi',
    'ameaça ameaças probabilidade mitigação gravidade prioridade telefone papel equipa equipe versão autor alteração significado definição termo ligação custo custos preço montante funcionalidade passo quem prazo ação comentário',
  ].flatMap((words) => words.split(' ')),
);
/** What headings end in behind the word that says what they are of. */
const ENDINGS: ReadonlySet<string> = new Set([
  'id',
  'no',
  'nr',
  'number',
  'name',
  'date',
  'by',
  'type',
  'level',
]);
/** "Risk", "Monthly cost", "Incident step", "Change no": the word with one before it, or with what headings end in. */
function isWordOfOthers(text: string): boolean {
  const words = fold(text).split(' ');
  const named = words.length > 1 && ENDINGS.has(words.at(-1) ?? '') ? words.slice(0, -1) : words;
  return [words, named].some((each) => each.length < 3 && WORDS.has(each.at(-1) ?? ''));
}
/** What stands above a column and is the name of a service or a cloud: `EC2`, `Amazon RDS`, `Azure`. */
const NAME = /^(?:(?:Amazon|AWS) \S.*|[A-Z][A-Z0-9]{1,5}|Azure|Lambda|Fargate|Aurora|DynamoDB)$/;
const TASKS: ReadonlySet<string> = new Set(
  [...LAYOUT_DATA.common, ...LAYOUT_DATA.layouts.flatMap(({ columns }) => columns)]
    .filter(({ meaning }) => meaning === 'control')
    .flatMap(({ names }) => names.map(fold)),
);

const isValue = (text: string): boolean =>
  isNothing(text) || markOf(text) !== null || OWNER_WORDS.has(fold(text)) || ANSWER_WORDS.has(fold(text));
const isShort = ({ text }: GridCell): boolean => text.length <= LONGEST && /\p{L}{2}/u.test(text);
/** Whether a heading is one that tables of other things than duties have: `Risk`, `Monthly cost`, `Phone`. */
export const isOfOthers = (text: string): boolean =>
  text.length <= LONGEST && isWordOfOthers(text) && !beginsWithVerb(text);

/**
 * Whether a row behind a blank line or a title heads a table of other things than the one above it, by its words: most of them are such as stand above risks,
 * costs, people or versions, or the first is, and names of services follow, or the columns above hold marks and these are none.
 */
export function headsOthers(grid: Grid, row: number, rename: Rename): boolean {
  const cells = grid.rowCells(row);
  const [first, ...rest] = cells;
  if (first === undefined || rest.length === 0 || cells.length > MOST_COLUMNS) return false;
  const mayHead = (cell: GridCell) => isShort(cell) && (isOfOthers(cell.text) || !isValue(rename(cell.text)));
  if (!cells.every(mayHead)) return false;
  if (!hasRowsBelow(grid, row)) return false;
  if (grid.rowCells(row - 1).length > 1) return false;
  const begins = isOfOthers(first.text);
  if (!begins && !TASKS.has(fold(first.text))) return false;
  const words = cells.filter(({ text }) => isOfOthers(text));
  return (
    (words.length > 1 && words.length * 2 > cells.length) ||
    (begins && rest.every(({ text }) => isOfOthers(text) || NAME.test(text.trim()))) ||
    rest.every(({ column }) => holdsValues(grid, column, row))
  );
}
/**
 * Whether a row behind a blank line or a title heads a table of other things by what stands below it in the columns of the parties, whatever its words. What begins with
 * the id of a control is a row.
 */
export function headsUnlike(
  grid: Grid,
  row: number,
  parties: ReadonlySet<number>,
  rename: Rename,
  isService: IsService = () => false,
): boolean {
  const cells = grid.rowCells(row);
  const [first, ...rest] = cells;
  if (first === undefined || !rest.some(({ column }) => parties.has(column)) || cells.length > MOST_COLUMNS)
    return false;
  const isOfValue = (text: string): boolean => isValue(rename(text));
  return (
    grid.rowCells(row - 1).length <= 1 &&
    // "Owner" is a mark among marks, and a heading as well.
    cells.every((cell) => isShort(cell) && (isOfOthers(cell.text) || !isOfValue(cell.text))) &&
    ID_SCHEMES.every(({ parse }) => parse(first.text) === null) &&
    hasRowsBelow(grid, row) &&
    headsRowsUnlikeAbove(grid, row, cells, parties, isOfValue, (text) => isService(nameIn(text.trim())))
  );
}
/** A heading with nothing below is a row. */
const hasRowsBelow = (grid: Grid, row: number): boolean =>
  [1, 2].some((more) => grid.rowCells(row + more).length > 1);

const LOOKED_ABOVE = 12;
/** Whether a column holds marks and words for owners in the rows above, and nothing else. */
function holdsValues(grid: Grid, column: number, before: number): boolean {
  let values = 0;
  for (let row = before - 1; row >= Math.max(grid.firstRow, before - LOOKED_ABOVE); row -= 1) {
    if (grid.rowCells(row).length < 2) continue;
    const text = grid.text(row, column).trim();
    if (text === '') continue;
    // The headings themselves.
    if (!isValue(text) && values > 0) break;
    if (!isValue(text)) return false;
    values += 1;
  }
  return values > 1;
}

const TITLE =
  /^(?:\d{1,2} )?(?:definitions?|glossary|terms( and definitions)?|abbreviations|acronyms|assumptions( and (?:constraints|dependencies))?|references|(?:change|revision|version|document) (?:history|log)|sign offs?|signatures|disclaimer|legend|definitionen|glossar|begriffe|abkürzungen|annahmen|verweise|referenzen|(?:änderungs|versions|dokumenten?)historie|unterschriften|legende|définitions|glossaire|abréviations|hypothèses|références|historique( des (?:versions|modifications))?|légende|definiciones|glosario|abreviaturas|supuestos|referencias|historial de (?:versiones|cambios)|firmas|leyenda|definizioni|glossario|abbreviazioni|ipotesi|riferimenti|cronologia( delle modifiche)?|firme|legenda|definities|begrippen|afkortingen|aannames|versiegeschiedenis|handtekeningen|definicje|słownik|skróty|założenia|historia zmian|podpisy|definições|glossário|pressupostos|referências|histórico de versões|assinaturas)$/u;
/**
 * Whether a row is the title of a section that says that what stands below are no duties: `Definitions`, `References`, `Change history`. Rows with marks and words
 * for owners are duties, whatever stands above them.
 */
export function titlesOthers(
  grid: Grid,
  row: number,
  columns: readonly ColumnMapping[],
  rename: Rename,
): boolean {
  const [title, ...more] = grid.rowCells(row);
  if (title === undefined || more.length > 0) return false;
  if (title.text.length > LONGEST || !TITLE.test(fold(title.text))) return false;
  const owning = columns.filter(({ meaning }) => OWNING.has(meaning));
  const isOwned = (text: string) => markOf(text) !== null || OWNER_WORDS.has(fold(text));
  for (let next = row + 1; grid.rowCells(next).length > 1; next += 1)
    if (owning.some(({ column }) => isOwned(rename(grid.text(next, column))))) return false;
  return true;
}
/** Whether a row, behind a title of what is no duty, begins the next section: a text alone, with rows right below. */
export const titlesRows = (grid: Grid, row: number): boolean =>
  grid.rowCells(row).length === 1 && grid.rowCells(row + 1).length > 1;

/** Rows that head tables of other things by their words, by grid; the same sheet is looked at for every place where headings may stand. */
const known = new WeakMap<Grid, ReadonlySet<number>>();
function headsIn(grid: Grid, rename: Rename): ReadonlySet<number> {
  const found = known.get(grid);
  if (found) return found;
  const heads = new Set(grid.heads);
  for (let row = grid.firstRow; row <= grid.lastRow; row += 1)
    if (headsOthers(grid, row, rename)) heads.add(row);
  known.set(grid, heads);
  return heads;
}

/**
 * A sheet without the tables below one that have headings of their own, as far as they are known before that one is: what it is, is told by its own rows.
 * A table with the same columns of parties goes on.
 */
export function withoutTablesBelow(
  grid: Grid,
  { row, rows, texts }: Headings,
  columns: readonly ColumnMapping[],
  rename: Rename,
): Grid {
  const first = row + rows;
  const heads = headsIn(grid, rename);
  const owning = columnsMeaning(columns, OWNING);
  const called = calledBy(texts);
  const isCalled = (column: number, text: string): boolean =>
    called.get(column)?.includes(fold(text)) === true;
  const isSame = (head: number): boolean =>
    owning.size > 0 && [...owning].every((column) => isCalled(column, grid.text(head, column)));
  /** The headings once more. */
  const isAgain = (cells: readonly GridCell[]): boolean =>
    cells.length > 1 && cells.every(({ column, text }) => isCalled(column, text));
  const others = new Set<number>();
  let below: 'table' | 'title' | null = null;
  for (let at = first; at <= grid.lastRow; at += 1) {
    if (heads.has(at) || headsUnlike(grid, at, owning, rename)) below = isSame(at) ? null : 'table';
    else if (titlesOthers(grid, at, columns, rename)) below = 'title';
    else if (below === 'title' && titlesRows(grid, at)) below = null;
    if (below !== null || heads.has(at) || grid.isText(at) || isAgain(grid.rowCells(at))) others.add(at);
  }
  return others.size === 0 ? grid : withoutRows(grid, others);
}
