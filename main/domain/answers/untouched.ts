import type { Assignment } from '../../contract/assignments.ts';

/** What is recorded of a duty in the register and in its record alike, before anybody touched it. */
export const UNTOUCHED = {
  shares: [],
  notApplicable: null,
  deviationReason: null,
  status: 'not-started',
  risk: null,
  dueOn: null,
  note: null,
  parked: false,
  waits: null,
  confirmLater: false,
  review: 'draft',
  reviewText: null,
  answeredAt: null,
  answeredBy: null,
  authors: [],
  reviewed: null,
} as const satisfies Partial<Assignment>;

/** A record with nothing in it yet; `rev` is the revision of the workbook in which it is made. */
export const untouched = (subject: string, responsibility: string, rev: number): Assignment => ({
  subject,
  responsibility,
  ...UNTOUCHED,
  askedAnyway: false,
  ownPart: false,
  rev,
});
