import type { BrowserWindow, WebContents } from 'electron';
import { type Logger, logPlace } from '../../platform/logger.ts';
import { START_URL } from './app-address.ts';
import { isOwnAddress } from './web-contents-security.ts';

/** On some desktops the event that a page can be shown never comes: electron/electron#48859. */
const SHOW_ANYWAY_MS = 2_000;
const CRASHES = 3;
const CRASHES_WITHIN_MS = 60_000;
/** Chromium's number for a load that was given up for another one. */
const ABORTED = -3;

export interface PageTrouble {
  readonly message: string;
  readonly detail: string;
}

/** Shows a window, maximised or not, at the first sign that its page is there, or that it will not come; at the latest after two seconds. */
export function showWhenThere(window: BrowserWindow, maximised: boolean): void {
  let shown = false;
  const show = () => {
    clearTimeout(timer);
    if (shown || window.isDestroyed()) return;
    shown = true;
    // Maximising shows a hidden window as well, but without the focus: so not before, and showing it follows.
    if (maximised) window.maximize();
    window.show();
  };
  const timer = setTimeout(show, SHOW_ANYWAY_MS);
  window.once('ready-to-show', show);
  window.webContents.once('did-finish-load', show);
  window.webContents.on('did-fail-load', show);
  window.once('closed', () => clearTimeout(timer));
}

/**
 * Whether our page has come, as far as one can tell without asking its frame, which throws once it has gone. The address does not tell:
 * the error that stands in the place of a page that did not come has it as well.
 */
export function committed(contents: WebContents): () => boolean {
  let there = false;
  contents.on('did-navigate', (_event, url) => {
    there = isOwnAddress(url);
  });
  contents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) there = false;
  });
  return () => there;
}

/** True as long as what has happened may simply be tried again: at most three times in a minute. */
export function createPatience(now: () => number = () => performance.now()): () => boolean {
  let before: number[] = [];
  return () => {
    before = [...before.filter((at) => now() - at < CRASHES_WITHIN_MS), now()];
    return before.length <= CRASHES;
  };
}

/**
 * Brings a page back that has ended, and asks where that does not help: a page that was not loaded, or that ends again and again (a full
 * memory, a scanner that ends it). `ask` says what is wrong and resolves with whether to load it once more.
 */
export function keepPage(
  window: BrowserWindow,
  options: {
    readonly logger: Logger;
    ask(trouble: PageTrouble): Promise<boolean>;
    /** Resolves with whether a page that does not answer is to be begun anew; `signal` says that it answers again. */
    askWhileHung(signal: AbortSignal): Promise<boolean>;
  },
): void {
  const { logger, ask } = options;
  const { webContents } = window;
  const patient = createPatience();
  const isThere = committed(webContents);
  const hang = offerAtHang(window, logger, options.askWhileHung);
  let asking = false;
  const again = () => {
    if (window.isDestroyed()) return;
    // Where one was is kept, once one was anywhere.
    if (isThere()) webContents.reload();
    else void window.loadURL(START_URL);
  };
  const askFirst = async (trouble: PageTrouble) => {
    if (asking || window.isDestroyed()) return;
    asking = true;
    if (!window.isVisible()) window.show();
    const wanted = await ask(trouble).finally(() => {
      asking = false;
    });
    if (wanted) again();
  };
  webContents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    if (!isMainFrame || code === ABORTED) return;
    const logId = logger.error(`The page was not loaded: ${description} (${code}) at ${url.slice(0, 200)}`);
    void askFirst({
      message: 'The page of Demarc could not be loaded',
      detail: `${description} (${logPlace(logger, logId)}). What was shown as saved is in the workbook.`,
    });
  });
  webContents.on('did-navigate', (_event, url, status) => {
    if (status < 400) return;
    const logId = logger.error(`The page is not there: status ${status} at ${url.slice(0, 200)}`);
    void askFirst({
      message: 'The page of Demarc is not there',
      detail: `A part of Demarc is missing (${logPlace(logger, logId)}). No workbook was changed. Install Demarc anew if this comes again.`,
    });
  });
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    if (hang.ended()) return again();
    logger.error(`The page ended unexpectedly: ${reason} (${exitCode})`);
    // What was acknowledged is in the workbook, so the page can simply begin again.
    if (patient()) again();
    else
      void askFirst({
        message: 'The page of Demarc ends again and again',
        detail: `The system says: ${reason}. What was shown as saved is in the workbook. A full memory or a program that watches others may be the reason.`,
      });
  });
  webContents.on('preload-error', (_event, path, error) => {
    const logId = logger.error(`The bridge of the page (${path}) did not run`, error);
    void askFirst({
      message: 'The page of Demarc has no way to the program',
      detail: `${error.message} (${logPlace(logger, logId)}). No workbook was changed. Install Demarc anew if this comes again.`,
    });
  });
}

/**
 * Asks once for each time that a page hangs. A page that is busy is loaded by nothing, so its process is ended, as Electron's own
 * documentation has it; `ended` says, once, that the end which was told of is this one.
 */
function offerAtHang(
  window: BrowserWindow,
  logger: Logger,
  ask: (signal: AbortSignal) => Promise<boolean>,
): { ended(): boolean } {
  const { webContents } = window;
  let asked: AbortController | null = null;
  let ending = false;
  const over = () => {
    asked?.abort();
    asked = null;
  };
  window.on('unresponsive', async () => {
    logger.warn('The page does not answer.');
    if (asked !== null) return;
    const own = new AbortController();
    asked = own;
    const reload = await ask(own.signal);
    if (asked === own) asked = null;
    if (!reload || own.signal.aborted || window.isDestroyed()) return;
    ending = true;
    webContents.forcefullyCrashRenderer();
  });
  window.on('responsive', () => {
    logger.info('The page answers again.');
    over();
  });
  webContents.on('render-process-gone', over);
  window.once('closed', over);
  return {
    ended() {
      const was = ending;
      ending = false;
      return was;
    },
  };
}
