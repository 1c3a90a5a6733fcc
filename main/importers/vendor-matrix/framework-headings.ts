import type { Meaning } from '../../contract/claims.ts';
import { fold } from './words.ts';

// Headings that name a framework, its edition and what of it stands below: `PCI DSS v4.0 Req`, `ISO 27001:2022 Control`, `C5 Kriterium`.

const EDITION =
  /(?:[:,-] ?)?(?<![\p{L}\d.])(?:v(?:ersion)?[. ]?(\d{1,2}(?:\.\d{1,2}){0,3})|rev(?:ision)?[. ] ?(\d{1,2})|r(\d{1,2})|((?:19|20)\d\d)|(\d{1,2}(?:\.\d{1,2}){1,3}))(?![\p{L}\d])|(?<=\d)r(\d)(?!\d)/giu;

interface Framework {
  readonly name: RegExp;
  /** The edition whose ids are known here, and null where none are. */
  readonly edition: RegExp | null;
  /** The spelling whose ids stand for other controls in an older edition, and how file, sheet or title name the older and the known one. */
  readonly older?: readonly [scheme: string, old: RegExp, known: RegExp];
}
const known = (name: RegExp, edition: RegExp, older?: Framework['older']): Framework => ({
  name,
  edition,
  ...(older && { older }),
});
const unknown = (name: RegExp): Framework => ({ name, edition: null });
/** The first that a heading names counts. */
const FRAMEWORKS: readonly Framework[] = [
  known(/\b(?:nist )?(?:sp ?)?800[- ]53\b/i, /^5/),
  known(/\bfedramp(?: (?:low|moderate|high))?\b/i, /^5/),
  known(/\b(?:nist )?(?:sp ?)?800[- ]171\b/i, /^2/),
  known(/\bpci(?:[- ]?dss)?\b/i, /^4/, [
    'pci-dss',
    /\bpci[ -]?dss[ ,:-]{0,2}(?:v(?:ersion)?[. ]?[123](?:\.\d){0,2}|3\.2\.1)(?!\.?\d)/i,
    /\bpci[ -]?dss[ ,:-]{0,2}(?:v(?:ersion)?[. ]?)?4(?:\.\d){0,2}(?!\.?\d)/i,
  ]),
  known(/\biso(?: ?\/ ?iec)?[ -]?2700[12]\b/i, /^2022/, [
    'iso-27001',
    /2700[12] ?[:,-]? ?(?:2005|2013)(?!\d)/,
    /2700[12] ?[:,-]? ?2022(?!\d)/,
  ]),
  unknown(/\bhitrust(?: csf)?\b/i),
  known(/\b(?:nist )?(?:csf|cybersecurity framework)\b/i, /^2/),
  known(/\b(?:csa )?ccm\b/i, /^4/),
  known(/\bcmmc\b/i, /^2/),
  known(/\bsoc ?2\b/i, /./),
  known(/\bhipaa(?: security(?: rule)?)?\b/i, /./),
  known(/\b(?:acsc |australian )?ism\b/i, /./),
  // "CIS Control" has its ids below it, and "CIS Control ID" as well.
  unknown(/\bcis(?: critical security)?(?: controls?(?=\s*\S))?\b/i),
  unknown(/\b(?:bsi )?c5\b/i),
  unknown(/\biso(?: ?\/ ?iec)?[ -]?\d{4,5}(?:[ -]\d)?\b/i),
  known(/\biso\b/i, /./),
  unknown(/\b(?:cobit|tisax|nis ?2|dora|secnumcloud|vda isa)\b/i),
];
/** What ids of a framework are called. */
const IDS: ReadonlySet<string> = new Set(
  [
    'control|controls|control id|control no|control number|control ref|annex a|annex a control|clause|id|ids|ref|reference|no|number',
    'req|reqs|req id|req no|requirement|requirement id|requirement no|requirement number|safeguard|safeguards|safeguard id|safeguard number',
    'criterion|criteria|criterion id|criteria id|subcategory|subcategory id|practice|practice id|standard|section|citation',
    'kriterium|kriterien|anforderung|maßnahme|kontrolle|nummer|exigence|critère|contrôle|mesure|requisito|criterio|controllo',
    'maatregel|beheersmaatregel|eis|criterium|wymaganie|kryterium|zabezpieczenie|critério|controle',
  ].flatMap((line) => line.split('|')),
);
const LONGEST = 160;

interface Framed {
  /** Whether the ids are written as they are known here: of that framework, and of that edition where one is named. */
  readonly isKnown: boolean;
  readonly editions: readonly string[];
  /** What stands beside framework and edition. */
  readonly rest: string;
}
function framed(heading: string): Framed | null {
  const editions: string[] = [];
  const text = heading.slice(0, LONGEST).replace(EDITION, (_, ...groups: unknown[]) => {
    const found = groups.slice(0, 6).find((group) => typeof group === 'string');
    if (typeof found === 'string') editions.push(found);
    return ' ';
  });
  for (const { name, edition } of FRAMEWORKS)
    if (name.test(text))
      return {
        isKnown: edition !== null && editions.every((each) => edition.test(each)),
        editions,
        rest: fold(text.replace(name, ' ')),
      };
  return null;
}

/** What a heading means that names a framework; null where it names none, or says something else of it. */
export function meaningOfFramed(heading: string): Meaning | null {
  const found = framed(heading);
  if (found === null) return null;
  // "PCI DSS" alone may say whether something is in scope of it.
  if (IDS.has(found.rest) || (found.rest === '' && found.editions.length > 0)) return 'control';
  return null;
}

/** Whether a heading names a framework or an edition whose ids are not known here, so that 5.1 below it is none of another. */
export const namesOtherFramework = (heading: string): boolean => framed(heading)?.isKnown === false;

/** Whether what stands around a table names an older edition of the framework of a spelling, and not the one that is known. */
export function namesSuperseded(context: string, scheme: string): boolean {
  const [, old, current] = FRAMEWORKS.find(({ older }) => older?.[0] === scheme)?.older ?? [];
  const text = context.replaceAll('_', ' ');
  return old?.test(text) === true && current?.test(text) !== true;
}

/** What is in the older edition alone: the categories of the CSF 1.1 that 2.0 has no more. */
const OLDER_IDS: ReadonlyMap<string, RegExp> = new Map([
  ['nist-csf', /^\s*(?:ID\.(?:BE|GV|RM|SC)|PR\.(?:AC|IP|MA|PT)|DE\.DP|RS\.(?:RP|IM)|RC\.IM)\s?-\s?\d/i],
]);
/** Whether one of these ids of a spelling is of an older edition alone. */
export const hasSuperseded = (ids: readonly string[], scheme: string): boolean =>
  ids.some((id) => OLDER_IDS.get(scheme)?.test(id) === true);

/** Whether what stands around a table names a framework whose ids are not known here. */
export const namesUnknown = (context: string): boolean => {
  const text = context.replaceAll('_', ' ');
  return FRAMEWORKS.some(({ name, edition }) => edition === null && name.test(text));
};
