import { PLACE_KINDS, type PlaceKind } from '../../contract/register.ts';
import { namesById } from '../duties/ownership.ts';
import { type Grouped, type GroupHead, grouped } from '../grouped.ts';
import { fewNames } from '../words/few-names.ts';
import { type Around, type Placed, type Places, placesOf } from './places.ts';

/** What a list is narrowed to; whatever is named has to fit. */
export type Where = { readonly [K in PlaceKind]?: string | undefined };

export const PLACE_WORDS: Readonly<Record<PlaceKind, string>> = {
  environment: 'Environment',
  account: 'Account',
  region: 'Region',
};
const NOWHERE: Readonly<Record<PlaceKind, string>> = {
  environment: 'No environment named',
  account: 'No account named',
  region: 'No Region named',
};

/** The places of one kind that a service is in. */
const inKind = (places: Places, kind: PlaceKind): readonly string[] => {
  if (kind === 'account') return places.accounts;
  if (kind === 'region') return places.regions;
  return places.environments;
};

/** Whether a service runs where it is asked for; what runs nowhere does so only where nothing is asked. */
export const isThere = (places: Places | undefined, where: Where): boolean =>
  PLACE_KINDS.every((kind) => {
    const wanted = where[kind];
    return wanted === undefined || (places !== undefined && inKind(places, kind).includes(wanted));
  });

/** Where every service of a workbook runs, for lists whose entries belong to services. */
export interface ServicePlaces {
  /** Undefined for what is no service. */
  of(subject: string): Places | undefined;
  /** Whether one of the services that an entry belongs to runs there. */
  isIn(subjects: readonly string[], where: Where): boolean;
  /**
   * A list by where its entries' services run, in the order of the names, what names none last. An entry stands once, so that groups
   * add up to the list and a row has one place for the focus: what is in several accounts stands under all of them together, whatever
   * their order.
   */
  grouped<T>(list: readonly T[], kind: PlaceKind, subjectsOf: (entry: T) => readonly string[]): Grouped<T>;
  /** Everything of one kind that some service is in, with its name, in the order of the names. */
  named(kind: PlaceKind): readonly { readonly id: string; readonly name: string }[];
}

/** A head has one line. */
const NAMED = 4;
const NONE = '';
/** By name, numbers by their size; those without a place last. */
const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name.localeCompare(b.name, 'en', { numeric: true });
const byHead = (a: GroupHead, b: GroupHead): number => {
  if (a.key === NONE || b.key === NONE) return a.key === b.key ? 0 : a.key === NONE ? 1 : -1;
  return a.label.localeCompare(b.label, 'en', { numeric: true });
};

/** Looks up once where the services run: where each says itself, else where its environments do (`placesOf`). */
export function servicePlaces(
  services: readonly (Placed & { readonly ref: string })[],
  environments: readonly (Around & { readonly name: string })[],
): ServicePlaces {
  const bySubject = new Map(services.map((service) => [service.ref, placesOf(service, environments)]));
  const names = namesById(environments);
  const nameOf = (kind: PlaceKind, id: string) => (kind === 'environment' ? (names.get(id) ?? id) : id);
  const named = (kind: PlaceKind, places: Iterable<Places>) =>
    [...new Set([...places].flatMap((each) => inKind(each, kind)))]
      .map((id) => ({ id, name: nameOf(kind, id) }))
      .sort(byName);
  const headOf = (kind: PlaceKind, subjects: readonly string[]): GroupHead => {
    const there = named(
      kind,
      subjects.flatMap((subject) => bySubject.get(subject) ?? []),
    );
    if (there.length === 0) return { key: NONE, label: NOWHERE[kind] };
    return {
      key: there.map(({ id }) => id).join(','),
      label: fewNames(
        there.map(({ name }) => name),
        NAMED,
      ),
    };
  };
  return {
    of: (subject) => bySubject.get(subject),
    isIn: (subjects, where) =>
      PLACE_KINDS.every((kind) => where[kind] === undefined) ||
      subjects.some((subject) => isThere(bySubject.get(subject), where)),
    grouped(list, kind, subjectsOf) {
      // Thousands of rows belong to a few hundred services.
      const heads = new Map<string, GroupHead>();
      const headFor = (subjects: readonly string[]): GroupHead => {
        const key = subjects.join(' ');
        const head = heads.get(key) ?? headOf(kind, subjects);
        heads.set(key, head);
        return head;
      };
      return grouped(list, (entry) => headFor(subjectsOf(entry)), byHead);
    },
    named: (kind) => named(kind, bySubject.values()),
  };
}
