import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { loadCatalogue } from '../catalogue/load.ts';
import { indexCatalogue } from '../catalogue/lookup.ts';
import type { Capabilities } from '../contract/capabilities.ts';
import type { Catalogue } from '../contract/catalogue.ts';
import { DemarcError, notFound } from '../contract/errors.ts';
import type { DemarcEvent } from '../contract/events.ts';
import type { Call, Reply, Ticket } from '../contract/method.ts';
import type { WorkbookInfo } from '../contract/workbook.ts';
import { applicationRoot, type BackupDirectories } from '../platform/app-paths.ts';
import { type Clock, systemClock } from '../platform/clock.ts';
import { createFileHandles, type FileHandles } from '../platform/files.ts';
import { type Ids, randomIds } from '../platform/ids.ts';
import { createKeyStore } from '../platform/key-store.ts';
import type { Logger } from '../platform/logger.ts';
import { closeFolder } from '../platform/private-files.ts';
import { createSettingsStore, type JsonStore } from '../platform/settings-store.ts';
import { keepTemporaryList } from '../platform/temporaries.ts';
import { explain } from '../workbook/explain.ts';
import { identityOf } from '../workbook/identity.ts';
import { type OpenWorkbook, openWorkbook } from '../workbook/open.ts';
import type { CopyControls } from '../workbook/save-copy.ts';
import { type BackupKeeper, createBackupKeeper } from './backup-keeper.ts';
import type { CoreState, OpenHow } from './core-state.ts';
import { dispatch, toFailure } from './dispatch.ts';
import { type EvidenceContent, evidenceContent } from './evidence.ts';
import { playExample } from './example-player.ts';
import { createJobs } from './jobs.ts';
import { createWorkbook, type NewWorkbook } from './new-workbook.ts';
import { olderWorkbook } from './older-workbook.ts';
import { createRecents } from './recents.ts';
import { createSession, type Session, type SessionOptions } from './session.ts';
import { workbookInfo } from './workbook.ts';

export interface CoreOptions {
  readonly capabilities: Capabilities;
  /** Settings, recent workbooks, backups. */
  readonly dataDir: string;
  readonly logger: Logger;
  /** The worker's entry: the built file, or its source. */
  readonly workerUrl: URL;
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
  const { logger } = options;
  const temporaries = keepTemporaryList(join(options.dataDir, 'temporary'));
  // Earlier programs left it open to the whole machine.
  closeFolder(options.dataDir);
  const clock = options.clock ?? systemClock;
  const ids = options.ids ?? randomIds;
  const listeners = new Set<(event: DemarcEvent) => void>();
  const emit = (event: DemarcEvent) => {
    // Before anybody hears of it, so that whoever then reads the list reads the new name.
    if (event.type === 'changed' && event.entities.includes('workbook')) renameRecent(event.workbook);
    for (const listener of listeners) listener(event);
  };
  const sessions = new Map<string, Session>();
  const renameRecent = (id: string) => {
    const session = sessions.get(id);
    if (!session) return;
    const { title, organisation } = workbookInfo(session);
    asideWork('The list of recent workbooks could not be written', () =>
      core.recents.rename(session.path, title, organisation),
    );
  };
  /** What is only convenient must not stop an opening or an answer: a full or read-only disk holds it up. */
  const asideWork = (complaint: string, run: () => void) => {
    try {
      run();
    } catch (error) {
      logger.warn(complaint, error);
    }
  };
  /** What a page that nobody looked at says when it is read first, is said in words too, and the lock given back. */
  const startSession = (opened: OpenWorkbook, how: SessionOptions): Session => {
    try {
      const session = createSession(opened, how);
      workbookInfo(session);
      return session;
    } catch (error) {
      opened.close();
      const { path } = opened;
      throw explain(error, {
        name: basename(path),
        when: 'opening',
        backups: { folder: backups.places(), path },
      });
    }
  };
  const sittings = new Map<string, { readonly brief: boolean; readonly copied: Promise<void> }>();
  /** Workbooks that are being closed, by path: whoever opens one again waits for that. */
  const closing = new Map<string, Promise<void>>();
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

  const core: CoreState = {
    version,
    capabilities: options.capabilities,
    shipped: indexCatalogue(options.catalogue ?? loadCatalogue()),
    clock,
    ids,
    logger,
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
    recents: createRecents(options.dataDir, logger),
    backups,
    workbooks: options.workbooks ?? join(homedir(), 'Documents', 'Demarc'),
    workerUrl: options.workerUrl,
    emit,
    sessions: () => [...sessions.values()],
    session(id) {
      const found =
        id === undefined && sessions.size === 1 ? [...sessions.values()][0] : sessions.get(id ?? '');
      if (found) return found;
      if (id === undefined)
        throw new DemarcError('INVALID_INPUT', 'That call must say which open workbook it is for.');
      throw notFound('open workbook of that id', 'It was closed; open it again from the start page.');
    },
    async openSession(path, how) {
      const target = resolve(path);
      await closing.get(target);
      // One file may have several names; a name may have come to another file since.
      const identity = identityOf(target);
      for (const open of sessions.values())
        if (identity === null ? open.path === target : open.identity === identity) return open;
      const now = clock.now();
      const opened = openWorkbook(target, {
        who: core.settings.read().assessor,
        backups: backups.places(),
        program: version,
        beforeMigration(schema) {
          const older = olderWorkbook(target, schema, backups.state());
          if (how?.refuseOlder) throw older;
          notice(older.message);
        },
        now,
        ...(how?.readOnly ? { readOnly: true } : {}),
        ...(how?.brief ? { brief: true } : {}),
        onSlow: (sql, ms) => logger.warn(`A statement took ${ms.toFixed(0)} ms`, sql.slice(0, 200)),
      });
      const session = startSession(opened, {
        id: ids.handle(),
        program: version,
        shipped: core.shipped,
        clock,
        files: core.files,
        keys: core.keys,
        emit,
      });
      sessions.set(session.id, session);
      const { title, organisation } = workbookInfo(session);
      asideWork('The list of recent workbooks could not be written', () =>
        core.recents.remember({ path: target, title, organisation, openedAt: now }),
      );
      if (!session.readOnly) {
        const brief = how?.brief === true;
        const { copied, waits } = backups.opened(session, brief);
        sittings.set(session.id, { brief, copied });
        if (waits) await copied;
      }
      emit({ type: 'open-workbooks' });
      return session;
    },
    async closeSession(id) {
      const session = core.session(id);
      await core.jobs.stopAll(id);
      sessions.delete(id);
      const end = async () => {
        const sitting = sittings.get(id);
        sittings.delete(id);
        await sitting?.copied;
        if (sitting && session.isReadable()) await backups.closing(session, sitting.brief);
        session.close();
      };
      const ended = end().finally(() => closing.delete(session.path));
      closing.set(
        session.path,
        ended.catch(() => {}),
      );
      try {
        await ended;
      } finally {
        emit({ type: 'open-workbooks' });
      }
    },
  };

  /** Whoever closes while it is being closed waits for the same end. */
  let ending: Promise<void> | null = null;
  const closeAll = async () => {
    const closed = await Promise.allSettled([...sessions.keys()].map((id) => core.closeSession(id)));
    await core.jobs.stopAll(null);
    core.files.dispose();
    temporaries.close();
    for (const outcome of closed) if (outcome.status === 'rejected') throw outcome.reason;
  };

  const awaitJob: Core['awaitJob'] = async (ticket, onProgress) => {
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

  return {
    dispatch: (call, origin) => dispatch(core, call, origin),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    files: core.files,
    backups,
    openPath: async (path, how) => workbookInfo(await core.openSession(path, how)),
    async createAt(path, wanted) {
      createWorkbook(core, resolve(path), wanted);
      const session = await core.openSession(path);
      if (wanted.example !== undefined) await playExample(core, session.id, wanted.example);
      return workbookInfo(session);
    },
    evidenceContent: (workbook, number) => evidenceContent(core.session(workbook), number),
    awaitJob,
    close() {
      ending ??= closeAll().finally(() => {
        ending = null;
      });
      return ending;
    },
  };
}

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
