import type { Status } from '../../../main/contract/assignments.ts';

/** What the keys of the walk-through do. */
export type WalkAct =
  | 'answer-provider'
  | 'answer-customer'
  | 'answer-shared'
  | 'not-applicable'
  | 'accept'
  | 'accept-domain'
  | 'clear'
  | 'next'
  | 'previous'
  | 'next-open'
  | 'next-subject'
  | 'previous-subject'
  | 'duty-text'
  | 'person'
  | 'next-status'
  | 'note'
  | 'park'
  | 'pick-evidence'
  | 'add-link'
  | 'reason'
  | 'leave';

export interface WalkKey {
  readonly act: WalkAct;
  /** As the shortcut registry writes them. */
  readonly keys: readonly string[];
  readonly label: string;
  /** May run on while the key is held down. An answer never may. */
  readonly held?: boolean;
  readonly inText?: boolean;
}

/** Every key of the walk-through, for the registry: it runs them, and lists them under `?` and in the palette. */
export const WALK_KEYS: readonly WalkKey[] = [
  { act: 'answer-provider', keys: ['a'], label: 'Answer: the provider alone' },
  { act: 'answer-customer', keys: ['c'], label: 'Answer: the customer alone' },
  { act: 'answer-shared', keys: ['s'], label: 'Answer: shared by both' },
  { act: 'not-applicable', keys: ['n'], label: 'Answer: not applicable, with a reason' },
  { act: 'accept', keys: ['Enter'], label: 'Accept the suggestion, or record the chosen parties' },
  { act: 'accept-domain', keys: ['Shift+A'], label: 'Accept what is left of this domain' },
  { act: 'clear', keys: ['Backspace', 'Delete'], label: 'Take the answer back' },
  { act: 'next', keys: ['j', 'ArrowRight'], label: 'Next duty', held: true },
  { act: 'previous', keys: ['k', 'ArrowLeft'], label: 'Previous duty', held: true },
  { act: 'next-open', keys: ['u'], label: 'Next duty without an answer' },
  { act: 'next-subject', keys: [']'], label: 'Next service' },
  { act: 'previous-subject', keys: ['['], label: 'Previous service' },
  { act: 'duty-text', keys: ['d'], label: 'Edit what each party does' },
  { act: 'person', keys: ['o'], label: 'Name the person' },
  { act: 'next-status', keys: ['t'], label: 'Next status' },
  { act: 'note', keys: ['m'], label: 'Write a note' },
  { act: 'park', keys: ['p'], label: 'Park this duty, or take it up again' },
  { act: 'pick-evidence', keys: ['e'], label: 'Attach evidence files' },
  { act: 'add-link', keys: ['l'], label: 'Add a link as evidence' },
  { act: 'reason', keys: ['r'], label: 'Say why the answer differs' },
  { act: 'leave', keys: ['Escape'], label: 'Leave the field, close what is open', inText: true },
];

const STATUS_ORDER: readonly Status[] = ['not-started', 'in-progress', 'implemented', 'risk-accepted'];
/** The status that the key T moves on to; after the last comes the first. */
export const statusAfter = (status: Status): Status =>
  STATUS_ORDER[(STATUS_ORDER.indexOf(status) + 1) % STATUS_ORDER.length] ?? 'not-started';
