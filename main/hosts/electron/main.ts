import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron';
import { DemarcError } from '../../contract/errors.ts';
import type { WorkbookInfo } from '../../contract/workbook.ts';
import {
  backupDirectories,
  builtPaths,
  dataDirectory,
  localDirectory,
  profileDirectory,
  workbooksDirectory,
  workerUrl,
} from '../../platform/app-paths.ts';
import { createFileLogger } from '../../platform/logger.ts';
import { keepFilesPrivate } from '../../platform/private-files.ts';
import { createJsonStore } from '../../platform/settings-store.ts';
import { type Core, createCore } from '../../services/core.ts';
import { APP_SCHEME_PRIVILEGES, serveAppProtocol } from './app-protocol.ts';
import { chromeOf, openFilters, openOutside } from './dialogs.ts';
import { answerIpc, sendEvent } from './ipc.ts';
import { menuTemplate } from './menu.ts';
import { filesFromCommandLine } from './open-requests.ts';
import { createShellRequests } from './shell-requests.ts';
import { secureAllContents, secureSession } from './web-contents-security.ts';
import { createMainWindow, type MainWindow, openEvidenceWindow } from './window.ts';
import { DEFAULT_WINDOW_STATE, windowStateSchema } from './window-state.ts';

keepFilesPrivate();
const dataDir = dataDirectory();
const logger = createFileLogger(localDirectory());
const paths = builtPaths();
/** Set by the dev server's own start; a packaged application never looks at it. */
const devServer = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);
/** Starts, shows the page, closes again: how a packaged build is tried out, where no test driver gets in. */
const smoke = process.argv.includes('--smoke');

// Everything here must happen before the application is ready.
app.enableSandbox();
app.setPath('userData', profileDirectory(dataDir));
protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
secureAllContents(app, {
  logger,
  openOutside: (url, from) => {
    const window = BrowserWindow.fromWebContents(from);
    if (window) void openOutside(window, url);
  },
  openEvidence: (url, from) => {
    const window = BrowserWindow.fromWebContents(from);
    if (window) openEvidenceWindow(window, url);
  },
});

/** macOS may name a file before there is a window to show it in. */
const waiting: string[] = [];
let openLater = (path: string): void => void waiting.push(path);
app.on('open-file', (event, path) => {
  event.preventDefault();
  openLater(path);
});

if (app.requestSingleInstanceLock()) {
  app.whenReady().then(start, fail);
} else {
  // The first instance gets our command line by its `second-instance` event.
  app.exit(0);
}

function start(): void {
  secureSession(session.defaultSession, devServer);
  const core = createCore({
    capabilities: { nativeDialogs: true, revealInFolder: true, nativeMenu: true },
    dataDir,
    workbooks: workbooksDirectory(),
    backups: backupDirectories(),
    logger,
    workerUrl: workerUrl(),
  });
  serveAppProtocol(protocol, { core, logger, rendererDir: paths.renderer, devServer });
  const requests = createShellRequests(core.files);
  const state = createJsonStore({
    path: join(dataDir, 'window.json'),
    schema: windowStateSchema,
    defaults: DEFAULT_WINDOW_STATE,
    logger,
  });
  const windows = new Set<MainWindow>();
  /** The window that the reader works in: of the application's menu, and of what is opened from outside. */
  const current = (): MainWindow | null => {
    const focused = BrowserWindow.getFocusedWindow();
    const all = [...windows];
    return all.find((shown) => shown.window === focused) ?? all.at(-1) ?? null;
  };
  const send = (command: string) => {
    const shown = current();
    if (shown) sendEvent(shown.window.webContents, { type: 'shell-command', command });
  };
  const open = async (path: string) => {
    try {
      const workbook = await openAsking(core, path, current()?.window ?? null);
      if (workbook === null) return;
      app.addRecentDocument(path);
      send(`workbook:${workbook.id}`);
      current()?.window.focus();
    } catch (error) {
      say(current()?.window ?? null, 'The workbook was not opened', error);
    }
  };
  const openWindow = () => {
    const shown = createMainWindow({ preload: paths.preload, state, logger, beside: windows.size });
    windows.add(shown);
    shown.window.on('closed', () => windows.delete(shown));
    if (smoke) shown.window.once('ready-to-show', () => app.quit());
  };
  const show = () => {
    if (windows.size === 0) openWindow();
  };

  core.subscribe((event) => {
    for (const { window } of windows) sendEvent(window.webContents, event);
  });
  answerIpc(ipcMain, {
    core,
    logger,
    shell: async (request, sender) => {
      const shown = [...windows].find(({ window }) => window.webContents === sender);
      if (!shown) throw new DemarcError('UNSUPPORTED_HERE', 'This window is closing.');
      return requests.answer(request, chromeOf(shown.window, shown.flushes.answered));
    },
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        platform: process.platform,
        development: devServer !== null,
        send,
        openWorkbook: () => void chooseWorkbook(current()?.window ?? null, open),
        openWindow,
      }),
    ),
  );
  app.on('second-instance', (_event, args, workingDirectory) => {
    show();
    const shown = current();
    if (shown?.window.isMinimized()) shown.window.restore();
    shown?.window.focus();
    for (const path of filesFromCommandLine(args, { packaged: app.isPackaged, workingDirectory }))
      void open(path);
  });
  app.on('activate', show);
  // A window holds the quitting up while its page saves; when the last one is gone it goes on, on macOS as well.
  let quitting = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' || smoke || quitting) app.quit();
  });
  closeBeforeQuit(core, () => requests.close());

  openLater = (path) => void open(path);
  const named = filesFromCommandLine(process.argv, {
    packaged: app.isPackaged,
    workingDirectory: process.cwd(),
  });
  // Opened before the page loads: it then starts with the workbook instead of the start screen.
  void Promise.all([...named, ...waiting].map(open)).then(show, fail);
}

/** Every workbook is one file again before the process ends. */
function closeBeforeQuit(core: Core, also: () => void): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    core
      .close()
      .catch((error: unknown) => {
        // The file went away and what was recorded lies elsewhere: no window is left to say so.
        if (error instanceof DemarcError) dialog.showErrorBox('Demarc', error.message);
        else logger.error('Closing failed', error);
      })
      .finally(() => {
        closed = true;
        also();
        app.quit();
      });
  });
}

/** One of an older Demarc is brought up to date only when that is wanted; null when it is not opened at all. */
async function openAsking(
  core: Core,
  path: string,
  window: BrowserWindow | null,
): Promise<WorkbookInfo | null> {
  try {
    return await core.openPath(path, { refuseOlder: true });
  } catch (error) {
    if (!(error instanceof DemarcError) || error.code !== 'WORKBOOK_OLDER') throw error;
    const question: Electron.MessageBoxOptions = {
      type: 'question',
      message: 'This workbook is from an older Demarc',
      detail: `${error.message}\n\nOnly read, the file stays as it is, byte for byte.`,
      buttons: ['Bring it up to date', 'Only read it', 'Cancel'],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    };
    const { response } = await (window
      ? dialog.showMessageBox(window, question)
      : dialog.showMessageBox(question));
    return response === 2 ? null : core.openPath(path, { readOnly: response === 1 });
  }
}

async function chooseWorkbook(
  window: BrowserWindow | null,
  open: (path: string) => Promise<void>,
): Promise<void> {
  const options: Electron.OpenDialogOptions = {
    title: 'Open a workbook',
    properties: ['openFile'],
    filters: openFilters(['.demarc']),
  };
  const { filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  for (const path of filePaths) await open(path);
}

function say(window: BrowserWindow | null, message: string, error: unknown): void {
  const detail =
    error instanceof DemarcError
      ? error.message
      : `Something went wrong inside Demarc (log entry ${logger.error(message, error)}).`;
  const options: Electron.MessageBoxOptions = { type: 'error', message, detail };
  void (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
}

function fail(error: unknown): void {
  const logId = logger.error('Demarc could not start', error);
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`demarc: UNEXPECTED: ${reason} (log entry ${logId})\n`);
  app.exit(1);
}
