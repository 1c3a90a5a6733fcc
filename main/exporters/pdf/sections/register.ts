import type { RegisterRow } from '../../../contract/assignments.ts';
import { kindsById, namesById, OWNERSHIP_STYLES } from '../../../domain/duties/ownership.ts';
import { leavesOut } from '../../../domain/report/audience.ts';
import { type SubjectLists, subjectLists } from '../../../domain/report/register-lists.ts';
import type { Report, ReportService } from '../../../domain/report/report.ts';
import { type UsualAnswer, usualAnswer, usualAnswerWords } from '../../../domain/report/usual-answer.ts';
import { environmentWords } from '../../../domain/services/environments.ts';
import { MODEL_WORDS } from '../../../domain/services/model-words.ts';
import { shortDate } from '../../../domain/words/date-words.ts';
import type { Book } from '../book.ts';
import type { Cell } from '../cell-blocks.ts';
import { baselineOf } from '../content.ts';
import { dutyPlace, subjectPlace } from '../links.ts';
import { MARKS } from '../marks.ts';
import { drawPartyLegend } from '../party-legend.ts';
import { STYLES } from '../styles.ts';
import { type Column, Table } from '../table.ts';
import { ours } from '../words.ts';
import { RowPainter } from './register-painter.ts';

/** Three duties side by side: what nobody has answered needs no more than its name and its reference, behind the sign for it. */
const PER_LINE = 3;
const OPEN_COLUMNS: readonly Column[] = [14, ...Array.from({ length: PER_LINE }, () => 251.96)].map(
  (width) => ({ title: '', width }),
);
const OPEN_SIGN = { lines: [OWNERSHIP_STYLES.unanswered.letter], style: STYLES.head };
/** A service's heading wants at least its head and some rows below it. */
const GROUP_ROOM = 84;
/** The facts of a service stand beside its name where they have so much room there. */
const FACTS_ROOM = 380;
const TABLE_ROOM = 40;

const REGISTER_TITLES = {
  organisation: 'Answered once for the workbook',
  provider: 'Provider’s foundations',
  common: 'Common controls',
  service: 'Services in use',
} as const;

/** Waits after each row where the caller wants to breathe, so that a long export can be cancelled. */
type Tick = () => Promise<void> | void;

/**
 * Paints the register, subject by subject; `usual` is what most of its answers have in common. `tick` is called after each row and
 * may wait.
 */
export async function writeRegister(
  book: Book,
  report: Report,
  usual: UsualAnswer | null,
  tick: Tick,
): Promise<void> {
  const painter = new RowPainter(book, report);
  const services = new Map(report.services.map((service) => [service.ref, service]));
  let kind: RegisterRow['subjectKind'] | null = null;
  for (const lists of subjectLists(report.rows(), kindsById(report.parties))) {
    const [row] = [...lists.worked, ...lists.provided, ...lists.open];
    if (!row) continue;
    const first = row.subjectKind !== kind;
    if (first) openChapter(book, report, { kind: row.subjectKind, usual, after: kind !== null });
    kind = row.subjectKind;
    const own = usualAnswer([...lists.worked, ...lists.provided]);
    const name = openSubject(book, row, {
      service: services.get(row.subject),
      report,
      first,
      // What its answers have in common is said with it where it is another thing than in most of them.
      usual: isSame(own, usual) ? null : own,
    });
    await writeLists(book, painter, { lists, usual: own, name }, tick);
  }
  if (kind === null) {
    book.newPage('landscape');
    book.chapter(REGISTER_TITLES.service);
    book.paragraph('No duties are asked yet. Add the services in use, and they stand here.', STYLES.body);
  }
}

const isSame = (one: UsualAnswer | null, other: UsualAnswer | null): boolean =>
  one?.review === other?.review && one?.day === other?.day && one?.by === other?.by;

/** What answers have in common, in a sentence; empty where there is nothing to say. */
const usualWords = (usual: UsualAnswer | null, report: Report): string =>
  usual === null ? '' : usualAnswerWords(usual, !leavesOut(report, 'drafts'));

interface Chapter {
  readonly kind: RegisterRow['subjectKind'];
  readonly usual: UsualAnswer | null;
  /** Another chapter of the register came before it. */
  readonly after: boolean;
}
/** The chapters of the register follow each other where the page has room. */
function openChapter(book: Book, report: Report, { kind, usual, after }: Chapter): void {
  const texts = {
    organisation:
      'Practices of the organisation as a whole. They are answered once and hold for every service in use.',
    provider:
      'What the provider does out of sight. It is answered once per provider and stands in every service’s column of the matrix.',
    common:
      'What a party answers once for many services. It stands in the register of every service in which it holds, which says from where.',
    service:
      'For each service the duties in which the customer’s side has a part or of which there is more to say; then those that are wholly a provider’s; then those ' +
      'that nobody has answered. The heavy rule is the line where the provider’s duty ends and the customer’s begins.',
  } as const;
  if (after) book.follow('landscape');
  else book.newPage('landscape');
  book.chapter(REGISTER_TITLES[kind]);
  const said = usualWords(usual, report);
  book.paragraph(
    book.show(ours(said === '' ? texts[kind] : `${texts[kind]} ${said}`), 'register'),
    STYLES.bodyMuted,
  );
  book.y += 4;
  if (kind !== 'provider') drawPartyLegend(book, report);
}

interface Opening {
  readonly service: ReportService | undefined;
  readonly report: Report;
  readonly first: boolean;
  readonly usual: UsualAnswer | null;
}
/** The name of a service, its facts and what its answers have in common; returns the name for its tables. */
function openSubject(book: Book, row: RegisterRow, { service, report, first, usual }: Opening): string {
  if (book.room < GROUP_ROOM) book.newPage('landscape');
  else if (!first) book.y += 9;
  const title = book.show(row.subjectLabel, row.subject);
  book.links.place(subjectPlace(row.subject), book.content, book.y);
  const facts = service ? factsOf(service, report) : row.serviceName;
  const said = usualWords(usual, report);
  const common = said === '' ? '' : `  ·  ${said}`;
  drawHeading(book, title, row, book.show(ours(`${facts}${common}`), row.subject));
  if (service?.notes) book.flow(book.show(service.notes, row.subject), STYLES.cell, 'landscape');
  book.y += 2;
  return row.subject === row.subjectLabel ? title : book.show(ours(`${title}, ${row.subject}`), row.subject);
}

/** The name of a subject, its ref where that is another word, and its facts: on one line with it where they have the room. */
function drawHeading(book: Book, title: string, row: RegisterRow, facts: string): void {
  const { structure, content, left, right, y } = book;
  const { h2, label } = STYLES;
  book.bookmark(2, title);
  const lines = book.wrap(title, h2, book.width);
  const named = row.subjectLabel === row.subject;
  const draw = () => content.lines(lines, h2, left, y);
  structure.leaf(content, 'H2', {}, () => (named ? content.marked(MARKS.subject, false, draw) : draw()));
  const [first, ...more] = lines;
  let x = left + (first === undefined ? 0 : book.widthOf(first, h2)) + 10;
  // Small words beside a heading stand on its line.
  const beside = y + baselineOf(h2) - baselineOf(label);
  const below = y + lines.length * h2.leading + 2;
  let at = { x, y: beside };
  const fits = (least: number) => more.length === 0 && right - x >= least;
  if (!named) {
    const w = book.widthOf(row.subject, label);
    if (!fits(w)) at = { x: left, y: below };
    structure.leaf(content, 'P', {}, () =>
      content.marked(MARKS.subject, false, () => content.lines([row.subject], label, at.x, at.y)),
    );
    x = at.x + w + 10;
  }
  if (at.y === beside && fits(FACTS_ROOM)) at = { x, y: beside };
  else at = { x: left, y: at.y === beside ? below : at.y + label.leading };
  const words = book.wrap(facts, label, right - at.x);
  structure.leaf(content, 'P', {}, () => content.lines(words, label, at.x, at.y));
  book.y = Math.max(below, at.y + words.length * label.leading);
}

interface Lists {
  readonly lists: SubjectLists;
  readonly usual: UsualAnswer | null;
  readonly name: string;
}
async function writeLists(
  book: Book,
  painter: RowPainter,
  { lists, usual, name }: Lists,
  tick: Tick,
): Promise<void> {
  const tables = { first: true };
  const begin = (columns: readonly Column[], title: string): Table => {
    if (book.room < TABLE_ROOM) {
      book.newPage('landscape');
      book.continued(name);
    } else if (!tables.first) book.y += 2;
    tables.first = false;
    const table = new Table(book, columns, 'landscape', title);
    table.start();
    return table;
  };
  if (lists.worked.length > 0) {
    const table = begin(painter.workedColumns, name);
    let domain: string | null = null;
    for (const row of lists.worked) {
      const opens = row.domain !== domain;
      domain = row.domain;
      const cells = painter.worked(row, usual);
      table.row(cells, { tail: painter.tail(row, table.tailWidth), places: [dutyPlace(row.ref)], opens });
      const pause = tick();
      if (pause) await pause;
    }
    table.end();
  }
  if (lists.provided.length > 0) {
    const table = begin(painter.providedColumns, `${name}: wholly the provider’s`);
    for (const row of lists.provided) {
      table.row(painter.provided(row, usual), { places: [dutyPlace(row.ref)] });
      const pause = tick();
      if (pause) await pause;
    }
    table.end();
  }
  if (lists.open.length > 0) {
    const table = begin(OPEN_COLUMNS, `${name}: unanswered`);
    const width = Table.textWidth(book, OPEN_COLUMNS, 1);
    for (let at = 0; at < lists.open.length; at += PER_LINE) {
      const line = lists.open.slice(at, at + PER_LINE);
      const cells: Cell[] = [[OPEN_SIGN], ...line.map((row) => painter.open(row, width))];
      while (cells.length < OPEN_COLUMNS.length) cells.push([]);
      table.row(cells, { places: line.map(({ ref }) => dutyPlace(ref)), says: 'Unanswered' });
      for (const _ of line) {
        const pause = tick();
        if (pause) await pause;
      }
    }
    table.end();
  }
}
function factsOf(service: ReportService, report: Report): string {
  const environment = environmentWords(service.environments, namesById(report.environments));
  const lead = report.people.find((person) => person.id === service.lead)?.name;
  const lifecycle = service.lifecycle.state === 'active' ? null : lifecycleWords(service);
  return [
    service.serviceName,
    MODEL_WORDS[service.model],
    environment,
    service.account && `account ${service.account}`,
    service.region,
    service.dataClassification && `data: ${service.dataClassification}`,
    lead && `lead: ${lead}`,
    leavesOut(report, 'status') ? null : `${service.answered} of ${service.asked} answered`,
    lifecycle,
  ]
    .filter((fact) => fact)
    .join('  ·  ');
}
function lifecycleWords({ lifecycle }: ReportService): string {
  const words = lifecycle.state === 'closed-to-new' ? 'closed to new customers' : 'support ends';
  return lifecycle.date ? `${words} ${shortDate(lifecycle.date)}` : words;
}
