import type { Suggestion } from '../../contract/assignments.ts';
import type { Partition } from '../../contract/catalogue.ts';

/** The partitions, other than the commercial one, of the Regions that these fields name, several in one as well: `eu-west-1, us-gov-west-1`. */
export function partitionsOf(
  regions: readonly (string | null)[],
  partitions: readonly Partition[],
): readonly Partition[] {
  const named = regions.flatMap((text) => text?.toLowerCase().split(/[^a-z0-9-]/) ?? []);
  return partitions.filter(({ regionPrefix }) => named.some((region) => region.startsWith(regionPrefix)));
}

/** What is otherwise with a duty in these partitions, as cautions of its suggestion. */
export const partitionCautions = (
  responsibility: string,
  partitions: readonly Partition[],
): Suggestion['cautions'] =>
  partitions.flatMap(({ name, differences }) =>
    differences
      .filter(({ responsibilities }) => responsibilities.includes(responsibility))
      .map(({ text, ask }) => ({ kind: 'partition' as const, text: `${name}: ${text}`, ask })),
  );
