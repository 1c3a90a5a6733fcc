import { useEffect } from 'react';

export interface FocusedElement {
  readonly tag: string;
  readonly inputType?: string | undefined;
}

const MOVES = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];
const PRESSES = ['Enter', ' '];

/**
 * Whether the browser itself uses a key on the focused element, so that no shortcut may take it: Enter and Space press a
 * button, arrows move within radio buttons. Fields that take text are the registry's own business.
 */
export function keepsKey(element: FocusedElement, key: string): boolean {
  const tag = element.tag.toLowerCase();
  const type = tag === 'input' ? element.inputType : undefined;
  if (type === 'radio' || type === 'range') return MOVES.includes(key) || PRESSES.includes(key);
  return (['button', 'a', 'summary'].includes(tag) || type === 'checkbox') && PRESSES.includes(key);
}

/** Leaves Enter, Space and arrows to a focused button or radio button, wherever on the page it is. */
export function useKeptKeys(): void {
  useEffect(() => {
    const look = (event: KeyboardEvent) => {
      const { target } = event;
      if (!(target instanceof HTMLElement)) return;
      const inputType = target instanceof HTMLInputElement ? target.type : undefined;
      if (keepsKey({ tag: target.tagName, inputType }, event.key)) event.stopPropagation();
    };
    document.addEventListener('keydown', look, true);
    return () => document.removeEventListener('keydown', look, true);
  }, []);
}
