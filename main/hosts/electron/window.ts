import { BrowserWindow, type DownloadItem, dialog, nativeTheme, screen, type WebContents } from 'electron';
import { FLUSH_CHANNEL } from '../../contract/channels.ts';
import type { Logger } from '../../platform/logger.ts';
import type { JsonStore } from '../../platform/settings-store.ts';
import { START_URL } from './app-address.ts';
import { createFlushRequests, type FlushRequests } from './flush.ts';
import { isTrustedSender, secureWebPreferences } from './web-contents-security.ts';
import { cascade, MINIMUM_SIZE, placeWindow, type WindowState } from './window-state.ts';

const FLUSH_PATIENCE_MS = 3_000;

export interface MainWindow {
  readonly window: BrowserWindow;
  readonly flushes: FlushRequests;
}

/** The window, where it was last time; it closes once the page has saved what was being typed. */
export function createMainWindow(options: {
  readonly preload: string;
  readonly state: JsonStore<WindowState>;
  readonly logger: Logger;
  /** How many windows there are already: each further one stands a little lower and to the right. */
  readonly beside: number;
}): MainWindow {
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
    show: false,
    // No white flash before a dark page.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14161a' : '#ffffff',
    webPreferences: secureWebPreferences(preload),
  });
  if (remembered.maximised && beside === 0) window.maximize();
  window.once('ready-to-show', () => window.show());

  const flushes = createFlushRequests(FLUSH_PATIENCE_MS);
  let flushed = false;
  window.on('close', (event) => {
    state.write({ bounds: window.getNormalBounds(), maximised: window.isMaximized() });
    const { webContents } = window;
    const page = webContents.mainFrame;
    const ours = isTrustedSender({ url: page.url, isMainFrame: true });
    if (flushed || !ours || webContents.isCrashed()) return;
    event.preventDefault();
    void flushes
      .ask((request) => webContents.send(FLUSH_CHANNEL, request))
      .then((inTime) => {
        if (!inTime) logger.warn('The page did not answer before its window closed.');
        flushed = true;
        if (!window.isDestroyed()) window.close();
      });
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
    });
    if (choice === 1) event.preventDefault();
    else flushed = false;
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    logger.error(`The page ended unexpectedly: ${reason}`);
    // What was acknowledged is in the workbook, so the page can simply begin again.
    if (!window.isDestroyed()) window.webContents.reload();
  });
  void window.loadURL(START_URL);
  return { window, flushes };
}

/** An evidence file, in a window that has no bridge and cannot become anything else. */
export function openEvidenceWindow(parent: BrowserWindow, url: string): void {
  const window = new BrowserWindow({
    parent,
    width: 900,
    height: 700,
    title: 'Evidence',
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
