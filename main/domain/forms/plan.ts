import type { SheetMapping } from '../../contract/claims.ts';
import type { FormKind } from '../../contract/forms.ts';
import type { ControlId } from '../controls/control-ids.ts';
import type { FrameworkAnnex } from '../report/report.ts';

/** A sheet of a form as it was read: its rows that hold something, with the texts of their cells by column, from 0. */
export interface FormSheet {
  readonly name: string;
  readonly rows: readonly FormRow[];
}
export interface FormRow {
  /** From 1. */
  readonly number: number;
  readonly cells: ReadonlyMap<number, string>;
}

/** What a cell is to hold: a text, or a day (ISO date). */
export type FormValue = { readonly text: string } | { readonly date: string };
export interface PlannedCell {
  /** From 0. */
  readonly column: number;
  /** The first of them that the form allows is written: a form has its own words for one and the same thing. */
  readonly values: readonly FormValue[];
  /** Which words of a list of the form's own say the same; one of them is written where the cell has such a list. */
  readonly says?: (word: string) => boolean;
  /** Other columns that must be empty: a mark of ours beside one of another hand would say two things. */
  readonly unless?: readonly number[];
  /** It is written with the others of the row that say so, or none of them is: an answer with its owner. */
  readonly together?: boolean;
  /** It explains the marks before it in the row, and is written only beside them. */
  readonly explains?: boolean;
  /** Texts of the blank form that wait for ours, and so count as nothing. */
  readonly placeholders?: readonly string[];
}
/** One row of a form with what is to be written into it. */
export interface PlannedRow {
  readonly sheet: string;
  readonly row: number;
  /** What the form calls it: the control id, or the number of the item. */
  readonly id: string;
  readonly cells: readonly PlannedCell[];
  /** Why nothing is written, or not all; null where everything is. */
  readonly why: string | null;
  /** It is the head of the form, which names system and organisation, and says nothing of a control or an item. */
  readonly head?: boolean;
  /** Something that bears on it is not decided, which the row says. */
  readonly open?: boolean;
  /** The duties that bear on it. */
  readonly duties?: readonly string[];
}
export interface FormPlan {
  /** What kind of form it was taken for. */
  readonly form: FormKind;
  readonly title: string;
  /** Seat that it is filled in from; null where there is no choice. */
  readonly vantage: string | null;
  readonly rows: readonly PlannedRow[];
  /** What of the workbook has no place in it, and what the reader should know; sentences. */
  readonly leftOut: readonly string[];
  /** How the sheets of a matrix are read. */
  readonly mapping?: readonly SheetMapping[];
}
/** A heading for comparing: lower case, one space for whatever is no letter or digit. */
export const foldHeading = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A control, or a part of one, with the duties that bear on it. */
export type FormControl = FrameworkAnnex['controls'][number];
/** The controls of a framework as forms ask for them. */
export interface FormControls {
  /** By control and part; undefined for what the catalogue does not have. */
  find(id: Pick<ControlId, 'control' | 'part'>): FormControl | undefined;
  /** Each control and each part once. */
  readonly all: readonly FormControl[];
}
