import type { Status } from '../../main/contract/assignments.ts';

/** Sizes in which a card is shown: one line under a grid, beside a list, with its list and picture, in front of a room. */
export type CardSize = 'line' | 'pane' | 'full' | 'wall';

/** What the keys of a card do. */
export type CardAct =
  | 'answer-provider'
  | 'answer-customer'
  | 'answer-shared'
  | 'not-applicable'
  | 'follow'
  | 'take-proposal'
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
  /** Records at once, so its letter counts only by itself, never as one of a word. */
  readonly records?: boolean;
  /** Only at these sizes; everywhere where it is left out. */
  readonly only?: readonly CardSize[];
  /** What a line does with it: as everywhere, or the whole card opens for it. Left out, the key is not one of a line. */
  readonly line?: 'here' | 'opens';
}

/** Every key of a card, the same wherever it stands: the registry runs them, and lists them under `?` and in the palette. */
export const CARD_KEYS: readonly CardKey[] = [
  { act: 'answer-provider', keys: ['a'], label: 'Answer: the provider alone', records: true, line: 'here' },
  { act: 'answer-customer', keys: ['c'], label: 'Answer: the customer alone', records: true, line: 'here' },
  { act: 'answer-shared', keys: ['s'], label: 'Answer: shared by both', records: true, line: 'here' },
  {
    act: 'not-applicable',
    keys: ['n'],
    label: 'Answer: not applicable, with a reason',
    opens: true,
    line: 'here',
  },
  { act: 'follow', keys: ['x'], label: 'Answer as most do elsewhere in the organisation', records: true },
  { act: 'take-proposal', keys: ['q'], label: 'Take over what most propose', records: true },
  { act: 'accept', keys: ['Enter'], label: 'Record what stands, and go on' },
  { act: 'accept-stay', keys: ['Shift+Enter'], label: 'Record what stands, and stay' },
  {
    act: 'accept-domain',
    keys: ['Shift+A'],
    label: 'Accept what is left of this domain',
    records: true,
    only: ['full', 'wall'],
  },
  { act: 'clear', keys: ['Backspace', 'Delete'], label: 'Take the answer back', line: 'here' },
  {
    act: 'person',
    keys: ['o'],
    label: 'Name the person; again: of the next party',
    opens: true,
    line: 'opens',
  },
  { act: 'next-status', keys: ['t'], label: 'Next status', records: true, line: 'here' },
  { act: 'due', keys: ['w'], label: 'When it is due', opens: true, line: 'opens' },
  { act: 'note', keys: ['m'], label: 'Write a note', opens: true, line: 'opens' },
  { act: 'reason', keys: ['r'], label: 'Say why the answer differs', opens: true, line: 'opens' },
  { act: 'decide', keys: ['d'], label: 'Note a decision', opens: true, line: 'here' },
  { act: 'park', keys: ['p'], label: 'Park this duty, or take it up again', opens: true, line: 'here' },
  { act: 'pick-evidence', keys: ['e'], label: 'Attach evidence files', line: 'opens' },
  { act: 'add-link', keys: ['l'], label: 'Add a link as evidence', opens: true, line: 'opens' },
  {
    act: 'duty-text',
    keys: ['h'],
    label: 'Edit what a party does; again: the next party',
    opens: true,
    line: 'opens',
  },
  { act: 'changes', keys: ['i'], label: 'Show what was changed here', line: 'opens' },
  { act: 'same', keys: ['='], label: 'The same for other services, or as another', line: 'here' },
  { act: 'next', keys: ['j', 'ArrowRight'], label: 'Next duty', held: true },
  { act: 'previous', keys: ['k', 'ArrowLeft'], label: 'Previous duty', held: true },
  { act: 'next-open', keys: ['u'], label: 'Next duty without an answer' },
  { act: 'next-subject', keys: [']'], label: 'Next service', only: ['full', 'wall'] },
  { act: 'previous-subject', keys: ['['], label: 'Previous service', only: ['full', 'wall'] },
  { act: 'leave', keys: ['Escape'], label: 'Leave the field, close what is open', inText: true },
];

/** The keys of a card at one size. */
export const keysAt = (size: CardSize): readonly CardKey[] =>
  CARD_KEYS.filter((entry) =>
    size === 'line' ? entry.line !== undefined : (entry.only?.includes(size) ?? true),
  );

const STATUS_ORDER: readonly Status[] = ['not-started', 'in-progress', 'implemented', 'risk-accepted'];
/** The status that the key T moves on to; after the last comes the first. */
export const statusAfter = (status: Status): Status =>
  STATUS_ORDER[(STATUS_ORDER.indexOf(status) + 1) % STATUS_ORDER.length] ?? 'not-started';
