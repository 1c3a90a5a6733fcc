export interface WalkSearch {
  /** Responsibility of the card shown, within the subject of the path. */
  readonly card?: string;
}

export function walkSearch(raw: Record<string, unknown>): WalkSearch {
  return typeof raw.card === 'string' ? { card: raw.card } : {};
}
