import type { ColumnMapping, Meaning } from '../../contract/claims.ts';
import { holdsAmounts, namesCostCentres } from '../../domain/services/amounts.ts';
import { namesServices, saysWhere } from '../../domain/services/guess-columns.ts';
import { namesTasks, OWNING } from './layouts.ts';
import type { Grid } from './tables/grid.ts';
import { fold } from './words.ts';

// Lists that begin as a matrix does, with services and whose they are: inventories, registers, people to call, work to do. What tells them is what
// they have beside that, in a column of its own.

const LONGEST = 160;

/** How often something is so of the filled cells of some columns, from a row on. */
export function shares(
  grid: Grid,
  columns: readonly ColumnMapping[],
  first: number,
  isSo: (text: string) => boolean,
) {
  const counts = new Map(columns.map(({ column }) => [column, { cells: 0, so: 0 }]));
  for (const { row, column, text } of grid.cells) {
    const count = row < first ? undefined : counts.get(column);
    if (count === undefined) continue;
    count.cells += 1;
    if (isSo(text)) count.so += 1;
  }
  return [...counts.values()].filter(({ cells }) => cells > 0);
}

/** What a register has beside names: addresses, telephones, days, sums, shares of time, accounts. Numbers of rows and sections are none of it. */
const ADDRESS = /^[^\s@]+@[^\s@]+$|^https?:\/\/(?!(?:docs\.)?aws\.amazon\.com\/)/i;
const NUMBERED = /^\d{1,4}(\.\d{1,3}){0,4}\.?$/;
const FIGURE = /^[+(€$£]?\s?\d[\d\s()/.,:'-]{0,30}(%|[€$£]|[a-z]{1,4})?$/i;
const isFigure = (text: string): boolean => {
  const bare = text.slice(0, LONGEST).trim();
  return ADDRESS.test(bare) || (FIGURE.test(bare) && !NUMBERED.test(bare));
};

/** As many as tell whether a column holds sums. */
const LOOKED_AT = 50;
function textsBelow(grid: Grid, column: number, first: number): readonly string[] {
  const texts: string[] = [];
  for (let row = first; row <= grid.lastRow && row < first + LOOKED_AT; row += 1) {
    const text = grid.text(row, column).trim();
    if (text !== '') texts.push(text);
  }
  return texts;
}

const unexplained = (columns: readonly ColumnMapping[]): readonly ColumnMapping[] =>
  columns.filter(({ meaning, header }) => meaning === 'unknown' && !namesCostCentres(header));
const saysPlace = (columns: readonly ColumnMapping[]): boolean =>
  saysWhere(columns.map(({ header }) => header));
const holdsSums = (grid: Grid, columns: readonly ColumnMapping[], first: number): boolean =>
  unexplained(columns).some(({ column, header }) => holdsAmounts(header, textsBelow(grid, column, first)));

/**
 * Whether a table says where each row is, or has figures, sums and addresses in a column of its own, as inventories, registers and tables of costs do.
 * The number of a cost centre is none of these.
 */
export const tellsOfMore = (grid: Grid, columns: readonly ColumnMapping[], first: number): boolean =>
  saysPlace(columns) ||
  holdsSums(grid, columns, first) ||
  shares(grid, unexplained(columns), first, isFigure).some(({ cells, so }) => so * 2 > cells);

/** Whom to ask or to call, in the languages that matrices are read in. */
const OF_PEOPLE =
  /(?<!\p{L})(persons?|people|contacts?|e-?mails?|mails?|phones?|telephones?|tel|mobile|fax|escalation|on[- ]call|kontakt\p{L}*|ansprechpartner\p{L}*|telefon\p{L}*|handy|personnes?|courriel|téléphone|personas?|contactos?|correo|teléfono|móvil|persone|contatt[oi]|cellulare|posta elettronica|contactperso\p{L}*|telefoon\p{L}*|osoba|osoby|deput(y|ies)|stellvertret\p{L}*|suppléante?s?|suplentes?|sostitut\p{L}*|plaatsvervang\p{L}*|zastępc\p{L}*)(?!\p{L})/iu;
/** Days that say when something was looked at, and not by when it is done. */
const OF_REVIEWS =
  /review|check(ed)?$|updated?|valid|effective|since|prüf|gültig|seit|aktualisiert|révis|revue|vérifi|revis|depuis|desde|verifica|valido|aggiorna|herzien|geldig|sinds|przegląd|aktualiz|ważn/iu;
const NAMING: ReadonlySet<Meaning> = new Set(['control', 'label', 'title']);

/** Whether a column is of people by its heading. */
export const isOfPeople = ({ header }: ColumnMapping): boolean => OF_PEOPLE.test(header.slice(0, LONGEST));

/**
 * Whether a table says whom to ask about a service rather than who has to do what: it has a column of people and none of tasks. Beside tasks the
 * people are those who do them.
 */
const listsContacts = (columns: readonly ColumnMapping[]): boolean =>
  columns.some(isOfPeople) && !columns.some(isOfTasks);
const isOfTasks = (entry: ColumnMapping): boolean =>
  NAMING.has(entry.meaning) &&
  !(entry.meaning === 'label' && entry.confidence === 'sure') &&
  !namesServices(entry.header) &&
  !isOfPeople(entry);
/** Parts of a system, and whatever else may stand in a list. */
const OF_THINGS =
  /^(items?|layers?|components?|areas?|topics?|names?|themen?|thema|bereich|área|ambito|obszar|domaine|onderwerp|domains?|categor(?:y|ies|ía|ia|ie)|catégorie|[kc]ategori[ea]n?|capabilit(?:y|ies)|themes?|subjects?|sections?|famil(?:y|ies)|domin[io]o?|domínio|domein|dziedzina|descriptions?|(?:control|security|risk) (?:area|domain|category|family|group))$/iu;
/** What a column is about that says who has to do something. */
export const ABOUT_DUTIES =
  /\b(responsib\w*|dut(y|ies)|obligations?|tasks?|accountab\w*|manages?|managed|owns?|verantwort\w*|pflichten|aufgaben|responsab\w*|obligaciones|obrigações|tarefas|deveres|obblighi|compiti|verantwoord\w*|taken|odpowiedzialno\w*|zadania)/;
const OF_DUTIES =
  /(?<!\p{L})(responsibilit(y|ies)|duty|duties|\p{L}*(verantwortung|verantwortlichkeit|zuständigkeit)(en)?|pflichten|responsabilit[ée]s?|responsabilidad(es|e)?|responsabilità|verantwoordelijkhe(id|den)|odpowiedzialnoś\p{L}{1,3})(?!\p{L})|^(what )?(aws|amazon|the (provider|customer)|you|we) (do(es)?|secures?|manages?|handles?|runs?|patche?s?)$|^security (of|in) the cloud$/iu;
/** How many headings speak of duties. One may name who has something; what is in use has none of two. */
export const dutiesAmong = (headings: readonly string[]): number =>
  headings.filter((heading) => OF_DUTIES.test(heading.slice(0, LONGEST))).length;

/** Whether what has to be done for good has a column of its own. */
const saysTasks = (columns: readonly ColumnMapping[]): boolean =>
  columns.some((entry) => isOfTasks(entry) && !OF_THINGS.test(entry.header.trim()));
/** Whether a column is called as one of tasks or duties: which service runs where has none of these. */
const namesDuties = (columns: readonly ColumnMapping[]): boolean =>
  columns.some((entry) => {
    const isCalledSo = namesTasks(entry.header) || ABOUT_DUTIES.test(` ${fold(entry.header)} `);
    return isOfTasks(entry) && !OF_THINGS.test(entry.header.trim()) && isCalledSo;
  });

/** What a list of work says of each entry: how far it is, by when and by whom it is done, in the languages that matrices are read in. */
const OF_PROGRESS =
  /(?<!\p{L})((?<!not )done$|progress|incident|vorfall|ticket|issue|due|deadline|sprint|milestone|frist|fällig|termin|échéance|plazo|prazo|fecha l[ií]mite|data limite|vencimiento|scadenza|entro( il)?$|vervaldatum|eta$|^(week|woche|semaine|semana|settimana|tydzień)$|^((man)?hours|stunden|heures|horas|ore|uren|godziny)$|assignee|assigned to|reporter|estimate|created|opened|closed|resolved|complet(ed(?! by)|ion)|finished|percent|planned|action items?$|to-?dos?$|next steps?|fortschritt|erledigt|aufwand|zugewiesen|nächste schritte|avancement|assigné|avance$|asignado|avanzamento|assegnato|voortgang|toegewezen|postęp|przypisan)|%|^(start|begin|end|finish|target|beginn|ende|stand|début|fin|inicio|inizio|fine|einde|początek|koniec)([ -]?(date|datum))?$/iu;
/** One change each, as logs of changes have. */
const OF_CHANGES =
  /^(changes?|rfc|änderung|changement|cambio|modifica|wijziging|zmiana)([ -]?(id|no|number|nr|request|ticket|record)){0,2}$/iu;
/** What audits, tests and registers of risks have for each entry: its owner mends it, whoever has the control. */
const OF_FAULTS =
  /^((audit |pentest )?finding|weakness|vulnerability|gap|non-?conformity|deficiency|likelihood|feststellung|schwachstelle|mangel|abweichung|constat|faiblesse|écart|hallazgo|debilidad|brecha|rilievo|debolezza|bevinding|zwakheid|ustalenie|słabość|constatação|fraqueza)( (description|title|id|no\.?|number|name))?$|^risk (description|title|id|no\.?|number|name|statement)$/iu;
/** What lists of what was asked for have. */
const OF_REQUESTS =
  /^(received|requested( on)?|provided|sent|erhalten|angefordert|reçu|demandé|recibido|solicitado|ricevuto|richiesto|ontvangen|aangevraagd|otrzymano)\??$/iu;
/** What plans and registers of risks weigh their entries by. One of these stands beside standing duties as well. */
const OF_WEIGHTS =
  /(?<!\p{L})(threat|likelihood|impact|mitigation|risks?$|risk |risiko|risque|riesgo|rischio|risico|ryzyk|priorit|effort$|severity|completed by)/iu;
const OF_REMARKS =
  /comment|note|remark|bemerk|anmerk|hinweis|kommentar|remarque|observacion|comentario|osservazion|opmerking|toelichting|uwagi|komentarz/iu;
/** How far a piece of work is, or by when it is done. What has to be done for good has neither: "Done by role", "Open a ticket for help". */
const HOW_FAR =
  /^((done|open|closed|completed?|finished|resolved|wip|started|to ?do|scheduled|postponed|erledigt|offen|begonnen|geplant|terminé|à faire|ouvert|hecho|terminado|fatto|da fare|klaar|gereed|zrobione)(?=\W*$|[,.;:(])|(work )?in progress|pending|waiting|blocked|on hold|not (yet )?started|in arbeit|läuft noch|wartet|en cours|en attente|en curso|pendiente|in corso|in attesa|bezig|wacht op|w toku|oczekuje)(?!\p{L})|(?<!\p{L})(q[1-4]|kw ?\d{1,2})(?!\p{L}|\d)|\d{4}-\d{2}-\d{2}|(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)/iu;

/**
 * Whether a table says of each row how far it is, by a column that is called so, by remarks that say so of more rows than not, or by two columns that
 * weigh it. `Service | Activity | Owner | Comments` by itself stays a matrix: its owners are the two parties and nobody of theirs, and activities are
 * what RACI charts call duties.
 */
function listsWork(grid: Grid, columns: readonly ColumnMapping[], first: number): boolean {
  const headed = (by: RegExp) => columns.filter(({ header }) => by.test(header.slice(0, LONGEST)));
  if (
    headed(OF_PROGRESS).length + headed(OF_CHANGES).length > 0 ||
    columns.some(({ meaning }) => meaning === 'status')
  )
    return true;
  if (headed(OF_WEIGHTS).length > (saysTasks(columns) ? 1 : 0)) return true;
  const of = (meaning: Meaning) => columns.filter((entry) => entry.meaning === meaning);
  const rows = Math.max(0, ...shares(grid, of('owner'), first, () => true).map(({ cells }) => cells));
  // Days of reviews stand in columns that are called so.
  const remarks = of('note').filter(({ header }) => OF_REMARKS.test(header.slice(0, LONGEST)));
  const unknown = of('unknown').filter(({ header }) => !OF_REVIEWS.test(header.slice(0, LONGEST)));
  if (holdsSteps(grid, columns, first)) return true;
  return shares(grid, [...remarks, ...unknown], first, (text) => HOW_FAR.test(text.slice(0, LONGEST))).some(
    ({ so }) => so * 2 > rows,
  );
}

/** Parts of the time that a project takes. A phase by itself may be one of what is done for good: "Run". */
const STEP =
  /^(?:sprint|iteration|week|wk|day|month|quarter|wave|kw|woche|tag|monat|semaine|jour|mois|semana|día|mes|settimana|giorno|mese|dag|maand|tydzień|dzień|miesiąc) ?#?\d{1,3}(?!\d)/iu;
/** Whether more rows than not stand in such a part, by a column that says nothing of owners. */
export const holdsSteps = (grid: Grid, columns: readonly ColumnMapping[], first: number): boolean =>
  shares(
    grid,
    columns.filter(({ meaning }) => !OWNING.has(meaning)),
    first,
    (text) => STEP.test(text.slice(0, LONGEST).trim()),
  ).some(({ cells, so }) => so * 2 > cells);
/** What the parts of a project are called. */
const OF_PHASES =
  /^(?:project )?(?:phases?|stages?|projektphasen?|etappen?|étapes?|fases?|fasi|faza|fazy|etapy?)$/iu;
/** The heading of a column that may be of the phases of a project, whose work ends; null for none. */
export const headsPhases = (columns: readonly ColumnMapping[]): string | null =>
  columns.find(({ header }) => OF_PHASES.test(header.trim()))?.header ?? null;

/**
 * Whether the owners in a table of controls are those of what was found wrong with them, or of what was asked for: it says nothing of who has to do
 * what for good.
 */
export const ownsFaults = (columns: readonly ColumnMapping[]): boolean =>
  columns.some(({ meaning }) => meaning === 'owner') &&
  !columns.some(({ meaning }) => meaning === 'vendor' || meaning === 'customer') &&
  columns.some(({ header }) => OF_FAULTS.test(header.trim()) || OF_REQUESTS.test(header.trim()));

const OF_DAYS =
  /^(when|dates?|days?|weeks?|hours|eta|by when|until|wann|datum|bis( wann)?|quand|date limite|cuándo|fecha|quando|data|wanneer|kiedy|termin)$/iu;
/** Whether a table that is no matrix is one of work with its owners and how far it is or by when it is done, as trackers have. */
export const isTracker = (columns: readonly ColumnMapping[]): boolean => {
  const headed = (...by: readonly RegExp[]) =>
    columns.some(({ header }) => by.some((pattern) => pattern.test(header.slice(0, LONGEST).trim())));
  const says = (meaning: Meaning) => columns.some((entry) => entry.meaning === meaning);
  return (
    says('owner') &&
    (headed(OF_CHANGES) || (saysTasks(columns) && (says('status') || headed(OF_PROGRESS, OF_DAYS))))
  );
};

/**
 * Whether a table of services or tasks and their owners is a list of another kind than a matrix. Figures, days and addresses tell that of a table without
 * tasks alone: for how long a duty may wait, when its owner was last agreed upon and, below a heading of duties, in which Region it is due is said in matrices
 * as well.
 */
export const isOtherList = (grid: Grid, columns: readonly ColumnMapping[], first: number): boolean =>
  listsContacts(columns) ||
  (saysTasks(columns)
    ? (!namesDuties(columns) && saysPlace(columns)) || holdsSums(grid, columns, first)
    : tellsOfMore(grid, columns, first)) ||
  listsWork(grid, columns, first);
