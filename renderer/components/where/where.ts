import type { Environment } from '../../../main/contract/environments.ts';
import type { ServiceInUse } from '../../../main/contract/services-in-use.ts';
import { placesOf } from '../../../main/domain/services/places.ts';
import type { Option } from '../field/field.tsx';

type Placed = Pick<ServiceInUse, 'ref' | 'environment' | 'account' | 'region'>;

const KINDS = ['environment', 'account', 'region'] as const;
const GROUPS: Readonly<Record<(typeof KINDS)[number], string>> = {
  environment: 'Environment',
  account: 'Account',
  region: 'Region',
};

/** Each service with the places that it is in, written as an address holds one: `account:111122223333`. */
export function placesBySubject(
  services: readonly Placed[],
  environments: readonly Environment[],
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    services.map((service) => {
      const { environment, accounts, regions } = placesOf(service, environments);
      return [
        service.ref,
        [
          ...(environment === null ? [] : [`environment:${environment}`]),
          ...accounts.map((account) => `account:${account}`),
          ...regions.map((region) => `region:${region}`),
        ],
      ];
    }),
  );
}

/** The places that there are to choose from, and the one that is chosen though nothing is there any more. */
export function placeOptions(
  places: ReadonlyMap<string, readonly string[]>,
  environments: readonly Environment[],
  chosen: string | undefined,
): readonly Option[] {
  const all = new Set([...places.values()].flat());
  if (chosen !== undefined) all.add(chosen);
  const names = new Map(environments.map(({ id, name }) => [`environment:${id}`, name]));
  return KINDS.flatMap((kind) =>
    [...all]
      .filter((place) => place.startsWith(`${kind}:`))
      .map((value) => ({
        value,
        label: names.get(value) ?? value.slice(kind.length + 1),
        group: GROUPS[kind],
      }))
      .sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true })),
  );
}
