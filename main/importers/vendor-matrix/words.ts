/** A cell is asked for what it says in many ways, and each row near the top is tried as headings in every layout: short texts come again and again. */
let remembered = new Map<string, string>();
const MOST_REMEMBERED = 5000;
const LONGEST_REMEMBERED = 100;
/** A heading or a word of a vocabulary as it is compared: lower case, punctuation and doubled spaces gone. */
export function fold(text: string): string {
  if (text.length > LONGEST_REMEMBERED) return foldAnew(text);
  let folded = remembered.get(text);
  if (folded === undefined) {
    folded = foldAnew(text);
    if (remembered.size >= MOST_REMEMBERED) remembered = new Map();
    remembered.set(text, folded);
  }
  return folded;
}
const foldAnew = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}&+]+/gu, ' ')
    .trim();

/** A heading without the letter that a RACI has for it: `Accountable (A)`. */
export const withoutLetter = (heading: string): string => heading.replace(/ ?\([RACI]\)$/, '');

const COMPOUND =
  /^(aws|kunden?|anbieter|dienstleister|auftraggeber|auftragnehmer|klant|klanten|leverancier)s?[- ]?(verantwortung|verantwortungen|verantwortlichkeit|verantwortlichkeiten|zuständigkeit|zuständigkeiten|aufgaben?|pflichten|verantwoordelijkheid|verantwoordelijkheden|taken)$/i;
/** A heading that is one word for a party and what it has to do as two: `Kundenverantwortung`. */
export const inWords = (heading: string): string => {
  const [, party, task] = COMPOUND.exec(heading.slice(0, 60)) ?? [];
  return party === undefined || task === undefined ? heading : `${task} ${party}`;
};
/** A heading of services without whose they are: `Servicio de AWS`. */
export const withoutCloud = (heading: string): string =>
  fold(heading)
    .replace(/^(aws|amazon) |( (de|da|di|von|van|d))? (aws|amazon)$/, '')
    .trim();

/** `name` matches a folded heading as a whole; `name*` its beginning; `*name*` anywhere in it. */
export function matches(folded: string, name: string): boolean {
  const open = name.startsWith('*');
  const close = name.endsWith('*');
  const word = name.slice(open ? 1 : 0, close ? -1 : undefined).trim();
  if (open && close) return ` ${folded} `.includes(` ${word} `);
  if (close) return folded === word || folded.startsWith(`${word} `);
  if (open) return folded === word || folded.endsWith(` ${word}`);
  return folded === word;
}

/** Finds what a folded heading is called by: of several lists of names, as `matches` reads them, the first with one that fits; null for none. */
export function firstNamed<T>(
  lists: readonly (readonly [means: T, names: readonly string[]])[],
): (folded: string) => T | null {
  const whole = new Map<string, number>();
  const open: (readonly [order: number, name: string])[] = [];
  lists.forEach(([, names], order) => {
    for (const name of names)
      if (name.includes('*')) open.push([order, name]);
      else if (!whole.has(name)) whole.set(name, order);
  });
  return (folded) => {
    const exact = whole.get(folded) ?? lists.length;
    const order = open.find(([at, name]) => at < exact && matches(folded, name))?.[0] ?? exact;
    return lists[order]?.[0] ?? null;
  };
}

/** The lowest part of a heading in several rows, whose parts a mapping sets side by side. */
export const lastPart = (header: string): string => header.split(' / ').at(-1) ?? header;

/** A text as it is quoted in a message. */
export const clip = (text: string, length = 300): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;

/** Who is who in the workbook that a matrix comes to, by name. */
export interface PartyNames {
  readonly vendor: readonly string[];
  readonly customer: readonly string[];
  readonly other: readonly string[];
}
/** Puts the roles in the place of the parties' own names, for looking a heading or a word up; what is kept is never renamed. */
export type Rename = (text: string) => string;
/** How texts are read where the parties have no names. */
export const AS_WRITTEN: Rename = (text) => text;
/** What is one firm by each of these names. */
const SAME: readonly (readonly string[])[] = [
  ['aws', 'amazon web services', 'amazon'],
  ['azure', 'microsoft azure', 'microsoft'],
  ['gcp', 'google cloud', 'google cloud platform', 'google'],
];
/** Other clouds than the vendor's: in what it says of itself they are somebody else. */
const otherClouds = (vendor: readonly string[], known: readonly string[]): readonly string[] => {
  const taken = new Set(allNames(known).map((name) => fold(name)));
  return vendor.length === 0 ? [] : SAME.filter((firm) => !firm.some((name) => taken.has(name))).flat();
};
const allNames = (names: readonly string[]): readonly string[] => {
  const own = new Set(names.map((name) => fold(name)));
  return [...names, ...SAME.filter((firm) => firm.some((name) => own.has(name))).flat()];
};

/** "Hostwell" of "Hostwell GmbH", where no other party's name begins so. */
const shortNames = (vendor: readonly string[], others: readonly string[]): readonly string[] =>
  vendor.flatMap((name) => {
    const [first = '', ...more] = name.trim().split(/\s+/);
    const isOwn = !others.some((other) => plain(other).startsWith(plain(first)));
    return more.length > 0 && first.length > 3 && isOwn && !ORDINARY.test(first) ? [first] : [];
  });
/** What many firms begin their names with. */
const ORDINARY =
  /^(?:cloud|data|managed?|global|first|national|international|united|general|digital|the|my|your|our|third|service|services|security|secure|shared|customer|vendor|provider|platform|hosting|internal|group|deutsche|team|support)$/i;

/** How texts of a matrix are read in a workbook with these parties; without names, every text stays as it is. */
export function renamer(names: PartyNames | undefined): Rename {
  const { vendor = [], customer = [], other = [] } = names ?? {};
  const roles = [
    ['vendor', [...vendor, ...shortNames(vendor, [...customer, ...other])]],
    ['customer', customer],
    ['third party', [...other, ...otherClouds(vendor, [...vendor, ...customer])]],
  ] as const;
  const known = roles
    .flatMap(([role, list]) => allNames(list).map((name) => [role, name.trim()] as const))
    .filter(([, name]) => name.length > 1)
    // The longer name first: "Acme Cloud" is not a cloud of Acme.
    .sort(([, a], [, b]) => b.length - a.length);
  if (known.length === 0) return AS_WRITTEN;
  const byName = new Map(known.toReversed().map(([role, name]) => [plain(name), role]));
  // One expression for all, so that a cell is gone through once however many parties there are.
  const any = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${known.map(([, name]) => asPattern(name)).join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  const roleOf = (found: string): string =>
    byName.get(plain(found)) ??
    known.find(([, name]) => new RegExp(`^${asPattern(name)}$`, 'iu').test(found))?.[0] ??
    found;
  return (text) => (text.length > MAX_RENAMED ? text : text.replace(any, roleOf));
}
/** A party's role with the form of its firm behind it, or in brackets behind who speaks: "vendor GmbH & Co. KG", "We (vendor)". */
const ROLE_ALONE =
  /^(?:(?:we|us|you|wir|sie|nous|vous|noi|voi|nosotros|ustedes|wij|u|my|państwo|nós|você) \()?(vendor|customer|third party)\)?(?:,? (?:gmbh|ag|se|kg|kgaa|ohg|co|inc|ltd|limited|llc|llp|corp|plc|bv|nv|sas|sarl|sa|srl|spa|sl|oy|ab|aps|group|holding|&)\.?)*$/iu;
/** A heading with roles in the place of names; the role alone where nothing but its name and who it is says so. */
export function headingInRoles(heading: string, rename: Rename): string {
  const renamed = rename(heading);
  return renamed === heading ? heading : (ROLE_ALONE.exec(renamed)?.[1] ?? renamed);
}
const calls = (role: string, text: string, rename: Rename): boolean => {
  const isNamed = (each: string) => ` ${fold(each)} `.includes(` ${role} `);
  return isNamed(rename(text)) && !isNamed(text);
};
/** Whether a heading or a cell calls the vendor by its own name, in whose place its role is put. */
export const namesVendorItself = (text: string, rename: Rename): boolean => calls('vendor', text, rename);
/** Whether a text calls another party or another cloud by its name. */
export const namesAnother = (text: string, rename: Rename): boolean => calls('third party', text, rename);
/** Whether the vendor is one of the large clouds. Any other may have its own matrix of what it does on each of them. */
export const isOfCloud = (rename: Rename): boolean =>
  SAME.some(([name = '']) => namesVendorItself(name, rename));
/** What is longer is neither a heading nor a word for an owner. */
const MAX_RENAMED = 1000;
const plain = (name: string): string => name.toLowerCase().replace(/\s+/g, ' ');
/** Some languages write a name of several words with hyphens where another word follows: "Acme-Cloud-Rolle". */
const asPattern = (name: string): string =>
  name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '[\\s-]+');
