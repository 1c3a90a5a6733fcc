import { PLACE_KINDS, type PlaceKind } from '../../../main/contract/register.ts';
import { PLACE_WORDS, type ServicePlaces, type Where } from '../../../main/domain/services/service-places.ts';
import { oneOf, textsOf } from '../../lib/register-filter.ts';
import type { Option } from '../field/field.tsx';

/** What the address of a list says of where its entries are, and of what they stand under. */
export interface PlaceSearch {
  /** An environment, an account or a Region, such as `account:111122223333`. */
  readonly where?: string;
  readonly group?: PlaceKind;
}
export function placeSearch(raw: Record<string, unknown>): PlaceSearch {
  const group = oneOf(PLACE_KINDS, raw.group);
  return { ...textsOf(raw, ['where']), ...(group ? { group } : {}) };
}

const written = (kind: PlaceKind, id: string): string => `${kind}:${id}`;

/** Reads the place of an address; what it does not know is everywhere. */
export function whereOf(text: string | undefined): Where {
  const [name, ...rest] = (text ?? '').split(':');
  const kind = oneOf(PLACE_KINDS, name);
  return kind === undefined ? {} : { [kind]: rest.join(':') };
}

/** The places that there are to choose from, and the one that is chosen though nothing is there any more. */
export function placeOptions(places: ServicePlaces, chosen: string | undefined): readonly Option[] {
  const where = whereOf(chosen);
  return PLACE_KINDS.flatMap((kind) => {
    const named = places.named(kind);
    const gone = where[kind];
    const all =
      gone === undefined || named.some(({ id }) => id === gone)
        ? named
        : [...named, { id: gone, name: gone }];
    return all.map(({ id, name }) => ({ value: written(kind, id), label: name, group: PLACE_WORDS[kind] }));
  });
}

/** What a list can be grouped by, in the words of a choice. */
export const PLACE_GROUPINGS: readonly (Option & { readonly value: PlaceKind })[] = [
  { value: 'environment', label: 'By environment' },
  { value: 'account', label: 'By account' },
  { value: 'region', label: 'By Region' },
];
