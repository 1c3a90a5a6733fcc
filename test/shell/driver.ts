import type * as Electron from 'electron';

/** What a scenario may do to a running shell: on a runtime through Playwright, without one on the stand-in. */
export interface ShellApp {
  /** Runs in the main process with the module `electron`; the function is handed over as its text. */
  evaluate<R, A = undefined>(run: (electron: typeof Electron, arg: A) => R | Promise<R>, arg?: A): Promise<R>;
  /** The pages of the windows, oldest first; waits until there are that many. */
  pages(count: number): Promise<readonly ShellPage[]>;
  /** A second start of the program with the same profile; its exit status. */
  startAgain(args: readonly string[]): Promise<number | null>;
  /** Ctrl+C in its terminal. */
  interrupt(): void;
  /** Waits for the end of the process; its exit status. */
  ended(): Promise<number | null>;
  /** Ends it whatever it is doing. */
  kill(): Promise<void>;
  /** Standard error so far. */
  errors(): string;
}
export interface ShellPage {
  readonly url: string;
  /** Runs in the page, which has its bridge at `window.demarc`. */
  evaluate<R, A = undefined>(run: (arg: A) => R | Promise<R>, arg?: A): Promise<R>;
  /** The page answers nothing any more. */
  hang(): void;
}
export interface LaunchOptions {
  readonly args?: readonly string[];
  /** Of this start and of all after it that are to be the same program. */
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
}
export interface Driver {
  launch(options: LaunchOptions): Promise<ShellApp>;
}

/** Tries again until it holds, since a window, a page and a process each take their time. */
export async function until<T>(look: () => T | Promise<T>, what: string): Promise<NonNullable<T>> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const seen = await look();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`It did not come about that ${what}.`);
}
