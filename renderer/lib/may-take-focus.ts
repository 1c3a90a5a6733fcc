/**
 * Whether something that asked for the focus some frames ago, when `asked` had it, may still take it: not out of a field that the
 * reader has gone to since, whose text would then be read as keys of something else.
 */
export function mayTakeFocus(asked: Element | null): boolean {
  const now = document.activeElement;
  return now === asked || now === null || !now.matches('input, textarea, select, [contenteditable="true"]');
}
