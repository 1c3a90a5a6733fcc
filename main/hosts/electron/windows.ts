import { BrowserWindow, type WebContents } from 'electron';
import type { DemarcEvent } from '../../contract/events.ts';
import { sendEvent } from './ipc.ts';
import { createMainWindow, type MainWindow, type MainWindowOptions } from './window.ts';

/** The windows on one program. */
export interface Windows {
  /** Another window: it can show the same workbook or another one. */
  open(): MainWindow;
  /** The one that the reader works in: of the application's menu, and of what is opened from outside. */
  current(): MainWindow | null;
  /** Brings the current one to the front, a new one where there is none: on macOS the program goes on without any. */
  front(): MainWindow;
  of(sender: WebContents): MainWindow | null;
  /** Has the page of the window in front carry out a command, as soon as it can. */
  send(command: string): void;
  /** What the core announces goes to our own page, in whatever windows it is open. */
  announce(event: DemarcEvent): void;
}

/** What somebody who looks at evidence does not mean: it would change the workbook, or close it, unseen. */
const OF_THE_WORKBOOK: ReadonlySet<string> = new Set(['close', 'undo', 'redo']);

export function createWindows(options: Omit<MainWindowOptions, 'beside'>): Windows {
  const windows = new Set<MainWindow>();
  const current = (): MainWindow | null => {
    const focused = BrowserWindow.getFocusedWindow();
    const all = [...windows];
    return all.find((shown) => shown.window === focused) ?? all.at(-1) ?? null;
  };
  const open = () => {
    const shown = createMainWindow({ ...options, beside: windows.size });
    windows.add(shown);
    shown.window.on('closed', () => windows.delete(shown));
    return shown;
  };
  const front = () => {
    const shown = current();
    if (shown === null) return open();
    if (shown.window.isMinimized()) shown.window.restore();
    shown.window.focus();
    return shown;
  };
  return {
    open,
    current,
    front,
    of: (sender) => [...windows].find(({ window }) => window.webContents === sender) ?? null,
    send(command) {
      const focused = BrowserWindow.getFocusedWindow();
      // On macOS the keys of the menu reach a window of evidence, too: they must not act on the workbook behind it.
      if (focused !== null && ![...windows].some(({ window }) => window === focused)) {
        if (command === 'close') focused.close();
        if (OF_THE_WORKBOOK.has(command)) return;
        front().command(command);
        return;
      }
      (current() ?? open()).command(command);
    },
    announce(event) {
      for (const { window } of windows) sendEvent(window.webContents, event);
    },
  };
}
