/** Gives the focus back to the card around an element, where its keys work. */
export function focusCard(within?: Element | null): void {
  const root =
    (within ?? document.activeElement)?.closest('[data-card]') ?? document.querySelector('[data-card]');
  root?.querySelector<HTMLElement>('article[tabindex="-1"]')?.focus({ preventScroll: true });
}
