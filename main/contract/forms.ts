export const FORM_KINDS = ['fedramp-appendix-j', 'fedramp-poam', 'matrix'] as const;
/** What somebody's form was taken for: one of the official ones, or a table whose columns are known. */
export type FormKind = (typeof FORM_KINDS)[number];

/** The layout whose seats a form can be filled in from. */
export const SEATS_OF_FORMS = 'fedramp-crm';

/** A row of the form in which not everything was written, and why. */
export interface FormRowLeft {
  readonly sheet: string;
  readonly row: number;
  /** What the form calls it. */
  readonly id: string;
  readonly why: string;
  /** Whether some of it was written. */
  readonly partly: boolean;
}
export interface FilledForm {
  readonly form: FormKind;
  readonly title: string;
  /** The seat that it was filled in from; null where there is no choice. */
  readonly vantage: string | null;
  /** Name of the file, and the handle under which the host can reveal or deliver it. */
  readonly file: string;
  readonly handle: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Cells that hold something else than before. */
  readonly cells: number;
  readonly sheets: readonly {
    readonly sheet: string;
    readonly filled: number;
    readonly partly: number;
    readonly left: number;
  }[];
  readonly left: readonly FormRowLeft[];
  /** What of this workbook has no place in the form, and what to know before it goes out; sentences. */
  readonly leftOut: readonly string[];
}
