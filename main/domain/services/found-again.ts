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
      const change = {
        ref,
        label,
        file: datedName(file) === null ? file : rememberedName(now.file),
        types: others,
      };
      if (types.every(({ now: after }) => after === 0)) gone.push(change);
      else changed.push(change);
    }
  return { gone, changed };
}

/**
 * Which of the files given now those remembered are, by the types that they showed: of the same name, the only one whose way ends
 * with it, as a file is called that was given by itself before and with its folder now, or the only one whose name has a later day in the place of
 * its own: `resources-2026-11.csv`. Another environment has files that are called so
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
    const other = byEnd.get(name) ?? laterThan(name, given);
    const file = given.get(name) ?? (other?.types.some(({ type }) => types.has(type)) ? other : null);
    if (file && isSure(name) && isSure(rememberedName(file.file))) known.set(name, file);
  }
  return known;
}

/** `2026-11-30`, `20261130`, `2026-11` or `2026_11` in a name. */
const DAY = /(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?(?!\d)/g;
/** A name with a day in it, and the name around it; null without one, with several, or where nothing else tells files apart. */
function datedName(name: string): { readonly day: string; readonly around: string } | null {
  const [found, ...more] = [...name.matchAll(DAY)];
  if (found === undefined || more.length > 0) return null;
  const around = name.replace(DAY, '*');
  return /\p{L}/u.test(around.replace(/\.[a-z0-9]{1,8}$/i, ''))
    ? { day: found.slice(1).join(''), around }
    : null;
}
/** The only file given now whose name is this one with a later day. */
function laterThan(name: string, given: ReadonlyMap<string, DiscoveredFile>): DiscoveredFile | null {
  const before = datedName(name);
  if (before === null) return null;
  const alike = [...given].filter(([other]) => datedName(other)?.around === before.around);
  const [[other = '', file] = []] = alike;
  const day = datedName(other)?.day ?? '';
  return alike.length === 1 && file !== undefined && day.length === before.day.length && day > before.day
    ? file
    : null;
}

/** `shop/infra/plan.json` -> `infra/plan.json`, `plan.json`. */
const endsOf = (name: string): readonly string[] => {
  const parts = name.split('/');
  return parts.slice(1).map((_, at) => parts.slice(at + 1).join('/'));
};

/** `AWS::SQS::Queue 2, now 3`, as a change of one file is said. */
export const changeWords = ({ types }: DiscoveredChange): string =>
  types.map(({ type, before, now }) => `${type} ${before}, now ${now}`).join('; ');
