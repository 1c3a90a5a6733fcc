import type { App, Session, WebContents, WebPreferences } from 'electron';
import { linkAddress } from '../../domain/words/link-address.ts';
import type { Logger } from '../../platform/logger.ts';
import { routeOf } from '../route.ts';
import { APP_ORIGIN, appTarget } from './app-address.ts';

/** Null for what is no address at all. `origin` is "null" for a custom scheme, so scheme and host are compared instead. */
function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

/** Whether an address is one of our own page's. A look-alike in its query, user name or port does not count. */
export function isOwnAddress(url: string): boolean {
  const parsed = parse(url);
  return (
    parsed !== null &&
    `${parsed.protocol}//${parsed.host}` === APP_ORIGIN &&
    parsed.username === '' &&
    parsed.password === ''
  );
}

/** Our page never leaves itself: it moves by fragment, which is no navigation. Reloading is one, and stays. */
export function isNavigationAllowed(url: string): boolean {
  const parsed = parse(url);
  return (
    parsed !== null && isOwnAddress(url) && (parsed.pathname === '/' || parsed.pathname === '/index.html')
  );
}

export type WindowOpenDecision =
  /** Shown by the system's own browser or mail program, after the user agreed. */
  | { readonly kind: 'outside'; readonly url: string }
  /** An evidence file: saved or shown in a window without a bridge. */
  | { readonly kind: 'evidence'; readonly url: string }
  | { readonly kind: 'deny' };

/** What becomes of a link that wants a window of its own. No page ever gets one by itself. */
export function decideWindowOpen(url: string): WindowOpenDecision {
  const parsed = parse(url);
  if (parsed === null) return { kind: 'deny' };
  if (isOwnAddress(url))
    return routeOf(appTarget(parsed.href) ?? '', () => false).kind === 'evidence'
      ? { kind: 'evidence', url: parsed.href }
      : { kind: 'deny' };
  return linkAddress(parsed.href) !== null ? { kind: 'outside', url: parsed.href } : { kind: 'deny' };
}

/** Electron grants every permission by default. Copying text on a click is the one that we use. */
export function isPermissionAllowed(permission: string, requestingUrl: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOwnAddress(requestingUrl);
}

/** Offline means offline: nothing but our own scheme and what lives in memory. The dev server is the only exception. */
export function isRequestAllowed(url: string, devServer: string | null): boolean {
  const parsed = parse(url);
  if (parsed === null) return false;
  if (isOwnAddress(url)) return true;
  if (['blob:', 'data:', 'devtools:'].includes(parsed.protocol))
    return parsed.protocol !== 'devtools:' || devServer !== null;
  if (devServer === null) return false;
  const allowed = new URL(devServer);
  return ['http:', 'ws:'].includes(parsed.protocol) && parsed.host === allowed.host;
}

/** The frame that sent a message, as far as it matters. */
export interface SenderFacts {
  readonly url: string | null;
  /** True for a main frame, false for a frame inside one; null when the frame has gone. */
  readonly isMainFrame: boolean | null;
}

/** Only the main frame of our own page may speak to us. */
export const isTrustedSender = (sender: SenderFacts): boolean =>
  sender.isMainFrame === true && sender.url !== null && isOwnAddress(sender.url);

/** The same in development and under test: a boundary that is off in tests is not tested. */
export const secureWebPreferences = (preload: string | null): WebPreferences => ({
  ...(preload === null ? {} : { preload }),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  spellcheck: false,
});

/** Applies the decisions to every web contents that will ever exist, so that a new window cannot forget them. */
export function secureAllContents(
  app: App,
  handlers: {
    readonly logger: Logger;
    openOutside(url: string, from: WebContents): void;
    openEvidence(url: string, from: WebContents): void;
  },
): void {
  app.on('web-contents-created', (_event, contents) => {
    const refuse = (what: string, url: string) =>
      handlers.logger.warn(`Refused ${what} to ${url.slice(0, 200)}`);
    contents.on('will-navigate', (event) => {
      if (isNavigationAllowed(event.url)) return;
      event.preventDefault();
      refuse('a navigation', event.url);
    });
    contents.on('will-frame-navigate', (event) => {
      // The policy forbids frames altogether; this is the second lock.
      if (event.isMainFrame || isNavigationAllowed(event.url)) return;
      event.preventDefault();
      refuse('a frame', event.url);
    });
    contents.on('will-redirect', (event) => {
      if (isOwnAddress(event.url)) return;
      event.preventDefault();
      refuse('a redirect', event.url);
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      const decision = decideWindowOpen(url);
      if (decision.kind === 'outside') handlers.openOutside(decision.url, contents);
      else if (decision.kind === 'evidence') handlers.openEvidence(decision.url, contents);
      else refuse('a window', url);
      return { action: 'deny' };
    });
  });
}

/** Permissions, devices and the network, for one session. */
export function secureSession(session: Session, devServer: string | null): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(isPermissionAllowed(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) =>
    isPermissionAllowed(permission, details.requestingUrl ?? requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, callback) =>
    callback({ cancel: !isRequestAllowed(details.url, devServer) }),
  );
}
