import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { withUsersOwnFileMode } from '../../platform/private-files.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Nobody should wait for a download that cannot begin: the server is asked first. */
const PROBE_MS = 5_000;
const PROGRESS_MS = 5_000;
const MEGABYTE = 1_000_000;

const CANNOT = 'the Electron runtime is not here and cannot be fetched';

/** Fetches the runtime with Electron's own installer. Null when it is there now, else why not. */
export async function fetchRuntime(
  installer: string,
  say: (line: string) => void,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | null> {
  const kept = isCached(installer, env);
  const proxy = hasProxy(env);
  // Our own request would go past a proxy, and a file that is kept needs no server.
  if (!kept && !proxy) {
    const mirror = mirrorOf(env);
    const answer = await probe(mirror ?? 'https://github.com/electron/electron/');
    // Somebody has named a mirror: a slow one is not one that is not there.
    if (answer === 'refused' || (answer === 'silent' && mirror === null)) return CANNOT;
  }
  say(
    kept
      ? 'demarc: unpacking the Electron runtime, once ...\n'
      : 'demarc: fetching the Electron runtime, about 120 MB, once ...\n',
  );
  const reason = await install(installer, say, {
    ...env,
    // Electron's downloader looks at the proxy only where it is told to, and by a package that need not be there; Node's own fetch by this.
    ...(proxy ? { ELECTRON_GET_USE_PROXY: 'true', NODE_USE_ENV_PROXY: '1' } : {}),
  });
  return reason === null
    ? null
    : `fetching the Electron runtime failed${reason === '' ? '' : ` (${reason})`}`;
}

/** Null when it went well, else the installer's own last words. */
async function install(
  installer: string,
  say: (line: string) => void,
  env: NodeJS.ProcessEnv,
): Promise<string | null> {
  // What has come so far is told by its size; and what is left of a download that fails goes with the folder.
  const folder = mkdtempSync(join(tmpdir(), 'demarc-runtime-'));
  let told = 0;
  const progress = setInterval(() => {
    const megabytes = Math.floor(sizeOf(folder) / MEGABYTE);
    if (megabytes > told) say(`demarc: ... ${megabytes} MB\n`);
    told = megabytes;
  }, PROGRESS_MS);
  try {
    return await new Promise<string | null>((resolve) => {
      const child = withUsersOwnFileMode(() =>
        spawn(process.execPath, [installer], {
          stdio: ['ignore', 'ignore', 'pipe'],
          env: { ...env, TMPDIR: folder, TEMP: folder, TMP: folder },
        }),
      );
      let said = '';
      child.stderr.setEncoding('utf8');
      child.stderr.on('data', (text: string) => {
        said = (said + text).slice(-20_000);
      });
      child.on('error', (error) => resolve(error.message));
      child.on('close', (code) => resolve(code === 0 ? null : lastWords(said)));
    });
  } finally {
    clearInterval(progress);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The last line that says something: not the places in the code that follow an error. */
export const lastWords = (said: string): string =>
  said
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !/^\s|^Node\.js v|^[{}\]]/.test(line))
    .at(-1) ?? '';

function sizeOf(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce(
      (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  } catch {
    return 0;
  }
}

async function probe(source: string): Promise<'there' | 'silent' | 'refused'> {
  try {
    await fetch(source, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) });
    return 'there';
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'silent' : 'refused';
  }
}

const firstOf = (env: Env, names: readonly string[]): string | null =>
  names.map((name) => env[name]).find((value) => value !== undefined && value !== '') ?? null;

/** The names by which @electron/get (artifact-utils.js, mirrorVar) finds a mirror, in its order. */
export const mirrorOf = (env: Env): string | null =>
  firstOf(env, [
    'npm_config_electron_mirror',
    'NPM_CONFIG_ELECTRON_MIRROR',
    'npm_package_config_electron_mirror',
    'ELECTRON_MIRROR',
  ]);

const hasProxy = (env: Env): boolean =>
  firstOf(env, ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']) !== null;

/** Whether Electron's own cache has the file already: then no network is needed. */
function isCached(installer: string, env: Env): boolean {
  try {
    const { version } = JSON.parse(readFileSync(join(dirname(installer), 'package.json'), 'utf8'));
    const file = `electron-v${version}-${process.platform}-${process.arch}.zip`;
    return readdirSync(cacheFolder(env), { recursive: true, encoding: 'utf8' }).some(
      (name) => basename(name) === file,
    );
  } catch {
    return false;
  }
}

/** As @electron/get (Cache.js, by env-paths) has it. */
function cacheFolder(env: Env): string {
  const chosen = firstOf(env, ['electron_config_cache']);
  if (chosen !== null) return chosen;
  const home = env.HOME ?? homedir();
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches', 'electron');
  if (process.platform === 'win32')
    return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'electron', 'Cache');
  return join(firstOf(env, ['XDG_CACHE_HOME']) ?? join(home, '.cache'), 'electron');
}
