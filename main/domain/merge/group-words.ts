import type { MergeGroup } from '../../contract/merge.ts';

/** What the groups of a merge are called, on screen and on the command line. */
export const GROUP_WORDS: Readonly<Record<MergeGroup, string>> = {
  services: 'Services',
  answers: 'Answers',
  evidence: 'Evidence',
  people: 'People',
  scope: 'Scope',
  actions: 'Actions',
  meetings: 'Meetings and decisions',
  review: 'Sign-offs',
  snapshots: 'Snapshots',
  views: 'Saved views',
  other: 'Other records',
};
