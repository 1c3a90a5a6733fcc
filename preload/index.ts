import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { FileHandle } from '../main/contract/capabilities.ts';
import { CALL_CHANNEL, EVENT_CHANNEL, FLUSH_CHANNEL, SHELL_CHANNEL } from '../main/contract/channels.ts';
import type { DemarcEvent } from '../main/contract/events.ts';
import type { Reply } from '../main/contract/methods/method.ts';
import type { DemarcBridge } from '../renderer/host/bridge.ts';

/** Enough for a screenshot from the clipboard; a larger file comes by dialog or drop, which needs no copying. */
const MAX_PASTED_BYTES = 64 * 1024 * 1024;

const origin = crypto.randomUUID();
const flushes = new Set<() => Promise<void>>();

ipcRenderer.on(FLUSH_CHANNEL, async (_event, request: number) => {
  // One that fails must not keep the others from being saved.
  await Promise.allSettled([...flushes].map((flush) => flush()));
  await shell({ kind: 'flushed', request });
});

/** A refusal arrives as a value, because Electron would wrap a thrown one in words of its own. */
async function shell(request: unknown) {
  const reply: Reply = await ipcRenderer.invoke(SHELL_CHANNEL, request);
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value;
}

/** Dropped files have a path, which goes to the shell and never to the page; pasted ones have only their bytes. */
async function describeFile(file: File) {
  const path = webUtils.getPathForFile(file);
  if (path !== '') return { path };
  if (file.size > MAX_PASTED_BYTES)
    throw new Error(`${file.name} is too large to be pasted. Save it as a file and drop that.`);
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

const bridge: DemarcBridge = {
  origin,
  capabilities: { nativeDialogs: true, revealInFolder: true, nativeMenu: true },
  call: (call) => ipcRenderer.invoke(CALL_CHANNEL, call, origin),
  subscribe(listener) {
    const receive = (_event: unknown, event: DemarcEvent) => listener(event);
    ipcRenderer.on(EVENT_CHANNEL, receive);
    return () => ipcRenderer.off(EVENT_CHANNEL, receive);
  },
  shell,
  dropped: async (files) =>
    (await shell({ kind: 'dropped', files: await Promise.all(files.map(describeFile)) })) as FileHandle[],
  onFlush(callback) {
    flushes.add(callback);
    return () => flushes.delete(callback);
  },
};
contextBridge.exposeInMainWorld('demarc', bridge);
