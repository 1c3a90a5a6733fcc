/** `docx` and `html` hold the summary, what needs a decision, the controls of the chosen frameworks and each service with who does what; the others the register. */
export const EXPORT_FORMATS = ['xlsx', 'pdf', 'csv', 'docx', 'html'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What a complete export holds. */
export interface ExportCounts {
  readonly services: number;
  /** Register rows: every assignment asked, answered or not. */
  readonly rows: number;
  readonly answered: number;
  /** Notes ("comments") on assignments. */
  readonly notes: number;
  readonly evidence: number;
  readonly gaps: number;
  readonly people: number;
}
/** Counted in the written file by reading it back; `problems` is empty exactly when they equal the workbook. */
export interface Reconciliation {
  readonly ok: boolean;
  readonly expected: { readonly rows: number; readonly notes: number; readonly evidence: number };
  readonly found: { readonly rows: number; readonly notes: number; readonly evidence: number };
  /** Of a document without a register, whose rows, notes and evidence are not counted: its texts, each where it should be. */
  readonly texts?: number;
  readonly problems: readonly string[];
}
export interface ExportedFile {
  readonly format: ExportFormat;
  readonly name: string;
  /** Handle under which the host can reveal or deliver the file. */
  readonly handle: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly reconciliation: Reconciliation;
  /** Characters that the PDF font cannot show, named. */
  readonly warnings: readonly string[];
}

/** That an export is a part of the workbook, and which. */
export interface ExtractFacts {
  /** Register rows of the whole workbook. */
  readonly of: number;
  /** In words, one entry for each thing filtered by: `domain Backups`, `person Ann Lee`. */
  readonly by: readonly string[];
}
/** The same of what was written, with its rows. */
export interface WrittenExtract extends ExtractFacts {
  readonly rows: number;
}
/** What will be in an export, before it is made. */
export interface ExportPreview extends ExportCounts {
  /** Null for the whole workbook. */
  readonly extract: ExtractFacts | null;
}

/** What documents are made to be printed on. */
export const PAPERS = ['a4', 'letter'] as const;
export type Paper = (typeof PAPERS)[number];

/** What a person takes home: the rows in which they are named, and the open rows of services that they lead. */
export interface HandOut {
  /** Id and name. */
  readonly person: string;
  readonly name: string;
  readonly named: number;
  readonly open: number;
}
export const HAND_OUT_FORMATS = ['xlsx', 'pdf'] as const;
export type HandOutFormat = (typeof HAND_OUT_FORMATS)[number];
/** One file of the hand-outs, read back and counted. */
export interface WrittenHandOut {
  readonly person: string;
  readonly name: string;
  readonly format: HandOutFormat;
  /** Its name in the folder or the ZIP file. */
  readonly file: string;
  readonly rows: number;
  readonly warnings: readonly string[];
}
