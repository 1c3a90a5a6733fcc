const FOCUSABLE =
  'a[href], button, input, select, textarea, [tabindex]:not([tabindex="-1"]), [contenteditable="true"]';

/** Where the focus stood: the element, and what stood around it on each level, outwards. */
interface Stand {
  readonly element: HTMLElement;
  readonly levels: readonly {
    readonly node: Element;
    readonly parent: Element;
    readonly next: Element | null;
    readonly before: Element | null;
  }[];
}

/**
 * The one rule that the focus never falls to the body: when what had it is removed, it goes to what stands in its place (the same
 * control of the next row, else of the one before, else the nearest thing around it, at last the screen itself); when it was only
 * switched off for a while, it is back as soon as it is switched on again. Whoever clicks on nothing in particular has let go of it.
 * Returns what ends it.
 */
export function keepFocus(page: Document): () => void {
  let stand: Stand | null = null;
  /** Where the focus stood before it went into a dialog. */
  let outside: Stand | null = null;

  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target === page.body) return;
    stand = standOf(target);
    if (target.closest('dialog') === null) outside = stand;
  };
  /** Whoever lets go of something that is still there and can take the focus means it. */
  const onLeave = ({ target, relatedTarget }: FocusEvent) => {
    if (relatedTarget !== null || !(target instanceof HTMLElement)) return;
    // What is being removed is still there while it is told.
    queueMicrotask(() => {
      if (stand?.element === target && page.activeElement === page.body && canTake(target)) stand = null;
    });
  };
  const onPoint = ({ target }: PointerEvent) => {
    if (target instanceof Element && target.closest(`${FOCUSABLE}, [tabindex], label`) === null) stand = null;
  };
  const look = () => {
    if (stand === null || (page.activeElement !== null && page.activeElement !== page.body)) return;
    const { element } = stand;
    if (element.isConnected) {
      // Switched off: it comes back, or it is taken away.
      if (canTake(element)) element.focus({ preventScroll: true });
      return;
    }
    const from = element.closest('dialog') ? outside : stand;
    const next = from && (canTake(from.element) ? from.element : inPlaceOf(from));
    // Once, and not when whoever reads has long gone on.
    stand = null;
    (next ?? page.getElementById('main'))?.focus({ preventScroll: true });
  };
  // Whoever removes something may give the focus on themselves, in an effect or with the next frame.
  let asked = 0;
  const observer = new MutationObserver(() => {
    if (asked !== 0 || (page.activeElement !== null && page.activeElement !== page.body)) return;
    asked = requestAnimationFrame(() => {
      asked = requestAnimationFrame(() => {
        asked = 0;
        look();
      });
    });
  });
  observer.observe(page.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled'],
  });
  page.addEventListener('focusin', onFocus);
  page.addEventListener('focusout', onLeave);
  page.addEventListener('pointerdown', onPoint, true);
  return () => {
    cancelAnimationFrame(asked);
    observer.disconnect();
    page.removeEventListener('focusin', onFocus);
    page.removeEventListener('focusout', onLeave);
    page.removeEventListener('pointerdown', onPoint, true);
  };
}

function standOf(element: HTMLElement): Stand {
  const levels: Stand['levels'][number][] = [];
  for (let node: Element = element; node.parentElement; node = node.parentElement)
    levels.push({
      node,
      parent: node.parentElement,
      next: node.nextElementSibling,
      before: node.previousElementSibling,
    });
  return { element, levels };
}

const canTake = (element: HTMLElement): boolean =>
  element.isConnected && !element.matches(':disabled') && element.checkVisibility();
const focusablesIn = (root: Element): readonly HTMLElement[] =>
  [root, ...root.querySelectorAll(FOCUSABLE)].filter(
    (entry): entry is HTMLElement =>
      entry instanceof HTMLElement && entry.matches(FOCUSABLE) && canTake(entry),
  );

function inPlaceOf({ element, levels }: Stand): HTMLElement | null {
  for (const { node, parent, next, before } of levels) {
    if (!parent.isConnected) continue;
    // The same control of a sibling that is made alike: the one that removes, in the next row.
    const at = [node, ...node.querySelectorAll(FOCUSABLE)]
      .filter((entry) => entry.matches(FOCUSABLE))
      .indexOf(element);
    for (const sibling of [next, before]) {
      if (!sibling?.isConnected) continue;
      const there = focusablesIn(sibling);
      const alike = sibling.tagName === node.tagName ? there[at] : undefined;
      const nearest = sibling === next ? there[0] : there.at(-1);
      const found = alike ?? nearest;
      if (found) return found;
    }
    if (parent instanceof HTMLElement && parent.hasAttribute('tabindex') && canTake(parent)) return parent;
  }
  return null;
}
