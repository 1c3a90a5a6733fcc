import { EventEmitter } from 'node:events';
import { afterReady, beforeReady } from './app.ts';
import { onMessage } from './state.ts';

type Handle = (request: Request) => Response | Promise<Response>;
type Verdict = { cancel?: boolean };
type Before = (details: { url: string; resourceType: string }, callback: (verdict: Verdict) => void) => void;

const schemes = new Map<string, { standard?: boolean }>();
const handlers = new Map<string, Handle>();
let before: Before | null = null;

class Session extends EventEmitter {
  spellCheckerEnabled = true;
  permissionRequest: unknown = null;
  permissionCheck: unknown = null;
  devicePermission: unknown = null;
  readonly webRequest = {
    onBeforeRequest(listener: Before) {
      before = listener;
    },
  };
  setPermissionRequestHandler(handler: unknown): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: unknown): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: unknown): void {
    this.devicePermission = handler;
  }
  setSpellCheckerEnabled(on: boolean): void {
    this.spellCheckerEnabled = on;
  }
}
export const theSession = new Session();
/** shell/browser/api/electron_api_session.cc: there is none before the application is ready. */
export const session = {
  get defaultSession(): Session {
    afterReady('Session can only be received when app is ready');
    return theSession;
  },
};

/** lib/browser/api/protocol.ts, shell/browser/api/electron_api_protocol.cc */
export const protocol = {
  registerSchemesAsPrivileged(custom: { scheme: string; privileges?: { standard?: boolean } }[]): void {
    beforeReady('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges } of custom) schemes.set(scheme, privileges ?? {});
  },
  handle(scheme: string, handler: Handle): void {
    afterReady('Session can only be received when app is ready');
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    handlers.set(scheme, handler);
  },
};

/** Whether the web request's own listener lets an address through: electron_api_web_request.cc HandleBeforeRequest. */
export function permitted(url: string, resourceType = 'mainFrame'): Promise<boolean> {
  const listener = before;
  if (listener === null) return Promise.resolve(true);
  return new Promise((resolve) => listener({ url, resourceType }, ({ cancel }) => resolve(cancel !== true)));
}

/** Null for a scheme that nobody serves. A handler may answer with a Response and nothing else: protocol.ts validateResponse. */
export async function fetchByScheme(url: string, method = 'GET'): Promise<Response | null> {
  const handler = handlers.get(new URL(url).protocol.slice(0, -1));
  if (!handler) return null;
  const response = await handler(new Request(url, { method }));
  if (!(response instanceof Response)) throw new Error('The handler did not answer with a response');
  return response;
}

onMessage('request', async ({ url, method }) => {
  if (!(await permitted(url as string, 'xhr'))) return null;
  const response = await fetchByScheme(url as string, method as string);
  if (response === null) return null;
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  };
});
