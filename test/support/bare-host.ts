import type { Host } from '../../renderer/host/host.ts';

/** A host that answers as it is told, and can do nothing else; the program's boundary, not a part of ours. */
export function bareHost(parts: Pick<Host, 'call' | 'subscribe'>): Host {
  const unused = () => Promise.reject(new Error('not asked for here'));
  return {
    origin: 'window-1',
    capabilities: { nativeDialogs: false, revealInFolder: false, nativeMenu: false },
    pickFiles: unused,
    giveFiles: unused,
    pickTarget: unused,
    pickFolder: unused,
    deliver: unused,
    contentUrl: () => '',
    ready: () => {},
    onFlush: () => () => {},
    ...parts,
  };
}
