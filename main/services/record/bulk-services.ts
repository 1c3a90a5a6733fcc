import type { ServiceInUse } from '../../contract/services-in-use.ts';
import { tidyEnvironments } from '../../domain/services/environments.ts';
import { sameTag, tidyTags } from '../../domain/services/tags.ts';

/** What is changed of many services alike; what is left out stays. */
export interface ServicesSet {
  readonly environments?: readonly string[] | undefined;
  readonly addEnvironments?: readonly string[] | undefined;
  readonly removeEnvironments?: readonly string[] | undefined;
  readonly lead?: string | null | undefined;
  readonly addTags?: readonly string[] | undefined;
  readonly removeTags?: readonly string[] | undefined;
}

/** The service with the change; itself where nothing would differ. */
export function withSet(service: ServiceInUse, set: ServicesSet): ServiceInUse {
  const kept = service.tags.filter((tag) => !set.removeTags?.some((other) => sameTag(tag, other)));
  const stays = (set.environments ?? service.environments).filter(
    (id) => !set.removeEnvironments?.includes(id),
  );
  const after: ServiceInUse = {
    ...service,
    environments: tidyEnvironments([...stays, ...(set.addEnvironments ?? [])]),
    lead: set.lead === undefined ? service.lead : set.lead,
    tags: tidyTags([...kept, ...(set.addTags ?? [])]),
  };
  const same =
    after.environments.join() === service.environments.join() &&
    after.lead === service.lead &&
    after.tags.join('\n') === service.tags.join('\n');
  return same ? service : after;
}

/** `lead, tags` */
export const wordsOfSet = (set: ServicesSet): string =>
  [
    (set.environments ?? set.addEnvironments ?? set.removeEnvironments) !== undefined && 'environments',
    set.lead !== undefined && 'lead',
    (set.addTags ?? set.removeTags) !== undefined && 'tags',
  ]
    .filter(Boolean)
    .join(', ');
