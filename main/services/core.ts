import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadCatalogue } from '../catalogue/load.ts';
import { indexCatalogue } from '../catalogue/lookup.ts';
import type { Capabilities } from '../contract/capabilities.ts';
import type { Catalogue } from '../contract/catalogue.ts';
import type { DemarcEvent } from '../contract/events.ts';
import type { Call, Reply, Ticket } from '../contract/methods/method.ts';
import type { WorkbookInfo } from '../contract/workbook.ts';
import { inThreads, type RunTask } from '../jobs/run-in-worker.ts';
import { applicationRoot, type BackupDirectories } from '../platform/app-paths.ts';
import { type Clock, systemClock } from '../platform/clock.ts';
import { createFileHandles, type FileHandles } from '../platform/files.ts';
import { type Ids, randomIds } from '../platform/ids.ts';
import { createKeptPasswords, type SecretSealer } from '../platform/kept-passwords.ts';
import { createKeyStore } from '../platform/key-store.ts';
import type { Logger } from '../platform/logger.ts';
import { closeFolder } from '../platform/private-files.ts';
import { createSettingsStore, type JsonStore } from '../platform/settings-store.ts';
import { keepTemporaryList } from '../platform/temporaries.ts';
import type { CopyControls } from '../workbook/save-copy.ts';
import type { CoreState, OpenHow, OpenWorkbooks, SharedState } from './core-state.ts';
import { dispatch } from './dispatch.ts';
import { createConnectedPortfolio } from './exchange/connected-portfolio.ts';
import { toFailure } from './failure.ts';
import { createJobs } from './jobs.ts';
import { type AccountWorkbooks, makeForAccounts, type WantedAccounts } from './program/account-workbooks.ts';
import { type BackupKeeper, createBackupKeeper } from './program/backup-keeper.ts';
import { makeWorkbook } from './program/make-workbook.ts';
import type { NewWorkbook } from './program/new-workbook.ts';
import { createOpenSessions } from './program/open-sessions.ts';
import { createRecents } from './program/recents.ts';
import { type EvidenceContent, evidenceContent } from './record/evidence.ts';
import { workbookInfo } from './record/workbook.ts';
import type { OpenDoor } from './room/door.ts';
import { createRooms, type Rooms } from './room/rooms.ts';

export interface CoreOptions {
  readonly capabilities: Capabilities;
  /** Settings, recent workbooks, backups. */
  readonly dataDir: string;
  readonly logger: Logger;
  /** The worker's entry: the built file, or its source. */
  readonly workerUrl: URL;
  /** Who does what takes long; threads that begin with the worker's entry without it. */
  readonly runTask?: RunTask;
  /** Where workbooks go that are made without a target. */
  readonly workbooks?: string;
  /** Name beside every change; without it, the one of the settings. */
  readonly actor?: string | null;
  /** Where backups go; without it, the folder `backups` of `dataDir`. */
  readonly backups?: BackupDirectories;
  /** Hears sentences for the reader about what goes on beside the calls: a disk that is not there, a file brought up to date. */
  readonly onNotice?: (sentence: string) => void;
  /** Of a host whose user waits while a copy is kept among the backups: hears how far it is, and can give it up. */
  readonly copying?: CopyControls;
  /** The key store of the operating system, where the host has it. */
  readonly sealer?: () => SecretSealer | null;
  /** How a room gets a server of its own; a host without it opens none. */
  readonly openDoor?: OpenDoor;
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Another catalogue than the shipped one, such as that of another version; workers keep to the shipped one. */
  readonly catalogue?: Catalogue;
}

/** One running program's whole core: hosts hold exactly this. */
export interface Core {
  /** Serves any method of the contract. Never throws. `origin` is the caller's own id. */
  dispatch(call: Call, origin: string): Promise<Reply>;
  subscribe(listener: (event: DemarcEvent) => void): () => void;
  readonly files: FileHandles;
  /** Throws a DemarcError when the workbook cannot be opened. */
  openPath(path: string, options?: OpenHow): Promise<WorkbookInfo>;
  createAt(path: string, wanted: NewWorkbook): Promise<WorkbookInfo>;
  /** A workbook for each account of a list; none of them is opened. */
  createForAccounts(wanted: WantedAccounts): Promise<AccountWorkbooks>;
  readonly backups: BackupKeeper;
  evidenceContent(workbook: string, number: number): EvidenceContent;
  /** The job's result; throws the DemarcError it was refused with. */
  awaitJob(
    ticket: Ticket,
    onProgress?: (done: number, total: number | null, label: string) => void,
  ): Promise<unknown>;
  /** Closes every workbook, each as one file on disk. */
  close(): Promise<void>;
}

export function createCore(options: CoreOptions): Core {
  const { logger, clock = systemClock, ids = randomIds, sealer = () => null } = options;
  const temporaries = keepTemporaryList(join(options.dataDir, 'temporary'));
  // Earlier programs left it open to the whole machine.
  closeFolder(options.dataDir);
  const listeners = new Set<(event: DemarcEvent) => void>();
  const emit = (event: DemarcEvent) => {
    // Before anybody hears of it, so that whoever then reads the list reads the new name.
    if (event.type === 'changed' && event.entities.includes('workbook')) open.renameRecent(event.workbook);
    core.rooms.hear(event);
    for (const listener of listeners) listener(event);
  };
  const settings = remembered(createSettingsStore(options.dataDir, logger));
  const version = readVersion();
  const notice = (sentence: string) => {
    logger.warn(sentence);
    options.onNotice?.(sentence);
  };
  const backups = createBackupKeeper({
    dataDir: options.dataDir,
    directories: options.backups ?? { chosen: null, own: join(options.dataDir, 'backups'), earlier: [] },
    clock,
    logger,
    notice,
    copying: options.copying,
  });

  const shared: SharedState = {
    version,
    capabilities: options.capabilities,
    shipped: indexCatalogue(options.catalogue ?? loadCatalogue()),
    clock,
    ids,
    logger,
    dataDir: options.dataDir,
    files: createFileHandles(ids),
    jobs: createJobs({
      handle: ids.handle,
      emit,
      toFailure: (error, where) => toFailure(error, where, logger),
    }),
    settings: {
      read: () =>
        options.actor === undefined ? settings.read() : { ...settings.read(), assessor: options.actor },
      write: settings.write,
    },
    keys: createKeyStore(options.dataDir),
    portfolio: createConnectedPortfolio(ids, createKeptPasswords(options.dataDir, sealer, logger)),
    recents: createRecents(options.dataDir, logger),
    backups,
    workbooks: options.workbooks ?? join(homedir(), 'Documents', 'Demarc'),
    runTask: options.runTask ?? inThreads(options.workerUrl),
    emit,
  };
  const open = createOpenSessions(shared, notice);
  const rooms = createRooms(() => core, options.openDoor ?? null);
  const core: CoreState = {
    ...shared,
    ...withoutRoom(open.calls, rooms),
    dispatch,
    rooms,
  };

  /** Whoever closes while it is being closed waits for the same end. */
  let ending: Promise<void> | null = null;
  const closeAll = async () => {
    // Whatever a door says of its end, the workbooks are closed.
    const doors = await Promise.allSettled([core.rooms.closeAll()]);
    const workbooks = await Promise.allSettled(core.sessions().map(({ id }) => core.closeSession(id)));
    await core.jobs.stopAll(null);
    core.files.dispose();
    temporaries.close();
    for (const outcome of [...workbooks, ...doors]) if (outcome.status === 'rejected') throw outcome.reason;
  };

  return {
    dispatch: (call, origin) => dispatch(core, call, origin),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    files: core.files,
    backups,
    openPath: async (path, how) => workbookInfo(await core.openSession(path, how)),
    createAt: async (path, wanted) => workbookInfo(await makeWorkbook(core, resolve(path), wanted)),
    createForAccounts: (wanted) => makeForAccounts(core, wanted),
    evidenceContent: (workbook, number) => evidenceContent(core.session(workbook), number),
    awaitJob: awaiting(core, listeners),
    close() {
      ending ??= closeAll().finally(() => {
        ending = null;
      });
      return ending;
    },
  };
}

/** A workbook is closed, or taken away for a moment, only once its room is closed: nobody in it waits, and whoever is erased is in none. */
const withoutRoom = (calls: OpenWorkbooks, rooms: Rooms): OpenWorkbooks => ({
  ...calls,
  closeSession: async (id) => {
    await rooms.close(id);
    return calls.closeSession(id);
  },
  reopened: async (id, run) => {
    await rooms.close(id);
    return calls.reopened(id, run);
  },
});

/** Waits for a job's end, and tells how far it is. */
const awaiting =
  (core: CoreState, listeners: Set<(event: DemarcEvent) => void>): Core['awaitJob'] =>
  async (ticket, onProgress) => {
    const listener = (event: DemarcEvent) => {
      if (event.type === 'job' && event.job === ticket.job && event.state === 'running')
        onProgress?.(event.done, event.total, event.label);
    };
    listeners.add(listener);
    try {
      return await core.jobs.result(ticket);
    } finally {
      listeners.delete(listener);
    }
  };

function readVersion(): string {
  const text = readFileSync(join(applicationRoot(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

const REMEMBER_MS = 1000;

/** Another process may change the settings, but every answer asks for them: a second's memory spares a file read each. */
function remembered<T>(store: JsonStore<T>): JsonStore<T> {
  let known: { readonly value: T; readonly until: number } | null = null;
  const remember = (value: T): T => {
    known = { value, until: performance.now() + REMEMBER_MS };
    return value;
  };
  return {
    read: () => (known && performance.now() < known.until ? known.value : remember(store.read())),
    write(value) {
      store.write(value);
      remember(value);
    },
  };
}
