/** What a host can do. Screens ask by feature and never by platform; a call a host cannot serve is refused in words. */
export interface Capabilities {
  /** Open and save dialogs of the operating system. Without it, files are uploaded and results are downloaded. */
  readonly nativeDialogs: boolean;
  /** Show a written file in the folder it lies in. */
  readonly revealInFolder: boolean;
  /** Native menu bar, so the page draws none of its own. */
  readonly nativeMenu: boolean;
}

/** A file that the host has let us read: opaque, so that no page ever names a path. */
export interface FileHandle {
  readonly handle: string;
  readonly name: string;
  readonly size: number;
}
/** A place that the host has let us write to. */
export interface TargetHandle {
  readonly handle: string;
  readonly name: string;
}
