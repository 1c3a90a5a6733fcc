import type { Reach } from '../../contract/common-controls.ts';
import { listed } from '../words/listed.ts';

/**
 * Where a common control holds, in words: `every service`, `services of Production and Test; services tagged cheap; orders`. Names by id:
 * those of environments, and of services where they are not to be told by their refs.
 */
export function reachWords(
  { everywhere, environments, tags, services }: Reach,
  names: {
    readonly environments: ReadonlyMap<string, string>;
    readonly services?: ReadonlyMap<string, string>;
  },
): string {
  if (everywhere) return 'every service';
  const parts = [
    environments.length > 0 &&
      `services of ${listed(environments.map((id) => names.environments.get(id) ?? id))}`,
    tags.length > 0 && `services tagged ${listed(tags)}`,
    services.length > 0 && listed(services.map((ref) => names.services?.get(ref) ?? ref)),
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'no service yet' : parts.join('; ');
}
