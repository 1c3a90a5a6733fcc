import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';

export interface EmptyAccount {
  /** Readable by everybody, so that the account can run what lies in it. */
  readonly folder: string;
  readonly home: string;
  /** What of an empty account the system does not allow here, in words; empty where all of it is. */
  readonly lacks: string;
  run(program: string, args: readonly string[]): { status: number | null; out: string; err: string };
}

const NOBODY = 65_534;
/** A network of its own has a loopback device, which is down. */
const OFFLINE = ['--net', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"'];

/**
 * Runs programs as somebody who has just sat down at a Linux machine without a network: an account that owns nothing but its home, an
 * environment with nothing but that home's name, and no network but the loopback address.
 */
export function emptyAccount(): EmptyAccount {
  // Not in the tests' own folder in memory, which other accounts cannot enter.
  const folder = mkdtempSync('/tmp/demarc-account-');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  const home = join(folder, 'home');
  mkdirSync(home);
  const can = (command: string, args: readonly string[]) => spawnSync(command, args).status === 0;
  const root = process.getuid?.() === 0;
  const network = [...(root ? [] : ['--user', '--map-current-user']), ...OFFLINE];
  const offline = can('unshare', [...network, 'true']);
  const account = ['--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups'];
  const other = root && can('setpriv', [...account, 'true']);
  if (other) chownSync(home, NOBODY, NOBODY);
  const before = [
    ...(offline ? ['unshare', ...network] : []),
    ...(other ? ['setpriv', ...account] : []),
    'env',
    '-i',
    `HOME=${home}`,
  ];
  return {
    folder,
    home,
    lacks: [...(offline ? [] : ['a network of its own']), ...(other ? [] : ['an account of its own'])].join(
      ' and ',
    ),
    run(program, args) {
      const [command = 'env', ...rest] = before;
      const { status, stdout, stderr } = spawnSync(command, [...rest, program, ...args], {
        cwd: home,
        encoding: 'utf8',
      });
      return { status, out: stdout, err: stderr };
    },
  };
}
