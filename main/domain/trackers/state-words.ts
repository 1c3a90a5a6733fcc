import type { ActionState } from '../../contract/actions.ts';
import { isCrossedOut, withoutPictures } from '../words/pictures.ts';
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
/** Capitals, `NOT_PLANNED`, `in-progress`, `wontfix`, typed apostrophes and pictures beside a word are the tracker's own way. */
export const plainWord = (word: string): string =>
  plainName(withoutPictures(word).replace(/[_-]/g, ' ').replaceAll('\u2019', "'")).replace(
    /^wont ?(?=(?:do|fix|implement)$)/,
    "won't ",
  );

/** The state that a tracker's word says; undefined for one that is not known. */
export function stateSaid(word: string): ActionState | undefined {
  const state = STATES.get(plainWord(word));
  return state === 'done' && isCrossedOut(word) ? undefined : state;
}
/** Whether it says no more than that something is open, or closed. */
export const isBareOpen = (word: string): boolean => OPEN.includes(plainWord(word));
export const isBareClosed = (word: string): boolean => CLOSED.includes(plainWord(word));

/** Whether a tracker's word says a state. */
export const isStateWord = (word: string): boolean => stateSaid(word) !== undefined;

/** All words that are known, for a message. */
export const KNOWN_STATES: readonly string[] = Object.values(ISSUE_STATES);
