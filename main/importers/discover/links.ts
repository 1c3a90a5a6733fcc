import { posix } from 'node:path';
import { counted } from '../../domain/words/counted.ts';
import { type Found, type Link, listNames, type Place, TypeCounter } from './found.ts';

type ByName = ReadonlyMap<string, readonly string[]>;

/** The files given, by the name at the end of their paths: folders have many that are called alike. */
export function filesByName(files: readonly string[]): ByName {
  const byName = new Map<string, string[]>();
  for (const file of files) {
    const same = byName.get(baseName(file));
    if (same) same.push(file);
    else byName.set(baseName(file), [file]);
  }
  return byName;
}

/** Says of every template that a file points to whether it is among those given, or which to add. */
export function linkNotes(from: string, links: readonly Link[], given: ByName): string[] {
  const known = new Map<string, boolean>();
  const isGiven = (address: string): boolean => {
    const is = known.get(address) ?? meantBy(address, from, given).length > 0;
    known.set(address, is);
    return is;
  };
  const here = links.filter(({ file }) => file !== null && isGiven(file));
  const missing = links.filter(({ file }) => file !== null && !isGiven(file));
  const unknown = links.filter((link) => link.file === null);
  const named = (list: readonly Link[]) => listNames([...new Set(list.map((link) => link.file ?? ''))]);
  const whoPoints = (list: readonly Link[]) => listNames(list.map((link) => link.from));
  return [
    ...(here.length > 0 ? [`${stacks(here)} read from the files given: ${named(here)}.`] : []),
    ...(missing.length > 0
      ? [`${stacks(missing)} not among the files given (${whoPoints(missing)}). Add ${named(missing)}.`]
      : []),
    ...(unknown.length > 0
      ? [
          `${stacks(unknown)} whose template is only known on deployment: ${whoPoints(unknown)}. Add it by hand.`,
        ]
      : []),
  ];
}

interface Lying {
  readonly file: string;
  /** Where it lies: what it is called says too little of that, or too much. */
  readonly way: string;
  readonly found?: Found | undefined;
}

/**
 * What the files hold, with the places of templates that lie beside a file which says where they go. Where two say it differently, or
 * several files lie there under one name, as uploads can, nobody knows which is meant, and none is placed.
 */
export function placeTemplates<T extends Lying>(outcomes: readonly T[]): readonly T[] {
  const given = new Map<string, number>();
  for (const { way } of outcomes) given.set(way, (given.get(way) ?? 0) + 1);
  const places = new Map<string, Place | null>();
  for (const { way: from, found } of outcomes)
    for (const { file: address, place } of found?.links ?? []) {
      if (address === null || !place) continue;
      const target = beside(from, address);
      if (given.get(target) !== 1) continue;
      const before = places.get(target);
      places.set(target, before === undefined || (before && isSame(before, place)) ? place : null);
    }
  return outcomes.map((outcome) => {
    const place = places.get(outcome.way);
    if (!outcome.found || !place || outcome.found.places?.size) return outcome;
    const counter = new TypeCounter(outcome.file);
    for (const [type, count] of outcome.found.types) counter.add(type, count, place);
    return { ...outcome, found: { ...outcome.found, places: counter.places } };
  });
}

const isSame = (a: Place, b: Place): boolean => a.account === b.account && a.region === b.region;
const beside = (from: string, address: string): string =>
  posix.join(posix.dirname(slashed(from)), slashed(address));

/** Where a file lies, or one inside an archive that lies there. */
export const wayOf = (source: string, inside = ''): string =>
  `${slashed(source)}${inside === '' ? '' : posix.join('/', slashed(inside))}`;

/** The files that an address in another one can mean: the one that lies there, else those whose way from somewhere ends like it. */
function meantBy(address: string, from: string, given: ByName): readonly string[] {
  const others = (given.get(baseName(address)) ?? []).filter((file) => file !== from);
  const there = beside(from, address);
  const exact = others.filter((file) => slashed(file) === there);
  const way = `/${address.replace(/^(\.\.?\/)+/, '')}`;
  return exact.length > 0
    ? exact
    : others.filter((file) => `/${slashed(file)}`.endsWith(way) || way.endsWith(`/${slashed(file)}`));
}

const slashed = (file: string): string => file.replaceAll('\\', '/');
/** The name of a file at the end of its path. */
export const baseName = (file: string): string => file.split(/[\\/]/).at(-1) ?? file;

const stacks = (links: readonly Link[]) =>
  counted(links.length, 'nested stack or application', 'nested stacks or applications');
