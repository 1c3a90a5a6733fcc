// Plain JavaScript that any Node since 18 can read: the door of the command line asks it before anything else is there.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export function editionOf(root, env = process.env) {
  if (process.versions.electron !== undefined) return 'desktop';
  if (env.DEMARC_EDITION === 'portable') return 'portable';
  return existsSync(join(root, 'electron.vite.config.ts')) ? 'checkout' : 'npm package';
}

export function howToMakeWhole(root, env = process.env) {
  return {
    desktop: 'Install Demarc again.',
    portable:
      'Unpack the whole archive again into a folder of its own, not only a file of it, and start Demarc from that folder.',
    checkout: `Run "npm ci" in ${root} and try again.`,
    'npm package': `Install Demarc again: with npm, what lies in ${root} is put back whole.`,
  }[editionOf(root, env)];
}

export function howToGetNode(root, env = process.env) {
  return {
    desktop: 'Install Demarc again.',
    portable: 'Start Demarc with the launcher in its folder ("demarc"), which uses the Node beside it.',
    checkout: `Run "npm ci" in ${root}, which brings one along.`,
    'npm package':
      'Install that Node (nodejs.org), or install Demarc again without "--omit=optional", so that npm brings one along.',
  }[editionOf(root, env)];
}

const ESSENTIAL = [
  'package.json',
  'main/catalogue/data/manifest.json',
  'out/main/cli.js',
  'out/main/worker.js',
  'out/renderer/index.html',
];

export function missingPart(root) {
  return ESSENTIAL.map((file) => join(root, file)).find((path) => !existsSync(path));
}

export function missingBehind(error, root) {
  const { code, path, message = '' } = error ?? {};
  const own = ['package.json', 'main', 'node_modules', 'out'].map((name) => join(root, name));
  if (code === 'ENOENT' && typeof path === 'string' && own.some((each) => path.startsWith(each))) return path;
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND')
    return /'([^']+)'/.exec(message)?.[1] ?? message.split('\n')[0];
  return undefined;
}

export function notWhole(missing, root, env = process.env) {
  return `A part of Demarc is missing: ${missing}. ${howToMakeWhole(root, env)}`;
}
