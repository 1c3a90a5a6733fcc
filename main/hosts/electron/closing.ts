/** What becomes of the wish to close a window: its page saves first, the wish waits for one that is being carried out, or the window closes. */
export type CloseStep = 'save' | 'wait' | 'close';

export interface Closing {
  /** At each wish; `canSave` says that there is a page that can be asked to save. */
  wished(canSave: boolean): CloseStep;
  /** The page has saved, or has not answered in time: the next wish is that of the program. */
  saved(): void;
  /** The reader stays: the page is asked anew the next time. */
  stays(): void;
}

/**
 * One closing at a time: a second click is the same wish, and must neither ask a second question nor close what is not saved yet. A window
 * that the system does not close within `patienceMs` may be asked to again.
 */
export function createClosing(patienceMs: number, now: () => number = () => performance.now()): Closing {
  let state: 'open' | 'saving' | 'saved' | 'closing' = 'open';
  let since = 0;
  return {
    wished(canSave) {
      if (state === 'saving') return 'wait';
      if (state === 'closing' && now() - since < patienceMs) return 'wait';
      if (state === 'open' && canSave) {
        state = 'saving';
        return 'save';
      }
      state = 'closing';
      since = now();
      return 'close';
    },
    saved() {
      state = 'saved';
    },
    stays() {
      state = 'open';
    },
  };
}
