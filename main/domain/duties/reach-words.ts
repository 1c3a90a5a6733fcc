import type { Reach } from '../../contract/common-controls.ts';
import { listed } from '../words/listed.ts';

/** Where a common control holds, in words: `every service`, `services of Production`, `services tagged cheap and orders`. */
export function reachWords(
  { everywhere, environments, tags, services }: Reach,
  names: ReadonlyMap<string, string>,
): string {
  if (everywhere) return 'every service';
  const parts = [
    ...environments.map((id) => `services of ${names.get(id) ?? id}`),
    ...tags.map((tag) => `services tagged ${tag}`),
    ...services,
  ];
  return parts.length === 0 ? 'no service yet' : listed(parts);
}
