import type { Capabilities, FileHandle, TargetHandle } from '../../main/contract/capabilities.ts';
import type { DemarcEvent } from '../../main/contract/events.ts';
import type { Call, Reply } from '../../main/contract/methods/method.ts';
import type { PickRequest } from './host.ts';

/** Native chrome that only the desktop shell has. */
export type ShellRequest =
  | ({ readonly kind: 'pick-files' } & PickRequest)
  | { readonly kind: 'pick-target'; readonly suggestedName: string; readonly format: string }
  | { readonly kind: 'pick-folder' }
  | { readonly kind: 'reveal'; readonly handle: string }
  | { readonly kind: 'ready' };

export interface ShellReplies {
  'pick-files': readonly FileHandle[];
  'pick-target': TargetHandle | null;
  'pick-folder': TargetHandle | null;
  reveal: null;
  ready: null;
}

/** What the preload script puts at `window.demarc`. */
export interface DemarcBridge {
  /** This window's id; the shell adds it to every call. */
  readonly origin: string;
  readonly capabilities: Capabilities;
  call(call: Call): Promise<Reply>;
  subscribe(listener: (event: DemarcEvent) => void): () => void;
  shell(request: ShellRequest): Promise<unknown>;
  /** Turns dropped or pasted files into handles; the page never learns their paths. */
  dropped(files: readonly File[]): Promise<readonly FileHandle[]>;
  /** The shell waits for the promise before it closes the window. */
  onFlush(callback: () => Promise<void>): () => void;
}

declare global {
  interface Window {
    readonly demarc?: DemarcBridge;
  }
}
