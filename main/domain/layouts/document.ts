/** What a row of a sheet looks like; the writer gives each look its style. */
export type RowLook =
  | 'title'
  | 'guidance'
  | 'blank'
  | 'group'
  | 'header'
  | 'body'
  | 'heading'
  | 'fact'
  | 'paragraph';
export interface DocumentRow {
  readonly look: RowLook;
  readonly cells: readonly (string | null)[];
}
export interface DocumentSheet {
  readonly name: string;
  readonly columns: readonly {
    readonly width: number;
    readonly mark: boolean;
    readonly most?: number | undefined;
  }[];
  readonly rows: readonly DocumentRow[];
  /** Areas such as `A1:M1`; their text is in the first cell. */
  readonly merges: readonly string[];
  /** Number of the last heading row of a table, which stays in sight with everything above it; 0 for notes. */
  readonly headerRow: number;
}
/** A layout filled from a workbook: every cell as it is to stand in the file. */
export interface LayoutDocument {
  readonly title: string;
  readonly digest: string;
  /** What every sheet bears at its head in print; null for nothing. */
  readonly mark: string | null;
  readonly sheets: readonly DocumentSheet[];
  readonly counts: DocumentCounts;
  /** What of the workbook is in none of its cells, counted and named; sentences. */
  readonly leftOut: readonly string[];
}
export interface DocumentCounts {
  readonly rows: number;
  /** Filled cells of columns that hold marks and short words. */
  readonly marks: number;
  /** Filled cells of the other columns. */
  readonly texts: number;
}

/** Counts the tables of a document, headings and notes left aside. */
export function countCells(sheets: readonly Pick<DocumentSheet, 'columns' | 'rows'>[]): DocumentCounts {
  const counts = { rows: 0, marks: 0, texts: 0 };
  for (const { columns, rows } of sheets)
    for (const { look, cells } of rows) {
      if (look !== 'body') continue;
      counts.rows += 1;
      for (const [index, cell] of cells.entries())
        if (cell !== null) counts[columns[index]?.mark ? 'marks' : 'texts'] += 1;
    }
  return counts;
}

/** Letters of a 0-based column: 0 -> A, 26 -> AA. */
export function lettersOf(column: number): string {
  let letters = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}
