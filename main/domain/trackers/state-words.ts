import type { ActionState } from '../../contract/actions.ts';
import { plainName } from '../words/plain-text.ts';

/** What an exported issue is called by its state: words that Jira has, and that come back as the same state. */
export const ISSUE_STATES: Readonly<Record<ActionState, string>> = {
  open: 'To Do',
  'in-progress': 'In Progress',
  done: 'Done',
  dropped: "Won't Do",
};

/** What says no more than that something is open, or closed. */
const OPEN = [
  'open',
  'offen',
  'ouvert',
  'ouverte',
  'abierto',
  'abierta',
  'aperto',
  'aperta',
  'otwarte',
  'otwarty',
];
const CLOSED = [
  ...['closed', 'geschlossen', 'fermé', 'fermée', 'fermé(e)', 'cerrado', 'cerrada', 'chiuso', 'chiusa'],
  ...['zamknięte', 'zamknięty'],
];
/**
 * The states of trackers as they deliver them: Jira (statuses and resolutions, in English, German, French, Spanish, Italian and Polish), ServiceNow (states of tasks and incidents), GitHub (states
 * and their reasons), Eramba (projects), Azure DevOps (its Agile and Basic processes), Microsoft Planner (Progress), Notion. What means different things in different places (Pending, On Hold) is left out.
 */
const WORDS: Readonly<Record<ActionState, readonly string[]>> = {
  open: [
    ...OPEN,
    ...['to do', 'todo', 'new', 'backlog', 'selected for development', 'reopened', 'planned', 'not started'],
    ...[
      'zu erledigen',
      'nicht begonnen',
      'à faire',
      'por hacer',
      'tareas por hacer',
      'da fare',
      'da completare',
      'do zrobienia',
    ],
  ],
  'in-progress': [
    ...[
      'in progress',
      'work in progress',
      'ongoing',
      'active',
      'doing',
      'in review',
      'in arbeit',
      'en cours',
      'en curso',
      'en progreso',
    ],
    ...['in corso', 'w toku', 'w trakcie'],
  ],
  done: [
    ...CLOSED,
    ...[
      'done',
      'resolved',
      'completed',
      'complete',
      'closed complete',
      'fixed',
      'erledigt',
      'fertig',
      'gelöst',
    ],
    ...['terminé', 'terminée', 'terminé(e)', 'résolu', 'résolue', 'résolu(e)', 'finalizado', 'finalizada'],
    ...['hecho', 'resuelto', 'resuelta', 'completato', 'completata', 'fatto', 'risolto', 'risolta'],
    ...['gotowe', 'zrobione', 'ukończone', 'rozwiązane'],
  ],
  dropped: [
    ...["won't do", "won't fix", 'wontfix', 'cancelled', 'canceled', 'dropped', 'not planned'],
    ...['closed incomplete', 'closed skipped', 'removed', 'rejected', 'declined', 'abgelehnt', 'abgebrochen'],
    ...['annulé', 'annulée', 'rejeté', 'rejetée', 'cancelado', 'cancelada', 'annullato', 'annullata'],
  ],
};
const STATES: ReadonlyMap<string, ActionState> = new Map(
  Object.entries(WORDS).flatMap(([state, words]) => words.map((word) => [word, state as ActionState])),
);
/** Why something was closed, where that is no state as well: Jira's and ServiceNow's resolutions, GitHub's reasons. */
const RESOLUTIONS: ReadonlyMap<string, ActionState | 'unsaid'> = new Map([
  ...[
    ...['fixed', 'solved', 'implemented', 'delivered'],
    ...['solved remotely', 'closed/resolved by caller', 'resolved by caller', 'resolved by change'],
    ...['resolved by problem', 'resolved by request', 'solution provided', 'workaround provided'],
    ...['successful', 'successful with issues', 'fix applied'],
  ].map((word) => [word, 'done'] as const),
  ...[
    ...['duplicate', 'cannot reproduce', "can't reproduce", 'declined', 'rejected', 'invalid', 'obsolete'],
    ...['incomplete', 'abandoned', 'withdrawn', 'not a bug', 'works as designed', 'by design', 'not needed'],
    ...['no longer needed', 'not applicable', "won't implement", 'not solved', 'known error', 'user error'],
    ...['no resolution provided', 'unsuccessful', 'risk accepted', 'duplikat', 'doublon', 'duplicado'],
    ...['duplicato'],
  ].map((word) => [word, 'dropped'] as const),
  ...['', 'unresolved', 'none', 'reopened'].map((word) => [word, 'unsaid'] as const),
]);
/** Capitals, `NOT_PLANNED`, `in-progress` and typed apostrophes are the tracker's own way. */
const plain = (word: string): string => plainName(word.replace(/[_-]/g, ' ').replaceAll('\u2019', "'"));
/** `Solved (Work Around)`: ServiceNow says in brackets how. */
const plainReason = (word: string): string => plain(word).replace(/(?<=[^ (]) \([^()]*\)$/, '');

/**
 * The state that a tracker's word means, `resolution` being what it says beside it of why something was closed; or which of the two is no
 * word that is known. What has only two states does not say whether something closed was done, or something open begun: what was
 * dropped or is in progress here stays so, unless it is said why it was closed.
 */
export function stateMeant(
  status: string,
  resolution: string,
  now: ActionState,
): ActionState | { readonly unknown: 'status' | 'resolution' } {
  const state = STATES.get(plain(status));
  if (state === undefined) return { unknown: 'status' };
  if (OPEN.includes(plain(status)) && now === 'in-progress') return now;
  if (state !== 'done') return state;
  const why = RESOLUTIONS.get(plainReason(resolution)) ?? STATES.get(plainReason(resolution));
  if (why === undefined) return { unknown: 'resolution' };
  if (why === 'dropped') return why;
  return why !== 'done' && CLOSED.includes(plain(status)) && now === 'dropped' ? now : state;
}

/** Whether a tracker's word says a state. */
export const isStateWord = (word: string): boolean => STATES.has(plain(word));

/** All words that are known, for a message. */
export const KNOWN_STATES: readonly string[] = Object.values(ISSUE_STATES);
