#!/usr/bin/env node
// The door of the command line, in plain JavaScript that any Node since 18 can read: finds a Node new enough for the
// rest, builds a checkout that has not been built (or has changed since), and starts the built program.
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
// Whole, because a name that an older Node lacks would end the program before it could say so.
import nodeModule, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const out = join(root, 'out');
const stamp = join(out, '.built-from');

await main();

async function main() {
  // What lies beside this file may be missing as well: it is asked for where that can be said.
  const { isNewEnough, runUnderOwnNode } = await import('../own-node.mjs').catch(endWithout);
  const { missingPart, missingBehind, notWhole } = await import('../../platform/edition.mjs').catch(
    endWithout,
  );
  if (!isNewEnough()) return runUnderOwnNode([fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
  try {
    if (!isPackaged()) await buildIfChanged();
  } catch (error) {
    return end('UNEXPECTED', error instanceof Error ? error.message : error);
  }
  const missing = missingPart(root);
  if (missing !== undefined) return end('UNSUPPORTED_HERE', notWhole(missing, root));
  keepCompiledCode();
  try {
    await import(pathToFileURL(join(out, 'main', 'cli.js')).href);
  } catch (error) {
    const behind = missingBehind(error, root);
    if (behind === undefined) throw error;
    end('UNSUPPORTED_HERE', notWhole(behind, root));
  }
}

function end(code, sentence) {
  process.stderr.write(`demarc: ${code}: ${sentence}\n`);
  process.exitCode = 2;
}

/** The two files that know what to say are not there themselves. */
function endWithout() {
  end('UNSUPPORTED_HERE', `Demarc is not whole in ${root}. Unpack or install all of it again.`);
  process.exit();
}

/** Keeps compiled code between runs, for its owner alone: start-up is mostly that. The command line sets its own rights when it starts. */
function keepCompiledCode() {
  const usersOwn = process.umask(0o077);
  nodeModule.enableCompileCache?.(join(root, 'node_modules', '.cache', 'demarc-compiled'));
  process.umask(usersOwn);
}

/** A packaged application brings the built program and no sources. */
function isPackaged() {
  return !existsSync(join(root, 'electron.vite.config.ts'));
}

async function buildIfChanged() {
  if (process.env.DEMARC_SKIP_BUILD === '1') return;
  if (isFresh()) return;
  const release = await takeBuildLock();
  try {
    // Somebody else may have built it while this process waited.
    if (!isFresh()) await build();
  } finally {
    release();
  }
}

function isFresh() {
  try {
    return readFileSync(stamp, 'utf8') === fingerprint();
  } catch {
    return false;
  }
}

/** Count, size and newest change of the sources: misses nothing that an editor or a checkout does, and takes milliseconds. */
function fingerprint() {
  const sum = { files: 0, bytes: 0, newest: 0 };
  const add = (path) => {
    const stat = statSync(path);
    sum.files += 1;
    sum.bytes += stat.size;
    sum.newest = Math.max(sum.newest, stat.mtimeMs);
  };
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else add(path);
    }
  };
  for (const folder of ['docs', 'main', 'preload', 'renderer']) walk(join(root, folder));
  for (const file of ['electron.vite.config.ts', 'package-lock.json']) add(join(root, file));
  return JSON.stringify(sum);
}

async function build() {
  const started = Date.now();
  process.stderr.write('demarc: building, which takes some seconds and happens once after a change ...\n');
  const before = fingerprint();
  const fresh = join(root, 'out.building');
  rmSync(fresh, { recursive: true, force: true });
  let tool;
  try {
    tool = join(
      dirname(createRequire(import.meta.url).resolve('electron-vite/package.json')),
      'bin',
      'electron-vite.js',
    );
  } catch {
    throw new Error(`The tools to build Demarc are missing. Run "npm ci" in ${root} and try again.`);
  }
  await new Promise((resolve, reject) => {
    // Both of its outputs go to standard error: standard output belongs to the command that was asked for.
    const child = spawn(process.execPath, [tool, 'build', '--logLevel', 'error'], {
      cwd: root,
      env: { ...process.env, DEMARC_OUT_DIR: fresh, ...(process.stderr.isTTY ? {} : { NO_COLOR: '1' }) },
      stdio: ['ignore', 2, 2],
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error('The build failed; its own messages are above. Nothing was replaced.')),
    );
  });
  writeFileSync(join(fresh, '.built-from'), before);
  // Swapped whole, so that no other start sees half a build.
  const old = `${out}.old-${process.pid}`;
  if (existsSync(out)) renameSync(out, old);
  renameSync(fresh, out);
  rmSync(old, { recursive: true, force: true });
  process.stderr.write(`demarc: built in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

/** One build at a time. The lock names its process, so that one left by a killed build is taken over. */
async function takeBuildLock() {
  const lock = join(root, 'node_modules', '.cache', 'demarc-build.lock');
  const owner = join(lock, 'pid');
  mkdirSync(dirname(lock), { recursive: true });
  for (let attempt = 0; ; attempt += 1) {
    try {
      mkdirSync(lock);
      writeFileSync(owner, String(process.pid));
      return () => rmSync(lock, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (attempt === 0) process.stderr.write('demarc: waiting for another build ...\n');
    // A lock without its owner's number is a moment old, or was cut off at that moment.
    if (attempt % 10 === 9 && !isRunning(owner)) rmSync(lock, { recursive: true, force: true });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function isRunning(owner) {
  try {
    process.kill(Number(readFileSync(owner, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
