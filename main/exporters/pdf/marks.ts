/**
 * Names of the content marks around what the finished file is checked by when it is read back. What goes on, on the
 * next page, is marked with the name and `More`.
 */
export const MARKS = {
  /** What the refs below it begin with that themselves begin with a slash. */
  subject: 'DemarcSubject',
  ref: 'DemarcRef',
  provider: 'DemarcProvider',
  customer: 'DemarcCustomer',
  note: 'DemarcNote',
  evidence: 'DemarcEvidence',
  hash: 'DemarcHash',
  change: 'DemarcChange',
  changed: 'DemarcSaid',
} as const;

/** The mark of a text of the minutes and the lists, by the column that it stands in: 0 is also what stands in none. */
export const textMark = (column: number): string => `DemarcText${column}`;

/** The standard's own mark (ISO 32000-1, 14.8.2.3.3): the glyphs of each string in it are read from the last to the first. */
export const REVERSED_MARK = 'ReversedChars';
