import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchiveFile } from './tar.ts';

type Description = Record<string, unknown> & { readonly version: string };
type Dependencies = Readonly<Record<string, string>>;

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

/**
 * A package of these files of the checkout that is whole: its package.json says what ours does under `kept`, and the packages among the
 * files are bundled, in the versions that lie there. Sorted, below `folder`.
 */
export function bundledPackage(
  root: string,
  names: readonly string[],
  { folder, kept }: { readonly folder: string; readonly kept: readonly string[] },
): ArchiveFile[] {
  const read = (file: string) => readFileSync(join(root, file));
  const described = (file: string) => JSON.parse(read(file).toString('utf8')) as Description;
  const bundled = [
    ...new Set(names.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [])),
  ];
  const own = described('package.json');
  const versions = bundled.map((name) => [name, described(`node_modules/${name}/package.json`).version]);
  const description = {
    ...Object.fromEntries(kept.flatMap((key) => (key in own ? [[key, own[key]]] : []))),
    dependencies: Object.fromEntries(versions),
    bundleDependencies: bundled,
  };
  const files = names.map((file) => ({
    path: `${folder}/${file}`,
    bytes: () =>
      /node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/.test(file)
        ? json(withoutAbsent(described(file), file, names))
        : read(file),
    executable: file.endsWith('/bin.mjs'),
  }));
  return [
    ...files,
    { path: `${folder}/package.json`, bytes: () => json(description), executable: false },
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A bundled package's own description, asking for nothing that is not in the bundle: npm would fetch that. */
function withoutAbsent(description: Description, file: string, files: readonly string[]): Description {
  const {
    scripts: _s,
    devDependencies: _d,
    peerDependencies: _p,
    optionalDependencies: _o,
    ...rest
  } = description;
  const folder = file.slice(0, -'/package.json'.length);
  const there = (name: string) =>
    [...placesFor(name, folder)].some((place) => files.includes(`${place}/package.json`));
  const asked = Object.entries((description.dependencies ?? {}) as Dependencies);
  return { ...rest, dependencies: Object.fromEntries(asked.filter(([name]) => there(name))) };
}

/** Where Node looks for a package that one in `folder` asks for. */
function* placesFor(name: string, folder: string): Generator<string> {
  for (let from = folder; from !== ''; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))))
    yield `${from}/node_modules/${name}`;
  yield `node_modules/${name}`;
}
