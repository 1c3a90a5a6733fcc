import { CallError } from './call-error.ts';
import { createElectronHost } from './electron-host.ts';
import type { Host } from './host.ts';
import { createHttpHost } from './http-host.ts';

/** The host that this page runs in. Throws a CallError with a sentence to show when there is none to talk to. */
export async function connectHost(): Promise<Host> {
  if (window.demarc) return createElectronHost(window.demarc);
  if (location.protocol.startsWith('http')) return createHttpHost();
  throw new CallError({
    code: 'UNSUPPORTED_HERE',
    message:
      'This window has no way to the program behind it: a part of Demarc is missing or damaged. No workbook was changed. Close Demarc, and install it anew if this comes again.',
  });
}
