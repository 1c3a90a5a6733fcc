import type { Failure } from './errors.ts';

/** Kinds of record that a change can touch; the renderer invalidates its queries by them. */
export const ENTITY_KINDS = [
  'workbook',
  'party',
  'person',
  'environment',
  'service',
  'assignment',
  'evidence',
  'claim',
  'custom',
  'texts',
  'action',
  'sign-off',
  'cadence',
  'snapshot',
  'meeting',
  'proposal',
  'view',
  'position',
] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

export interface ChangedEvent {
  readonly type: 'changed';
  readonly workbook: string;
  readonly rev: number;
  /** Who asked: a window's own id, so that it can tell its own echo from another's change. */
  readonly origin: string;
  readonly entities: readonly EntityKind[];
}

export interface JobEvent {
  readonly type: 'job';
  readonly workbook: string | null;
  readonly job: string;
  readonly name: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  /** Units done and in all (rows, bytes, files: `label` says which); total is null while unknown. */
  readonly done: number;
  readonly total: number | null;
  readonly label: string;
  readonly result?: unknown;
  readonly error?: Failure;
}

/** The list of open workbooks changed. */
export interface OpenWorkbooksEvent {
  readonly type: 'open-workbooks';
}

/** The settings of this machine's reader changed, perhaps in another window. */
export interface SettingsEvent {
  readonly type: 'settings';
}

/** The keys of this profile, its own or those known here, are others. */
export interface KeysEvent {
  readonly type: 'keys';
}

/** Another portfolio was connected, or none is any more. */
export interface PortfolioEvent {
  readonly type: 'portfolio';
}

/** A room was opened or closed, or somebody in it came, went or raised a hand. */
export interface RoomEvent {
  readonly type: 'room';
  readonly workbook: string;
}

/** The shell asks the page to do something: a native menu item was chosen, or a file was opened from outside. */
export interface ShellCommandEvent {
  readonly type: 'shell-command';
  readonly command: string;
}

export type DemarcEvent =
  | ChangedEvent
  | JobEvent
  | OpenWorkbooksEvent
  | SettingsEvent
  | KeysEvent
  | PortfolioEvent
  | RoomEvent
  | ShellCommandEvent;
