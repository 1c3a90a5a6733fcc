// npm run package: the npm package, whole, in dist/. Installing it fetches nothing but the Node for this system, which is optional.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationRoot } from '../platform/app-paths.ts';
import { builtCheckout } from './built.ts';
import { bundledPackage } from './bundle.ts';
import { neededFiles } from './needed-files.ts';
import { writeTarball } from './portable.ts';
import type { ArchiveFile } from './tar.ts';

/** What of package.json goes out: the rest builds, tests and packs. */
const KEPT = [
  ...['name', 'version', 'description', 'license', 'author', 'homepage', 'repository', 'bugs'],
  ...['type', 'engines', 'main', 'bin', 'optionalDependencies'],
];
const READ_BY_PEOPLE = [
  'README.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  'main/README.md',
  'docs/**/*.{md,png,json}',
];

/**
 * Every file of the npm package, sorted. The packages that the program needs are bundled in the versions of the lock file, with the
 * files that are needed of them; npm would fetch newer ones, without our overrides, and five times as much.
 */
export async function npmPackageFiles(root: string): Promise<ArchiveFile[]> {
  const needed = await neededFiles(root, 'linux-x64', 'desktop');
  const more = globSync(['node_modules/better-sqlite3/prebuilds/*.node', ...READ_BY_PEOPLE], { cwd: root });
  const names = [...new Set([...needed, ...more].map((file) => file.replaceAll('\\', '/')))];
  return bundledPackage(root, names, { folder: 'package', kept: KEPT });
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
