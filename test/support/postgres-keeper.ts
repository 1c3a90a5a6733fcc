import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/**
 * A process of its own that starts a PostgreSQL server in a folder, as a user without rights, and takes both away when the process that
 * the server is for has gone: `postgres-keeper.ts BIN FOLDER PID [SETTING...]`. Says where the server is in `ready.json`.
 */
const [, , bin = '', folder = '', parent = '', ...settings] = process.argv;
const data = join(folder, 'data');

/** PostgreSQL refuses to run as root; the user that its package made has no rights elsewhere. */
function whoRuns(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // The next one.
    }
  }
  throw new Error('There is no user without rights to run PostgreSQL as.');
}
const who = whoRuns();
const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { ...who, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** A root of our own and a certificate for `localhost` alone. */
function makeCertificates(): void {
  const openssl = (...args: string[]) => run('openssl', ...args);
  openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'root.key');
  openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    'root.key',
    '-days',
    '3',
    '-subj',
    '/CN=Test root',
    '-out',
    'root.crt',
  );
  openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'server.key');
  openssl('req', '-new', '-key', 'server.key', '-subj', '/CN=localhost', '-out', 'server.csr');
  writeFileSync(join(folder, 'names.cnf'), 'subjectAltName=DNS:localhost\n');
  openssl(
    ...['x509', '-req', '-in', 'server.csr', '-CA', 'root.crt', '-CAkey', 'root.key', '-CAcreateserial'],
    ...['-days', '3', '-extfile', 'names.cnf', '-out', 'server.crt'],
  );
  chmodSync(join(folder, 'server.key'), 0o600);
}

mkdirSync(folder, { recursive: true });
chmodSync(folder, 0o755);
if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid);
const port = await freePort();
writeFileSync(join(folder, 'password'), 'not-a-secret\n', { mode: 0o644 });
run(
  join(bin, 'initdb'),
  ...['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '-N', '--no-instructions'],
  ...['--auth-local=trust', '--auth-host=scram-sha-256', `--pwfile=${join(folder, 'password')}`],
);
makeCertificates();
const options = [
  'listen_addresses=127.0.0.1',
  `port=${port}`,
  `unix_socket_directories=${folder}`,
  'ssl=on',
  `ssl_cert_file=${join(folder, 'server.crt')}`,
  `ssl_key_file=${join(folder, 'server.key')}`,
  'max_connections=60',
  'shared_buffers=64MB',
  'jit=off',
  ...settings,
].flatMap((setting) => ['-c', setting]);
const start = () =>
  spawn(join(bin, 'postgres'), ['-D', data, ...options], { ...who, cwd: folder, stdio: 'ignore' });
let server = start();
/** A server that a test killed is started again, as a service manager does. */
const again = (): void => {
  setTimeout(() => {
    if (!existsSync(data)) return;
    server = start();
    server.on('exit', again);
  }, 100);
};
server.on('exit', again);

for (;;) {
  try {
    run(join(bin, 'pg_isready'), '-q', '-h', folder, '-p', String(port));
    break;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
writeFileSync(join(folder, 'ready.tmp'), JSON.stringify({ folder, port, keeper: process.pid }));
renameSync(join(folder, 'ready.tmp'), join(folder, 'ready.json'));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
function end(): never {
  server.off('exit', again);
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  process.exit(0);
}
process.on('SIGTERM', end);
setInterval(() => {
  if (!isAlive(Number(parent))) end();
}, 500);
