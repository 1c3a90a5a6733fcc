import type { ServiceInUse } from '../../contract/services-in-use.ts';
import { sameTag, tidyTags } from '../../domain/services/tags.ts';

/** What is changed of many services alike; what is left out stays. */
export interface ServicesSet {
  readonly environment?: string | null | undefined;
  readonly lead?: string | null | undefined;
  readonly addTags?: readonly string[] | undefined;
  readonly removeTags?: readonly string[] | undefined;
}

/** The service with the change; itself where nothing would differ. */
export function withSet(service: ServiceInUse, set: ServicesSet): ServiceInUse {
  const kept = service.tags.filter((tag) => !set.removeTags?.some((other) => sameTag(tag, other)));
  const after: ServiceInUse = {
    ...service,
    environment: set.environment === undefined ? service.environment : set.environment,
    lead: set.lead === undefined ? service.lead : set.lead,
    tags: tidyTags([...kept, ...(set.addTags ?? [])]),
  };
  const same =
    after.environment === service.environment &&
    after.lead === service.lead &&
    after.tags.join('\n') === service.tags.join('\n');
  return same ? service : after;
}

/** `lead, tags` */
export const wordsOfSet = (set: ServicesSet): string =>
  [
    set.environment !== undefined && 'environment',
    set.lead !== undefined && 'lead',
    (set.addTags ?? set.removeTags) !== undefined && 'tags',
  ]
    .filter(Boolean)
    .join(', ');
