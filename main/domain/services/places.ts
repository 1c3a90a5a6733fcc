import { nearest } from '../words/near-miss.ts';
import { isRegion, REGIONS } from './regions.ts';

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
  readonly environment: string | null;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}
export interface Placed {
  readonly environment: string | null;
  readonly account: string | null;
  readonly region: string | null;
}
export interface Around {
  readonly id: string;
  readonly account: string | null;
  readonly regions: string | null;
}

/** Where a service runs: what it says itself, else what its environment says. */
export function placesOf(service: Placed, environments: readonly Around[]): Places {
  const around = environments.find(({ id }) => id === service.environment);
  return {
    environment: service.environment,
    accounts: readAccounts(service.account ?? around?.account ?? null).known,
    regions: readRegions(service.region ?? around?.regions ?? null).known,
  };
}

/** Where services run as a cell says it: the service's own words, else those of its environment. Nothing for what is no service. */
export function placeWords(
  services: readonly (Placed & { readonly ref: string })[],
  environments: readonly Around[],
): (subject: string) => { readonly account: string | null; readonly region: string | null } | undefined {
  const bySubject = new Map(services.map((service) => [service.ref, service]));
  const around = new Map(environments.map((environment) => [environment.id, environment]));
  return (subject) => {
    const service = bySubject.get(subject);
    if (!service) return undefined;
    const its = around.get(service.environment ?? '');
    return {
      account: service.account ?? its?.account ?? null,
      region: service.region ?? its?.regions ?? null,
    };
  };
}
