import type { Reach } from '../../contract/common-controls.ts';
import { holdsInAll, isBeyond } from '../services/environments.ts';

/** What of a service decides whether an answer given once holds in it. */
export interface Reached {
  readonly ref: string;
  /** Ids of the environments in which it stands. */
  readonly environments: readonly string[];
  readonly tags: readonly string[];
}

/** How closely a reach names a service: by itself, by a tag, by its environments, or with all others; 0 where it does not. */
export function closeness({ everywhere, environments, tags, services }: Reach, service: Reached): number {
  if (services.includes(service.ref)) return 4;
  if (service.tags.some((tag) => tags.includes(tag))) return 3;
  if (holdsInAll(service.environments, environments)) return 2;
  return everywhere ? 1 : 0;
}

/** Whether a reach names one of a service's environments and not all of them, so that the answer does not hold in it. */
export const isPartlyReached = (reach: Reach, service: Reached): boolean =>
  closeness(reach, service) === 0 && isBeyond(service.environments, reach.environments);
