import type { RiskAcceptance, Status, Waits } from '../../contract/assignments.ts';
import type { SheetField } from '../../contract/sheets.ts';
import { partOfField } from './fields.ts';

/** Reasons that come with a change of owners; undefined: the one that stands is kept where it still fits. */
export interface Reasons {
  readonly deviation?: string | null | undefined;
  readonly notApplicable?: string | null | undefined;
}

/**
 * One field of a duty as it is to be, whichever way it comes: by key, from a cell that was pasted or sent back, for many duties at
 * once, from the command line, or from another duty. An empty text is none.
 */
export type AnswerChange =
  | { readonly field: 'owners'; readonly owners: readonly string[]; readonly reason?: Reasons['deviation'] }
  /** `why` null: as it was, where it did not apply before. */
  | {
      readonly field: 'not-applicable';
      readonly why: string | null;
      readonly reason?: Reasons['deviation'];
    }
  | { readonly field: 'unanswered' }
  | {
      readonly field: 'text' | 'person';
      readonly party: string;
      readonly value: string | null;
    }
  | { readonly field: 'status'; readonly status: Status }
  /** What is left out stays as it is. */
  | {
      readonly field: 'risk';
      readonly risk: { readonly [K in keyof RiskAcceptance]?: RiskAcceptance[K] | undefined };
    }
  /** `reason` is that of the answer, whichever it is; `notApplicable` only that of "not applicable". */
  | {
      readonly field: 'dueOn' | 'note' | 'reason' | 'deviationReason' | 'notApplicable';
      readonly value: string | null;
    }
  | {
      readonly field: 'parked';
      readonly parked?: boolean | undefined;
      readonly waits?: Waits | null | undefined;
    }
  | { readonly field: 'confirmLater'; readonly confirmLater: boolean }
  | { readonly field: 'evidence'; readonly numbers: readonly number[] };

/** The change behind a value as `valueOfField` writes it. */
export function changeOfValue(field: SheetField, value: string, reasons: Reasons): AnswerChange {
  switch (field) {
    case 'owners':
      if (value === '') return { field: 'unanswered' };
      if (value === '-')
        return {
          field: 'not-applicable',
          why: reasons.notApplicable ?? null,
          reason: reasons.deviation,
        };
      return { field, owners: value.split('+'), reason: reasons.deviation ?? undefined };
    case 'status':
      return { field, status: value as Status };
    case 'parked':
      return { field, parked: value === 'yes' };
    case 'confirmLater':
      return { field, confirmLater: value === 'yes' };
    case 'evidence':
      return { field, numbers: value === '' ? [] : value.split(',').map(Number) };
    case 'dueOn':
    case 'note':
    case 'deviationReason':
    case 'notApplicable':
      return { field, value: value || null };
    default: {
      const { party, part } = partOfField(field) ?? { party: '', part: 'text' };
      return { field: part, party, value: value || null };
    }
  }
}

/** Owners come first, because shares are what texts and persons hang on; a reason counts as given with its answer. */
const ORDER: readonly string[] = [
  'owners',
  'not-applicable',
  'unanswered',
  'notApplicable',
  'deviationReason',
];
/** The place of a field in the order of writing. */
export const writingRank = (field: string): number => {
  const at = ORDER.indexOf(field);
  return at < 0 ? ORDER.length : at;
};
