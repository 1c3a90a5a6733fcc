import { useMemo } from 'react';
import type { PlaceKind } from '../../../main/contract/register.ts';
import { Select } from '../field/field.tsx';
import { usePlaces } from './use-places.ts';
import { PLACE_GROUPINGS, type PlaceSearch, placeOptions } from './where.ts';

const NONE = '' as const;
export type PlacePatch = { readonly [K in keyof PlaceSearch]?: PlaceSearch[K] | undefined };

/**
 * Chooses an environment, an account or a Region, and by which of them a list is grouped; neither is there while no service names one.
 * `ungrouped` says how the list stands otherwise.
 */
export function WhereFilter(props: {
  readonly search: PlaceSearch;
  readonly onChange: (patch: PlacePatch) => void;
  /** Of each of the two. */
  readonly className?: string | undefined;
  readonly ungrouped?: string;
  /** The list cannot be grouped as it is shown now. */
  readonly noGroups?: boolean;
}) {
  const { search, onChange } = props;
  const places = usePlaces();
  const options = useMemo(() => placeOptions(places, search.where), [places, search.where]);
  if (options.length === 0 && search.group === undefined) return null;
  return (
    <>
      <div className={props.className}>
        <Select
          label="Environment, account or Region"
          hideLabel
          value={search.where ?? NONE}
          options={[{ value: NONE, label: 'Everywhere' }, ...options]}
          onValue={(where) => onChange({ where: where === NONE ? undefined : where })}
        />
      </div>
      {props.noGroups !== true && (
        <div className={props.className}>
          <Select<PlaceKind | typeof NONE>
            label="Group"
            hideLabel
            value={search.group ?? NONE}
            options={[{ value: NONE, label: props.ungrouped ?? 'Not grouped' }, ...PLACE_GROUPINGS]}
            onValue={(group) => onChange({ group: group === NONE ? undefined : group })}
          />
        </div>
      )}
    </>
  );
}
