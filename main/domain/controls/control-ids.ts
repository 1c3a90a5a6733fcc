/**
 * How the control ids of a framework are written. People pad numbers or not, put parts in brackets or behind dots, and put
 * a title behind the id: all spellings of one control come to the one form that the catalogue uses.
 */
export interface ControlId {
  /** The id as the catalogue writes it: `AC-2(1)`, `A&A-01`, `1.2.1`. */
  readonly control: string;
  /** The part of the control, as `a`, `a(1)` or the number of a CAIQ question; null for the control as a whole. */
  readonly part: string | null;
  /** Set for the heading of a whole group, such as PCI DSS requirement 1. */
  readonly group?: true;
}
export interface IdScheme {
  readonly id: string;
  readonly name: string;
  /** Id of the framework, the catalogue's own where it has it. */
  readonly framework: string;
  /** Null when the text does not begin with an id of this scheme. */
  parse(text: string): ControlId | null;
}

/** Dashes of every kind become hyphens, hard spaces become spaces, ends are trimmed. */
const plain = (text: string): string =>
  IS_PLAIN.test(text)
    ? text
    : text
        .normalize('NFKC')
        .replace(/[\u2010-\u2015\u2212]/g, '-')
        .replace(/\s+/g, ' ')
        .trim();
/** As most are, and each is asked for in every spelling. */
const IS_PLAIN = /^[!-~]+(?: [!-~]+)*$/;
const unpadded = (digits: string): string => String(Number(digits));
/** What may stand behind an id: nothing, or a title set off from it. */
const isTitle = (rest: string): boolean => rest === '' || /^(?:[.:;,]?\s|[:;,.]$|-\s|\s-)/.test(rest);

/** The baselines that have a control, as FedRAMP writes them behind it: `AC-2 (L)(M)(H)`. */
const BASELINES = /^ ?(?:\(L\) ?\(M\)(?: ?\(H\))?|\([LM]\) ?\(H\))(?! ?\()/;
/** One alone is a baseline or a part. */
const BASELINE_OR_PART = /^ \([LMH]\)(?! ?\()/;
/** Stands for all that there are: `9.3.x`. No control has so many parts. */
const ANY = 'x';

const NIST =
  /^(AC|AT|AU|CA|CM|CP|IA|IR|MA|MP|PE|PL|PM|PS|PT|RA|SA|SC|SI|SR|AP|AR|DI|DM|IP|SE|TR|UL) ?- ?(\d{1,2})(?!\d)/i;
function parseNist(text: string): ControlId | null {
  const found = NIST.exec(text);
  if (!found) return null;
  let rest = text.slice(found[0].length);
  const base = `${(found[1] ?? '').toUpperCase()}-${unpadded(found[2] ?? '')}`;
  // An enhancement: (1), (01), .1
  const enhancement = /^ ?(?:\((\d{1,2})\)|\.(\d{1,2})(?![\d]))/.exec(rest);
  if (enhancement) rest = rest.slice(enhancement[0].length);
  const number = enhancement?.[1] ?? enhancement?.[2];
  const control = number === undefined ? base : `${base}(${unpadded(number)})`;
  const tags = BASELINES.exec(rest);
  if (tags) rest = rest.slice(tags[0].length);
  else if (BASELINE_OR_PART.test(rest)) return null;
  // A part: (a), a., .a, : (j), and below it (1), (1)(a)
  const part = /^(?: ?:? ?\(([a-z])\)|(?:\.| (?=[a-z]\.(?:\s|$)))([a-z])(?![a-z])|([a-z])(?![a-z]))/i.exec(
    rest,
  );
  if (!part) return isTitle(rest) ? { control, part: null } : null;
  rest = rest.slice(part[0].length);
  let letter = (part[1] ?? part[2] ?? part[3] ?? '').toLowerCase();
  if (letter === ANY) return null;
  for (let below = /^ ?\.?\(([0-9]{1,2}|[a-z])\)/i.exec(rest); below; ) {
    const each = below[1] ?? '';
    letter += `(${/\d/.test(each) ? unpadded(each) : each.toLowerCase()})`;
    rest = rest.slice(below[0].length);
    below = /^ ?\.?\(([0-9]{1,2}|[a-z])\)/i.exec(rest);
  }
  return isTitle(rest) ? { control, part: letter } : null;
}

const CCM =
  /^(A ?& ?A|AIS|BCR|CCC|CEK|DCS|DSP|GRC|HRS|IAM|IPY|IVS|I ?& ?S|LOG|MDS|SEF|STA|TVM|UEM) ?- ?(\d{1,2})(?:\.(\d{1,2}))?(?!\d)/i;
function parseCcm(text: string): ControlId | null {
  const found = CCM.exec(text);
  if (!found || !isTitle(text.slice(found[0].length))) return null;
  const domain = (found[1] ?? '').replaceAll(' ', '').toUpperCase();
  return {
    control: `${domain}-${unpadded(found[2] ?? '').padStart(2, '0')}`,
    part: found[3] === undefined ? null : unpadded(found[3]),
  };
}

const PCI =
  /^(?:PCI(?: DSS)? )?(?:(Req(?:uirement)?\.?) ?#?)?(A[1-3]|\d{1,2})((?:\.\d{1,2})*)(?!\d)(?:\.?([a-z])(?![a-z]))?/i;
function parsePci(text: string): ControlId | null {
  const found = PCI.exec(text);
  if (!found) return null;
  const [all, word, first = '', below = '', letter] = found;
  // A number alone is the id of nothing, unless the word "requirement" stands before it.
  if (below === '' && word === undefined) return null;
  const chapter = /^A/i.test(first) ? first.toUpperCase() : unpadded(first);
  if (Number(chapter) > 12 || !isTitle(text.slice(all.length))) return null;
  const numbers = below.split('.').slice(1).map(unpadded);
  const part = letter?.toLowerCase() ?? null;
  if (part === ANY) return null;
  return numbers.length === 0
    ? { control: chapter, part, group: true }
    : { control: [chapter, ...numbers].join('.'), part };
}

function parseWith(pattern: RegExp, write: (found: RegExpExecArray) => ControlId) {
  return (text: string): ControlId | null => {
    const found = pattern.exec(text);
    return found && isTitle(text.slice(found[0].length)) ? write(found) : null;
  };
}
const whole = (control: string): ControlId => ({ control, part: null });

const parseTsc = parseWith(/^(CC|PI|A|C|P) ?(\d)\.(\d{1,2})(?!\d)/i, ([, series = '', group, number = '']) =>
  whole(`${series.toUpperCase()}${group}.${unpadded(number)}`),
);
const parseIso = parseWith(/^(?:Annex )?(?:A\.? ?)?([5-8])\.(\d{1,2})(?!\.?\d)/i, ([, clause, number = '']) =>
  whole(`A.${clause}.${unpadded(number)}`),
);
const parseCsf = parseWith(
  /^(GV|ID|PR|DE|RS|RC) ?\. ?([A-Z]{2}) ?- ?(\d{1,2})(?!\d)/i,
  ([, a = '', b = '', n = '']) =>
    whole(`${a.toUpperCase()}.${b.toUpperCase()}-${unpadded(n).padStart(2, '0')}`),
);
const parseHipaa = parseWith(
  /^(?:§ ?)?(?:45 CFR )?(?:§ ?)?(164\.3\d\d)((?: ?\([a-z0-9]{1,4}\))*)/i,
  ([, section, below = '']) => whole(`${section}${below.replaceAll(' ', '')}`),
);
const parseCmmc = parseWith(
  /^(?:(AC|AT|AU|CA|CM|IA|IR|MA|MP|PE|PS|RA|SC|SI)\.(?:L\d-)?)?(3\.\d{1,2}\.\d{1,2})e?(?: ?[[(]([a-z])[\])])?/i,
  ([, , number = '', objective]) => ({
    control: number.split('.').map(unpadded).join('.'),
    part: objective?.toLowerCase() ?? null,
  }),
);

const parseIsm = parseWith(/^ISM ?- ?(\d{4})(?!\d)/i, ([, number = '']) => whole(`ISM-${number}`));

const scheme = (
  id: string,
  name: string,
  framework: string,
  parse: (text: string) => ControlId | null,
): IdScheme => ({ id, name, framework, parse: (text) => parse(plain(text)) });

export const ID_SCHEMES: readonly IdScheme[] = [
  scheme('nist-800-53', 'NIST SP 800-53', 'nist-800-53-r5', parseNist),
  scheme('csa-ccm', 'CSA CCM', 'csa-ccm-4.0', parseCcm),
  scheme('pci-dss', 'PCI DSS', 'pci-dss-4.0.1', parsePci),
  scheme('soc2', 'SOC 2 Trust Services Criteria', 'soc2-tsc-2017', parseTsc),
  scheme('iso-27001', 'ISO/IEC 27001 Annex A', 'iso-27001-2022', parseIso),
  scheme('nist-csf', 'NIST CSF', 'nist-csf-2.0', parseCsf),
  scheme('hipaa', 'HIPAA Security Rule', 'hipaa-security-rule', parseHipaa),
  scheme('cmmc', 'CMMC / NIST SP 800-171', 'nist-800-171-r2', parseCmmc),
  // Not in the catalogue: an organisation may have it as a framework of its own, by its house rules.
  scheme('ism', 'Australian ISM', 'ism', parseIsm),
];
/** The way of writing ids of controls that has this name; undefined where there is none. */
export const idScheme = (id: string): IdScheme | undefined => ID_SCHEMES.find((entry) => entry.id === id);

/** What is chosen in the place of a spelling where ids are the vendor's own numbers, and of no framework. */
export const OWN_IDS = 'own';

const NUMBERS = /^(?:req(?:uirement)?\.? ?#?)?\d{1,2}(?:\.\d{1,2})+(?!\d)/i;
/** Whether most ids are numbers alone: 1.1 is one of PCI DSS, of the CIS Controls and of others, of which not all are known here. */
export function areBareNumbers(texts: readonly string[]): boolean {
  return texts.filter((text) => NUMBERS.test(plain(text))).length * 2 > texts.length;
}

const LIST = /[,;\n]|\band\b/i;
/** Also separates ids, and is common in titles. */
const WIDE_LIST = /[,;\n/+&]|\band\b/i;
const UNTIL = /\s(?:to|through|thru|until|bis|à|jusqu['’]à|a|hasta|fino a|tot|t\/m|do|até)\s|\.{2,3}|-/gi;
/** The end of a range may be a number or a letter alone. */
const RANGE_END = /^\(?(?:\d{1,2}|[a-z])\)?\.?$/i;

/** Whether a text leads from one id to another: which ids lie between is not for a reader to guess. */
export function isRange(text: string, parse: IdScheme['parse']): boolean {
  const all = plain(text);
  return [...all.matchAll(UNTIL)].some(({ index, 0: sign }) => {
    const [from, to] = [all.slice(0, index).trim(), all.slice(index + sign.length).trim()];
    return parse(from) !== null && (parse(to) !== null || RANGE_END.test(to));
  });
}

/** Whether a text begins with an id of a spelling, a range or a list of them included, whether or not all of it can be read. */
export const beginsWithId = (text: string, { parse }: Pick<IdScheme, 'parse'>): boolean =>
  parse(text) !== null || isRange(text, parse) || parse(text.split(WIDE_LIST, 1)[0] ?? '') !== null;

/** Ids of a cell that holds one or several, each on its own; null when any of them is none, or a range. */
export function parseControlIds(
  text: string,
  { parse }: Pick<IdScheme, 'parse'>,
): readonly ControlId[] | null {
  const single = parse(text);
  const listed = /[,;\n]/.test(text);
  for (const separators of [LIST, WIDE_LIST]) {
    const pieces = text.split(separators).filter((piece) => plain(piece) !== '');
    const ids = pieces.map(parse);
    if (ids.length > 1 && ids.every((id) => id !== null))
      return pieces.some((piece) => isRange(piece, parse)) ? null : ids;
  }
  if (!single || isRange(text, parse)) return null;
  // A title behind the id may hold signs of a list; a number behind a comma may be an id that was mistyped.
  const [, ...more] = text.split(listed ? LIST : WIDE_LIST).filter((piece) => plain(piece) !== '');
  return more.some((piece) => (listed ? /\d/.test(piece) : parse(piece) !== null)) ? null : [single];
}
