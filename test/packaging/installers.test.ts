import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { beforeAll, describe, expect, it } from 'vitest';
import { FONT_FILES } from '../../main/exporters/pdf/fonts.ts';
import { SCRIPT_FONT_FILES } from '../../main/exporters/pdf/scripts/font-files.ts';
import { FUSES } from '../../main/packaging/fuses.ts';
import {
  type InstallerFacts,
  installerConfig,
  installerTool,
  makeInstallers,
  targetsOf,
} from '../../main/packaging/installers.ts';
import { lockEntry, readLock } from '../../main/packaging/lock-file.ts';
import { neededFiles } from '../../main/packaging/needed-files.ts';
import { StandInApp } from '../shell/stand-in-driver.ts';
import { ensureBuilt, PROJECT } from '../support/cli.ts';
import { writeFakeElectron } from '../support/fake-electron.ts';
import { temporaryFolder } from '../support/temp.ts';

const FACTS: InstallerFacts = { system: 'linux-x64', electronDist: null, output: 'dist', signed: false };

describe('the configuration', () => {
  const config = (facts: Partial<InstallerFacts>) =>
    installerConfig(PROJECT, { ...FACTS, ...facts }, { staged: 'app', resources: 'resources' });

  it('opens .demarc files, compiles nothing, publishes nothing, and has code loaded from the archive only', () => {
    expect(config({})).toMatchObject({
      fileAssociations: [expect.objectContaining({ ext: 'demarc', role: 'Editor' })],
      npmRebuild: false,
      publish: null,
      asar: true,
      nsis: { perMachine: false },
      electronVersion: lockEntry(readLock(PROJECT), 'node_modules/electron').version,
    });
    expect(FUSES[FuseV1Options.OnlyLoadAppFromAsar]).toBe(true);
  });

  const ANN = 'Ann <ann@acme.example>';
  const home = { homepage: 'https://demarc.example' };
  it.each([
    ['linux', { ...home, author: ANN }, ['AppImage', 'deb']],
    ['linux', { ...home, author: { name: 'Ann', email: 'ann@acme.example' } }, ['AppImage', 'deb']],
    ['linux', { ...home, author: { name: 'Ann' } }, ['AppImage']],
    ['linux', { ...home, author: 'The Demarc authors' }, ['AppImage']],
    ['linux', { ...home, author: 'Ann @ Acme (https://acme.example/@ann)' }, ['AppImage']],
    ['linux', home, ['AppImage']],
    ['linux', { author: ANN }, ['AppImage']],
    ['darwin', { ...home, author: ANN }, []],
    ['win32', {}, []],
  ])('on %s, with %j, makes %j', (platform, makers, targets) => {
    expect(targetsOf(makers, platform)).toEqual(targets);
  });

  it('signs with a certificate where there is one, else by nobody, without which no newer Mac starts it', () => {
    expect(config({}).mac).toMatchObject({ identity: '-', notarize: false });
    expect(config({ signed: true }).mac).not.toHaveProperty('identity');
  });
});

/** electron-builder, which is fetched where installers are made; null where that cannot be done just now, which is said. */
function attemptTool(): string | null {
  try {
    return installerTool(PROJECT);
  } catch (error) {
    // npm has failed; anything else is a fault of ours.
    if ((error as { status?: unknown }).status === undefined) throw error;
    process.stderr.write(
      'installers: electron-builder cannot be fetched here, so that nothing is packaged\n',
    );
    return null;
  }
}

const tool = process.platform === 'linux' && process.arch === 'x64' ? attemptTool() : null;

describe.skipIf(tool === null)('what goes into an installer', () => {
  const folder = temporaryFolder();
  const unpacked = join(folder, 'linux-unpacked');
  const extracted = join(folder, 'extracted');
  const archive = join(unpacked, 'resources', 'app.asar');

  beforeAll(async () => {
    ensureBuilt();
    mkdirSync(join(folder, 'electron'));
    const { version } = lockEntry(readLock(PROJECT), 'node_modules/electron');
    const electronDist = writeFakeElectron(join(folder, 'electron'), version);
    await makeInstallers(PROJECT, { ...FACTS, electronDist, output: folder }, { dirOnly: true, quiet: true });
    const asar = createRequire(tool ?? '').resolve('@electron/asar');
    const { extractAll } = (await import(asar)) as { extractAll(from: string, to: string): void };
    extractAll(archive, extracted);
  });

  it('has the fuses set that the runtime came without', async () => {
    const wire = (await getCurrentFuseWire(join(unpacked, 'demarc'))) as unknown as Record<string, number>;
    expect(wire[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE);
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE);
    expect(wire[FuseV1Options.EnableCookieEncryption]).toBe(FuseState.DISABLE);
  });

  it('holds the files that are needed and no other, one binary outside of it, and is small', async () => {
    const within = (root: string, files: readonly string[]) =>
      files.map((file) => {
        // By package and version, since it may lie elsewhere in the archive than here.
        const [, place, rest] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\/(.*)$/.exec(file) ?? [];
        if (place === undefined) return file;
        const { name, version } = JSON.parse(
          readFileSync(join(root, place, 'package.json'), 'utf8'),
        ) as Record<string, string>;
        return `${name}@${version}/${rest}`;
      });
    const files = globSync('**/*', { cwd: extracted, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(extracted.length + 1));
    const needed = [...(await neededFiles(PROJECT, 'linux-x64', 'desktop')), 'package.json'];
    expect([...new Set(within(extracted, files))].sort()).toEqual(
      [...new Set(within(PROJECT, needed))].sort(),
    );
    expect(globSync('**/*.node', { cwd: `${archive}.unpacked` })).toEqual([
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
    ]);
    const bytes = [archive, ...globSync(`${archive}.unpacked/**/*.*`)].reduce(
      (sum, path) => sum + statSync(path).size,
      0,
    );
    expect(bytes).toBeLessThan(60_000_000);
    const fonts = files.filter((file) => file.endsWith('.ttf')).sort();
    expect(fonts).toEqual([...FONT_FILES, ...SCRIPT_FONT_FILES].map((file) => `node_modules/${file}`).sort());
  });

  it('says by itself what it is called', () => {
    const description = JSON.parse(readFileSync(join(extracted, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(description).toMatchObject({
      productName: 'Demarc',
      desktopName: 'demarc.desktop',
      main: 'out/main/electron.js',
    });
    expect(description).not.toHaveProperty('devDependencies');
    expect(description).not.toHaveProperty('scripts');
  });

  it('runs from there: the command line with its threads', { tags: 'long' }, () => {
    const run = (...args: string[]) =>
      execFileSync(process.execPath, args, {
        cwd: folder,
        encoding: 'utf8',
        env: { HOME: folder, DEMARC_DATA_DIR: join(folder, 'data') },
      });
    const demarc = join(extracted, 'main/hosts/cli/bin.mjs');
    run(demarc, 'new', 'shop.demarc', '--title', 'Shop', '--organisation', 'Acme');
    // That its fonts are there is asked above; what draws with them is tried in the portable edition, which has no more.
    expect(run(demarc, 'export', 'shop.demarc', '--csv', 'shop.csv')).toContain('read back and complete');
  });

  it('opens its window from there, on the stand-in for the runtime', async () => {
    const dataDir = join(folder, 'window');
    const app = new StandInApp({ dataDir, root: extracted, packaged: true });
    const [page] = await app.pages(1);
    expect(page?.url).toMatch(/^demarc-app:/);
    await app.evaluate(({ app: electron }) => electron.quit());
    expect(await app.ended(), app.errors()).toBe(0);
  });
});
