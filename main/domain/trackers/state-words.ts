import type { ActionState } from '../../contract/actions.ts';
import { plainName } from '../words/plain-text.ts';

/** What an exported issue is called by its state: words that Jira has, and that come back as the same state. */
export const ISSUE_STATES: Readonly<Record<ActionState, string>> = {
  open: 'To Do',
  'in-progress': 'In Progress',
  done: 'Done',
  dropped: "Won't Do",
};

/**
 * The states of trackers as they deliver them: Jira (statuses and resolutions), ServiceNow (states of tasks and incidents), GitHub (states
 * and their reasons), Eramba (projects). What means different things in different places (Pending, On Hold) is left out.
 */
const WORDS: Readonly<Record<ActionState, readonly string[]>> = {
  open: ['open', 'to do', 'todo', 'new', 'backlog', 'selected for development', 'reopened', 'planned'],
  'in-progress': ['in progress', 'work in progress', 'ongoing'],
  done: ['done', 'closed', 'resolved', 'completed', 'complete', 'closed complete'],
  dropped: [
    ...["won't do", "won't fix", 'wontfix', 'cancelled', 'canceled', 'dropped', 'not planned'],
    ...['closed incomplete', 'closed skipped'],
  ],
};
const STATES: ReadonlyMap<string, ActionState> = new Map(
  Object.entries(WORDS).flatMap(([state, words]) => words.map((word) => [word, state as ActionState])),
);
/** Capitals, `NOT_PLANNED`, `in-progress` and typed apostrophes are the tracker's own way. */
const named = (word: string): ActionState | undefined =>
  STATES.get(plainName(word.replace(/[_-]/g, ' ').replaceAll('\u2019', "'")));

/**
 * The state that a tracker's word means, `resolution` being what it says beside it of why something was closed; null for a word that is
 * none of a state. Whether something that is only called closed was done is not said by it: what was dropped here stays so.
 */
export function stateMeant(status: string, resolution: string, now: ActionState): ActionState | null {
  const state = named(status);
  if (state === undefined) return null;
  if (state === 'done' && named(resolution) === 'dropped') return 'dropped';
  return plainName(status) === 'closed' && now === 'dropped' ? now : state;
}

/** All words that are known, for a message. */
export const KNOWN_STATES: readonly string[] = Object.values(ISSUE_STATES);
