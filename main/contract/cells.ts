import { z } from 'zod';
import { slugSchema } from './ids.ts';

/** Why a bulk change left an assignment as it was. */
export interface Skipped {
  readonly ref: string;
  /** locked: accepted in review. misconception: wants a reason. same: it is so already. */
  readonly kind: 'locked' | 'misconception' | 'same' | 'refused';
  readonly why: string;
}
export interface BulkResult {
  readonly changed: readonly string[];
  readonly skipped: readonly Skipped[];
}
/** A cell as it would be written by hand; `text/<party>` is the duty text of a party. */
export const cellFieldSchema = z.union([
  z.enum(['owners', 'person', 'status', 'dueOn', 'note', 'reason']),
  z.templateLiteral(['text/', slugSchema]),
]);
export type CellField = z.infer<typeof cellFieldSchema>;
export interface CellChange {
  readonly ref: string;
  readonly field: CellField;
  /** The cell's texts before and after, as they are copied. Equal where nothing changes. */
  readonly before: string;
  readonly after: string;
  /** Why the cell stays as it is; null when it does not. */
  readonly refusal: string | null;
}
