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
export const CELL_FIELDS = ['owners', 'person', 'status', 'dueOn', 'note', 'reason'] as const;
/** A cell as it would be written by hand; `text/<party>` is the duty text of a party. */
export type CellField = (typeof CELL_FIELDS)[number] | `text/${string}`;
export interface CellChange {
  readonly ref: string;
  readonly field: CellField;
  /** The cell's texts before and after, as they are copied. Equal where nothing changes. */
  readonly before: string;
  readonly after: string;
  /** Why the cell stays as it is; null when it does not. */
  readonly refusal: string | null;
}
