import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { bridged } from './headless-page.ts';
import type { StandInOptions } from './stand-in-driver.ts';

/** Chromium knows no scheme of ours. Under this one everything else about the page's origin is the same: a secure context, one host. */
const SEEN_AS = 'https://app/';
const OURS = 'demarc-app://app/';

interface World {
  shellInvoke(channel: string, args: readonly unknown[]): Promise<{ error?: string; result: unknown }>;
  shellReceive(channel: string, args: readonly unknown[]): void;
}

/** What the built preload gets for `electron`, in the page. */
function electronInPage(bridge: (value: unknown) => unknown): unknown {
  const world = globalThis as unknown as World;
  const listeners = new Map<string, Set<(event: unknown, ...args: unknown[]) => void>>();
  const of = (channel: string) => {
    const set = listeners.get(channel) ?? new Set();
    listeners.set(channel, set);
    return set;
  };
  world.shellReceive = (channel, args) => {
    for (const listener of [...of(channel)]) listener({}, ...args);
  };
  return {
    ipcRenderer: {
      on: (channel: string, listener: () => void) => void of(channel).add(listener),
      off: (channel: string, listener: () => void) => void of(channel).delete(listener),
      async invoke(channel: string, ...args: unknown[]) {
        const { error, result } = await world.shellInvoke(channel, args);
        if (error !== undefined) throw new Error(`Error invoking remote method '${channel}': ${error}`);
        return result;
      },
    },
    contextBridge: {
      exposeInMainWorld: (name: string, api: unknown) => {
        Object.defineProperty(globalThis, name, { value: bridge(api), enumerable: true });
      },
    },
    webUtils: { getPathForFile: () => '' },
  };
}

/** The built page in a real Chromium, behind the real preload, protocol handler and main process. */
export const inChromium =
  (page: Page): NonNullable<StandInOptions['openPage']> =>
  async ({ app, contents, frame, preload }) => {
    const wire = app.wireOf(contents, frame);
    await page.exposeBinding('shellInvoke', (_source, channel: string, args: unknown[]) =>
      wire.invoke(channel, args),
    );
    await page.route('**/*', async (route) => {
      const request = route.request();
      const url = request.url();
      if (!url.startsWith(SEEN_AS)) return route.abort('blockedbyclient');
      const answer = await app.request(url.replace(SEEN_AS, OURS), request.method());
      if (answer === null) return route.abort('blockedbyclient');
      return route.fulfill({ ...answer, body: Buffer.from(answer.body) });
    });
    if (preload !== null)
      await page.addInitScript(
        `{ const bridge = ${bridged}; const electron = (${electronInPage})((api) => bridge(api));
           (function (require) { ${readFileSync(preload, 'utf8')}\n })(() => electron); }`.replaceAll(
          'bridged(',
          'bridge(',
        ),
      );
    await page.goto(SEEN_AS);
    return {
      url: page.url(),
      problem: null,
      evaluate: (run, arg) => page.evaluate(run as never, arg as never),
      hang: () => void page.evaluate('for (;;);').catch(() => undefined),
      receive: (channel, args) => {
        page
          .evaluate(([name, given]) => (globalThis as unknown as World).shellReceive(name, given), [
            channel,
            args,
          ] as const)
          .catch(() => undefined);
      },
      // Whether it asks to stay is looked at where there is no page to lose.
      beforeUnload: async () => false,
    };
  };
