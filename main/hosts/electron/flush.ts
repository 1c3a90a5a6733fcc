export interface FlushRequests {
  /** Asks the page to save what is still typed, and waits for its word: true when it came in time. */
  ask(send: (request: number) => void): Promise<boolean>;
  answered(request: number): void;
}

/** A page that hangs must not keep its window open for ever; all that was shown as saved is on disk already. */
export function createFlushRequests(patienceMs: number): FlushRequests {
  let last = 0;
  const waiting = new Map<number, () => void>();
  return {
    ask(send) {
      last += 1;
      const request = last;
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(request);
          resolve(false);
        }, patienceMs);
        waiting.set(request, () => {
          clearTimeout(timer);
          waiting.delete(request);
          resolve(true);
        });
        send(request);
      });
    },
    answered: (request) => waiting.get(request)?.(),
  };
}
