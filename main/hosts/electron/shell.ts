import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  safeStorage,
  session,
} from 'electron';
import { DemarcError } from '../../contract/errors.ts';
import {
  backupDirectories,
  builtPaths,
  dataDirectory,
  profileDirectory,
  workbooksDirectory,
  workerUrl,
} from '../../platform/app-paths.ts';
import type { Logger } from '../../platform/logger.ts';
import { createJsonStore } from '../../platform/settings-store.ts';
import { type Core, createCore } from '../../services/core.ts';
import { roomDoor } from '../room/server.ts';
import { APP_SCHEME_PRIVILEGES, serveAppProtocol } from './app-protocol.ts';
import { contextMenuTemplate } from './context-menu.ts';
import { chromeOf, openOutside } from './dialogs.ts';
import type { Failures } from './failures.ts';
import { answerIpc } from './ipc.ts';
import { sealerOf } from './key-store.ts';
import { menuTemplate } from './menu.ts';
import { filesFromCommandLine } from './open-requests.ts';
import { createOpening, type Opening } from './opening.ts';
import { createShellRequests } from './shell-requests.ts';
import { followTheme } from './theme.ts';
import { secureAllContents, secureSession } from './web-contents-security.ts';
import { openEvidenceWindow } from './window.ts';
import { DEFAULT_WINDOW_STATE, windowStateSchema } from './window-state.ts';
import { createWindows, type Windows } from './windows.ts';

/** The same as `appId` of the package: by it Windows puts windows and pinned icons together. */
const APP_ID = 'org.demarc.Demarc';
/** A workbook that takes longer to open (a slow disk, a question) must not keep the window away. */
const OPEN_FIRST_MS = 5_000;
const SMOKE_MS = 60_000;

export interface ShellOptions {
  readonly logger: Logger;
  readonly failures: Failures;
}

/** Starts, waits for the page's word, closes again: how a packaged build is tried out, where no test driver gets in. */
const smoke = process.argv.includes('--smoke');
/** Set by the dev server's own start; a packaged application never looks at it. */
const devServer = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);

/** All that must happen before the application is ready, and what follows when it is. */
export function startShell({ logger, failures }: ShellOptions): void {
  const dataDir = dataDirectory();
  app.setPath('userData', profileDirectory(dataDir));
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID);
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
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_shown, params) => {
      const template = contextMenuTemplate(params, (text) => clipboard.writeText(text));
      if (template.length > 0) Menu.buildFromTemplate(template).popup();
    });
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit')
      logger.warn(`A process of the window ended: ${type}, ${reason} (${exitCode})`);
  });
  // macOS may name a file before there is a window to show it in.
  const waiting: string[] = [];
  let openFile = (path: string): void => void waiting.push(path);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFile(path);
  });
  const begin = async () => {
    const { opening, windows } = await start(dataDir, logger, failures);
    openFile = (path) => void opening.open(path);
    const named = filesFromCommandLine(process.argv, {
      packaged: app.isPackaged,
      workingDirectory: process.cwd(),
    });
    // Opened before the page loads: it then starts with the workbook instead of the start screen.
    const opened = Promise.all([...named, ...waiting].map(opening.open));
    await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, OPEN_FIRST_MS).unref())]);
    opening.show();
    windows.front();
    failures.started();
    if (smoke)
      setTimeout(() => {
        failures.start(new Error(`The page did not say within ${SMOKE_MS / 1000} seconds that it stands.`));
      }, SMOKE_MS);
  };
  if (app.requestSingleInstanceLock()) app.whenReady().then(begin).then(undefined, failures.start);
  // The first instance gets our command line by its `second-instance` event.
  else if (!smoke) app.exit(0);
  else failures.start(new Error('Demarc is running already, so that it cannot be tried out.'));
}

async function start(
  dataDir: string,
  logger: Logger,
  failures: Failures,
): Promise<{ opening: Opening; windows: Windows }> {
  secureSession(session.defaultSession, devServer);
  const paths = builtPaths();
  const core = createCore({
    capabilities: { nativeDialogs: true, revealInFolder: true, nativeMenu: true },
    dataDir,
    workbooks: workbooksDirectory(undefined, app.getPath('documents')),
    backups: backupDirectories(),
    logger,
    workerUrl: workerUrl(),
    openDoor: roomDoor({ logger, dataDir, pageDir: paths.room }),
    sealer: () => sealerOf(safeStorage, process.platform),
  });
  serveAppProtocol(protocol, { core, logger, rendererDir: paths.renderer, devServer });
  const requests = createShellRequests(core.files);
  const quitting = quitInOrder(core, logger, () => requests.close());
  const windows = createWindows({
    preload: paths.preload,
    state: createJsonStore({
      path: join(dataDir, 'window.json'),
      schema: windowStateSchema,
      defaults: DEFAULT_WINDOW_STATE,
      logger,
    }),
    logger,
    stays: quitting.stays,
    onTrouble: smoke
      ? ({ message, detail }) => failures.start(new Error(`${message}: ${detail}`))
      : undefined,
  });
  const opening = createOpening(core, windows, logger);
  core.subscribe(windows.announce);
  answerIpc(ipcMain, {
    core,
    logger,
    shell: async (request, sender) => {
      const shown = windows.of(sender);
      if (!shown) throw new DemarcError('UNSUPPORTED_HERE', 'This window is closing.');
      const ready = () => {
        shown.listens();
        if (smoke) app.quit();
      };
      return requests.answer(request, {
        ...chromeOf(shown.window),
        flushed: shown.flushes.answered,
        ready,
      });
    },
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        platform: process.platform,
        development: devServer !== null,
        send: windows.send,
        openWorkbook: () => void opening.choose(),
        openWindow: () => void windows.open(),
      }),
    ),
  );
  app.on('second-instance', (_event, args, workingDirectory) => {
    windows.front();
    for (const path of filesFromCommandLine(args, { packaged: app.isPackaged, workingDirectory }))
      void opening.open(path);
  });
  app.on('activate', () => void windows.front());
  await followTheme(core, nativeTheme);
  return { opening, windows };
}

/** Every workbook is one file again before the process ends. */
function quitInOrder(core: Core, logger: Logger, also: () => void): { stays(): void } {
  // A window holds the quitting up while its page saves; when the last one is gone it goes on, on macOS as well.
  let quitting = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' || smoke || quitting) app.quit();
  });
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
  return {
    stays() {
      quitting = false;
    },
  };
}
