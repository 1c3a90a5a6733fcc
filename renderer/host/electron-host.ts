import type { DemarcBridge, ShellReplies, ShellRequest } from './bridge.ts';
import { evidenceUrl } from './evidence-url.ts';
import type { Host } from './host.ts';

/** The desktop window: calls cross by the preload bridge, dialogs are the system's own. */
export function createElectronHost(bridge: DemarcBridge): Host {
  const ask = <K extends ShellRequest['kind']>(request: ShellRequest & { readonly kind: K }) =>
    bridge.shell(request) as Promise<ShellReplies[K]>;
  return {
    origin: bridge.origin,
    capabilities: bridge.capabilities,
    call: (call) => bridge.call(call),
    // Messages between processes are not lost, so nothing is ever missed.
    subscribe: (listener) => bridge.subscribe(listener),
    pickFiles: (request) => ask({ kind: 'pick-files', ...request }),
    giveFiles: (files) => bridge.dropped(files),
    pickTarget: (request) => ask({ kind: 'pick-target', ...request }),
    pickFolder: () => ask({ kind: 'pick-folder' }),
    deliver: async (file) => {
      await ask({ kind: 'reveal', handle: file.handle });
    },
    contentUrl: evidenceUrl,
    ready: () => void ask({ kind: 'ready' }).catch(() => undefined),
    onFlush: (callback) => bridge.onFlush(callback),
  };
}
