import type { RegisterRow, Share } from '../../../contract/assignments.ts';
import { STATUS_LABELS } from '../../../domain/cell-words.ts';
import { shortDate } from '../../../domain/date-words.ts';
import { MODEL_WORDS } from '../../../domain/model-words.ts';
import { kindsById, namesById, ownershipKeys, ownershipWords } from '../../../domain/ownership.ts';
import { parkedWords } from '../../../domain/parking.ts';
import { REVIEW_WORDS } from '../../../domain/register-cells.ts';
import type { Report, ReportService } from '../../../domain/report.ts';
import { statusOf } from '../../../domain/status.ts';
import type { Book } from '../book.ts';
import { MARKS } from '../marks.ts';
import { STYLES, type TextStyle } from '../styles.ts';
import { type Block, type Cell, type Column, Table, type TextBlock } from '../table.ts';
import { ours, ownerClassWords } from '../words.ts';

const COLUMNS: readonly Column[] = [
  { title: 'Duty', width: 126 },
  { title: 'Owner', width: 78 },
  { title: 'What the provider does', width: 172 },
  { title: 'What the customer’s side does', width: 184, line: true },
  { title: 'Status', width: 92 },
  { title: 'Evidence and notes', width: 105.89 },
];
const widthOf = (index: number): number => {
  const column = COLUMNS[index];
  return column ? Table.textWidth(column) : 0;
};
const NOBODY = 'Nobody named';
const MISCONCEPTION = 'Rests on a known misconception: see the gaps.';

export const REGISTER_TITLES = {
  organisation: 'Answered once for the workbook',
  provider: 'Provider’s foundations',
  service: 'Services in use',
} as const;

/** Paints the register; `tick` is called after each row and may wait, so that a long export can be cancelled. */
export async function writeRegister(
  book: Book,
  report: Report,
  tick: () => Promise<void> | void,
): Promise<void> {
  const painter = new RowPainter(book, report);
  const services = new Map(report.services.map((service) => [service.ref, service]));
  let table: Table | null = null;
  let kind: RegisterRow['subjectKind'] | null = null;
  let subject: string | null = null;
  let domain: string | null = null;
  for (const row of report.rows()) {
    if (row.subject !== subject) {
      table?.end();
      const first = row.subjectKind !== kind;
      if (first) {
        book.newPage('landscape');
        book.chapter(REGISTER_TITLES[row.subjectKind]);
        introduce(book, row.subjectKind);
      }
      kind = row.subjectKind;
      subject = row.subject;
      domain = null;
      table = openGroup(book, row, services.get(row.subject), report, first);
    }
    if (!table) continue;
    if (row.domain !== domain) table.band(book.show(row.domainName, row.ref));
    domain = row.domain;
    table.row(painter.cells(row));
    const wait = tick();
    if (wait) await wait;
  }
  table?.end();
  if (subject === null) {
    book.newPage('landscape');
    book.chapter(REGISTER_TITLES.service);
    book.paragraph('No duties are asked yet. Add the services in use, and they stand here.', STYLES.body);
  }
}

function introduce(book: Book, kind: RegisterRow['subjectKind']): void {
  const texts = {
    organisation:
      'Practices of the organisation as a whole. They are answered once and hold for every service in use.',
    provider:
      'What the provider does out of sight. It is answered once per provider and stands in every service’s column of the matrix.',
    service:
      'One table per service in use. The heavy rule between the two halves is the line where the provider’s duty ends and the customer’s begins.',
  } as const;
  book.paragraph(texts[kind], STYLES.bodyMuted);
  book.y += 8;
}

/** The name of a service and its facts, with room for at least the table's head and a first row under it. */
function openGroup(
  book: Book,
  row: RegisterRow,
  service: ReportService | undefined,
  report: Report,
  first: boolean,
): Table {
  if (book.room < 175) book.newPage('landscape');
  else if (!first) book.y += 18;
  const title = book.show(row.subjectLabel, row.subject);
  book.section(title);
  const facts = service ? factsOf(service, report) : row.serviceName;
  book.paragraph(book.show(ours(facts), row.subject), STYLES.bodyMuted);
  if (service?.notes) book.flow(book.show(service.notes, row.subject), STYLES.body, 'landscape');
  book.y += 4;
  if (book.room < 110) book.newPage('landscape');
  const name =
    row.subject === row.subjectLabel ? title : book.show(ours(`${title}, ${row.subject}`), row.subject);
  const table = new Table(book, COLUMNS, 'landscape', name);
  table.start();
  return table;
}

function factsOf(service: ReportService, report: Report): string {
  const environment = report.environments.find((entry) => entry.id === service.environment)?.name;
  const lead = report.people.find((person) => person.id === service.lead)?.name;
  const lifecycle = service.lifecycle.state === 'active' ? null : lifecycleWords(service);
  return [
    service.ref === service.label ? null : service.ref,
    service.serviceName,
    MODEL_WORDS[service.model],
    environment ?? service.environment,
    service.account && `account ${service.account}`,
    service.region,
    service.dataClassification && `data: ${service.dataClassification}`,
    lead && `lead: ${lead}`,
    `${service.answered} of ${service.asked} answered`,
    lifecycle,
  ]
    .filter((fact) => fact)
    .join('  ·  ');
}
function lifecycleWords({ lifecycle }: ReportService): string {
  const words = lifecycle.state === 'closed-to-new' ? 'closed to new customers' : 'support ends';
  return lifecycle.date ? `${words} ${shortDate(lifecycle.date)}` : words;
}

class RowPainter {
  readonly #book: Book;
  readonly #kinds;
  readonly #names;
  readonly #people;

  constructor(book: Book, report: Report) {
    this.#book = book;
    this.#kinds = kindsById(report.parties);
    this.#names = namesById(report.parties);
    this.#people = new Map(report.people.map((person) => [person.id, person.name]));
  }
  cells(row: RegisterRow): Cell[] {
    return [
      this.#duty(row),
      this.#owner(row),
      this.#provider(row),
      this.#customer(row),
      this.#status(row),
      this.#notes(row),
    ];
  }
  #text(text: string, style: TextStyle, column: number, where: string, mark?: string): TextBlock {
    const shown = this.#book.show(text, where);
    return { lines: this.#book.wrap(shown, style, widthOf(column)), style, mark };
  }
  #duty(row: RegisterRow): Cell {
    return [
      this.#text(row.responsibilityName, STYLES.cellBold, 0, row.ref),
      this.#text(row.ref, STYLES.ref, 0, row.ref, MARKS.ref),
    ];
  }
  #owner(row: RegisterRow): Cell {
    const words = ownershipWords(row.ownership, this.#names);
    return [
      { chips: ownershipKeys(row.ownership, this.#kinds) },
      this.#text(ours(words), STYLES.cell, 1, row.ref),
    ];
  }
  #provider(row: RegisterRow): Cell {
    const shares = row.shares.filter((share) => this.#kinds.get(share.party) === 'provider');
    return this.#half(row, shares, 2);
  }
  #customer(row: RegisterRow): Cell {
    const shares = row.shares.filter((share) => this.#kinds.get(share.party) !== 'provider');
    return this.#half(row, shares, 3);
  }
  #half(row: RegisterRow, shares: readonly Share[], column: number): Cell {
    if (shares.length === 0) return [this.#text('–', STYLES.cellMuted, column, row.ref)];
    const blocks: Block[] = [];
    for (const share of shares) {
      const customer = column === 3;
      if (shares.length > 1 || (customer && this.#kinds.get(share.party) !== 'organisation'))
        blocks.push(
          this.#text(this.#names.get(share.party) ?? share.party, STYLES.cellBold, column, row.ref),
        );
      blocks.push(
        share.text === null
          ? this.#text('No text recorded.', STYLES.cellItalic, column, row.ref)
          : this.#text(share.text, STYLES.cell, column, row.ref, customer ? MARKS.customer : MARKS.provider),
      );
      const person = share.person === null ? null : (this.#people.get(share.person) ?? share.person);
      if (person) blocks.push(this.#text(person, STYLES.cellMuted, column, row.ref));
      else if (customer) blocks.push(this.#text(NOBODY, STYLES.cellItalic, column, row.ref));
    }
    return blocks;
  }
  #status(row: RegisterRow): Cell {
    const blocks: Block[] = [];
    const muted = (text: string) => blocks.push(this.#text(text, STYLES.cellMuted, 4, row.ref));
    const open = row.ownership.kind === 'unanswered';
    const status = statusOf(row, (party) => this.#kinds.get(party));
    if (status !== null) blocks.push(this.#text(STATUS_LABELS[status], STYLES.cell, 4, row.ref));
    if (row.parked) muted(parkedWords(row.waits, this.#people));
    if (row.dueOn) muted(`Due ${shortDate(row.dueOn)}`);
    if (row.confirmLater) muted('To be confirmed');
    if (!open)
      muted(`${REVIEW_WORDS[row.review]} ${row.answeredAt ? shortDate(row.answeredAt) : ''}`.trimEnd());
    if (row.answeredBy) muted(`by ${row.answeredBy}`);
    return blocks;
  }
  #notes(row: RegisterRow): Cell {
    const blocks: Block[] = [];
    const add = (text: string, style: TextStyle = STYLES.cell, mark?: string) =>
      blocks.push(this.#text(text, style, 5, row.ref, mark));
    if (row.evidence.length > 0) add(row.evidence.map((number) => `E-${number}`).join(', '), STYLES.cellBold);
    if (row.ownership.kind === 'not-applicable')
      add(row.notApplicable ? `Not applicable: ${row.notApplicable}` : 'Not applicable, without a reason.');
    if (row.misconception) add(MISCONCEPTION, STYLES.cellBold);
    // The reason why a duty does not apply is the reason for the difference.
    if (row.deviates && row.ownership.kind !== 'not-applicable')
      add(
        `Suggested was ${ownerClassWords(row.suggested)}. ${row.deviationReason ?? 'No reason is recorded.'}`,
      );
    if (row.reviewText) add(`Review: ${row.reviewText}`);
    if (row.note !== null) add(row.note, STYLES.cellItalic, MARKS.note);
    return blocks;
  }
}
