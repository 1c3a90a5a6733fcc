export interface WalkSearch {
  /** Id of the responsibility whose card is in view. */
  readonly card?: string;
}

export const walkSearch = (raw: Record<string, unknown>): WalkSearch =>
  typeof raw.card === 'string' && raw.card !== '' ? { card: raw.card } : {};
