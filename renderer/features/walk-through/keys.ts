import type { Status } from '../../../main/contract/assignments.ts';
import type { Stroke } from '../../components/data-table/grid-navigation.ts';

/** What a key asks the walk-through to do. */
export type WalkAction =
  | { readonly type: 'answer'; readonly as: 'provider' | 'customer' | 'shared' }
  | { readonly type: 'toggle-party'; readonly index: number }
  | { readonly type: SimpleAction };
export type SimpleAction =
  | 'not-applicable'
  | 'accept'
  | 'accept-domain'
  | 'clear'
  | 'next'
  | 'previous'
  | 'next-open'
  | 'next-subject'
  | 'previous-subject'
  | 'note'
  | 'park'
  | 'person'
  | 'duty-text'
  | 'next-status'
  | 'pick-evidence'
  | 'add-link'
  | 'reason'
  | 'leave-field'
  | 'dismiss';

/** A key as pressed; `repeat` while it is held down. */
export interface WalkStroke extends Stroke {
  readonly repeat?: boolean;
}

/**
 * Where a key was pressed. field: something that takes text, so every key but Escape is its own. choice: radio buttons
 * and lists, which need arrows, Enter and Space. button: what Enter and Space press. card: anywhere else.
 */
export type Surface = 'field' | 'choice' | 'button' | 'card';

const CHOICE_ROLES = ['radio', 'option', 'listbox', 'menuitem', 'menuitemradio', 'tab', 'slider', 'gridcell'];
const NOT_TYPED_IN = ['checkbox', 'button', 'submit', 'reset', 'image', 'range', 'color', 'file'];

/** Tells the surface from what the focused element is; takes plain values so that it needs no page. */
export function surfaceOf(element: {
  readonly tag: string;
  readonly inputType?: string | undefined;
  readonly role?: string | null | undefined;
  readonly editable?: boolean | undefined;
  readonly insideDialog?: boolean | undefined;
}): Surface {
  const tag = element.tag.toLowerCase();
  if (element.insideDialog || element.editable || tag === 'textarea' || tag === 'select') return 'field';
  if (element.role === 'combobox' || element.role === 'textbox' || element.role === 'searchbox')
    return 'field';
  if (tag === 'input') {
    const type = element.inputType ?? 'text';
    if (type === 'radio') return 'choice';
    return NOT_TYPED_IN.includes(type) ? 'button' : 'field';
  }
  if (element.role && CHOICE_ROLES.includes(element.role)) return 'choice';
  if (tag === 'button' || tag === 'a' || tag === 'summary' || element.role === 'button') return 'button';
  return 'card';
}

const LETTERS: Readonly<Record<string, WalkAction>> = {
  a: { type: 'answer', as: 'provider' },
  c: { type: 'answer', as: 'customer' },
  s: { type: 'answer', as: 'shared' },
  n: { type: 'not-applicable' },
  j: { type: 'next' },
  k: { type: 'previous' },
  u: { type: 'next-open' },
  ']': { type: 'next-subject' },
  '[': { type: 'previous-subject' },
  m: { type: 'note' },
  p: { type: 'park' },
  o: { type: 'person' },
  d: { type: 'duty-text' },
  t: { type: 'next-status' },
  e: { type: 'pick-evidence' },
  l: { type: 'add-link' },
  r: { type: 'reason' },
};

/** Actions that may follow each other while a key is held down. Answers never do: a held key must not run on. */
const REPEATABLE: readonly WalkAction['type'][] = ['next', 'previous'];

/** What a key asks for, or null when it is none of the walk-through's. */
export function actionOf(stroke: WalkStroke, surface: Surface, shortcuts = true): WalkAction | null {
  if (stroke.ctrlKey || stroke.metaKey || stroke.altKey) return null;
  if (stroke.key === 'Escape') return { type: surface === 'field' ? 'leave-field' : 'dismiss' };
  if (surface === 'field' || !shortcuts) return null;
  const action = plainAction(stroke, surface);
  return action && stroke.repeat && !REPEATABLE.includes(action.type) ? null : action;
}

function plainAction(stroke: WalkStroke, surface: Surface): WalkAction | null {
  if (stroke.key === 'Enter') return surface === 'card' && !stroke.shiftKey ? { type: 'accept' } : null;
  if (stroke.key === 'ArrowRight' || stroke.key === 'ArrowLeft') {
    if (surface === 'choice' || stroke.shiftKey) return null;
    return { type: stroke.key === 'ArrowRight' ? 'next' : 'previous' };
  }
  if (stroke.key === 'Backspace' || stroke.key === 'Delete') return { type: 'clear' };
  if (stroke.shiftKey && stroke.key.toLowerCase() === 'a') return { type: 'accept-domain' };
  if (/^[1-9]$/.test(stroke.key)) return { type: 'toggle-party', index: Number(stroke.key) - 1 };
  if (stroke.shiftKey && /^[a-z]$/i.test(stroke.key)) return null;
  return LETTERS[stroke.key.toLowerCase()] ?? null;
}

const STATUS_ORDER: readonly Status[] = ['not-started', 'in-progress', 'implemented', 'risk-accepted'];
/** The status that the key T moves on to; after the last comes the first. */
export const statusAfter = (status: Status): Status =>
  STATUS_ORDER[(STATUS_ORDER.indexOf(status) + 1) % STATUS_ORDER.length] ?? 'not-started';

/** The keys, for the help list and the hints beside buttons. */
export const WALK_KEYS: readonly { readonly keys: string; readonly what: string }[] = [
  { keys: 'A', what: 'The provider does it alone' },
  { keys: 'C', what: 'The customer does it alone' },
  { keys: 'S', what: 'Shared by both' },
  { keys: 'N', what: 'Not applicable, with a reason' },
  { keys: 'Enter', what: 'Accept the suggestion' },
  { keys: '1 to 9', what: 'Choose parties one by one, then Enter' },
  { keys: 'Shift A', what: 'Accept what is left of this domain' },
  { keys: 'Backspace', what: 'Take the answer back' },
  { keys: 'J or →', what: 'Next duty' },
  { keys: 'K or ←', what: 'Previous duty' },
  { keys: 'U', what: 'Next duty without an answer' },
  { keys: '[ and ]', what: 'Previous and next service' },
  { keys: 'D', what: 'Edit what each party does' },
  { keys: 'O', what: 'Name the person' },
  { keys: 'T', what: 'Next status' },
  { keys: 'M', what: 'Note' },
  { keys: 'P', what: 'Park, or take up again' },
  { keys: 'E', what: 'Attach evidence files' },
  { keys: 'L', what: 'Add a link as evidence' },
  { keys: 'R', what: 'Reason for differing from the suggestion' },
  { keys: 'Esc', what: 'Leave a field, close what is open' },
];
