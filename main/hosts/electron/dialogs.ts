import { basename, extname } from 'node:path';
import { type BrowserWindow, dialog, type FileFilter, shell } from 'electron';
import type { ShellChrome } from './shell-requests.ts';

const FORMAT_NAMES: Readonly<Record<string, string>> = {
  xlsx: 'Excel workbook',
  pdf: 'PDF document',
  csv: 'Comma-separated values',
  docx: 'Word document',
  md: 'Markdown text',
  zip: 'ZIP archive',
  demarc: 'Demarc workbook',
};
const PURPOSE_TITLES = {
  evidence: 'Attach evidence',
  discover: 'Find services in files',
  workbook: 'Open a workbook',
  import: 'Import a file',
} as const;

/** The system's own dialogs, on one window. */
export function chromeOf(window: BrowserWindow, flushed: (request: number) => void): ShellChrome {
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
        // Only a name: the page does not choose the folder.
        defaultPath: basename(suggestedName),
        filters: [{ name: FORMAT_NAMES[format] ?? format.toUpperCase(), extensions: [format] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      if (canceled || filePath === '') return null;
      // Linux dialogs do not add the ending themselves.
      return extname(filePath) === '' ? `${filePath}.${format}` : filePath;
    },
    async chooseFolder() {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: 'Folder for backups',
        properties: ['openDirectory', 'createDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    reveal: (path) => shell.showItemInFolder(path),
    flushed,
  };
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
