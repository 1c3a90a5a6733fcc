// Frameworks as people name them, in a heading, a title, the name of a sheet or of a file, or in the back matter of a document.

const EDITION =
  /(?:[:,-] ?)?(?<![\p{L}\d.])(?:v(?:ersion)?[. ]?(\d{1,2}(?:\.\d{1,2}){0,3})|rev(?:ision)?[. ]{0,2}(\d{1,2})|r(\d{1,2})|((?:19|20)\d\d)|(\d{1,2}(?:\.\d{1,2}){1,3}))(?![\p{L}\d])|(?<=\d)r(\d)(?!\d)/giu;
/** An edition stands right behind the name, and a number further off is that of the file. */
const BEHIND = /^[\s:,(-]{0,3}$/;
const FAR = 24;

interface Framework {
  /** How its ids are written; null where that is not known here. */
  readonly scheme: string | null;
  readonly name: RegExp;
  /** The editions whose ids are known here. */
  readonly edition: RegExp;
  /** Whether its editions are years. Behind the name of any other a year is that of the file. */
  readonly byYear: boolean;
}
const known = (scheme: string, name: RegExp, edition: RegExp, byYear = false): Framework => ({
  scheme,
  name,
  edition,
  byYear,
});
const unknown = (name: RegExp): Framework => ({
  scheme: null,
  name,
  edition: /^$/,
  byYear: true,
});
/** In the order in which they are looked for: what one of them names is no name of a later one. */
const FRAMEWORKS: readonly Framework[] = [
  known('nist-800-53', /(?:\bnist[ -]?)?(?:\bsp[ -]?)?(?<!\d)800[- ]53[ab]?\b/giu, /^5/),
  known('nist-800-53', /\bfedramp(?: (?:low|moderate|high))?\b/giu, /^5/),
  known('cmmc', /(?:\bnist[ -]?)?(?:\bsp[ -]?)?(?<!\d)800[- ]171a?\b/giu, /^2/),
  unknown(/\bpci[- ]?(?:pin|p2pe|3ds|pts|ssf|cp|pa[- ]?dss)\b/giu),
  known('pci-dss', /\bpci(?:[- ]?dss)?\b|\bpayment card industry\b/giu, /^4/),
  known('iso-27001', /(?:\biso(?: ?\/ ?iec)?[ -]?)?\b2700[12]\b|\biso2700[12]\b/giu, /^202[2-9]/, true),
  unknown(/\bhitrust(?: csf)?\b/giu),
  known('nist-csf', /\b(?:nist )?(?:csf|cybersecurity framework)\b/giu, /^2/),
  known('csa-ccm', /\b(?:csa )?(?:ccm|(?<!ai[ -])caiq)\b|\bcloud security alliance\b|\bcsa\b/giu, /^4/),
  known('cmmc', /\bcmmc\b|\bpractice (?:id|number)\b/giu, /^2/),
  known('soc2', /\bsoc ?2\b|\btrust services\b|\btsc\b|\bcuecs?\b|\bcsocs?\b/giu, /./),
  known('hipaa', /\bhipaa(?: security(?: rule)?)?\b|\b164\.3\d\d/giu, /./),
  known('ism', /\b(?:acsc |australian )?ism\b|\birap\b/giu, /./),
  // "CIS Control" has its ids below it, and "CIS Control ID" as well.
  unknown(/\bcis(?: critical security)?(?: (?:sub-?)?controls?(?=\s*\S))?\b/giu),
  unknown(/\b(?:bsi )?c5\b/giu),
  unknown(/\biso(?: ?\/ ?iec)?[ -]?\d{4,5}(?:[ -]\d)?\b/giu),
  known('iso-27001', /\biso\b|\bannex a\b/giu, /./, true),
  known('nist-800-53', /\bnist\b/giu, /^5/),
  unknown(/\b(?:cobit|tisax|nis[ -]?2|dora|gdpr|dsgvo|rgpd|ens|secnumcloud|vda isa)\b/giu),
];
const LONGEST = 160;

/** A framework that a text names. */
export interface NamedFramework {
  /** How its ids are written; null where that is not known here. */
  readonly scheme: string | null;
  /** Whether its ids are written as they are known here: of that framework, and of that edition where one is named. */
  readonly isKnown: boolean;
  readonly editions: readonly string[];
}
function named({ scheme, edition, byYear }: Framework, all: readonly string[]): NamedFramework {
  const editions = all.filter((each) => byYear || !/^(?:19|20)\d\d$/.test(each));
  return { scheme, editions, isKnown: scheme !== null && editions.every((each) => edition.test(each)) };
}
const found = (groups: readonly unknown[]): string | undefined =>
  groups.slice(0, 6).find((group) => typeof group === 'string') as string | undefined;

/** The first framework that a heading names, with any edition in it, and what stands beside them; null where it names none. */
export function frameworkOfHeading(heading: string): (NamedFramework & { readonly rest: string }) | null {
  const editions: string[] = [];
  const text = heading.slice(0, LONGEST).replace(EDITION, (_, ...groups: unknown[]) => {
    editions.push(found(groups) ?? '');
    return ' ';
  });
  const framework = FRAMEWORKS.find(({ name }) => text.search(name) >= 0);
  if (framework === undefined) return null;
  let isFirst = true;
  const rest = text.replace(framework.name, (name) => {
    const kept = isFirst ? ' ' : name;
    isFirst = false;
    return kept;
  });
  return { ...named(framework, editions), rest };
}

/** "Internal controls (not PCI)", "See also our PCI AOC". */
const DENIED =
  /(?<!\p{L})(?:not|no|non|without|except|excluding|unlike|other than|see|nicht|kein\p{L}*|ohne|siehe|sans|pas|hors|voir|sin|véase|senza|vedi|geen|zonder|zie|bez|não|sem)(?: (?:also|auch|aussi|también|anche|ook|for|of|our|the|a|any|to|von|unsere?))*[ (-]*$/iu;

/** The frameworks that a text of any length names, one line after another; none that it denies or leads to elsewhere. */
export function frameworksIn(text: string): readonly NamedFramework[] {
  const all: NamedFramework[] = [];
  let left = text.replaceAll('_', ' ');
  for (const framework of FRAMEWORKS)
    left = left.replace(framework.name, (name, at: number, whole: string) => {
      const [line = ''] = whole.slice(at + name.length, at + name.length + FAR).split('\n', 1);
      const editions = [...line.matchAll(EDITION)]
        .slice(0, 1)
        .filter(({ index }) => BEHIND.test(line.slice(0, index)));
      if (!DENIED.test(whole.slice(Math.max(0, at - LONGEST), at).replace(/^.*\n/s, '')))
        all.push(
          named(
            framework,
            editions.map((each) => found(each.slice(1)) ?? ''),
          ),
        );
      return ' '.repeat(name.length);
    });
  return all;
}
