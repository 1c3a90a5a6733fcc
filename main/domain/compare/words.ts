import type { ChangeGroup, ChangeKind } from '../../contract/snapshots.ts';

/** What the groups of a comparison are called, on screen, in the sheet and on the command line. */
export const GROUP_TITLES: Readonly<Record<ChangeGroup, string>> = {
  rules: 'Rules',
  services: 'Services',
  ownership: 'Ownership',
  texts: 'Texts',
  people: 'People',
  status: 'Status and review',
  notes: 'Notes',
  evidence: 'Evidence',
  scope: 'Scope',
};
/** What is recorded and never compared, as it goes on after "Not compared:". */
export const NOT_COMPARED =
  'actions, decisions, proposals, meetings, sign-offs, findings, vendor matrices, remarks of reviews, and who recorded what and when';
export const KIND_TITLES: Readonly<Record<ChangeKind, string>> = {
  added: 'Added',
  gone: 'Gone',
  changed: 'Changed',
  expired: 'Expired',
};
