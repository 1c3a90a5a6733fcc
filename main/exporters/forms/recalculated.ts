import { attributeOf, type Place, startTag, walkXml } from './xml-places.ts';

/** The workbook part that has every formula worked out when it is opened: values that were saved know nothing of what is new. */
export function recalculated(xml: string): string {
  let calculation: (Place & { readonly full: string }) | null = null;
  let root: Place | null = null;
  let closing = xml.length;
  /** What the order of the elements puts behind it: ECMA-376 part 1, 18.2.27. */
  let behind: number | null = null;
  let depth = 0;
  walkXml(xml, {
    open(place) {
      root ??= place;
      depth += 1;
      if (depth !== 2) return;
      if (place.name === 'calcPr') {
        const full = attributeOf(place.attributes, 'fullCalcOnLoad') ?? '0';
        calculation = { ...place, full };
      } else if (BEHIND.has(place.name)) behind ??= place.start;
    },
    close(_, start) {
      depth -= 1;
      if (depth === 0) closing = start;
    },
  });
  const found = calculation as (Place & { readonly full: string }) | null;
  if (found) {
    if (['1', 'true'].includes(found.full)) return xml;
    const tag = startTag(`${found.prefix}calcPr`, { ...found.attributes, fullCalcOnLoad: '1' }, found.empty);
    return `${xml.slice(0, found.start)}${tag}${xml.slice(found.inside)}`;
  }
  const at = behind ?? closing;
  const prefix = (root as Place | null)?.prefix ?? '';
  return `${xml.slice(0, at)}<${prefix}calcPr fullCalcOnLoad="1"/>${xml.slice(at)}`;
}
const BEHIND = new Set([
  'oleSize',
  'customWorkbookViews',
  'pivotCaches',
  'smartTagPr',
  'smartTagTypes',
  'webPublishing',
  'fileRecoveryPr',
  'webPublishObjects',
  'extLst',
]);
