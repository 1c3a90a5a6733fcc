import type { SamePart } from '../../../main/contract/same-as.ts';

/** What of an answer goes along to another duty, as it is called on screen. */
export const PART_WORDS: Readonly<Record<SamePart, string>> = {
  owners: 'Owners',
  texts: 'Texts',
  persons: 'Persons',
  status: 'Status',
  due: 'Due date',
  reason: 'Reason',
  note: 'Note',
  evidence: 'Evidence',
};
