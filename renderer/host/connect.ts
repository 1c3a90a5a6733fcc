import { createElectronHost } from './electron-host.ts';
import type { Host } from './host.ts';
import { createHttpHost } from './http-host.ts';

/** The host that this page runs in. Throws a CallError with a sentence to show when there is none to talk to. */
export const connectHost = async (): Promise<Host> =>
  window.demarc ? createElectronHost(window.demarc) : createHttpHost();
