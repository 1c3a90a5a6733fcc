// npm run package: the npm package, whole, in dist/. Installing it fetches nothing but the Node for this system, which is optional.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationRoot } from '../platform/app-paths.ts';
import { builtCheckout } from './built.ts';
import { neededFiles } from './needed-files.ts';
import { writeTarball } from './portable.ts';
import type { ArchiveFile } from './tar.ts';

type Description = Record<string, unknown> & { readonly version: string };
type Dependencies = Readonly<Record<string, string>>;

/** What of package.json goes out: the rest builds, tests and packs. */
const KEPT = [
  'name',
  'version',
  'description',
  'license',
  'type',
  'engines',
  'main',
  'bin',
  'author',
  'homepage',
];
const ALSO_KEPT = ['repository', 'bugs', 'optionalDependencies'];
const READ_BY_PEOPLE = ['README.md', 'CHANGELOG.md', 'SECURITY.md', 'renderer/pictures/*.png'];

/**
 * Every file of the npm package, sorted. The packages that the program needs are bundled in the versions of the lock file, with the
 * files that are needed of them; npm would fetch newer ones, without our overrides, and five times as much.
 */
export async function npmPackageFiles(root: string): Promise<ArchiveFile[]> {
  const read = (file: string) => readFileSync(join(root, file));
  const described = (file: string) => JSON.parse(read(file).toString('utf8')) as Description;
  const needed = await neededFiles(root, 'linux-x64', 'desktop');
  const binaries = globSync('node_modules/better-sqlite3/prebuilds/*.node', { cwd: root });
  const texts = globSync(READ_BY_PEOPLE, { cwd: root });
  const names = [...new Set([...needed, ...binaries, ...texts].map((file) => file.replaceAll('\\', '/')))];
  const bundled = [
    ...new Set(names.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [])),
  ];
  const own = described('package.json');
  const versions = bundled.map((name) => [name, described(`node_modules/${name}/package.json`).version]);
  const description = {
    ...Object.fromEntries([...KEPT, ...ALSO_KEPT].flatMap((key) => (key in own ? [[key, own[key]]] : []))),
    dependencies: Object.fromEntries(versions),
    bundleDependencies: bundled,
  };
  const files = names.map((file) => ({
    path: `package/${file}`,
    bytes: () =>
      /node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/.test(file)
        ? json(withoutAbsent(described(file), file, names))
        : read(file),
    executable: file.endsWith('/bin.mjs'),
  }));
  return [...files, { path: 'package/package.json', bytes: () => json(description), executable: false }].sort(
    (a, b) => (a.path < b.path ? -1 : 1),
  );
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

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
    [`${folder}/node_modules/${name}`, `node_modules/${name}`].some((place) =>
      files.includes(`${place}/package.json`),
    );
  const asked = Object.entries((description.dependencies ?? {}) as Dependencies);
  return { ...rest, dependencies: Object.fromEntries(asked.filter(([name]) => there(name))) };
}

if (import.meta.main) {
  const root = applicationRoot();
  builtCheckout(root);
  const files = await npmPackageFiles(root);
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const path = join(root, 'dist', `${(name ?? '').replace('@', '').replace('/', '-')}-${version}.tgz`);
  await writeTarball(files, path);
  process.stdout.write(`${path}  ${files.length} files\n`);
}
