export const SHEET_FIELDS = [
  'owners',
  'status',
  'dueOn',
  'note',
  'deviationReason',
  'notApplicable',
  'parked',
  'confirmLater',
  'evidence',
] as const;
/** What of an assignment a returned sheet may change; `text/<party>` and `person/<party>` are the parts of one party. */
export type SheetField = (typeof SHEET_FIELDS)[number] | `text/${string}` | `person/${string}`;
/** One cell that says something else than the workbook. */
export interface SheetChange {
  readonly ref: string;
  /** `orders-db, Guest OS patching`. */
  readonly place: string;
  readonly field: SheetField;
  /** Heading of its column. */
  readonly title: string;
  /** What stands here now, what the sheet says; as the register words it. */
  readonly before: string;
  readonly after: string;
  /** What stood here when the sheet was exported; null when that is not known. */
  readonly atExport: string | null;
  /** Changed here, too, since the sheet was exported; for owners also when what a dropped owner does was. */
  readonly changedHereSince: boolean;
  /** The answer is accepted in review: it changes only after an explicit yes, which reopens it. */
  readonly accepted: boolean;
  readonly sheet: string;
  readonly cell: string;
  /** Why it cannot be written as it is; null when it can. */
  readonly refusal: string | null;
  /** What comes with it: a party that is new to the duty gets the catalogue's text where the sheet gives none. */
  readonly brings: readonly { readonly title: string; readonly text: string }[];
  /** What goes with it: the text, person or reason of an answer that it replaces. */
  readonly drops: readonly { readonly title: string; readonly text: string }[];
}

/**
 * Why a cell has no place. row: no such ref, or a new row. duplicate: its ref stands in two rows. person, evidence: names
 * nobody and nothing here. read-only: decided in Demarc. column: not one of the register. invalid: not what the column holds.
 */
export const UNPLACED_KINDS = [
  'row',
  'duplicate',
  'person',
  'evidence',
  'read-only',
  'column',
  'invalid',
] as const;
export type UnplacedKind = (typeof UNPLACED_KINDS)[number];
export interface UnplacedCell {
  readonly sheet: string;
  readonly cell: string;
  readonly value: string;
  readonly why: string;
  readonly kind: UnplacedKind;
  readonly ref: string | null;
  readonly field: SheetField | null;
  /** A near miss: the ref, person or piece of evidence that may have been meant, by id (`E-4` for evidence). */
  readonly suggestion: string | null;
  /** What to answer with a person or a piece of evidence: the name as written. Empty for every other kind. */
  readonly written: string;
  /** The party whose person it should be. */
  readonly party: string | null;
}

export interface SheetPreview {
  readonly file: string;
  /** Of the file as it was read, lower-case hexadecimal; hand it to `apply`. */
  readonly sha256: string;
  /** Revision of the workbook that all of this was compared with; hand it to `apply`. */
  readonly rev: number;
  /** Who seems to have sent it: the person of a hand-out. */
  readonly sender: { readonly person: string; readonly name: string } | null;
  readonly exported: {
    readonly revision: number;
    readonly at: string | null;
    /** Whether what stood here then is known, so that what was changed meanwhile can be told apart. */
    readonly known: boolean;
  } | null;
  readonly rows: number;
  readonly changes: readonly SheetChange[];
  readonly unplaced: readonly UnplacedCell[];
  /** Cells that say what the workbook says, or that the sender did not touch. */
  readonly unchanged: number;
  readonly notes: readonly string[];
}

/** One change of a preview, by assignment and field. */
export const changeKey = (ref: string, field: SheetField): string => `${ref}#${field}`;

/** At most this many changed cells, and as many without a place, are told and taken from one sheet; the rest after that. */
export const MAX_SHEET_CHANGES = 50_000;

export interface SheetApplied {
  /** The change that it made, as `workbook.undo` takes it; null where nothing was taken in. */
  readonly change: number | null;
  /** The changes written; the others are named with the reason. */
  readonly applied: number;
  readonly assignments: number;
  readonly left: readonly (Pick<SheetChange, 'ref' | 'field' | 'title' | 'sheet' | 'cell' | 'after'> & {
    readonly why: string;
  })[];
  /** People who were added to the workbook. */
  readonly people: readonly string[];
  /** Accepted answers that were reopened for it. */
  readonly reopened: number;
}
