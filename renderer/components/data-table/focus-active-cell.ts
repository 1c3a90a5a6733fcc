/** Gives the focus back to the grid of the screen, to the cell that had it last. */
export const focusActiveCell = (): void =>
  document.querySelector<HTMLElement>('main [role="grid"] [role="gridcell"][tabindex="0"]')?.focus();
