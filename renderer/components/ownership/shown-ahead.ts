import { useCallback, useSyncExternalStore } from 'react';
import type { Ownership } from '../../../main/contract/assignments.ts';
import { useWorkbookId } from '../../host/context.tsx';

/** An answer that is shown before it is recorded. */
export interface ShownAhead {
  readonly workbook: string;
  readonly ref: string;
  readonly ownership: Ownership;
  /** The same as the grid's cells write it. */
  readonly written: string;
}

/**
 * One for the page, since a letter is shown ahead one at a time. It stands beside the matrix and the card and not in them, so that
 * only the answers of the card and the line of the grid that shows the duty are drawn again when a key is pressed: neither the rest
 * of the card nor all that is worked out from the matrix.
 */
let shown: ShownAhead | null = null;
/** The duty of `shown` without its service: every line in view asks for it at every key. */
let shownDuty: string | null = null;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Shows an answer on its card and in its cells of the grid; returns how the showing ends. */
export function showAhead(ahead: ShownAhead): () => void {
  const set = (next: ShownAhead | null) => {
    shown = next;
    shownDuty = next === null ? null : next.ref.slice(next.ref.indexOf('/') + 1);
    for (const listener of [...listeners]) listener();
  };
  set(ahead);
  return () => {
    if (shown === ahead) set(null);
  };
}

const useShown = (concerns: (ref: string) => boolean): ShownAhead | null => {
  const workbook = useWorkbookId();
  return useSyncExternalStore(
    subscribe,
    useCallback(
      () => (shown?.workbook === workbook && concerns(shown.ref) ? shown : null),
      [workbook, concerns],
    ),
  );
};

/** What is shown ahead in the line of one responsibility; null while nothing is. */
export const useShownInLine = (responsibility: string): ShownAhead | null =>
  useShown(useCallback(() => shownDuty === responsibility, [responsibility]));

/** What a duty shows: the answer that a key is about to record, else the one that is recorded. */
export const useOwnershipShown = (duty: { readonly ref: string; readonly ownership: Ownership }): Ownership =>
  useShown(useCallback((ref) => ref === duty.ref, [duty.ref]))?.ownership ?? duty.ownership;
