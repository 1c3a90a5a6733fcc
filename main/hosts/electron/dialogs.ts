import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { app, type BrowserWindow, dialog, type FileFilter, shell } from 'electron';
import type { ShellChrome } from './shell-requests.ts';

const FORMAT_NAMES: Readonly<Record<string, string>> = {
  xlsx: 'Excel workbook',
  pdf: 'PDF document',
  csv: 'Comma-separated values',
  docx: 'Word document',
  md: 'Markdown text',
  cklb: 'STIG checklist',
  ics: 'Calendar',
  zip: 'ZIP archive',
  demarc: 'Demarc workbook',
};
const PURPOSE_TITLES = {
  evidence: 'Attach evidence',
  discover: 'Find services in files',
  workbook: 'Open a workbook',
  import: 'Import a file',
} as const;

/** Where the last result went: Windows and macOS remember it by themselves, and begin on Linux where the program was started. */
let lastFolder: string | null = null;
const savingFrom = (name: string): string =>
  process.platform === 'linux' ? join(lastFolder ?? app.getPath('documents'), name) : name;

/** The chosen name with the ending of its format, which dialogs on Linux do not add: "Acme v1.2" has none. */
export const withEnding = (path: string, format: string): string =>
  path.toLowerCase().endsWith(`.${format.toLowerCase()}`) ? path : `${path}.${format}`;

/** The system's own dialogs, on one window. */
export function chromeOf(window: BrowserWindow): Omit<ShellChrome, 'flushed' | 'ready'> {
  return {
    async chooseFiles({ multiple, accept, purpose }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: PURPOSE_TITLES[purpose],
        properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
        filters: openFilters(accept),
      });
      return canceled ? [] : filePaths;
    },
    async chooseTarget({ suggestedName, format }) {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        // Only the name is the page's: it does not choose the folder.
        defaultPath: savingFrom(basename(suggestedName)),
        filters: [{ name: FORMAT_NAMES[format] ?? format.toUpperCase(), extensions: [format] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      if (canceled || filePath === '') return null;
      const path = withEnding(filePath, format);
      // The system has asked about the name that was typed, not about the one that it becomes.
      if (path !== filePath && existsSync(path) && !(await mayReplace(window, path))) return null;
      lastFolder = dirname(path);
      return path;
    },
    async chooseFolder() {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: 'Folder for backups',
        properties: ['openDirectory', 'createDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    reveal: (path) => shell.showItemInFolder(path),
  };
}

async function mayReplace(window: BrowserWindow, path: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `${basename(path)} is there already. Replace it?`,
    detail: `It lies in ${dirname(path)}. What it holds now would be lost.`,
    buttons: ['Replace', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

export function openFilters(accept: readonly string[]): FileFilter[] {
  const extensions = accept
    .map((ending) => ending.replace(/^\./, ''))
    .filter((ending) => /^[\w-]+$/.test(ending));
  const all: FileFilter = { name: 'All files', extensions: ['*'] };
  return extensions.length === 0 ? [all] : [{ name: 'Files that Demarc reads', extensions }, all];
}

/** Leaving the program is the user's decision, so the address is shown before it is opened. */
export async function openOutside(window: BrowserWindow, url: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'Open this address in your browser?',
    detail: url.length > 500 ? `${url.slice(0, 500)} ...` : url,
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) await shell.openExternal(url);
}
