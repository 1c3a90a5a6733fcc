import type { RegisterRow } from '../../contract/assignments.ts';
import type { Reconciliation } from '../../contract/exports.ts';
import type { Report } from '../../domain/report/report.ts';
import { type RegisterColumn, registerColumns } from '../register-columns.ts';

/** Differences named before the rest are only counted. */
const NAMED = 10;

/** Collects what a file lacks or has wrong, naming the first differences and counting the others. */
export class Problems {
  readonly #named: string[] = [];
  #more = 0;

  add(problem: string): void {
    if (this.#named.length < NAMED) this.#named.push(problem);
    else this.#more += 1;
  }

  list(): readonly string[] {
    return this.#more === 0 ? this.#named : [...this.#named, `And ${this.#more} more differences.`];
  }
}

/** A row as found in a file: its cells in the order of the register's columns, null or '' where empty. */
export type FoundRow = readonly (string | null)[];

const short = (text: string | null): string => {
  if (text === null || text === '') return 'nothing';
  return text.length > 60 ? `"${text.slice(0, 60)}…"` : `"${text}"`;
};

/** Walks a register found in a file beside the workbook's own, one row at a time. */
export class RegisterComparison {
  readonly columns: readonly RegisterColumn[];
  rows = 0;
  notes = 0;
  readonly #problems: Problems;
  readonly #rows: Iterator<RegisterRow>;
  readonly #cell: (column: RegisterColumn, row: RegisterRow, place: number) => string | null;
  readonly #noteColumn: number;
  #lost = false;

  /** `cell` says what a complete file holds for a row in one of its columns; `place` is the number of the row, from 1. */
  constructor(
    report: Report,
    problems: Problems,
    cell: (column: RegisterColumn, row: RegisterRow, place: number) => string | null,
  ) {
    this.columns = registerColumns(report);
    this.#problems = problems;
    this.#rows = report.rows()[Symbol.iterator]();
    this.#cell = cell;
    this.#noteColumn = this.columns.findIndex((column) => column.id === 'note');
  }

  /** `written` is how the file writes a heading: the name of a party may be one that it cannot hold as it is. */
  header(found: FoundRow, written: (heading: string) => string): void {
    for (const [index, column] of this.columns.entries()) {
      const expected = written(column.header);
      if (found[index] !== expected)
        this.#problems.add(
          `Column ${index + 1} is headed ${short(found[index] ?? null)}, not "${expected}".`,
        );
    }
    if (found.length > this.columns.length)
      this.#problems.add(`The register has ${found.length} columns, not ${this.columns.length}.`);
  }

  row(found: FoundRow): void {
    this.rows += 1;
    if ((found[this.#noteColumn] ?? '') !== '') this.notes += 1;
    // Once a ref is out of step every further row would differ: counting on is all that still says something.
    if (this.#lost) return;
    const next = this.#rows.next();
    if (next.done) {
      this.#lost = true;
      this.#problems.add(`Row ${this.rows} (${short(found[0] ?? null)}) is not in the workbook.`);
      return;
    }
    for (const [index, column] of this.columns.entries()) {
      const expected = this.#cell(column, next.value, this.rows) ?? '';
      const actual = found[index] ?? '';
      if (actual === expected) continue;
      if (index === 0) {
        this.#lost = true;
        this.#problems.add(`Row ${this.rows} is ${short(actual)}, where ${short(expected)} was expected.`);
        return;
      }
      this.#problems.add(
        `${next.value.ref}, ${column.header}: ${short(actual)} instead of ${short(expected)}.`,
      );
    }
  }

  end(): void {
    if (this.#lost) return;
    const next = this.#rows.next();
    if (!next.done)
      this.#problems.add(`The register ends after row ${this.rows}; ${next.value.ref} is missing.`);
  }
}

/** The verdict: counts of the workbook against counts of the file. Unequal counts are always a problem. */
export function verdict(report: Report, found: Reconciliation['found'], problems: Problems): Reconciliation {
  const expected = { rows: report.counts.rows, notes: report.counts.notes, evidence: report.counts.evidence };
  const counts = (['rows', 'notes', 'evidence'] as const).flatMap((key) =>
    found[key] === expected[key]
      ? []
      : [`The file holds ${found[key]} ${LABELS[key]}, the workbook ${expected[key]}.`],
  );
  const all = [...counts, ...problems.list()];
  return { ok: all.length === 0, expected, found, problems: all };
}
const LABELS = { rows: 'register rows', notes: 'notes', evidence: 'pieces of evidence' } as const;
