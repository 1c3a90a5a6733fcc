import { listed } from '../words/listed.ts';
import { nearest } from '../words/near-miss.ts';
import { isRegion, partitionOf, REGIONS } from './regions.ts';

// A service, and an environment, may be in several accounts and Regions: they stand in one text with commas between, which is what
// earlier programs wrote and read. What is entered is checked; what an old workbook holds stays as it is, and is told apart here.

/** What a text names, and what of it is nothing of the kind. */
export interface Named {
  readonly known: readonly string[];
  readonly unknown: readonly string[];
}

const ACCOUNT = /^\d{12}$/;
const entriesOf = (text: string | null): readonly string[] =>
  (text ?? '').split(/[,;\n]/).flatMap((entry) => entry.trim() || []);
const distinct = (entries: readonly string[]): readonly string[] => [...new Set(entries)];

/** The AWS account ids that a text names, also as `1111-2222-3333`. */
export function readAccounts(text: string | null): Named {
  const known: string[] = [];
  const unknown: string[] = [];
  for (const entry of entriesOf(text)) {
    const plain = entry.replace(/[\s-]/g, '');
    const apart = entry.split(/\s+/);
    if (ACCOUNT.test(plain)) known.push(plain);
    else if (apart.every((part) => ACCOUNT.test(part))) known.push(...apart);
    else unknown.push(entry);
  }
  return { known: distinct(known), unknown };
}

/** The Regions that a text names. Of `us-east-1 for CloudFront` the Region is known, and the entry is none. */
export function readRegions(text: string | null): Named {
  const known: string[] = [];
  const unknown: string[] = [];
  for (const entry of entriesOf(text)) {
    const words = entry.toLowerCase().split(/\s+/);
    known.push(...words.filter(isRegion));
    if (!words.every(isRegion)) unknown.push(entry);
  }
  return { known: distinct(known), unknown };
}

/** What is wrong with a text for accounts, with what to do; null for one that only names accounts, or nothing. */
export function accountProblem(text: string | null): string | null {
  const [first] = readAccounts(text).unknown;
  return first === undefined
    ? null
    : `“${clip(first)}” is not an AWS account id, which has 12 digits, such as 111122223333. Put commas between several.`;
}

/** The same for Regions. */
export function regionProblem(text: string | null): string | null {
  const [first] = readRegions(text).unknown;
  if (first === undefined) return null;
  const meant = meantRegion(first.toLowerCase());
  return `“${clip(first)}” is not a Region of AWS. ${meant ?? 'Give its code, such as eu-west-1, or “global” for what is in none; put commas between several.'}`;
}

/**
 * What is wrong with accounts and Regions beside each other, with what to do; null where nothing is. An account is in one partition of AWS,
 * so Regions in more partitions than there are accounts cannot all be theirs.
 */
export function partitionProblem(account: string | null, region: string | null): string | null {
  const accounts = readAccounts(account).known;
  const regions = readRegions(region).known;
  const partitions = new Map(regions.map((code) => [partitionOf(code), code]));
  partitions.delete(null);
  if (accounts.length === 0 || partitions.size <= accounts.length) return null;
  const named = listed([...partitions].map(([partition, code]) => `${code} in ${partition}`));
  const theirs = accounts.length === 1 ? `the one account ${accounts[0]}` : `${accounts.length} accounts`;
  return `These Regions are in ${partitions.size} partitions of AWS (${named}), and an account is in one: they cannot all be of ${theirs}. Name the account of each partition as well.`;
}

const clip = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

function meantRegion(text: string): string | null {
  const zone = /^([a-z-]+-\d)[a-z]$/.exec(text)?.[1];
  if (zone !== undefined && isRegion(zone)) return `It is an Availability Zone of ${zone}: give the Region.`;
  const called = REGIONS.find(
    ([, name]) =>
      text.length > 3 && (name.toLowerCase() === text || name.toLowerCase().includes(`(${text})`)),
  );
  if (called) return `Did you mean ${called[0]}, ${called[1]}?`;
  const near = nearest(
    text,
    REGIONS.map(([code]) => code),
  );
  return near === null ? null : `Did you mean ${near}?`;
}

/** A text of accounts or Regions as it is recorded: each once, in the order given; null for none. */
const written = ({ known }: Named): string | null => (known.length === 0 ? null : known.join(', '));
export const writtenAccounts = (text: string | null): string | null => written(readAccounts(text));
export const writtenRegions = (text: string | null): string | null => written(readRegions(text));

/** Where a service runs. */
export interface Places {
  readonly environments: readonly string[];
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}
export interface Placed {
  readonly environments: readonly string[];
  readonly account: string | null;
  readonly region: string | null;
}
export interface Around {
  readonly id: string;
  readonly account: string | null;
  readonly regions: string | null;
}

/** What the environments of a service say of its accounts, or its Regions, each once; null where they say nothing. */
function saidAround(texts: readonly (string | null)[]): string | null {
  const said = texts.filter((text) => text !== null && text !== '');
  return said.length <= 1 ? (said[0] ?? null) : distinct(said.flatMap(entriesOf)).join(', ');
}

const itsOwn = ({ environments }: Placed, all: readonly Around[]): readonly Around[] =>
  all.filter(({ id }) => environments.includes(id));

/** Where a service runs: what it says itself, else what all its environments say. */
export function placesOf(service: Placed, environments: readonly Around[]): Places {
  const { account, region } = placeTexts(service, environments);
  return {
    environments: service.environments,
    accounts: readAccounts(account).known,
    regions: readRegions(region).known,
  };
}

/** The same as texts, as they were entered. */
export function placeTexts(
  service: Placed,
  environments: readonly Around[],
): { readonly account: string | null; readonly region: string | null } {
  const around = itsOwn(service, environments);
  return {
    account: service.account ?? saidAround(around.map(({ account }) => account)),
    region: service.region ?? saidAround(around.map(({ regions }) => regions)),
  };
}

/** Where services run as a cell says it: the service's own words, else those of its environments. Nothing for what is no service. */
export function placeWords(
  services: readonly (Placed & { readonly ref: string })[],
  environments: readonly Around[],
): (subject: string) => { readonly account: string | null; readonly region: string | null } | undefined {
  const bySubject = new Map(services.map((service) => [service.ref, service]));
  const known = new Map<string, ReturnType<typeof placeTexts>>();
  return (subject) => {
    const service = bySubject.get(subject);
    if (!service) return undefined;
    const its = known.get(subject) ?? placeTexts(service, environments);
    known.set(subject, its);
    return its;
  };
}
