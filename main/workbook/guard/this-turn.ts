/** What was just found, and holds for whoever goes on with it at once. */
export interface ThisTurn {
  /** Notes it. It holds until the event loop goes on. */
  note(): void;
  /** Whether it was noted, once. */
  take(): boolean;
}

/** A note that nobody has made yet. */
export function thisTurn(): ThisTurn {
  let holds = false;
  const end = () => {
    holds = false;
  };
  return {
    note() {
      holds = true;
      queueMicrotask(end);
    },
    take() {
      const held = holds;
      holds = false;
      return held;
    },
  };
}
