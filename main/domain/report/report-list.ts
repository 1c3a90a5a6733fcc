import { shortDate } from '../words/date-words.ts';
import type { Block } from './document.ts';

export type ListCell = string | number | null;
export interface ListColumn {
  readonly header: string;
  /** In characters, for a spreadsheet. */
  readonly width: number;
  /** Dates are ISO dates, instants ISO instants; both as texts. */
  readonly kind: 'text' | 'date' | 'instant' | 'number' | 'key';
  /** What it names is led to where a sheet has it: a duty, or evidence. */
  readonly leads?: true;
}
/** A list with a sheet and a chapter of its own. */
export interface ReportList {
  readonly name: string;
  readonly holds: string;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly (readonly ListCell[])[];
  /** The same for a page. */
  readonly block: Block;
}

/** A column of texts; `width` in characters. */
export const textColumn = (header: string, width: number): ListColumn => ({ header, width, kind: 'text' });
/** A day as a page says it; nothing for none. */
export const dateWords = (iso: string | null): string => (iso === null ? '' : shortDate(iso));
/** What a page says in place of an empty list. */
export const none = (sentence: string): Block => ({ kind: 'paragraph', text: sentence, quiet: true });
