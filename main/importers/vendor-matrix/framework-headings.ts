import type { Meaning } from '../../contract/claims.ts';
import { frameworkOfHeading } from '../../domain/controls/framework-names.ts';
import { fold } from './words.ts';

// Headings that name a framework, its edition and what of it stands below: `PCI DSS v4.0 Req`, `ISO 27001:2022 Control`, `C5 Kriterium`.

/** What ids of a framework are called. */
const IDS: ReadonlySet<string> = new Set(
  [
    'control|controls|control id|control no|control number|control ref|annex a|annex a control|clause|sub control|id|ids|ref|reference|no|number',
    'req|reqs|req id|req no|requirement|requirement id|requirement no|requirement number|safeguard|safeguards|safeguard id|safeguard number',
    'criterion|criteria|article|articles|artikel|artículo|articolo|medida|criterion id|criteria id|subcategory|subcategory id|practice|practice id|standard|section|citation',
    'kriterium|kriterien|anforderung|maßnahme|kontrolle|nummer|exigence|critère|contrôle|mesure|requisito|criterio|controllo',
    'maatregel|beheersmaatregel|eis|criterium|wymaganie|kryterium|zabezpieczenie|critério|controle',
  ].flatMap((line) => line.split('|')),
);

/** What a heading means that names a framework; null where it names none, or says something else of it. */
export function meaningOfFramed(heading: string): Meaning | null {
  const found = frameworkOfHeading(heading);
  if (found === null) return null;
  const rest = fold(found.rest);
  // "PCI DSS" alone may say whether something is in scope of it.
  return IDS.has(rest) || (rest === '' && found.editions.length > 0) ? 'control' : null;
}

/** Whether a heading names a framework or an edition whose ids are not known here, so that 5.1 below it is none of another. */
export const namesOtherFramework = (heading: string): boolean =>
  frameworkOfHeading(heading)?.isKnown === false;

/** Whether numbers alone below a heading are of the standard's own text: clause 5.1 of ISO 27001 is not A.5.1. */
export const namesClauses = (heading: string): boolean => /\bclauses?\b/i.test(heading);

/** Ids that no edition known here has: of an older one, or of another framework with ids of the same form. */
const OTHER_IDS: ReadonlyMap<string, RegExp> = new Map([
  // The categories of the CSF 1.1 that 2.0 has no more.
  ['nist-csf', /^\s*(?:ID\.(?:BE|GV|RM|SC)|PR\.(?:AC|IP|MA|PT)|DE\.DP|RS\.(?:RP|IM)|RC\.IM)\s?-\s?\d/i],
  // The families for privacy of revision 4, and those of the BSI's C5.
  [
    'nist-800-53',
    /^\s*(?:(?:AP|AR|DI|DM|IP|SE|TR|UL)|(?:OIS|SP|HR|AM|OPS|IDM|CRY|COS|DEV|SSO|SIM|BCM|COM|INQ|PSS)(?=-\d\d))\s?-\s?\d/i,
  ],
  // The domains of the CCM 3.0.1 that 4.0 has no more.
  ['csa-ccm', /^\s*(?:AAC|DSI|EKM|GRM|MOS)\s?-\s?\d/i],
]);
/** Whether one of these ids of a spelling shows that all are of another edition or framework. */
export const hasOthers = (ids: readonly string[], scheme: string): boolean =>
  ids.some((id) => OTHER_IDS.get(scheme)?.test(id) === true);

const C5 = /^\s*PS-0\d(?!\d)/i;
/** The framework of which ids that fit a spelling may be as well, if all of them are; null for none that is known. */
export const alikeIn = (ids: readonly string[], scheme: string): string | null =>
  scheme === 'nist-800-53' && ids.length > 0 && ids.every((id) => C5.test(id)) ? 'the C5 of the BSI' : null;

const CSF_OF_BOTH =
  /^\s*(?:ID\.(?:AM|RA)|PR\.(?:AT|DS)|DE\.(?:AE|CM)|RS\.(?:CO|AN|MI)|RC\.(?:CO|RP))\s?-\s?\d(?!\d)/i;
/** The editions of a framework of which ids may be, where they are several: the CSF 2.0 writes two digits, and people leave them out. */
export const editionsOf = (ids: readonly string[], scheme: string): readonly string[] =>
  scheme === 'nist-csf' && ids.length > 0 && ids.every((id) => CSF_OF_BOTH.test(id))
    ? ['NIST CSF 2.0', 'NIST CSF 1.1']
    : [];
