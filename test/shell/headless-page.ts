import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import type { ShellPage } from './driver.ts';

/** What a page can tell the browser's process. */
export interface Wire {
  invoke(channel: string, args: readonly unknown[]): Promise<unknown>;
  tell(kind: string, more: Readonly<Record<string, unknown>>): void;
}

/** What the page is asked to do by the shell is kept, as the real one carries it out. */
const HEAR = `globalThis.commands = [];
demarc.subscribe(({ type, command }) => { if (type === 'shell-command') commands.push(command); });`;

/**
 * A page without a screen: the built preload in a world of its own, the bridge, and whatever the test has it do. It says what the real one
 * says when it stands.
 */
export class HeadlessPage implements ShellPage {
  readonly url: string;
  readonly frame: number;
  readonly #wire: Wire;
  readonly #ipc = new EventEmitter();
  readonly #listeners = new Map<string, Set<(event: { preventDefault(): void }) => void>>();
  readonly #context: object;
  hanging = false;
  gone = false;

  constructor(options: { readonly url: string; readonly frame: number; readonly wire: Wire }) {
    this.url = options.url;
    this.frame = options.frame;
    this.#wire = options.wire;
    const world: Record<string, unknown> = {
      console,
      crypto,
      setTimeout,
      clearTimeout,
      Uint8Array,
      URL,
      open: (url: string) => this.#wire.tell('open', { url }),
      go: (url: string) => this.#wire.tell('navigate', { url }),
      menuAt: (params: unknown) => this.#wire.tell('context-menu', { params }),
      addEventListener: (name: string, listener: () => void) => {
        const set = this.#listeners.get(name) ?? new Set();
        set.add(listener);
        this.#listeners.set(name, set);
      },
      location: { href: options.url },
    };
    world.window = world;
    this.#context = createContext(world);
  }

  /** A sandboxed preload has `electron` and nothing else to require: lib/sandboxed_renderer/preload.ts. Its error, or null. */
  runPreload(path: string): string | null {
    const electron = {
      ipcRenderer: Object.assign(this.#ipc, {
        // lib/renderer/api/ipc-renderer.ts
        invoke: async (channel: string, ...args: unknown[]) => {
          const { error, result } = (await this.#wire.invoke(channel, args)) as {
            error?: string;
            result: unknown;
          };
          if (error !== undefined) throw new Error(`Error invoking remote method '${channel}': ${error}`);
          return result;
        },
      }),
      contextBridge: {
        exposeInMainWorld: (name: string, api: object) => {
          Object.defineProperty(this.#context, name, { value: bridged(api), enumerable: true });
        },
      },
      webUtils: { getPathForFile: (file: { path?: string }) => file.path ?? '' },
    };
    const only = (name: string) => {
      if (name !== 'electron') throw new Error(`module not found: ${name}`);
      return electron;
    };
    try {
      const run = runInContext(
        `(function (require, crypto) {${readFileSync(path, 'utf8')}\n})`,
        this.#context,
      );
      run(only, crypto);
      runInContext(HEAR, this.#context);
      return null;
    } catch (error) {
      return String(error);
    }
  }
  receive(channel: string, args: readonly unknown[]): void {
    if (!this.hanging && !this.gone) this.#ipc.emit(channel, {}, ...args);
  }
  /** Whether the page asks to stay. Never answered by one that hangs. */
  beforeUnload(): Promise<boolean> {
    if (this.hanging) return new Promise(() => undefined);
    let prevented = false;
    const event = {
      preventDefault() {
        prevented = true;
      },
    };
    for (const listener of this.#listeners.get('beforeunload') ?? []) listener(event);
    return Promise.resolve(prevented);
  }
  async evaluate<R, A = undefined>(run: (arg: A) => R | Promise<R>, arg?: A): Promise<R> {
    const made = runInContext(`(${run})`, this.#context) as (arg: A | undefined) => R | Promise<R>;
    return structuredClone(await made(arg));
  }
  hang(): void {
    this.hanging = true;
  }
}

/**
 * shell/renderer/api/electron_api_context_bridge.cc PassValueToOtherContext: functions become proxies, everything else is copied, whatever
 * cannot be is an error; nothing of one world is an object of the other.
 */
export function bridged(value: unknown, depth = 0): unknown {
  if (depth > 1000)
    throw new Error(
      'Electron contextBridge recursion depth exceeded. Nested objects deeper than 1000 are not supported.',
    );
  if (typeof value === 'function')
    return (...args: unknown[]) => {
      const result = (value as (...given: unknown[]) => unknown)(
        ...args.map((arg) => bridged(arg, depth + 1)),
      );
      return result instanceof Promise
        ? result.then(
            (settled) => bridged(settled, depth + 1),
            (error) => {
              throw new Error(error instanceof Error ? error.message : String(error));
            },
          )
        : bridged(result, depth + 1);
    };
  if (typeof value === 'symbol') throw new Error('An object could not be cloned.');
  if (Array.isArray(value)) return value.map((each) => bridged(each, depth + 1));
  if (value === null || typeof value !== 'object') return value;
  const kind = Object.prototype.toString.call(value);
  if (kind === '[object Promise]')
    return (value as Promise<unknown>).then((settled) => bridged(settled, depth + 1));
  if (kind === '[object Object]')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, bridged(each, depth + 1)]));
  // A File keeps being one: it is a DOM object, which crosses as itself.
  return kind === '[object File]' ? value : structuredClone(value);
}
