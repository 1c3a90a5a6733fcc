import type { DiscoveredChange, DiscoveredFile } from '../../contract/discover.ts';
import type { ServiceInUse } from '../../contract/services-in-use.ts';
import { rememberedName } from './found-in.ts';
import { unnumbered } from './numbered-name.ts';

/** A service in use with where it was found when it was added. */
export type FoundBefore = Pick<ServiceInUse, 'ref' | 'label' | 'foundIn'>;

/**
 * What is otherwise in files that are given again, by the services that they showed before: gone where such a file shows none of it any
 * more, changed where it shows another number. A file that was refused, or is not given again, says nothing.
 */
export function foundAgain(
  services: readonly FoundBefore[],
  files: readonly DiscoveredFile[],
): { readonly gone: readonly DiscoveredChange[]; readonly changed: readonly DiscoveredChange[] } {
  const remembered = new Map<string, Set<string>>();
  for (const { file, resources } of services.flatMap(({ foundIn }) => foundIn)) {
    const types = remembered.get(file) ?? new Set();
    for (const { type } of resources) types.add(type);
    remembered.set(file, types);
  }
  const known = knownAgain(remembered, new Map(files.map((file) => [rememberedName(file.file), file])));
  const gone: DiscoveredChange[] = [];
  const changed: DiscoveredChange[] = [];
  for (const { ref, label, foundIn } of services)
    for (const { file, format, resources } of foundIn) {
      const now = known.get(file);
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

/**
 * Which of the files given now those remembered are, by the types that they showed: of the same name, or the only one whose way ends
 * with it, as a file is called that was given by itself before and with its folder now. Another environment has files that are called so
 * as well: something of what was there has to be in it still. Numbers were given in the order of the files, so a numbered name says nothing, and
 * the name that it numbers does not either.
 */
function knownAgain(
  remembered: ReadonlyMap<string, ReadonlySet<string>>,
  given: ReadonlyMap<string, DiscoveredFile>,
): ReadonlyMap<string, DiscoveredFile> {
  const alike = new Set([...remembered.keys(), ...given.keys()].flatMap((name) => unnumbered(name) ?? []));
  const isSure = (name: string): boolean => unnumbered(name) === null && !alike.has(name);
  const byEnd = new Map<string, DiscoveredFile | null>();
  for (const [name, file] of given)
    if (!remembered.has(name)) for (const end of endsOf(name)) byEnd.set(end, byEnd.has(end) ? null : file);
  const known = new Map<string, DiscoveredFile>();
  for (const [name, types] of remembered) {
    const longer = byEnd.get(name);
    const file = given.get(name) ?? (longer?.types.some(({ type }) => types.has(type)) ? longer : null);
    if (file && isSure(name) && isSure(rememberedName(file.file))) known.set(name, file);
  }
  return known;
}

/** `shop/infra/plan.json` -> `infra/plan.json`, `plan.json`. */
const endsOf = (name: string): readonly string[] => {
  const parts = name.split('/');
  return parts.slice(1).map((_, at) => parts.slice(at + 1).join('/'));
};

/** `AWS::SQS::Queue 2, now 3`, as a change of one file is said. */
export const changeWords = ({ types }: DiscoveredChange): string =>
  types.map(({ type, before, now }) => `${type} ${before}, now ${now}`).join('; ');
