import { typedDate } from '../lib/typed-date.ts';
import { textOf } from './key-queue.ts';

/** Types what was pressed before a field was there, as if it were typed now: the field's own handlers see it. */
export function typeInto(field: Element | null, keys: readonly string[]): void {
  const { text, entered } = textOf(keys);
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  if (field instanceof HTMLInputElement && field.type === 'date') {
    setDate(field, typedDate(text));
    return;
  }
  if (text !== '') document.execCommand('insertText', false, text);
  if (!entered) return;
  // Not a key of the reader's hand, so the browser does nothing by itself: the field's handler first, then its form.
  const press = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
  setTimeout(() => {
    if (field.isConnected && field.dispatchEvent(press)) field.form?.requestSubmit();
  });
}

/** A date's field takes no text, and its parts have no selection: its value is set as its own picker does it. */
function setDate(field: HTMLInputElement, date: string | null): void {
  if (date === null) return;
  // React knows a value that it did not set itself by the prototype's own setter.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, date);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
