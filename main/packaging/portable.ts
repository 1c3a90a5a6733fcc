// npm run portable [-- linux-x64 ...]: the portable edition, one archive for each system in dist/.
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { applicationRoot } from '../platform/app-paths.ts';
import { ZipWriter } from '../platform/zip-writer.ts';
import { builtCheckout } from './built.ts';
import { neededFiles, type System } from './needed-files.ts';
import { nodeRuntime } from './node-runtime.ts';
import { type ArchiveFile, tarPieces } from './tar.ts';

/** What people call their system, and what Node and better-sqlite3 call it. */
export const SYSTEMS: Readonly<Record<string, System>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'macos-arm64': 'darwin-arm64',
  'macos-x64': 'darwin-x64',
  'windows-x64': 'win32-x64',
};
/** Of every file in every archive, so that the same content is the same bytes. */
const TIME = '2026-01-01T00:00:00Z';
/** `xz` packs closest; `gzip` needs no program of its own; `none` is for a look inside. ZIP files are always packed. */
export type Packing = 'xz' | 'gzip' | 'none';

/** Everything of the portable edition for one system, sorted by path, below one folder. Throws where something of it is missing. */
export async function portableFiles(root: string, name: string): Promise<ArchiveFile[]> {
  const system = SYSTEMS[name];
  if (system === undefined)
    throw new Error(
      `There is no portable edition for "${name}". There is: ${Object.keys(SYSTEMS).join(', ')}.`,
    );
  const folder = `demarc-${packageOf(root).version}-${name}`;
  const launchers = join(root, 'main', 'packaging', 'launchers');
  const node = nodeRuntime(root, system);
  const wanted = launchersOf(system);
  const files = [
    ...wanted.map((launcher) => onDisk(`${folder}/${launcher}`, join(launchers, launcher), true)),
    onDisk(`${folder}/README.txt`, join(launchers, 'README.txt')),
    { path: `${folder}/node/${node.name}`, bytes: () => node.program, executable: true },
    { path: `${folder}/node/LICENSE`, bytes: () => node.licence, executable: false },
    {
      path: `${folder}/app/package.json`,
      bytes: () => Buffer.from(`${JSON.stringify(packageOf(root), null, 2)}\n`),
      executable: false,
    },
    ...(await neededFiles(root, system, 'browser')).map((file) =>
      onDisk(`${folder}/app/${file}`, join(root, file)),
    ),
  ];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function launchersOf(system: System): readonly string[] {
  if (system === 'win32-x64') return ['demarc.cmd'];
  return system.startsWith('darwin') ? ['Demarc.command', 'demarc'] : ['demarc'];
}

const onDisk = (path: string, source: string, executable = false): ArchiveFile => ({
  path,
  bytes: () => readFileSync(source),
  executable,
});

/** Of package.json, what the program itself reads and what tells a reader what this is. */
function packageOf(root: string): { readonly version: string } & Record<string, unknown> {
  const { name, version, description, license, type } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Record<string, string>;
  return { name, version: version ?? '', description, license, type };
}

/** Writes one archive into `folder` and returns its path; an old one of that name is replaced when the new one is whole. */
export async function writeArchive(
  files: readonly ArchiveFile[],
  folder: string,
  options: { readonly zip: boolean; readonly packing: Packing },
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const name = files[0]?.path.split('/')[0] ?? '';
  const ends = { xz: '.tar.xz', gzip: '.tar.gz', none: '.tar' }[options.packing];
  const path = join(folder, `${name}${options.zip ? '.zip' : ends}`);
  const partial = `${path}.partial`;
  rmSync(partial, { force: true });
  if (options.zip) await writeZip(files, partial);
  else await writeTar(files, partial, options.packing);
  renameSync(partial, path);
  return path;
}

async function writeZip(files: readonly ArchiveFile[], path: string): Promise<void> {
  const zip = await ZipWriter.create(path, TIME, { sealed: false, level: 9 });
  const control = { signal: new AbortController().signal, progress: () => {} };
  for (const { path: name, bytes, executable } of files) {
    const content = bytes();
    await zip.add(name, () => [content], { size: content.length, compress: true, executable, control });
  }
  await zip.finish(control);
}

/** Writes a gzipped tar file, the same bytes for the same files. */
export async function writeTarball(files: readonly ArchiveFile[], path: string, level = 9): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  await writeTar(files, path, 'gzip', level);
}

async function writeTar(
  files: readonly ArchiveFile[],
  path: string,
  packing: Packing,
  level = 9,
): Promise<void> {
  const pieces = Readable.from(tarPieces(files, Date.parse(TIME) / 1000));
  const target = createWriteStream(path, { flags: 'wx' });
  if (packing === 'none') return pipeline(pieces, target);
  if (packing === 'gzip') return pipeline(pieces, createGzip({ level }), target);
  const xz = spawn('xz', ['-6', '--threads=1', '--stdout'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve, reject) => {
    xz.on('error', reject);
    xz.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`xz ended with status ${code}.`))));
  });
  await Promise.all([pipeline(pieces, xz.stdin), pipeline(xz.stdout, target), ended]);
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { gzip: { type: 'boolean' }, out: { type: 'string' } },
  });
  const root = applicationRoot();
  const wanted = positionals.length > 0 ? positionals : Object.keys(SYSTEMS);
  const xz = values.gzip !== true && spawnSync('xz', ['--version']).status === 0;
  builtCheckout(root);
  for (const name of wanted) {
    const files = await portableFiles(root, name);
    const path = await writeArchive(files, values.out ?? join(root, 'dist'), {
      zip: name.startsWith('windows'),
      packing: xz ? 'xz' : 'gzip',
    });
    const megabytes = (statSync(path).size / 1e6).toFixed(1);
    process.stdout.write(`${path}  ${files.length} files, ${megabytes} MB\n`);
  }
}
