import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { invokeHandlers } from './ipc.ts';
import { fetchByScheme, permitted } from './session.ts';
import { ask, emit, makeEvent, onMessage, tell, wordsOf } from './state.ts';

/** How long a page that hangs keeps a window that wants to close: content/browser/renderer_host/render_frame_host_impl.cc, kUnloadTimeout. */
const UNLOAD_MS = 500;

let lastId = 0;
export const contentsById = new Map<number, WebContents>();

/** shell/browser/api/electron_api_web_frame_main.cc: whatever asks a frame that has gone throws. */
class WebFrameMain {
  disposed = false;
  readonly parent = null;
  readonly routingId: number;
  readonly #url: string;
  readonly #contents: number;

  constructor(contents: number, routingId: number, url: string) {
    this.#contents = contents;
    this.routingId = routingId;
    this.#url = url;
  }
  get url(): string {
    if (this.disposed) throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    return this.#url;
  }
  // lib/browser/api/web-frame-main.ts: an error of sending is written out, not thrown.
  send(channel: string, ...args: unknown[]): void {
    try {
      void this.url;
      tell({ kind: 'message', contents: this.#contents, frame: this.routingId, channel, args });
    } catch (error) {
      console.error('Error sending from webFrameMain: ', error);
    }
  }
}

export class WebContents extends EventEmitter {
  readonly id: number;
  readonly session: EventEmitter;
  readonly preferences: Readonly<Record<string, unknown>>;
  /** What the roles of a menu did here. */
  readonly done: string[] = [];
  mainFrame: WebFrameMain;
  zoomLevel = 0;
  onClosed: () => void = () => undefined;
  onCloseCancelled: () => void = () => undefined;
  #frames = 0;
  #loading = false;
  #url = '';
  #crashed = false;
  #destroyed = false;
  #windowOpen: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });

  constructor(preferences: Readonly<Record<string, unknown>>, session: EventEmitter) {
    super();
    lastId += 1;
    this.id = lastId;
    this.preferences = preferences;
    this.session = session;
    this.mainFrame = new WebFrameMain(this.id, 0, '');
    contentsById.set(this.id, this);
  }
  #alive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  isCrashed(): boolean {
    this.#alive();
    return this.#crashed;
  }
  getURL(): string {
    this.#alive();
    return this.#url;
  }
  getTitle(): string {
    return 'Demarc';
  }
  send(channel: string, ...args: unknown[]): void {
    this.#alive();
    this.mainFrame.send(channel, ...args);
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.#windowOpen = handler;
  }
  did(what: string): void {
    this.done.push(what);
  }

  // lib/browser/api/web-contents.ts loadURL: the promise rejects, and nobody has to hear it.
  loadURL(url: string): Promise<void> {
    this.#alive();
    const loaded = this.#load(url);
    loaded.catch(() => undefined);
    return loaded;
  }
  reload(): void {
    this.#alive();
    void this.#load(this.#url).catch(() => undefined);
  }
  isLoading(): boolean {
    return this.#loading;
  }
  async #load(url: string): Promise<void> {
    this.#loading = true;
    try {
      await this.#loadNow(url);
    } finally {
      this.#loading = false;
    }
  }
  async #loadNow(url: string): Promise<void> {
    emit(this, 'did-start-loading');
    const fail = (code: number, name: string) => {
      // electron_api_web_contents.cc GetURL: the last address that was committed, by the error page that stands here now as well.
      this.#url = url;
      // electron_api_web_contents.cc DidFinishNavigation: not for what was given up.
      if (!this.#destroyed) emit(this, 'did-fail-load', code, name, url, true);
      throw new Error(`${name} (${code}) loading '${url}'`);
    };
    let status: number;
    try {
      if (!(await permitted(url))) return fail(-20, 'ERR_BLOCKED_BY_CLIENT');
      const response = await fetchByScheme(url);
      if (response === null) return fail(-302, 'ERR_UNKNOWN_URL_SCHEME');
      status = response.status;
      await response.arrayBuffer();
    } catch (error) {
      if (String(error).includes('loading')) throw error;
      // lib/browser/api/protocol.ts: what a handler throws is an unexpected error of the network.
      return fail(-9, 'ERR_UNEXPECTED');
    }
    if (this.#destroyed) return;
    this.#commit(url, status);
    const { preload } = this.preferences;
    const { problem } = await ask<{ problem: string | null }>({
      kind: 'document',
      contents: this.id,
      frame: this.mainFrame.routingId,
      url,
      status,
      preload: typeof preload === 'string' && existsSync(preload) ? preload : null,
    });
    if (this.#destroyed || this.#crashed) return;
    // electron_api_web_contents.cc OnPreloadError; a preload that is not there is such an error as well.
    if (typeof preload === 'string' && !existsSync(preload))
      emit(this, 'preload-error', preload, new Error(`ENOENT: no such file, open '${preload}'`));
    else if (problem !== null) emit(this, 'preload-error', preload, new Error(problem));
    emit(this, 'dom-ready');
    // electron_api_web_contents.cc OnFirstNonEmptyLayout; DidFinishLoad
    emit(this, 'ready-to-show');
    emit(this, 'did-finish-load');
    emit(this, 'did-stop-loading');
  }
  #commit(url: string, status: number): void {
    this.mainFrame.disposed = true;
    this.#frames += 1;
    this.mainFrame = new WebFrameMain(this.id, this.#frames, url);
    this.#url = url;
    this.#crashed = false;
    emit(this, 'did-navigate', url, status, '');
  }

  // electron_api_web_contents.cc PrimaryMainFrameRenderProcessGone: told a moment later.
  gone(reason: string, exitCode: number): void {
    this.#crashed = true;
    this.mainFrame.disposed = true;
    tell({ kind: 'gone', contents: this.id });
    setImmediate(() => {
      if (!this.#destroyed) this.emit('render-process-gone', makeEvent(), { reason, exitCode });
    });
  }
  forcefullyCrashRenderer(): void {
    this.gone('crashed', 133);
  }

  // shell/browser/api/electron_api_browser_window.cc OnCloseButtonClicked
  async requestClose(): Promise<void> {
    const prevented =
      !this.#crashed &&
      (await Promise.race([
        ask<boolean>({ kind: 'before-unload', contents: this.id }),
        new Promise<boolean>((resolve) => setTimeout(resolve, UNLOAD_MS, false).unref()),
      ]));
    if (this.#destroyed) return;
    // electron_api_web_contents.cc RunBeforeUnloadDialog: who prevents the event lets the page go.
    if (prevented && !emit(this, 'will-prevent-unload')) this.onCloseCancelled();
    else this.onClosed();
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.mainFrame.disposed = true;
    contentsById.delete(this.id);
    tell({ kind: 'gone', contents: this.id });
    emit(this, 'destroyed');
  }

  /** From the page: a link, a script. */
  navigate(url: string): void {
    const event = makeEvent({ url, isMainFrame: true });
    this.emit('will-navigate', event, url);
    if (!event.defaultPrevented) void this.#load(url).catch(() => undefined);
  }
  openWindow(url: string): string {
    return this.#windowOpen({ url }).action;
  }
}

onMessage('navigate', ({ contents, url }) => contentsById.get(contents as number)?.navigate(url as string));
onMessage('open', ({ contents, url }) => contentsById.get(contents as number)?.openWindow(url as string));
onMessage('context-menu', ({ contents, params }) => {
  const sender = contentsById.get(contents as number);
  if (sender) emit(sender, 'context-menu', params);
});
// lib/browser/ipc-dispatch.ts '-ipc-invoke'
onMessage('invoke', async ({ contents, frame, channel, args }) => {
  const sender = contentsById.get(contents as number);
  if (!sender) return { error: 'Error: the page has gone' };
  const senderFrame = sender.mainFrame.routingId === frame ? sender.mainFrame : null;
  const handler = invokeHandlers.get(channel as string);
  if (!handler) return { error: `Error: No handler registered for '${channel}'` };
  try {
    return { result: await handler({ sender, senderFrame, frameId: frame }, ...(args as unknown[])) };
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error);
    return { error: wordsOf(error) };
  }
});
