/**
 * Names of the content marks around what the finished file is checked by when it is read back. What goes on, on the
 * next page, is marked with the name and `More`.
 */
export const MARKS = {
  ref: 'DemarcRef',
  provider: 'DemarcProvider',
  customer: 'DemarcCustomer',
  note: 'DemarcNote',
  evidence: 'DemarcEvidence',
  hash: 'DemarcHash',
} as const;
