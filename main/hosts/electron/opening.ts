import { app, type BrowserWindow, dialog } from 'electron';
import { DemarcError } from '../../contract/errors.ts';
import type { WorkbookInfo } from '../../contract/workbook.ts';
import { type Logger, logPlace } from '../../platform/logger.ts';
import type { Core } from '../../services/core.ts';
import { openFilters } from './dialogs.ts';
import type { Windows } from './windows.ts';

/** Workbooks that are opened from outside the page: named at the start, given by the system, chosen in the menu. */
export interface Opening {
  /** Opens one, and says in a box why it was not. */
  open(path: string): Promise<void>;
  /** The system's dialog, and the workbook chosen in it. */
  choose(): Promise<void>;
  /** From here on what is opened is shown, in a new window where there is none. Before, a page begins with what is open. */
  show(): void;
}

export function createOpening(core: Core, windows: Windows, logger: Logger): Opening {
  let shown = false;
  const parent = () => windows.current()?.window ?? null;
  const open = async (path: string) => {
    try {
      const workbook = await openAsking(core, path, parent());
      if (workbook === null) return;
      app.addRecentDocument(path);
      if (!shown && windows.current() === null) return;
      windows.send(`workbook:${workbook.id}`);
      windows.front();
    } catch (error) {
      say(parent(), 'The workbook was not opened', error, logger);
    }
  };
  return {
    open,
    async choose() {
      const window = parent();
      const options: Electron.OpenDialogOptions = {
        title: 'Open a workbook',
        properties: ['openFile'],
        filters: openFilters(['.demarc']),
      };
      const { filePaths } = await (window
        ? dialog.showOpenDialog(window, options)
        : dialog.showOpenDialog(options));
      for (const path of filePaths) await open(path);
    },
    show() {
      shown = true;
    },
  };
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

function say(window: BrowserWindow | null, message: string, error: unknown, logger: Logger): void {
  const detail =
    error instanceof DemarcError
      ? error.message
      : `Something went wrong inside Demarc (${logPlace(logger, logger.error(message, error))}).`;
  const options: Electron.MessageBoxOptions = { type: 'error', message, detail };
  void (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
}
