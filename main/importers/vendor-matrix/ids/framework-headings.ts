import type { Meaning } from '../../../contract/claims.ts';
import { frameworkOfHeading } from '../../../domain/controls/framework-names.ts';
import { fold } from '../words.ts';

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

/** Whether a heading has ids of its own below it, or says to what those of another column are mapped: it names no framework of theirs. */
export const namesMapping = (heading: string): boolean =>
  meaningOfFramed(heading) === 'control' ||
  /\bmapp?(?:ing|ings|ed|s)?\b|\bcrosswalk\b|\bequivalent\b/i.test(heading);
