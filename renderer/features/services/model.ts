import type { CatalogueEntry } from '../../../main/contract/catalogue.ts';
import type { DiscoveredService, TypeCount } from '../../../main/contract/discover.ts';
import type { ServiceInUse, ServiceInUseRow } from '../../../main/contract/services-in-use.ts';
import { accountProblem, regionProblem } from '../../../main/domain/services/places.ts';
import type { ToAdd } from '../../../main/domain/services/to-add.ts';
import { listed } from '../../../main/domain/words/listed.ts';
import { formatCount, formatNumber } from '../../lib/format.ts';
import { holdsWords, plainText } from '../../lib/has-words.ts';

/** `developer-tools` as a heading: Developer tools. */
export function categoryWords(category: string): string {
  const known: Readonly<Record<string, string>> = {
    'ai-ml': 'AI and machine learning',
    iot: 'Internet of things',
    'media-games': 'Media and games',
    'end-user-computing': 'End-user computing',
  };
  const words = category.replaceAll('-', ' ');
  return known[category] ?? `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** The part of a name by which people know it: without Amazon or AWS in front. */
const shortName = (name: string): string => plainText(name).replace(/^(amazon|aws) /, '');

/** Entries that hold every typed word in their name, aliases or category; the best known match comes first. */
export function searchCatalogue(
  entries: readonly CatalogueEntry[],
  text: string,
  category: string | null,
): readonly CatalogueEntry[] {
  const typed = plainText(text).trim();
  const words = typed.split(/\s+/).filter(Boolean);
  const found = entries.flatMap((entry) => {
    if (category !== null && entry.category !== category) return [];
    const names = [plainText(entry.name), ...entry.aliases.map(plainText)];
    const hay = [...names, entry.id, categoryWords(entry.category).toLowerCase()].join(' ');
    if (!words.every((word) => hay.includes(word))) return [];
    return [{ entry, rank: words.length === 0 ? 0 : rankOf(typed, shortName(entry.name), names) }];
  });
  return found.sort((a, b) => a.rank - b.rank).map(({ entry }) => entry);
}

function rankOf(typed: string, short: string, names: readonly string[]): number {
  if (short === typed || names.includes(typed)) return 0;
  if (short.startsWith(typed)) return 1;
  if (names.some((name) => name.startsWith(typed))) return 2;
  // A word of the name that begins like this: "gateway" finds API Gateway before what merely contains it.
  return names.some((name) => name.split(/[\s(]+/).some((word) => word.startsWith(typed))) ? 3 : 4;
}

/** Services that have the tag, if one is asked for, and hold the text in what a reader sees of them. */
export function filterServices(
  rows: readonly ServiceInUseRow[],
  text: string,
  tag?: string,
): readonly ServiceInUseRow[] {
  const tagged = tag === undefined ? rows : rows.filter((row) => row.tags.includes(tag));
  if (text.trim() === '') return tagged;
  const holds = holdsWords(text);
  return tagged.filter(({ label, ref, serviceName, environments, account, region, category, tags }) =>
    holds(label, ref, serviceName, account, region, category, ...environments, ...tags),
  );
}

export interface ServiceSort {
  readonly by: string;
  readonly direction: 'ascending' | 'descending';
}
/** What a row is called by, as it is read. */
export interface ServiceNames {
  readonly environments: (row: ServiceInUseRow) => string;
  readonly person: (id: string) => string;
  /** Its own, else those of its environments; empty for none. */
  readonly account: (row: ServiceInUseRow) => string;
  readonly region: (row: ServiceInUseRow) => string;
}
/** Sorted copies; without a sort the order in which services were added. */
export function sortServices(
  rows: readonly ServiceInUseRow[],
  sort: ServiceSort | null,
  names: ServiceNames,
): readonly ServiceInUseRow[] {
  if (!sort) return rows;
  const keyOf = (row: ServiceInUseRow): string | number => {
    if (sort.by === 'service') return row.serviceName;
    if (sort.by === 'environment') return names.environments(row);
    if (sort.by === 'account') return names.account(row);
    if (sort.by === 'region') return names.region(row);
    if (sort.by === 'model') return row.model;
    if (sort.by === 'tags') return row.tags.join(', ');
    if (sort.by === 'lead') return row.lead ? names.person(row.lead) : '';
    if (sort.by === 'progress') return row.asked === 0 ? 1 : row.answered / row.asked;
    return row.label;
  };
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const left = keyOf(a);
    const right = keyOf(b);
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : String(left).localeCompare(String(right), 'en', { numeric: true });
    return order === 0 ? a.order - b.order : sign * order;
  });
}

export const sumCounts = (counts: readonly TypeCount[]): number =>
  counts.reduce((sum, { count }) => sum + count, 0);

/** `AWS::S3::Bucket 2, AWS::S3::BucketPolicy 1` */
export const typeWords = (counts: readonly TypeCount[]): string =>
  counts.map(({ type, count }) => `${type} ${formatNumber(count)}`).join(', ');

/** `2 environments and 5 services`, as a change that adds them is said; empty for nothing. */
export function addedWords({ services, newEnvironments = [] }: ToAdd): string {
  const parts = [
    ...(newEnvironments.length > 0 ? [formatCount(newEnvironments.length, 'environment')] : []),
    ...(services.length > 0 ? [formatCount(services.length, 'service')] : []),
  ];
  return listed(parts);
}

/** What will be added after a yes: everything found that is not in use yet, until the reader changes it. */
export const initiallyChosen = (services: readonly DiscoveredService[]): ReadonlySet<string> =>
  new Set(services.filter((service) => !service.alreadyInUse).map((service) => service.ref));

/** A service that was there before, and those of its kind that were just added. */
export interface SameOffer {
  readonly from: ServiceInUseRow;
  readonly to: readonly ServiceInUse[];
}
/** For each kind of which something was added: the service with the most answers that was in use before. None where it has no answer. */
export function sameOffers(
  before: readonly ServiceInUseRow[],
  added: readonly ServiceInUse[],
): readonly SameOffer[] {
  return [...new Set(added.map((service) => service.catalogueId))].flatMap((kind) => {
    const [from] = before
      .filter((service) => service.catalogueId === kind && service.answered > 0)
      .sort((a, b) => b.answered - a.answered);
    return from ? [{ from, to: added.filter((service) => service.catalogueId === kind) }] : [];
  });
}

type Placed = Pick<ServiceInUseRow, 'catalogueId' | 'account' | 'region'>;
/** Of a service of AWS; one of the organisation's own may be another provider's. */
export const isOfAws = ({ catalogueId }: Placed): boolean => !catalogueId.startsWith('custom-');

/** What an earlier program let in as an account, in two words; null for account ids. */
export const oddAccount = (service: Placed): string | null =>
  isOfAws(service) && accountProblem(service.account) !== null ? 'not an AWS account id' : null;
export const oddRegion = (service: Placed): string | null =>
  isOfAws(service) && regionProblem(service.region) !== null ? 'not a Region of AWS' : null;
