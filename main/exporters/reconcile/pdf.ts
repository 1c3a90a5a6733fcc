import { setImmediate } from 'node:timers/promises';
import type { RegisterRow } from '../../contract/assignments.ts';
import type { Reconciliation } from '../../contract/exports.ts';
import type { PartyKind } from '../../contract/parties.ts';
import { kindsById } from '../../domain/duties/ownership.ts';
import { deskBlocks } from '../../domain/report/desk.ts';
import { rowsInLists } from '../../domain/report/register-lists.ts';
import type { Report } from '../../domain/report/report.ts';
import { MARKS } from '../pdf/marks.ts';
import { PdfFile } from './pdf-file.ts';
import { PdfHistory } from './pdf-history.ts';
import { type MarkedText, markedTexts } from './pdf-marks.ts';
import { TextCheck } from './pdf-texts.ts';
import { sameText } from './same-text.ts';

/** More differences than this are counted, not named. */
const NAMED = 10;
/** How far ahead a row is looked for before it counts as one that the workbook does not have. */
const WINDOW = 200;

interface FoundRow {
  readonly ref: string;
  readonly provider: string[];
  readonly customer: string[];
  note: string | null;
}

/**
 * Reads a finished PDF back and compares it with the report: every register row in its place, its parties' texts, its note,
 * and every piece of evidence with its hash. Never throws for a file that is merely wrong: `problems` says what is. `look` hears
 * how many texts are compared.
 */
export async function reconcilePdf(
  path: string,
  report: Report,
  look?: (done: number, label: string) => void,
): Promise<Reconciliation> {
  const check = new Check(report);
  try {
    const file = new PdfFile(path);
    try {
      let seen = 0;
      for (const text of markedTexts(file, 'Demarc')) {
        check.take(text);
        seen += 1;
        if (seen % 200 !== 0) continue;
        look?.(seen, 'texts compared');
        await setImmediate();
      }
    } finally {
      file.close();
    }
  } catch (error) {
    check.problem(error instanceof Error ? error.message : String(error));
  }
  return check.result();
}

class Check {
  readonly #report: Report;
  readonly #kinds: ReadonlyMap<string, PartyKind>;
  readonly #rows: Iterator<RegisterRow>;
  readonly #ahead: RegisterRow[] = [];
  readonly #problems: string[] = [];
  #more = 0;
  #row: FoundRow | null = null;
  /** The subject whose rows are being read, as the file names it. */
  #subject = '';
  readonly #texts: TextCheck;
  readonly #found = { rows: 0, notes: 0, evidence: 0 };
  readonly #history: PdfHistory | null;

  constructor(report: Report) {
    this.#report = report;
    this.#history = report.history
      ? new PdfHistory(report.history(), (sentence) => this.problem(sentence))
      : null;
    this.#kinds = kindsById(report.parties);
    this.#texts = new TextCheck(deskBlocks(report.desk()));
    this.#rows = rowsInLists(report.rows(), this.#kinds);
  }
  problem(sentence: string): void {
    if (this.#problems.length < NAMED) this.#problems.push(sentence);
    else this.#more += 1;
  }

  take(marked: MarkedText): void {
    if (this.#history?.take(marked) || this.#texts.take(marked)) return;
    const { mark, text } = marked;
    const row = this.#row;
    if (mark === MARKS.subject) this.#subject = text.replaceAll(' ', '');
    else if (mark === MARKS.ref) {
      this.#closeRow();
      this.#found.rows += 1;
      const ref = text.replaceAll(' ', '');
      this.#row = {
        ref: ref.startsWith('/') ? `${this.#subject}${ref}` : ref,
        provider: [],
        customer: [],
        note: null,
      };
    } else if (mark === MARKS.evidence) this.#takeEvidence(text);
    else if (mark === MARKS.hash) this.#takeHash(text);
    else if (!row) this.problem(`The file has text before its first row: ${text.slice(0, 60)}`);
    else if (mark === MARKS.provider) row.provider.push(text);
    else if (mark === MARKS.customer) row.customer.push(text);
    else if (mark === MARKS.note) {
      this.#found.notes += 1;
      row.note = text;
    } else if (mark === `${MARKS.provider}More`) row.provider.push(`${row.provider.pop() ?? ''} ${text}`);
    else if (mark === `${MARKS.customer}More`) row.customer.push(`${row.customer.pop() ?? ''} ${text}`);
    else if (mark === `${MARKS.note}More`) row.note = `${row.note ?? ''} ${text}`;
  }

  #expected(at: number): RegisterRow | undefined {
    while (this.#ahead.length <= at) {
      const next = this.#rows.next();
      if (next.done) break;
      this.#ahead.push(next.value);
    }
    return this.#ahead[at];
  }
  #closeRow(): void {
    const found = this.#row;
    this.#row = null;
    if (!found) return;
    let at = 0;
    while (at < WINDOW && this.#expected(at) !== undefined && this.#expected(at)?.ref !== found.ref) at += 1;
    const expected = this.#expected(at);
    if (expected?.ref !== found.ref) {
      this.problem(`${found.ref} stands in the file, but not at this place of the workbook.`);
      return;
    }
    for (const row of this.#ahead.splice(0, at)) this.problem(`${row.ref} is missing from the file.`);
    this.#ahead.shift();
    this.#compare(found, expected);
  }
  #compare(found: FoundRow, row: RegisterRow): void {
    if (row.note !== null && found.note === null)
      this.problem(`The note of ${row.ref} is missing from the file.`);
    else if (row.note === null && found.note !== null)
      this.problem(`${row.ref} has a note in the file, but none in the workbook.`);
    else if (row.note !== null && found.note !== null && !sameText(found.note, row.note))
      this.problem(`The note of ${row.ref} differs: the file has “${found.note.slice(0, 60)}”.`);
    const texts = (provider: boolean) =>
      row.shares.flatMap((share) =>
        share.text !== null && (this.#kinds.get(share.party) === 'provider') === provider ? [share.text] : [],
      );
    this.#compareTexts(found.provider, texts(true), row.ref);
    this.#compareTexts(found.customer, texts(false), row.ref);
  }
  #compareTexts(found: readonly string[], expected: readonly string[], ref: string): void {
    if (found.length !== expected.length)
      this.problem(`${ref} has ${found.length} duty texts in the file, ${expected.length} in the workbook.`);
    else if (!expected.every((text, index) => sameText(found[index] ?? '', text)))
      this.problem(`The duty text of ${ref} differs in the file.`);
  }

  #takeEvidence(text: string): void {
    const expected = this.#report.evidence[this.#found.evidence];
    this.#found.evidence += 1;
    if (text !== `E-${expected?.number}`)
      this.problem(
        `${text} stands in the file where the workbook has ${expected ? `E-${expected.number}` : 'no evidence'}.`,
      );
  }
  #takeHash(text: string): void {
    const expected = this.#report.evidence[this.#found.evidence - 1];
    if (text.replaceAll(' ', '') !== (expected?.sha256 ?? ''))
      this.problem(`The hash of E-${expected?.number} differs in the file.`);
  }

  result(): Reconciliation {
    this.#closeRow();
    this.#history?.end();
    for (let row = this.#expected(0); row; row = this.#expected(0)) {
      this.problem(`${row.ref} is missing from the file.`);
      this.#ahead.shift();
    }
    for (const problem of this.#texts.problems()) this.problem(problem);
    const { counts, evidence } = this.#report;
    const expected = { rows: counts.rows, notes: counts.notes, evidence: evidence.length };
    for (const key of ['rows', 'notes', 'evidence'] as const)
      if (this.#found[key] !== expected[key])
        this.problem(`The file has ${this.#found[key]} ${key}, the workbook ${expected[key]}.`);
    if (this.#more > 0) this.#problems.push(`And ${this.#more} more differences.`);
    return {
      ok: this.#problems.length === 0,
      expected,
      found: this.#found,
      problems: this.#problems,
    };
  }
}
