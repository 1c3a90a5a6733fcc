import type { Capabilities, FileHandle, TargetHandle } from '../../main/contract/capabilities.ts';
import type { DemarcEvent } from '../../main/contract/events.ts';
import type { Call, Reply } from '../../main/contract/methods/method.ts';

export type FilePurpose = 'evidence' | 'discover' | 'workbook' | 'import';

export interface PickRequest {
  readonly multiple: boolean;
  /** Extensions with their dot, such as `.yaml`; empty means any file. */
  readonly accept: readonly string[];
  readonly purpose: FilePurpose;
}

/** What the screens know of the program around them. One implementation per host; nothing else reaches outside. */
export interface Host {
  /** Own id of this window, sent with every call, so that events can tell its echo from somebody else's change. */
  readonly origin: string;
  readonly capabilities: Capabilities;
  call(call: Call): Promise<Reply>;
  /** `missed` is called when events may have been lost, so that what is on screen is read again. */
  subscribe(listener: (event: DemarcEvent) => void, missed?: () => void): () => void;
  /** Asks the reader for files; empty when they chose none. */
  pickFiles(request: PickRequest): Promise<readonly FileHandle[]>;
  /** Hands over files that were dropped or pasted. */
  giveFiles(files: readonly File[]): Promise<readonly FileHandle[]>;
  /** Asks where a result should go; null when the reader thought better of it. */
  pickTarget(request: {
    readonly suggestedName: string;
    readonly format: string;
  }): Promise<TargetHandle | null>;
  /** Asks for a folder; null when the reader thought better of it. Only where there are native dialogs. */
  pickFolder(): Promise<TargetHandle | null>;
  /** Brings a finished file to the reader: shown in its folder, or downloaded. */
  deliver(file: { readonly handle: string; readonly name: string }): Promise<void>;
  /** Address of an embedded evidence file, for previews and downloads. */
  contentUrl(workbook: string, evidenceNumber: number): string;
  /** The page is drawn and listens: said to a host that keeps back what came before. */
  ready(): void;
  /** Runs before the window goes away, so that nothing typed is lost. */
  onFlush(callback: () => Promise<void>): () => void;
}
