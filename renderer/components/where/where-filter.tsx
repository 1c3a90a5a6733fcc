import { useMemo } from 'react';
import { useDemarcData } from '../../host/queries.ts';
import { Select } from '../field/field.tsx';
import { placeOptions, placesBySubject } from './where.ts';

/** Whether a service is in the environment, account or Region that was chosen; everything is where none was. */
export function useWhere(chosen: string | undefined): (subject: string) => boolean {
  const services = useDemarcData('services.list', {});
  const environments = useDemarcData('environments.list', {});
  return useMemo(() => {
    if (chosen === undefined) return () => true;
    const places = placesBySubject(services, environments);
    return (subject: string) => places.get(subject)?.includes(chosen) === true;
  }, [services, environments, chosen]);
}

/** Chooses an environment, an account or a Region; not there while no service names one. */
export function WhereFilter(props: {
  readonly value: string | undefined;
  readonly onValue: (value: string | undefined) => void;
  readonly className?: string | undefined;
}) {
  const services = useDemarcData('services.list', {});
  const environments = useDemarcData('environments.list', {});
  const options = useMemo(
    () => placeOptions(placesBySubject(services, environments), environments, props.value),
    [services, environments, props.value],
  );
  if (options.length === 0) return null;
  return (
    <div className={props.className}>
      <Select
        label="Environment, account or Region"
        hideLabel
        value={props.value ?? ''}
        options={[{ value: '', label: 'Everywhere' }, ...options]}
        onValue={(value) => props.onValue(value === '' ? undefined : value)}
      />
    </div>
  );
}
