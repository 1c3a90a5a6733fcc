import { EventEmitter } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, unlinkSync, watch, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { emit, facts } from './state.ts';

/** Every window that is not closed, in the order in which they were made: shell/browser/window_list.cc. */
export interface Closable {
  close(): void;
  destroy(): void;
}
export const windows = new Set<Closable>();

const paths = new Map<string, string>([
  ['home', homedir()],
  ['temp', tmpdir()],
  ['documents', facts.documents],
  ['userData', join(homedir(), '.config', 'unnamed')],
]);
let ready = false;
let quitting = false;
let exiting = false;
let shut = false;
let exitCode = 0;
let sandboxed = false;
let resolveReady: () => void = () => undefined;
const whenReady = new Promise<void>((resolve) => {
  resolveReady = resolve;
});

export const isReady = (): boolean => ready;
/** Thrown by what the runtime lets nobody do yet, or no longer. */
export function afterReady(sentence: string): void {
  if (!ready) throw new Error(sentence);
}
export function beforeReady(sentence: string): void {
  if (ready) throw new Error(sentence);
}

class App extends EventEmitter {
  readonly isPackaged = facts.packaged;
  // lib/browser/init.ts: productName of package.json, else its name.
  name = 'unnamed';
  readonly recent: string[] = [];
  userModelId: string | null = null;

  // shell/browser/browser.cc Browser::WhenReady
  whenReady(): Promise<void> {
    return whenReady;
  }
  isReady(): boolean {
    return ready;
  }
  getName(): string {
    return this.name;
  }
  // shell/browser/api/electron_api_app.cc App::EnableSandbox
  enableSandbox(): void {
    beforeReady('app.enableSandbox() can only be called before app is ready');
    sandboxed = true;
  }
  // shell/browser/api/electron_api_app.cc App::SetPath, App::GetPath
  setPath(name: string, value: string): void {
    if (!paths.has(name)) throw new Error(`Failed to set path '${name}'`);
    paths.set(name, value);
  }
  getPath(name: string): string {
    const path = paths.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }
  addRecentDocument(path: string): void {
    this.recent.push(path);
  }
  setAppUserModelId(id: string): void {
    this.userModelId = id;
  }
  focus(): void {}
  readonly commandLine = {
    hasSwitch: (name: string) => facts.args.includes(`--${name}`),
  };

  // electron_api_app.cc App::RequestSingleInstanceLock; chrome/browser/process_singleton_posix.cc: a lock in the profile, and a message
  // to whoever holds it. Here the message is a file.
  requestSingleInstanceLock(): boolean {
    const profile = this.getPath('userData');
    mkdirSync(profile, { recursive: true });
    const lock = join(profile, 'SingletonLock');
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
    } catch {
      if (isAlive(lock)) {
        writeFileSync(
          join(profile, 'message.part'),
          JSON.stringify({ argv: commandLine(), cwd: process.cwd() }),
        );
        writeFileSync(join(profile, `message-${process.pid}`), readFileSync(join(profile, 'message.part')));
        return false;
      }
      writeFileSync(lock, String(process.pid));
    }
    const take = () => {
      for (const name of readdirSync(profile).filter((each) => each.startsWith('message-'))) {
        const path = join(profile, name);
        const text = readFileSync(path, 'utf8');
        if (!text.endsWith('}')) continue;
        unlinkSync(path);
        const { argv, cwd } = JSON.parse(text);
        // NotificationCallbackWrapper: never before the application is ready.
        void whenReady.then(() => emit(this, 'second-instance', argv, cwd, null));
      }
    };
    watch(profile, { persistent: false }, take);
    process.on('exit', () => rmSync(lock, { force: true }));
    return true;
  }

  // shell/browser/browser.cc Browser::Quit
  quit(): void {
    if (quitting) return;
    quitting = !emit(this, 'before-quit');
    if (!quitting) return;
    if (windows.size === 0) this.notifyAndShutdown();
    else for (const window of [...windows]) window.close();
  }
  // shell/browser/browser.cc Browser::ExitWithCode
  exit(code = 0): void {
    exitCode = code;
    // Electron's own message loop is not there before.
    if (!ready) process.exit(code);
    quitting = true;
    exiting = true;
    if (windows.size === 0) this.shutdown();
    else for (const window of [...windows]) window.destroy();
  }
  // shell/browser/browser.cc Browser::OnWindowCloseCancelled
  closeCancelled(): void {
    quitting = false;
  }
  // shell/browser/browser.cc Browser::OnWindowAllClosed
  allClosed(): void {
    if (exiting) this.shutdown();
    else if (quitting) this.notifyAndShutdown();
    else if (this.listenerCount('window-all-closed') === 0) this.quit();
    else emit(this, 'window-all-closed');
  }
  notifyAndShutdown(): void {
    if (shut) return;
    if (emit(this, 'will-quit')) {
      quitting = false;
      return;
    }
    this.shutdown();
  }
  shutdown(): void {
    if (shut) return;
    shut = true;
    emit(this, 'quit', exitCode);
    // Lets what was told to the test go out first.
    setImmediate(() => process.exit(exitCode));
  }
  // shell/browser/browser.cc Browser::DidFinishLaunching
  finishLaunching(): void {
    mkdirSync(this.getPath('userData'), { recursive: true });
    ready = true;
    resolveReady();
    emit(this, 'ready', {});
  }
}
export const app = new App();

function isAlive(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * base/command_line.cc AppendSwitch, AppendArg: switches stand before all arguments, those that Electron adds too
 * (electron_main_delegate.cc PreSandboxStartup; App::EnableSandbox). This is what another instance is handed.
 */
function commandLine(): string[] {
  const typed = facts.args;
  return [
    facts.executable,
    ...typed.filter((arg) => arg.startsWith('-')),
    '--allow-file-access-from-files',
    ...(sandboxed ? ['--enable-sandbox'] : []),
    ...typed.filter((arg) => !arg.startsWith('-')),
  ];
}
