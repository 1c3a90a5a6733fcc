// npm run dist [-- --dir]: the installers that this system can make, in dist/.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { applicationRoot } from '../platform/app-paths.ts';
import { builtCheckout } from './built.ts';
import { bundledPackage } from './bundle.ts';
import { iconFiles } from './icon.ts';
import { lockEntry, readLock } from './lock-file.ts';
import { neededFiles, type System } from './needed-files.ts';
import { npm } from './node-runtime.ts';

/** What of package.json the packaged program and its installers read. */
const KEPT = [
  ...[
    'name',
    'productName',
    'desktopName',
    'version',
    'description',
    'license',
    'author',
    'homepage',
    'repository',
  ],
  ...['bugs', 'type', 'main'],
];

export interface InstallerFacts {
  readonly system: System;
  /** An unpacked Electron of that system; null has electron-builder fetch the one of the lock file. */
  readonly electronDist: string | null;
  readonly output: string;
  /** Signing certificates are named in the environment, as electron-builder has it. */
  readonly signed: boolean;
}

/** electron-builder's configuration. `staged` holds the application and `resources` its icons. */
export function installerConfig(
  root: string,
  { electronDist, output, signed }: InstallerFacts,
  { staged, resources }: { readonly staged: string; readonly resources: string },
): Record<string, unknown> {
  return {
    appId: 'org.demarc.Demarc',
    productName: 'Demarc',
    copyright: 'The Demarc authors, under the MIT licence',
    directories: { app: staged, output, buildResources: resources },
    electronVersion: lockEntry(readLock(root), 'node_modules/electron').version,
    ...(electronDist === null ? {} : { electronDist }),
    // better-sqlite3 brings its binaries; building it would need headers from the network, and a compiler.
    npmRebuild: false,
    nodeGypRebuild: false,
    buildDependenciesFromSource: false,
    asar: true,
    asarUnpack: ['**/*.node'],
    afterPack: join(root, 'main', 'packaging', 'after-pack.ts'),
    publish: null,
    fileAssociations: [
      {
        ext: 'demarc',
        name: 'Demarc workbook',
        description: 'Demarc workbook',
        mimeType: 'application/x-demarc',
        role: 'Editor',
      },
    ],
    linux: {
      target: ['AppImage', 'deb'],
      executableName: 'demarc',
      category: 'Office',
      icon: join(resources, 'icons'),
      syncDesktopName: true,
    },
    mac: {
      target: ['dmg'],
      category: 'public.app-category.business',
      icon: join(resources, 'icon.icns'),
      // Without a certificate it is signed by nobody ("ad hoc"), without which no Mac of Apple's own processors starts it.
      ...(signed ? {} : { identity: '-', hardenedRuntime: false, notarize: false }),
    },
    win: { target: ['nsis'], icon: join(resources, 'icon.ico') },
    nsis: { oneClick: true, perMachine: false, deleteAppDataOnUninstall: false },
  };
}

/** Writes the application as it goes into its archive, and the icons, into an empty `folder`. */
export async function stageApplication(
  root: string,
  system: System,
  folder: string,
): Promise<{ staged: string; resources: string }> {
  rmSync(folder, { recursive: true, force: true });
  const names = await neededFiles(root, system, 'desktop');
  const write = (path: string, bytes: Uint8Array) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  };
  for (const file of bundledPackage(root, names, { folder: 'app', kept: KEPT }))
    write(join(folder, file.path), file.bytes());
  const resources = join(folder, 'resources');
  for (const [name, bytes] of iconFiles(readFileSync(join(root, 'renderer', 'public', 'icon.svg'), 'utf8')))
    write(join(resources, name), bytes);
  return { staged: join(folder, 'app'), resources };
}

/**
 * electron-builder, from a lock file of its own: its 280 packages are installed where installers are made, with their hashes and
 * without running a script of theirs, and burden nobody else.
 */
export function installerTool(root: string): string {
  const from = join(root, 'main', 'packaging', 'installer-tools');
  const folder = join(root, 'node_modules', '.cache', 'demarc-installer-tools');
  const [description, lock] = ['description.json', 'lock.json'].map((name) =>
    readFileSync(join(from, name), 'utf8'),
  );
  const tool = join(folder, 'node_modules', 'electron-builder', 'cli.js');
  const installed = join(folder, 'installed.json');
  if (existsSync(tool) && existsSync(installed) && readFileSync(installed, 'utf8') === lock) return tool;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), description ?? '');
  writeFileSync(join(folder, 'package-lock.json'), lock ?? '');
  npm(folder, ['ci', '--ignore-scripts', '--silent', '--prefer-offline', '--no-audit', '--no-fund']);
  writeFileSync(installed, lock ?? '');
  return tool;
}

/** Runs electron-builder on the built checkout. `dirOnly` leaves the installers out: what would go into them is there to be looked at. */
export async function makeInstallers(
  root: string,
  facts: InstallerFacts,
  { dirOnly, quiet = false }: { readonly dirOnly: boolean; readonly quiet?: boolean },
): Promise<void> {
  const tool = installerTool(root);
  const work = join(facts.output, 'staged');
  const config = installerConfig(root, facts, await stageApplication(root, facts.system, work));
  const file = join(work, 'electron-builder.json');
  writeFileSync(file, JSON.stringify(config, null, 2));
  const [platform = 'linux', arch = 'x64'] = facts.system.split('-');
  const option = { linux: '--linux', darwin: '--mac', win32: '--win' }[platform] ?? '--linux';
  const { status } = spawnSync(
    process.execPath,
    [
      tool,
      option,
      ...(dirOnly ? ['--dir'] : targetsHere(root, platform)),
      `--${arch}`,
      '--config',
      file,
      '--publish=never',
    ],
    { cwd: root, stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'] },
  );
  if (status !== 0)
    throw new Error(`electron-builder ended with status ${status}; what is wrong stands above.`);
}

/** What of package.json says who makes the program; npm takes an author as a text or in parts. */
export interface Makers {
  readonly homepage?: string;
  readonly author?: string | { readonly name?: string; readonly email?: string };
}

/** The installers of a platform. A Debian package has to name a home page and an address, which package.json may not have yet. */
export function targetsOf({ homepage, author }: Makers, platform: string): string[] {
  if (platform !== 'linux') return [];
  const address = typeof author === 'string' ? /<([^<>]*)>/.exec(author)?.[1] : author?.email;
  return homepage && address?.includes('@') ? ['AppImage', 'deb'] : ['AppImage'];
}

function targetsHere(root: string, platform: string): string[] {
  const targets = targetsOf(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Makers, platform);
  if (platform === 'linux' && !targets.includes('deb'))
    process.stderr.write(
      'No .deb: package.json names no "homepage", or no address in "author" ("Name <name@host>" or its "email"), which it has to carry.\n',
    );
  return targets;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { dir: { type: 'boolean' }, arch: { type: 'string' } } });
  const root = applicationRoot();
  builtCheckout(root);
  const fetched = join(root, 'node_modules', 'electron', 'dist');
  const own = values.arch === undefined || values.arch === process.arch;
  await makeInstallers(
    root,
    {
      system: `${process.platform}-${values.arch ?? process.arch}` as System,
      electronDist: own && existsSync(join(fetched, 'version')) ? fetched : null,
      output: join(root, 'dist'),
      // A secret that a workflow does not have is an empty text.
      signed: Boolean(process.env.CSC_LINK || process.env.CSC_NAME),
    },
    { dirOnly: values.dir === true },
  );
}
