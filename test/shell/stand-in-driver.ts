import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, PROJECT } from '../support/cli.ts';
import { type Driver, type LaunchOptions, type ShellApp, type ShellPage, until } from './driver.ts';
import { HeadlessPage } from './headless-page.ts';

/** What only the stand-in can be told: what a system does that is not at hand. */
export interface StandInOptions extends LaunchOptions {
  readonly packaged?: boolean;
  readonly platform?: NodeJS.Platform;
  readonly withheld?: readonly string[];
  readonly documents?: string;
  /** Runs with the module before the program starts. */
  readonly before?: (electron: typeof import('electron')) => void;
  /** The page does not say that it stands. */
  readonly silent?: boolean;
  /** Where the program lies, for one that is not whole. */
  readonly root?: string;
  readonly cwd?: string;
  /** Makes the page of a window; without it one without a screen. */
  readonly openPage?: (options: DocumentFacts) => Promise<OpenedPage>;
}
interface DocumentFacts {
  readonly app: StandInApp;
  readonly contents: number;
  readonly frame: number;
  readonly url: string;
  readonly status: number;
  readonly preload: string | null;
}
export interface OpenedPage extends ShellPage {
  receive(channel: string, args: readonly unknown[]): void;
  beforeUnload(): Promise<boolean>;
  /** Why its preload did not run; null when it did. */
  readonly problem: string | null;
}
type Message = { readonly kind: string; readonly id?: number } & Record<string, unknown>;

const SAY_READY = () =>
  (globalThis as { demarc?: { shell(request: unknown): Promise<unknown> } }).demarc?.shell({ kind: 'ready' });

const BOOT = join(PROJECT, 'test', 'shell', 'stand-in', 'boot.ts');

export class StandInApp implements ShellApp {
  readonly child: ChildProcess;
  readonly #options: StandInOptions;
  readonly #pages = new Map<number, OpenedPage>();
  readonly #asked = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  readonly #ended: Promise<number | null>;
  #last = 0;
  #errors = '';
  #over = false;

  constructor(options: StandInOptions) {
    ensureBuilt();
    this.#options = options;
    this.child = this.#spawn(options.args ?? []);
    this.child.on('message', (message) => void this.#hear(message as Message));
    this.child.stderr?.on('data', (text) => {
      this.#errors += text;
    });
    this.#ended = new Promise((resolve) =>
      this.child.on('close', (code) => {
        this.#over = true;
        for (const { reject } of this.#asked.values()) reject(new Error(`The shell has ended (${code}).`));
        resolve(code);
      }),
    );
  }
  #spawn(args: readonly string[]): ChildProcess {
    const { packaged = false, platform = process.platform, dataDir, env, root = PROJECT } = this.#options;
    return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', BOOT], {
      cwd: this.#options.cwd ?? PROJECT,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {
        ...process.env,
        DEMARC_DATA_DIR: dataDir,
        DEMARC_WORKBOOKS_DIR: join(dataDir, 'workbooks'),
        ...env,
        DEMARC_STAND_IN_ROOT: root,
        DEMARC_STAND_IN: JSON.stringify({
          packaged,
          platform,
          withheld: this.#options.withheld ?? [],
          args: [...(packaged ? [] : [root]), ...args],
          executable: packaged ? '/opt/Demarc/demarc' : '/usr/lib/electron/electron',
          documents: this.#options.documents ?? dataDir,
          before: this.#options.before?.toString() ?? null,
        }),
      },
    });
  }

  async #hear(message: Message): Promise<void> {
    if (message.kind === 'answer') {
      const asked = this.#asked.get(message.to as number);
      this.#asked.delete(message.to as number);
      if (message.error === undefined) asked?.resolve(message.value as never);
      else asked?.reject(new Error(String(message.error)));
      return;
    }
    const value = await this.#answer(message);
    if (message.id !== undefined) this.tell({ kind: 'answer', to: message.id, value });
  }
  async #answer(message: Message): Promise<unknown> {
    const contents = message.contents as number;
    const page = this.#pages.get(contents);
    switch (message.kind) {
      case 'document': {
        const opened = await this.#open({ app: this, ...message } as unknown as DocumentFacts);
        this.#pages.set(contents, opened);
        return { problem: opened.problem };
      }
      case 'message':
        page?.receive(message.channel as string, message.args as unknown[]);
        return null;
      case 'before-unload':
        return page?.beforeUnload() ?? false;
      case 'gone':
        this.#pages.delete(contents);
        return null;
      default:
        throw new Error(`The stand-in says "${message.kind}", which nobody knows.`);
    }
  }
  async #open(facts: DocumentFacts): Promise<OpenedPage> {
    if (this.#options.openPage) return this.#options.openPage(facts);
    const page = new HeadlessPage({
      url: facts.url,
      frame: facts.frame,
      wire: this.wireOf(facts.contents, facts.frame),
    });
    const problem = facts.preload === null ? null : page.runPreload(facts.preload);
    // The page's scripts are there when its document is: what they say when they stand, and no more of them.
    if (problem === null && facts.status === 200 && this.#options.silent !== true)
      void page.evaluate(SAY_READY).catch(() => undefined);
    return Object.assign(page, { problem });
  }
  /** What a page speaks through. */
  wireOf(contents: number, frame: number) {
    return {
      invoke: (channel: string, args: readonly unknown[]) =>
        // A page whose program was killed is no more: it hears of nothing, not even of an error.
        this.ask({ kind: 'invoke', contents, frame, channel, args }).catch((error: unknown) => {
          if (this.#over && this.child.exitCode === null) return new Promise<never>(() => undefined);
          throw error;
        }),
      tell: (kind: string, more: Readonly<Record<string, unknown>>) =>
        this.tell({ kind, contents, frame, ...more }),
    };
  }

  tell(message: Message): void {
    if (this.child.connected) this.child.send(message, () => undefined);
  }
  ask<T>(message: Message): Promise<T> {
    if (this.#over) return Promise.reject(new Error('The shell has ended.'));
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.tell({ ...message, id });
    });
  }
  evaluate<R, A = undefined>(
    run: (electron: typeof import('electron'), arg: A) => R | Promise<R>,
    arg?: A,
  ): Promise<R> {
    return this.ask({ kind: 'evaluate', source: run.toString(), arg });
  }
  /** Presses keys of the menu; the item that has them, or null. */
  press(accelerator: string): Promise<string | null> {
    return this.ask({ kind: 'press', accelerator });
  }
  keys(): Promise<readonly (readonly [string, string])[]> {
    return this.ask({ kind: 'keys' });
  }
  /** An address as the page would fetch it; null where the network is closed to it. */
  request(
    url: string,
    method = 'GET',
  ): Promise<{ status: number; headers: Record<string, string>; body: Uint8Array } | null> {
    return this.ask({ kind: 'request', url, method });
  }
  async pages(count: number): Promise<readonly OpenedPage[]> {
    await until(() => this.#over || this.#pages.size >= count, `there are ${count} pages`);
    if (this.#over) throw new Error(`The shell has ended:\n${this.#errors}`);
    return [...this.#pages.values()];
  }
  async startAgain(args: readonly string[]): Promise<number | null> {
    const child = this.#spawn(args);
    return new Promise((resolve) => child.on('close', resolve));
  }
  interrupt(): void {
    this.child.kill('SIGINT');
  }
  ended(): Promise<number | null> {
    return this.#ended;
  }
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.#ended;
  }
  errors(): string {
    return this.#errors;
  }
}

const running = new Set<StandInApp>();
/** Starts the built program on the stand-in. */
export function standIn(options: StandInOptions): StandInApp {
  const app = new StandInApp(options);
  running.add(app);
  void app.ended().then(() => running.delete(app));
  return app;
}
/** Ends what a test that failed has left. */
export const endAll = (): Promise<unknown> => Promise.all([...running].map((app) => app.kill()));

export const standInDriver: Driver = { launch: async (options) => standIn(options) };
