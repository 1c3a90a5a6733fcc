import type { MergeConflict, Resolution } from '../../contract/merge.ts';
import type { Row } from './rows.ts';

/** A question that only a person can answer, with the rows as they stand; null for no row. */
export interface Asked {
  /** The same from either side. */
  readonly key: string;
  readonly kind: MergeConflict['kind'];
  readonly table: string;
  readonly row: string;
  /** Columns that it is about, joined by `+`; `row` for the whole record. */
  readonly field: string;
  readonly base: Row | null;
  readonly mine: Row | null;
  readonly theirs: Row | null;
  /** The text that would keep both; null where only one can hold. */
  readonly both: string | null;
}
export type Ask = (asked: Asked) => Resolution;

export interface Asking {
  readonly ask: Ask;
  readonly asked: Asked[];
  /** Those without an answer: they stand as they are on my side until they have one. */
  readonly open: Asked[];
}

/** Answers questions from what was decided; `otherwise` answers the rest. */
export function createAsking(
  resolutions: Readonly<Record<string, Resolution>>,
  otherwise: 'mine' | 'theirs' | undefined,
): Asking {
  const asked: Asked[] = [];
  const open: Asked[] = [];
  return {
    asked,
    open,
    ask(question) {
      asked.push(question);
      const given = Object.hasOwn(resolutions, question.key) ? resolutions[question.key] : otherwise;
      if (given !== undefined && (given !== 'both' || question.both !== null)) return given;
      open.push(question);
      return 'mine';
    },
  };
}
