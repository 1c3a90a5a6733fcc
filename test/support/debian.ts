import { attempt } from './attempt.ts';

const APT = ['apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=120'];

let updated: Promise<string | null> | undefined;

/**
 * Installs Debian's packages where no question would be asked; null when they are there, else why they are not. Without `update`, only
 * what the system's lists know already.
 */
export async function installFromDebian(
  packages: readonly string[],
  seconds: number,
  { update = true } = {},
): Promise<string | null> {
  if (process.env.DEMARC_TEST_INSTALL === '0') return 'DEMARC_TEST_INSTALL=0 forbids to install';
  if ((await attempt('apt-get', ['--version'], { seconds: 30 })) !== null) return 'there is no apt-get';
  const prefix = ['env', 'DEBIAN_FRONTEND=noninteractive'];
  if (process.getuid?.() !== 0) {
    if ((await attempt('sudo', ['-n', 'true'], { seconds: 30 })) !== null)
      return 'only root may install, and sudo would ask';
    prefix.unshift('sudo', '-n');
  }
  const run = (...args: string[]) => {
    const [command = '', ...rest] = [...prefix, ...APT, ...args];
    return attempt(command, rest, { seconds });
  };
  // Its failure alone means nothing: the lists that are there may do.
  if (update) updated ??= run('update');
  const notUpdated = (await updated) ?? null;
  const reason = await run('install', '-y', '--no-install-recommends', ...packages);
  return reason === null ? null : [reason, notUpdated].filter((text) => text !== null).join('; ');
}
