import { EventEmitter } from 'node:events';

type Handler = (event: unknown, ...args: unknown[]) => unknown;
export const invokeHandlers = new Map<string, Handler>();

/** lib/browser/ipc-main-impl.ts */
class IpcMain extends EventEmitter {
  handle(channel: string, handler: Handler): void {
    if (invokeHandlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== 'function')
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    invokeHandlers.set(channel, handler);
  }
}
export const ipcMain = new IpcMain();
