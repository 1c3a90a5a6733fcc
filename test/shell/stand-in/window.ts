import { EventEmitter } from 'node:events';
import { afterReady, app, windows } from './app.ts';
import { focusOf } from './menu.ts';
import { theSession } from './session.ts';
import { emit, makeEvent, onMessage } from './state.ts';
import { WebContents } from './web-contents.ts';

interface Options {
  readonly show?: boolean;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly title?: string;
  readonly backgroundColor?: string;
  readonly icon?: string;
  readonly webPreferences?: Readonly<Record<string, unknown>>;
}
let focused: BrowserWindow | null = null;
const all = new Set<BrowserWindow>();

/** shell/browser/api/electron_api_browser_window.cc, electron_api_base_window.cc: a closed window throws whatever is asked of it. */
export class BrowserWindow extends EventEmitter {
  readonly options: Options;
  backgroundColor: string;
  readonly #contents: WebContents;
  readonly #bounds: { x: number; y: number; width: number; height: number };
  #visible: boolean;
  #minimized = false;
  #maximized = false;
  #destroyed = false;

  constructor(options: Options = {}) {
    afterReady('Cannot create BrowserWindow before app is ready');
    super();
    this.options = options;
    this.backgroundColor = options.backgroundColor ?? '#FFF';
    this.#visible = options.show !== false;
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    };
    all.add(this);
    windows.add(this);
    this.#contents = new WebContents(options.webPreferences ?? {}, theSession);
    this.#contents.onClosed = () => this.destroy();
    this.#contents.onCloseCancelled = () => app.closeCancelled();
    // electron_api_web_contents.cc OnFirstNonEmptyLayout: lib/browser/api/browser-window.ts hands it on.
    this.#contents.on('ready-to-show', () => emit(this, 'ready-to-show'));
    emit(app, 'web-contents-created', this.#contents);
    emit(app, 'browser-window-created', this);
    if (this.#visible) focused = this;
  }
  static getAllWindows(): BrowserWindow[] {
    return [...all];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return focused;
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...all].find((window) => window.#contents === contents) ?? null;
  }
  #alive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  get webContents(): WebContents {
    this.#alive();
    return this.#contents;
  }
  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
  show(): void {
    this.#alive();
    this.#visible = true;
    focused = this;
    emit(this, 'show');
  }
  hide(): void {
    this.#alive();
    this.#visible = false;
  }
  isVisible(): boolean {
    this.#alive();
    return this.#visible;
  }
  focus(): void {
    this.#alive();
    focused = this;
  }
  minimize(): void {
    this.#alive();
    this.#minimized = true;
  }
  restore(): void {
    this.#alive();
    this.#minimized = false;
  }
  isMinimized(): boolean {
    this.#alive();
    return this.#minimized;
  }
  maximize(): void {
    this.#alive();
    this.#maximized = true;
    // docs/api/browser-window.md: "This will also show (but not focus) the window if it isn't being displayed already."
    this.#visible = true;
  }
  isMaximized(): boolean {
    this.#alive();
    return this.#maximized;
  }
  getNormalBounds() {
    this.#alive();
    return { ...this.#bounds };
  }
  setFullScreen(): void {
    this.#alive();
  }
  setBackgroundColor(color: string): void {
    this.#alive();
    this.backgroundColor = color;
  }
  // electron_api_base_window.cc OnWindowQueryEndSession, OnWindowEndSession: who prevents it has Windows wait; else the program is ended.
  endSession(reasons: readonly string[]): boolean {
    this.#alive();
    const event = makeEvent({ reasons });
    this.emit('query-session-end', event);
    if (event.defaultPrevented) return true;
    this.emit('session-end', makeEvent({ reasons }));
    process.kill(process.pid, 'SIGKILL');
    return false;
  }
  removeMenu(): void {
    this.#alive();
  }
  // shell/browser/native_window.cc NotifyWindowCloseButtonClicked
  close(): void {
    if (this.#destroyed) return;
    if (emit(this, 'close')) app.closeCancelled();
    else void this.#contents.requestClose();
  }
  // electron_api_base_window.cc Destroy; shell/browser/window_list.cc RemoveWindow
  destroy(): void {
    if (this.#destroyed) return;
    all.delete(this);
    windows.delete(this);
    if (focused === this) focused = [...all].at(-1) ?? null;
    this.#contents.destroy();
    this.#destroyed = true;
    emit(this, 'closed');
    if (windows.size === 0) app.allClosed();
  }
}
focusOf(() => focused as never);
onMessage('close-window', ({ contents }) => {
  for (const window of all) if (window.webContents.id === contents) window.close();
});
