import type { Ownership } from './assignments.ts';
import type { Party } from './parties.ts';

// A vendor's matrix is written from the vendor's seat: "customer" in it is us. What it says is kept as a claim beside our own
// record and never changes an answer.
/** vendor: whoever wrote the matrix. customer: its reader. other: a third party, mostly the vendor's own provider. */
export const CLAIM_OWNERS = ['vendor', 'customer', 'other'] as const;
export type ClaimOwner = (typeof CLAIM_OWNERS)[number];
/** What a word of the vendor's stands for; an empty list: it says nothing. */
export type ClaimWord = readonly ClaimOwner[] | 'not-applicable';

/** What a column holds. */
export const MEANINGS = [
  'control',
  'label',
  'title',
  'owner',
  'inherited',
  'answer',
  'vendor',
  'customer',
  'other',
  'shared',
  'not-applicable',
  'vendor-text',
  'customer-text',
  'other-text',
  'text',
  'status',
  'status-mark',
  'note',
  'ignore',
  'unknown',
] as const;
export type Meaning = (typeof MEANINGS)[number];

export interface ColumnMapping {
  /** 0-based. */
  readonly column: number;
  readonly letter: string;
  readonly header: string;
  readonly meaning: Meaning;
  /** sure: a known heading. likely: worked out from the others or from the cells. given: a person said so. none: not recognised. */
  readonly confidence: 'sure' | 'likely' | 'given' | 'none';
}
export interface SheetMapping {
  readonly sheet: string;
  /** False for a sheet that holds no matrix: instructions, notes, lists. */
  readonly matrix: boolean;
  /** Id and title of the layout that was recognised; null when there is none or a person mapped it. */
  readonly layout: string | null;
  readonly layoutTitle: string | null;
  /** First row of the headings, from 1, and how many rows they take. */
  readonly headerRow: number;
  readonly headerRows: number;
  /** Spelling of the control ids, such as `nist-800-53`, or `own` for numbers of the vendor's; null when it is not known. */
  readonly scheme: string | null;
  readonly columns: readonly ColumnMapping[];
  /** Words that a person gave a meaning to, beside those that the layout knows. */
  readonly words: readonly { readonly word: string; readonly means: ClaimWord }[];
  /** Same for every sheet with these headings. */
  readonly fingerprint: string | null;
  readonly origin: 'recognised' | 'saved' | 'given' | 'none';
}

/** What one row of a matrix says about one control. */
export interface Claim {
  readonly sheet: string;
  /** Address of the cell with the control id, such as `A12`. */
  readonly cell: string;
  readonly framework: string | null;
  readonly control: string;
  readonly part: string | null;
  /** The id as it is written in the file, with the row's own number where it has one. */
  readonly label: string;
  readonly title: string | null;
  /** Empty where the row does not say who. */
  readonly owners: readonly ClaimOwner[];
  readonly notApplicable: boolean;
  /** The words and marks from which the owners were read, as written. */
  readonly words: readonly string[];
  readonly status: readonly string[];
  readonly vendorText: string | null;
  readonly customerText: string | null;
  readonly otherText: string | null;
  /** Text that does not say whose part it describes. */
  readonly text: string | null;
  readonly notes: readonly { readonly heading: string; readonly text: string }[];
  /** own-system: how the vendor runs its own system (a FedRAMP CIS). for-customers: what is left to its customers; this leads. */
  readonly speaks: 'for-customers' | 'own-system';
}
/** A cell that was not read. `outside`: title blocks, headings and sheets that are no part of the matrix. */
export interface UnreadCell {
  readonly sheet: string;
  readonly cell: string;
  readonly value: string;
  readonly why: string;
  readonly outside: boolean;
  /** It stands where an owner or a mark is read: a person can say what the word means. */
  readonly isWord?: true;
}
export interface MatrixCounts {
  /** Non-empty cells of the file; always the sum of the next three. */
  readonly cells: number;
  readonly read: number;
  readonly unread: number;
  readonly outside: number;
  readonly claims: number;
  readonly controls: number;
  /** Claims that name no owner. */
  readonly silent: number;
}
export interface SheetSample {
  readonly sheet: string;
  readonly state: 'visible' | 'hidden' | 'very-hidden';
  readonly rows: readonly {
    readonly number: number;
    readonly cells: readonly { readonly column: number; readonly text: string }[];
  }[];
}
/** Ids by which an earlier state of a document is known again: it bears any one of `own`, or all of `parts`. */
export interface DocumentIds {
  readonly own: readonly string[];
  readonly parts: readonly string[];
}
/** What the cells of a matrix say, and how they were read. */
export interface MatrixReading {
  readonly mapping: readonly SheetMapping[];
  readonly samples: readonly SheetSample[];
  readonly claims: readonly Claim[];
  /** Every cell that was not read. */
  readonly unread: readonly UnreadCell[];
  readonly counts: MatrixCounts;
  readonly notes: readonly string[];
  /** Of a document that has such ids. */
  readonly document?: DocumentIds;
}
/** Holds only the first five hundred claims. */
export interface MatrixPreview extends Omit<MatrixReading, 'document'> {
  readonly file: string;
}

/** A vendor's matrix as it stands in the workbook. */
export interface VendorMatrix {
  readonly id: number;
  readonly party: string;
  readonly title: string;
  readonly file: string;
  /** Number of the file in the register of evidence. */
  readonly evidence: number;
  readonly recordedAt: string;
  readonly recordedBy: string | null;
  readonly coversFrom: string | null;
  readonly coversTo: string | null;
  readonly layouts: readonly string[];
  readonly frameworks: readonly string[];
  readonly counts: MatrixCounts;
}
/** How the claim on one control differs from the one that was recorded before. */
export interface ClaimChange {
  readonly framework: string | null;
  readonly control: string;
  readonly part: string | null;
  /** Owners in words, as `vendor + customer`; null where the control was not there. */
  readonly before: string | null;
  readonly after: string | null;
  /** Whether the texts differ too. */
  readonly text: boolean;
}
export interface ClaimsRecorded {
  readonly matrix: VendorMatrix;
  /** The one whose place it takes. */
  readonly replaced: { readonly id: number; readonly title: string; readonly recordedAt: string } | null;
  readonly fresh: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly gone: number;
  /** The first two hundred. */
  readonly changes: readonly ClaimChange[];
  readonly vendorAdded: boolean;
  /** What a person has to know of how it was read, and what may be an earlier state of it and goes on counting beside it. */
  readonly notes: readonly string[];
  readonly unread: readonly UnreadCell[];
  readonly mapping: readonly SheetMapping[];
}

/** disagree first: the claim and our record cannot both be right. not-recorded: nobody answered here. silent: the vendor names no owner. */
export const VERDICTS = ['disagree', 'not-recorded', 'agree', 'silent', 'untied'] as const;
export type Verdict = (typeof VERDICTS)[number];
export interface ComparedDuty {
  readonly ref: string;
  readonly subject: string;
  readonly responsibility: string;
  readonly ownership: Ownership;
  readonly verdict: Verdict;
  /** Text of the vendor's share as recorded; undefined where the vendor has no share. */
  readonly recordedText?: string | null;
  readonly locked: boolean;
}
export interface ComparedControl {
  readonly matrix: number;
  readonly framework: string | null;
  readonly frameworkName: string | null;
  readonly control: string;
  readonly title: string | null;
  readonly owners: readonly ClaimOwner[];
  readonly notApplicable: boolean;
  readonly verdict: Verdict;
  /** Why, in a sentence with names. */
  readonly why: string;
  readonly claims: readonly Claim[];
  /** Those that disagree first, at most sixty. */
  readonly duties: readonly ComparedDuty[];
  readonly dutyCount: number;
}
export interface ClaimsComparison {
  readonly vendor: Party | null;
  /** Whether the vendor is a provider or has a share in any answer; else its claims are not held against the record. */
  readonly vendorRecorded: boolean;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly total: number;
  /** Disagreements first, then as in the file. */
  readonly rows: readonly ComparedControl[];
}
export interface SavedMapping {
  readonly fingerprint: string;
  /** The headings, so that a person knows which shape is meant. */
  readonly headings: readonly string[];
  readonly savedAt: string;
  readonly savedBy: string | null;
  readonly columns: readonly Pick<ColumnMapping, 'column' | 'meaning'>[];
}
