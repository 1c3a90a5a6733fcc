import type { Status } from '../../main/contract/assignments.ts';

/** Sizes in which a card is shown: with its list and picture, beside a list, in front of a room. */
export type CardSize = 'full' | 'pane' | 'wall';

/** What the keys of a card do. */
export type CardAct =
  | 'answer-provider'
  | 'answer-customer'
  | 'answer-shared'
  | 'not-applicable'
  | 'accept'
  | 'accept-stay'
  | 'accept-domain'
  | 'clear'
  | 'next'
  | 'previous'
  | 'next-open'
  | 'next-subject'
  | 'previous-subject'
  | 'person'
  | 'next-status'
  | 'due'
  | 'note'
  | 'reason'
  | 'decide'
  | 'park'
  | 'pick-evidence'
  | 'add-link'
  | 'duty-text'
  | 'changes'
  | 'same'
  | 'leave';

export interface CardKey {
  readonly act: CardAct;
  /** As the shortcut registry writes them. */
  readonly keys: readonly string[];
  readonly label: string;
  /** May run on while the key is held down. An answer never may. */
  readonly held?: boolean;
  readonly inText?: boolean;
  /** Opens a field: what is typed next belongs into it, even while it is not there yet. */
  readonly opens?: boolean;
  /** Only at these sizes; everywhere where it is left out. */
  readonly only?: readonly CardSize[];
}

/** Every key of a card, the same wherever it stands: the registry runs them, and lists them under `?` and in the palette. */
export const CARD_KEYS: readonly CardKey[] = [
  { act: 'answer-provider', keys: ['a'], label: 'Answer: the provider alone' },
  { act: 'answer-customer', keys: ['c'], label: 'Answer: the customer alone' },
  { act: 'answer-shared', keys: ['s'], label: 'Answer: shared by both' },
  { act: 'not-applicable', keys: ['n'], label: 'Answer: not applicable, with a reason', opens: true },
  { act: 'accept', keys: ['Enter'], label: 'Record what stands, and go on' },
  { act: 'accept-stay', keys: ['Shift+Enter'], label: 'Record what stands, and stay' },
  {
    act: 'accept-domain',
    keys: ['Shift+A'],
    label: 'Accept what is left of this domain',
    only: ['full', 'wall'],
  },
  { act: 'clear', keys: ['Backspace', 'Delete'], label: 'Take the answer back' },
  { act: 'person', keys: ['o'], label: 'Name the person; again: of the next party', opens: true },
  { act: 'next-status', keys: ['t'], label: 'Next status' },
  { act: 'due', keys: ['w'], label: 'When it is due', opens: true },
  { act: 'note', keys: ['m'], label: 'Write a note', opens: true },
  { act: 'reason', keys: ['r'], label: 'Say why the answer differs', opens: true },
  { act: 'decide', keys: ['d'], label: 'Note a decision', opens: true },
  { act: 'park', keys: ['p'], label: 'Park this duty, or take it up again', opens: true },
  { act: 'pick-evidence', keys: ['e'], label: 'Attach evidence files' },
  { act: 'add-link', keys: ['l'], label: 'Add a link as evidence', opens: true },
  { act: 'duty-text', keys: ['h'], label: 'Edit what each party does', opens: true },
  { act: 'changes', keys: ['i'], label: 'Show what was changed here' },
  { act: 'same', keys: ['='], label: 'The same for other services' },
  { act: 'next', keys: ['j', 'ArrowRight'], label: 'Next duty', held: true },
  { act: 'previous', keys: ['k', 'ArrowLeft'], label: 'Previous duty', held: true },
  { act: 'next-open', keys: ['u'], label: 'Next duty without an answer' },
  { act: 'next-subject', keys: [']'], label: 'Next service', only: ['full', 'wall'] },
  { act: 'previous-subject', keys: ['['], label: 'Previous service', only: ['full', 'wall'] },
  { act: 'leave', keys: ['Escape'], label: 'Leave the field, close what is open', inText: true },
];

/** The keys of a card at one size. */
export const keysAt = (size: CardSize): readonly CardKey[] =>
  CARD_KEYS.filter((entry) => entry.only?.includes(size) ?? true);

const STATUS_ORDER: readonly Status[] = ['not-started', 'in-progress', 'implemented', 'risk-accepted'];
/** The status that the key T moves on to; after the last comes the first. */
export const statusAfter = (status: Status): Status =>
  STATUS_ORDER[(STATUS_ORDER.indexOf(status) + 1) % STATUS_ORDER.length] ?? 'not-started';
