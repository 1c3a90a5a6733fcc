import { useMemo } from 'react';
import type { PlaceKind } from '../../../main/contract/register.ts';
import type { Grouped } from '../../../main/domain/grouped.ts';
import { type ServicePlaces, servicePlaces } from '../../../main/domain/services/service-places.ts';
import { useDemarcData } from '../../host/queries.ts';
import { whereOf } from './where.ts';

/** Where the services of the workbook run. */
export function usePlaces(): ServicePlaces {
  const services = useDemarcData('services.list', {});
  const environments = useDemarcData('environments.list', {});
  return useMemo(() => servicePlaces(services, environments), [services, environments]);
}

/** Whether an entry is in the environment, account or Region that was chosen, by the services that it belongs to; everything is where none was. */
export function useWhere(chosen: string | undefined): (subjects: readonly string[]) => boolean {
  const places = usePlaces();
  return useMemo(() => {
    const where = whereOf(chosen);
    return (subjects) => places.isIn(subjects, where);
  }, [places, chosen]);
}

/** A list as it is drawn: under the heads of what it is grouped by, or as it is. `subjectsOf` has to stay the same function. */
export function useGrouped<R>(
  rows: readonly R[],
  kind: PlaceKind | undefined,
  subjectsOf: (row: R) => readonly string[],
): Grouped<R> {
  const places = usePlaces();
  return useMemo(
    () => (kind === undefined ? { rows, groups: [] } : places.grouped(rows, kind, subjectsOf)),
    [places, rows, kind, subjectsOf],
  );
}
