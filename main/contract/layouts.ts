/** From whose seat a layout is written: the same record gives other words when AWS, or we ourselves, are "the provider". */
export interface LayoutVantage {
  readonly id: string;
  readonly name: string;
  readonly about: string;
}
/** The layout that names the package overview that it belongs to. */
export const DECISION_RECORD = 'fedramp-sdr';

/** A layout that auditors exchange. Ids that begin with `framework:` are made for each framework of the catalogue. */
export interface Layout {
  readonly id: string;
  /** Of the template, not of the framework; rises when a column is corrected. */
  readonly version: string;
  readonly title: string;
  readonly publisher: string;
  readonly format: 'xlsx' | 'json' | 'csv' | 'cklb';
  /** Catalogue id of the framework whose controls are its rows; null where it has none. */
  readonly framework: string | null;
  /** False while its columns were not seen in an original; `basis` says what they follow then. */
  readonly verified: boolean;
  readonly basis: string;
  readonly about: string;
  /** What the layout has no place for, whatever the workbook holds; sentences. */
  readonly cannotHold: readonly string[];
  /** Where none is asked for, the first is taken whose side somebody has a part on in the workbook; empty where the seat makes no difference. */
  readonly vantages: readonly LayoutVantage[];
}

/** What was counted in the document before it was written, and in the file after it was read back. */
export interface LayoutReconciliation {
  readonly ok: boolean;
  readonly counted: readonly { readonly what: string; readonly expected: number; readonly found: number }[];
  readonly problems: readonly string[];
}
export interface WrittenLayout {
  readonly layout: string;
  readonly vantage: string | null;
  /** Name of the file, and the handle under which the host can reveal or deliver it. */
  readonly file: string;
  readonly handle: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Rows of the layout's own tables, headings not counted. */
  readonly rows: number;
  readonly reconciliation: LayoutReconciliation;
  /** What of this workbook the layout could not hold, counted and named; sentences. */
  readonly leftOut: readonly string[];
}
