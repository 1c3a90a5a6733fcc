import { useEffect, useLayoutEffect, useRef } from 'react';
import { formatTsv, parseTsv } from './tsv.ts';

type Block = readonly (readonly string[])[];
interface Clipboard {
  /** What Ctrl or Cmd with C puts on the clipboard; null leaves it to the browser. */
  readonly copied: () => Block | null;
  readonly onPaste: (block: Block) => void;
}

/**
 * The browser's own copy and paste of a view of cells, wherever on the screen the focus is, but for text fields, dialogs
 * and selected text, which keep theirs.
 */
export function useClipboard(clipboard: Clipboard): void {
  const latest = useRef(clipboard);
  // In the same moment as what is selected shows: a copy right after it must not be of what was selected before.
  useLayoutEffect(() => {
    latest.current = clipboard;
  });
  useEffect(() => {
    const elsewhere = (event: ClipboardEvent) =>
      event.defaultPrevented ||
      document.querySelector('dialog[open]') !== null ||
      (event.target instanceof HTMLElement &&
        event.target.matches('input:not([type="checkbox"]), textarea, select, [contenteditable]'));
    const copy = (event: ClipboardEvent) => {
      if (elsewhere(event) || document.getSelection()?.isCollapsed === false) return;
      const block = latest.current.copied();
      if (!block || !event.clipboardData) return;
      event.clipboardData.setData('text/plain', formatTsv(block));
      event.preventDefault();
    };
    const paste = (event: ClipboardEvent) => {
      if (elsewhere(event)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text === '') return;
      event.preventDefault();
      latest.current.onPaste(parseTsv(text));
    };
    document.addEventListener('copy', copy);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('paste', paste);
    };
  }, []);
}
