import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { Settings } from '../contract/app.ts';
import type { Capabilities } from '../contract/capabilities.ts';
import type { DemarcEvent } from '../contract/events.ts';
import type { Call, Reply } from '../contract/methods/method.ts';
import type { RunTask } from '../jobs/run-in-worker.ts';
import type { Clock } from '../platform/clock.ts';
import type { FileHandles } from '../platform/files.ts';
import type { Ids } from '../platform/ids.ts';
import type { KeyStore } from '../platform/key-store.ts';
import type { Logger } from '../platform/logger.ts';
import type { JsonStore } from '../platform/settings-store.ts';
import type { ConnectedPortfolio } from './exchange/connected-portfolio.ts';
import type { Jobs } from './jobs.ts';
import type { BackupKeeper } from './program/backup-keeper.ts';
import type { Recents } from './program/recents.ts';
import type { Rooms } from './room/rooms.ts';
import type { Session } from './session.ts';

export interface OpenHow {
  /** The id that it had before it was closed for a moment. */
  readonly id?: string;
  readonly readOnly?: boolean;
  /** One command and out again. */
  readonly brief?: boolean;
  /** Refuses a workbook of an older schema with WORKBOOK_OLDER before anything happens to it; else it is brought up to date. */
  readonly refuseOlder?: boolean;
  /** A file on its way to be another: in no list, and without a copy among the backups. */
  readonly unfinished?: boolean;
  /** A copy that we made ourselves: nobody is asked of what. */
  readonly knownCopy?: boolean;
}

/** What all services of one running program share, but for the workbooks that are open. */
export interface SharedState {
  readonly version: string;
  readonly capabilities: Capabilities;
  readonly shipped: CatalogueIndex;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly files: FileHandles;
  readonly jobs: Jobs;
  readonly settings: JsonStore<Settings>;
  /** The keys of this profile. */
  readonly keys: KeyStore;
  /** The portfolio that was connected in this session. */
  readonly portfolio: ConnectedPortfolio;
  readonly recents: Recents;
  readonly backups: BackupKeeper;
  /** Settings, recent workbooks, keys. */
  readonly dataDir: string;
  /** Where workbooks go that are made without a target. */
  readonly workbooks: string;
  readonly runTask: RunTask;
  readonly emit: (event: DemarcEvent) => void;
}

/** The workbooks that are open, and how they come and go. */
export interface OpenWorkbooks {
  /** Every open workbook, oldest first. */
  sessions(): readonly Session[];
  /** The named one; without a name the only one open. INVALID_INPUT or NOT_FOUND otherwise. */
  session(id: string | undefined): Session;
  /** Opens a path, or returns the session that has it open already; one that is just being closed is waited for. */
  openSession(path: string, options?: OpenHow): Promise<Session>;
  /**
   * Closes one as `closeSession` does, runs what needs its file to itself, and opens it again under the same id, whatever
   * that throws. Until then its calls find no open workbook.
   */
  reopened<T>(id: string, run: () => Promise<T>): Promise<{ readonly value: T; readonly session: Session }>;
  /** Stops its jobs, keeps a copy of what changed, and leaves one file on disk. */
  closeSession(id: string): Promise<void>;
}

export interface CoreState extends SharedState, OpenWorkbooks {
  /** The rooms of meetings that are open. */
  readonly rooms: Rooms;
  /** The one door, for what makes its calls from inside: whatever it leads to cannot import it. */
  readonly dispatch: (core: CoreState, call: Call, origin: string) => Promise<Reply>;
}
