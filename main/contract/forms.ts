import type { Meaning } from './claims.ts';

export const FORM_KINDS = [
  'fedramp-appendix-j',
  'fedramp-poam',
  'csa-caiq',
  'ciso-assistant-audit',
  'matrix',
] as const;
/** What somebody's form was taken for: one of the official ones, or a table whose columns are known. */
export type FormKind = (typeof FORM_KINDS)[number];

/** The layout whose seats a form can be filled in from. */
export const SEATS_OF_FORMS = 'fedramp-crm';

/** What a column of a form can be said to take: the meanings of a vendor's matrix for which there is something to write. */
export const COLUMN_TAKES = [
  'control',
  'owner',
  'inherited',
  'vendor',
  'customer',
  'other',
  'shared',
  'not-applicable',
  'text',
  'vendor-text',
  'customer-text',
  'other-text',
  'status',
  'status-mark',
] as const satisfies readonly Meaning[];
export type ColumnTakes = (typeof COLUMN_TAKES)[number];

/** A table of a form whose columns a person names, where its headings do not tell what they take; or several, in as many sheets. */
export interface NamedColumns {
  /** May be left out where the form has one sheet. */
  readonly sheet?: string | undefined;
  /** The last row of the headings, from 1; the first row in which all named columns have one where nothing is said. */
  readonly headingRow?: number | undefined;
  /** Whose control ids the rows have; told from how they are written where nothing is said. */
  readonly framework?: string | undefined;
  /** Each by its letter or its heading, and before it its sheet where it is of another: `CRM!B`, `'CIS, part 1'!Owner`. */
  readonly columns: readonly { readonly takes: ColumnTakes; readonly at: string }[];
}
/** What a form whose columns nobody knows is refused with: the rows at the top of each sheet that may be its headings. */
export interface FormHeadings {
  readonly sheets: readonly {
    readonly sheet: string;
    readonly rows: readonly {
      readonly row: number;
      readonly headings: readonly { readonly letter: string; readonly text: string }[];
    }[];
  }[];
}

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
  /** Sheets whose columns were taken as the workbook remembers them for these headings; `claims.forgetMapping` takes the fingerprint. */
  readonly remembered: readonly { readonly sheet: string; readonly fingerprint: string }[];
}
