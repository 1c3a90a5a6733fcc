import {
  app,
  BrowserWindow,
  type DownloadItem,
  dialog,
  nativeTheme,
  screen,
  type WebContents,
} from 'electron';
import { FLUSH_CHANNEL } from '../../contract/channels.ts';
import type { Logger } from '../../platform/logger.ts';
import type { JsonStore } from '../../platform/settings-store.ts';
import { START_URL } from './app-address.ts';
import { createClosing } from './closing.ts';
import { createFlushRequests, type FlushRequests } from './flush.ts';
import { sendEvent } from './ipc.ts';
import { committed, keepPage, type PageTrouble, showWhenThere } from './page-life.ts';
import { endWithSession } from './session-end.ts';
import { backgroundOf } from './theme.ts';
import { secureWebPreferences } from './web-contents-security.ts';
import { windowIcon } from './window-icon.ts';
import { cascade, MINIMUM_SIZE, placeWindow, type WindowState } from './window-state.ts';

const FLUSH_PATIENCE_MS = 3_000;

export interface MainWindow {
  readonly window: BrowserWindow;
  readonly flushes: FlushRequests;
  /** Has the page carry out a command; kept for it until it listens. */
  command(command: string): void;
  /** The page's word that it is drawn and listens. */
  listens(): void;
}

export interface MainWindowOptions {
  readonly preload: string;
  readonly state: JsonStore<WindowState>;
  readonly logger: Logger;
  /** How many windows there are already: each further one stands a little lower and to the right. */
  readonly beside: number;
  /** The reader stays although the window was to be closed. */
  stays(): void;
  /** Instead of the question what to do about a page that does not come. */
  readonly onTrouble?: ((trouble: PageTrouble) => void) | undefined;
}

/** The window, where it was last time; it closes once the page has saved what was being typed. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  const { preload, state, logger, beside } = options;
  const remembered = state.read();
  const window = new BrowserWindow({
    ...placeWindow(
      cascade(remembered, beside),
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    title: 'Demarc',
    ...windowIcon(),
    show: false,
    // No white flash before a dark page.
    backgroundColor: backgroundOf(nativeTheme),
    webPreferences: secureWebPreferences(preload),
  });
  const dress = () => window.setBackgroundColor(backgroundOf(nativeTheme));
  nativeTheme.on('updated', dress);
  window.once('closed', () => nativeTheme.off('updated', dress));
  showWhenThere(window, remembered.maximised === true && beside === 0);
  keepPage(window, {
    logger,
    ask: async (trouble) => {
      if (!options.onTrouble) return askAboutPage(window, trouble);
      options.onTrouble(trouble);
      return false;
    },
    askWhileHung: options.onTrouble ? async () => false : (signal) => askAboutHang(window, signal),
  });
  endWithSession(window, logger, () => app.quit());
  const flushes = closeSaved(window, options);
  const commands = commandsOf(window.webContents);
  void window.loadURL(START_URL);
  return { window, flushes, ...commands };
}

/** A page that is being loaded hears nothing yet. */
function commandsOf(contents: WebContents): Pick<MainWindow, 'command' | 'listens'> {
  let listening = false;
  const kept: string[] = [];
  const deaf = () => {
    listening = false;
  };
  contents.on('did-navigate', deaf);
  contents.on('render-process-gone', deaf);
  const send = (command: string) => sendEvent(contents, { type: 'shell-command', command });
  return {
    command(command) {
      if (listening) send(command);
      else kept.push(command);
    },
    listens() {
      listening = true;
      for (const command of kept.splice(0)) send(command);
    },
  };
}

/** Holds a window that is to close until its page has saved. Nothing that can go wrong comes before that. */
function closeSaved(window: BrowserWindow, { state, logger, stays }: MainWindowOptions): FlushRequests {
  const flushes = createFlushRequests(FLUSH_PATIENCE_MS);
  const isThere = committed(window.webContents);
  const closing = createClosing(FLUSH_PATIENCE_MS);
  const remember = () => {
    try {
      state.write({ bounds: window.getNormalBounds(), maximised: window.isMaximized() });
    } catch (error) {
      logger.warn('Where the window stands was not kept', error);
    }
  };
  window.on('close', (event) => {
    const { webContents } = window;
    const step = closing.wished(!webContents.isCrashed() && isThere());
    if (step !== 'close') event.preventDefault();
    if (step === 'wait') return;
    if (step === 'save')
      void flushes
        .ask((request) => webContents.send(FLUSH_CHANNEL, request))
        .then((inTime) => {
          if (!inTime) logger.warn('The page did not answer before its window closed.');
          closing.saved();
          if (!window.isDestroyed()) window.close();
        });
    remember();
  });
  // The page holds on to text that could not be saved. Without a question the window would just not close.
  window.webContents.on('will-prevent-unload', (event) => {
    const choice = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message: 'Something that was typed is not saved',
      detail: 'The page says what it is, at the top. Everything else is in the workbook file.',
      buttons: ['Stay', 'Close without it'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (choice === 1) event.preventDefault();
    else {
      closing.stays();
      stays();
    }
  });
  return flushes;
}

/** Whether a page that does not come is to be loaded once more; else Demarc ends. */
async function askAboutPage(window: BrowserWindow, { message, detail }: PageTrouble): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message,
    detail,
    buttons: ['Reload', 'Quit Demarc'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) return true;
  app.quit();
  return false;
}

/** Whether a page that does not answer is to be begun anew. `signal` takes the question away once it answers. */
async function askAboutHang(window: BrowserWindow, signal: AbortSignal): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'The page of Demarc does not answer',
    detail:
      'It may only be busy: then it answers again by itself. If it is loaded anew, what was shown as saved is in the workbook, and what was typed into a duty since is kept and shown again.',
    buttons: ['Wait', 'Reload'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
    signal,
  });
  return response === 1;
}

/** An evidence file, in a window that has no bridge and cannot become anything else. */
export function openEvidenceWindow(parent: BrowserWindow, url: string): void {
  const window = new BrowserWindow({
    parent,
    width: 900,
    height: 700,
    title: 'Evidence',
    ...windowIcon(),
    webPreferences: secureWebPreferences(null),
  });
  window.removeMenu();
  // A kind that is not shown is saved by the download dialog; its empty window goes.
  const { session, id } = window.webContents;
  const closeEmpty = (_event: unknown, item: DownloadItem, contents: WebContents) => {
    if (contents.id !== id) return;
    window.hide();
    item.once('done', () => {
      if (!window.isDestroyed()) window.close();
    });
  };
  session.on('will-download', closeEmpty);
  window.on('closed', () => session.off('will-download', closeEmpty));
  void window.loadURL(url).catch(() => undefined);
}
