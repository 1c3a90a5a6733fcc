/**
 * What is gone to by Tab is seen whole, with the outline around it: a browser brings no more into view than the line of a field in which
 * one writes. Returns what ends it.
 */
export function showFocus(page: Document): () => void {
  let byTab = false;
  const onKey = ({ key }: KeyboardEvent) => {
    byTab = key === 'Tab';
  };
  const onFocus = ({ target }: FocusEvent) => {
    if (byTab && target instanceof HTMLElement)
      target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    byTab = false;
  };
  page.addEventListener('keydown', onKey, true);
  page.addEventListener('focusin', onFocus);
  return () => {
    page.removeEventListener('keydown', onKey, true);
    page.removeEventListener('focusin', onFocus);
  };
}
