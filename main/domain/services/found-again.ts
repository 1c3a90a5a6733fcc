import type { DiscoveredChange, DiscoveredFile } from '../../contract/discover.ts';
import type { ServiceInUse } from '../../contract/services-in-use.ts';
import { rememberedName } from './found-in.ts';

/** A service in use with where it was found when it was added. */
export type FoundBefore = Pick<ServiceInUse, 'ref' | 'label' | 'foundIn'>;

/**
 * What is otherwise in files that are given again, by the services that they showed before: gone where a file of the same name shows
 * none of it any more, changed where it shows another number. A file that was refused, or is not given again, says nothing.
 */
export function foundAgain(
  services: readonly FoundBefore[],
  files: readonly DiscoveredFile[],
): { readonly gone: readonly DiscoveredChange[]; readonly changed: readonly DiscoveredChange[] } {
  const read = new Map(
    files.filter(({ format }) => format !== null).map((file) => [rememberedName(file.file), file]),
  );
  const gone: DiscoveredChange[] = [];
  const changed: DiscoveredChange[] = [];
  for (const { ref, label, foundIn } of services)
    for (const { file, format, resources } of foundIn) {
      const now = read.get(file);
      if (!now || now.format !== format || resources.length === 0) continue;
      const counts = new Map(now.types.map(({ type, count }) => [type, count]));
      const types = resources.map(({ type, count }) => ({ type, before: count, now: counts.get(type) ?? 0 }));
      const others = types.filter(({ before, now: after }) => before !== after);
      if (others.length === 0) continue;
      const change = { ref, label, file, types: others };
      if (types.every(({ now: after }) => after === 0)) gone.push(change);
      else changed.push(change);
    }
  return { gone, changed };
}

/** `AWS::SQS::Queue 2, now 3`, as a change of one file is said. */
export const changeWords = ({ types }: DiscoveredChange): string =>
  types.map(({ type, before, now }) => `${type} ${before}, now ${now}`).join('; ');
