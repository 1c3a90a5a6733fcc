/** Who listens to the event stream: as good as the list of open pages. */
export interface EventAudience {
  /** Enters a listener; `dismiss` ends its stream when the host closes. Returns how it leaves by itself. */
  join(dismiss: () => void): () => void;
  dismissAll(): void;
}

/**
 * Counts the pages. With `idleMs` set, `onIdle` runs once no page has been there for that long: a server that was
 * started for a window should not outlive it for ever.
 */
export function createAudience(options: { idleMs?: number; onIdle?: () => void } = {}): EventAudience {
  const { idleMs, onIdle } = options;
  const present = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    if (idleMs === undefined || onIdle === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(onIdle, idleMs);
    timer.unref();
  };
  wait();
  return {
    join(dismiss) {
      present.add(dismiss);
      clearTimeout(timer);
      return () => {
        if (present.delete(dismiss) && present.size === 0) wait();
      };
    },
    dismissAll() {
      for (const dismiss of [...present]) dismiss();
      clearTimeout(timer);
    },
  };
}
