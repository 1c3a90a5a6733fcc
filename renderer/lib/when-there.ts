/** For what may never come: long enough for a machine that does much else. */
const LIMIT_MS = 10_000;

/**
 * Gives `act` what `find` finds in the next frame or, where it is not drawn yet, in the frame after it is, and says whether it was late:
 * waiting for so many frames instead gives up on a busy machine, where they go by before a list stands. What is there and still hidden,
 * as everything is whose screen waits for an answer, cannot take the focus: it counts as not drawn. Whoever points at something or goes on
 * by Tab meanwhile calls it off; so does what it returns. `otherwise` is called where it has not come in time.
 */
export function whenThere<E extends Element>(
  find: () => E | null,
  act: (found: E, late: boolean) => void,
  otherwise: () => void = () => undefined,
): () => void {
  const left = new AbortController();
  const changed = new MutationObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => look());
  });
  const end = () => {
    left.abort();
    changed.disconnect();
    cancelAnimationFrame(frame);
    clearTimeout(limit);
  };
  const look = (late = true) => {
    const found = find();
    if (!found?.checkVisibility()) return;
    end();
    act(found, late);
  };
  let frame = requestAnimationFrame(() => {
    const waits = { capture: true, signal: left.signal };
    look(false);
    if (left.signal.aborted) return;
    changed.observe(document.body, {
      childList: true,
      subtree: true,
      attributeFilter: ['id', 'tabindex', 'style'],
    });
    document.addEventListener('pointerdown', end, waits);
    document.addEventListener('keydown', ({ key }) => key === 'Tab' && end(), waits);
  });
  const limit = setTimeout(() => {
    end();
    otherwise();
  }, LIMIT_MS);
  return end;
}

/** The same at once, where it is there already. */
export function asSoonAsThere<E extends Element>(find: () => E | null, act: (found: E) => void): () => void {
  const there = find();
  if (!there?.checkVisibility()) return whenThere(find, act);
  act(there);
  return () => undefined;
}
