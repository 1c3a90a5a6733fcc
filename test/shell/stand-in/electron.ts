/**
 * A stand-in for the module `electron`, for a machine that has no runtime: what the shell uses of it, by Electron's own rules. Each rule names
 * the file of electron/electron (or of Chromium) in which it stands; where it says nothing, nothing is claimed. What the system would
 * show is kept, for the test to look at.
 */
import { EventEmitter } from 'node:events';
import { afterReady } from './app.ts';
import { facts, onMessage } from './state.ts';

export { app } from './app.ts';
export { ipcMain } from './ipc.ts';
export { Menu, MenuItem } from './menu.ts';
export { protocol, session } from './session.ts';
export { BrowserWindow } from './window.ts';

interface BoxOptions {
  readonly message: string;
  readonly detail?: string;
  readonly buttons?: readonly string[];
  readonly cancelId?: number;
}
/** What was shown, in order: `error: <title>: <content>`, or the message of a box and its buttons. */
const shown: { kind: string; message: string; detail: string; buttons: readonly string[] }[] = [];
const optionsOf = <T>(args: readonly unknown[]): T => args.at(-1) as T;
const box = (kind: string, options: BoxOptions): number => {
  shown.push({
    kind,
    message: options.message,
    detail: options.detail ?? '',
    buttons: options.buttons ?? [],
  });
  return options.cancelId ?? 0;
};
/** lib/browser/api/dialog.ts: nothing but the error box before the application is ready. By itself each is answered as by its Cancel. */
export const dialog = {
  shown,
  async showMessageBox(...args: unknown[]) {
    afterReady('dialog module can only be used after app is ready');
    return { response: box('box', optionsOf(args)), checkboxChecked: false };
  },
  showMessageBoxSync(...args: unknown[]): number {
    afterReady('dialog module can only be used after app is ready');
    return box('box', optionsOf(args));
  },
  async showOpenDialog(..._args: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
    afterReady('dialog module can only be used after app is ready');
    return { canceled: true, filePaths: [] };
  },
  async showSaveDialog(..._args: unknown[]): Promise<{ canceled: boolean; filePath: string }> {
    afterReady('dialog module can only be used after app is ready');
    return { canceled: true, filePath: '' };
  },
  // shell/browser/ui/message_box_gtk.cc ShowErrorBox: before the application is ready it is written to standard error.
  showErrorBox(title: string, content: string): void {
    if (typeof title !== 'string' || typeof content !== 'string')
      throw new TypeError('title and content are strings');
    shown.push({ kind: 'error', message: title, detail: content, buttons: [] });
  },
};

/** shell/browser/api/electron_api_screen.cc */
export const screen = {
  getAllDisplays() {
    afterReady("The 'screen' module can't be used before the app 'ready' event");
    return [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }];
  },
};
/** shell/browser/api/electron_api_native_theme.cc */
class NativeTheme extends EventEmitter {
  systemDark = false;
  #source = 'system';
  get themeSource(): string {
    return this.#source;
  }
  set themeSource(source: string) {
    if (!['system', 'light', 'dark'].includes(source))
      throw new TypeError(`Error processing argument ${source}`);
    const before = this.shouldUseDarkColors;
    this.#source = source;
    if (this.shouldUseDarkColors !== before) this.emit('updated');
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? this.systemDark : this.#source === 'dark';
  }
}
export const nativeTheme = new NativeTheme();
/**
 * shell/browser/api/electron_api_safe_storage.cc: nothing before the application is ready; on Linux without a key store the backend is `basic_text`
 * and encryption counts as available all the same, with a password of Chromium's own source.
 */
export const safeStorage = {
  backend: 'basic_text',
  isEncryptionAvailable(): boolean {
    afterReady('safeStorage cannot be used before app is ready');
    return true;
  },
  getSelectedStorageBackend(): string {
    return safeStorage.backend;
  },
  encryptString(text: string): Buffer {
    if (typeof text !== 'string') throw new TypeError('Error while encrypting the text provided.');
    return Buffer.from([...text].reverse().join(''));
  },
  decryptString(sealed: Buffer): string {
    if (!Buffer.isBuffer(sealed))
      throw new TypeError('Expected the first argument of decryptString() to be a buffer');
    return [...sealed.toString()].reverse().join('');
  },
};
export const shell = {
  opened: [] as string[],
  revealed: [] as string[],
  async openExternal(url: string) {
    shell.opened.push(url);
  },
  showItemInFolder(path: string) {
    shell.revealed.push(path);
  },
};
export const clipboard = {
  text: '',
  writeText(text: string) {
    clipboard.text = text;
  },
};

onMessage('evaluate', async ({ source, arg }) => {
  const run = new Function(`return (${source});`)();
  return run(await import('./electron.ts'), arg);
});
onMessage('press', async ({ accelerator }) => {
  const { acceleratorTable, chord } = await import('./menu.ts');
  const item = acceleratorTable().get(chord(accelerator as string));
  if (item?.enabled) item.click();
  return item?.label ?? null;
});
onMessage('keys', async () => {
  const { acceleratorTable } = await import('./menu.ts');
  return [...acceleratorTable()].map(([key, item]) => [key, item.label]);
});
export const platform = facts.platform;
