import { spawn } from 'node:child_process';
import { withUsersOwnFileMode } from '../../platform/private-files.ts';

/** The platform's own way to open an address in the user's browser, or null where there is no screen for one. */
export function browserCommand(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  url: string,
): { readonly command: string; readonly args: readonly string[] } | null {
  // Every account of the machine can read these arguments: what goes in here must be worth nothing to others.
  if (platform === 'win32') return { command: 'rundll32', args: ['url.dll,FileProtocolHandler', url] };
  if (platform === 'darwin') return { command: 'open', args: [url] };
  const screen = [env.DISPLAY, env.WAYLAND_DISPLAY].some(
    (display) => display !== undefined && display !== '',
  );
  return screen ? { command: 'xdg-open', args: [url] } : null;
}

/** Opens it and does not wait. Where nothing can open it, the printed address is there to be copied. */
export function openBrowser(url: string): void {
  const how = browserCommand(process.platform, process.env, url);
  if (how === null) return;
  const child = withUsersOwnFileMode(() => spawn(how.command, how.args, { detached: true, stdio: 'ignore' }));
  child.on('error', () => undefined);
  child.unref();
}
