/** How a page is looked at beside the light scheme. */
export const OTHER_SCHEMES = [
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'light', forcedColors: 'active' },
] as const;

/**
 * In the page: each colour of text that is seen, with its size and weight, the grounds behind it up to one that hides all others, whatever
 * on the way stands out of the flow, and what tells a link from the text around it; and the elements that have it. What is the same in
 * all of that has one contrast.
 */
export function colourings(): Map<string, Element[]> {
  const grounds = new Map<Element, string>();
  const groundOf = (element: Element): string => {
    const known = grounds.get(element);
    if (known !== undefined) return known;
    const { backgroundColor, backgroundImage, opacity, position, filter, mixBlendMode } =
      getComputedStyle(element);
    const [clear, still, whole] = [
      /, 0\)$/.test(backgroundColor) && backgroundImage === 'none',
      position !== 'absolute' && position !== 'fixed',
      opacity === '1' && filter === 'none' && mixBlendMode === 'normal',
    ];
    const own = [
      ...(clear ? [] : [backgroundColor, backgroundImage]),
      ...(still ? [] : [position, element.className]),
      ...(whole ? [] : [opacity, filter, mixBlendMode]),
    ];
    const hides = backgroundColor.startsWith('rgb(') && backgroundImage === 'none' && whole && still;
    const around = hides || !element.parentElement ? '' : groundOf(element.parentElement);
    const found = [...own, around].filter((part) => part !== '').join(' on ');
    grounds.set(element, found);
    return found;
  };
  const found = new Map<string, Element[]>();
  for (const element of document.querySelectorAll('body *')) {
    const isText =
      element.matches('input, select, textarea') ||
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
    if (!isText || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (element.closest('.visually-hidden')) continue;
    const { color, fontSize, fontWeight, textShadow, textDecorationLine } = getComputedStyle(element);
    // What asks for less contrast: 18 pt, or 14 pt in bold.
    const large = Number.parseFloat(fontSize) >= (Number(fontWeight) >= 700 ? 18.5 : 24) ? 'large' : '';
    const link = element.closest('a');
    const around = link?.parentElement;
    const beside = around ? `${textDecorationLine} ${getComputedStyle(around).color}` : '';
    const field = element.matches(':disabled, [aria-disabled="true"], label:has(:disabled)')
      ? 'disabled'
      : '';
    const colouring = [color, large, textShadow, beside, field, groundOf(element)].join(' | ');
    const elements = found.get(colouring) ?? [];
    found.set(colouring, elements);
    elements.push(element, ...(link && link !== element ? [link] : []));
  }
  return found;
}
