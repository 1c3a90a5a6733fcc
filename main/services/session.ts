import { basename } from 'node:path';
import { createRegisterBook, type Marks, type RegisterBook } from '../assessment/register-book.ts';
import { catalogueOf } from '../assessment/workbook-catalogue.ts';
import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { DemarcError } from '../contract/errors.ts';
import type { DemarcEvent } from '../contract/events.ts';
import type { WorkbookInfo } from '../contract/workbook.ts';
import type { Clock } from '../platform/clock.ts';
import type { FileHandles } from '../platform/files.ts';
import type { Ids } from '../platform/ids.ts';
import type { KeyStore } from '../platform/key-store.ts';
import { type Head, readHead } from '../workbook/change-log.ts';
import type { Connection } from '../workbook/connection.ts';
import { LogIndex } from '../workbook/history/log-index.ts';
import type { OpenWorkbook } from '../workbook/open.ts';
import type { RowChange } from '../workbook/state/rows.ts';
import type { WriteContext } from './context.ts';
import { createHistory, type SittingHistory } from './program/sitting.ts';
import { createWriter } from './writing.ts';

/** One open workbook: its connection, the head of its change log, and what is remembered between calls. */
export interface Session {
  readonly id: string;
  readonly path: string;
  /** What a worker opens to read the workbook: the file, or an up-to-date copy of one that is of an older schema. */
  readonly readFrom: string;
  readonly fileName: string;
  /** The file itself, in the schema that it has. */
  readonly asIs: string;
  readonly db: Connection;
  readonly readOnly: boolean;
  readonly lockedBy: string | null;
  /** Which file it is, whatever it is called. */
  readonly identity: string | null;
  readonly whyReadOnly: string | null;
  /** What its user has to know about it, in sentences. */
  readonly notices: readonly string[];
  readonly copiedWhileOpen: boolean;
  /** Of which other file this one is a copy, while nobody said what it is. */
  copyOf(uuid: string): WorkbookInfo['copyOf'];
  head(): Head;
  /** The shipped catalogue plus this workbook's own entries. */
  catalogue(): CatalogueIndex;
  /** Marks of every touched assignment, kept up to date change by change. */
  marks(): Marks;
  /** The register and its search, likewise. */
  register(): RegisterBook;
  /** The change log by duty, person and day, as far as it was asked for. */
  readonly past: LogIndex;
  /** The changes of this sitting, for undo and redo. */
  readonly history: SittingHistory;
  /** Throws WORKBOOK_GONE when the file was removed or replaced; told once, then what was saved is read on. */
  checkFile(): void;
  /** The same as long as it is so: for whoever may not be shown what was saved in its place, or nothing in its place. */
  requireFile(): void;
  /** What became of the file, in a sentence; null while nobody found it removed or replaced. */
  readonly lost: string | null;
  /** False once somebody wrote over the file and nothing was saved that could be read in its place. */
  isReadable(): boolean;
  /** Runs a command as one transaction with one change-log entry; a command that changes no row leaves no trace. */
  write<T>(options: WriteOptions, run: (context: WriteContext) => T): Written<T>;
  close(): void;
}
export interface Written<T> {
  readonly value: T;
  /** The change that it made, as an undo takes it; null where it changed nothing, or moved along the history. */
  readonly change: number | null;
}
export interface WriteOptions {
  readonly method: string;
  /** Undo and redo move along the history; everything else begins a new end of it. */
  readonly step?: 'undo' | 'redo' | undefined;
  readonly origin: string;
  readonly actor: string | null;
  readonly logged: boolean;
  /** Somebody else's beside the sitting: its undo passes it by. */
  readonly aside?: boolean;
}
export interface SessionOptions {
  readonly id: string;
  /** Version of this program, which becomes the one that wrote the workbook last. */
  readonly program: string;
  readonly shipped: CatalogueIndex;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly files: FileHandles;
  readonly keys: KeyStore;
  /** Of which other file this one is a copy, while nobody said what it is. */
  readonly copyOf: Session['copyOf'];
  readonly emit: (event: DemarcEvent) => void;
}

/** Tables whose rows make the catalogue of a workbook another one. */
const MAKES_CATALOGUE: ReadonlySet<string> = new Set([
  'custom_service',
  'custom_responsibility',
  'house_rules',
]);

/** What is remembered between calls of what the workbook holds. */
function createMemory(open: OpenWorkbook, shipped: CatalogueIndex) {
  const { connection } = open;
  let head = readHead(connection);
  let catalogue: CatalogueIndex | null = null;
  const register = createRegisterBook(connection);
  let dataVersion = -1;
  let waiting: RowChange[] = [];
  let due: NodeJS.Immediate | null = null;

  const stopWaiting = (): readonly RowChange[] => {
    if (due !== null) clearImmediate(due);
    due = null;
    const changes = waiting;
    waiting = [];
    return changes;
  };
  const settle = () => {
    const changes = stopWaiting();
    try {
      if (changes.length > 0) register.forget(changes);
    } catch (error) {
      // Half made ready is worse than not at all: whoever asks next reads all of it anew.
      register.forgetAll();
      throw error;
    }
  };
  const settleAlone = () => {
    try {
      settle();
    } catch {
      // Nobody is there to be told; whoever asks next is.
    }
  };

  /** Somebody else may write while we only read: what we remember then holds for one version of the data. */
  const refresh = () => {
    if (open.guard !== null) return;
    const version = connection.raw.pragma('data_version', { simple: true }) as number;
    if (version === dataVersion) return;
    dataVersion = version;
    head = readHead(connection);
    forgetAll();
  };
  const forgetAll = () => {
    stopWaiting();
    catalogue = null;
    register.forgetAll();
  };
  const forgetCatalogue = (changes: readonly RowChange[]) => {
    if (changes.some(({ table }) => MAKES_CATALOGUE.has(table))) catalogue = null;
  };

  return {
    stopWaiting,
    settle,
    forget: (changes: readonly RowChange[]) => {
      settle();
      register.forget(changes);
      forgetCatalogue(changes);
    },
    /** The same when the answer is out, or before anybody reads or writes again. */
    forgetSoon: (changes: readonly RowChange[]) => {
      waiting.push(...changes);
      due ??= setImmediate(settleAlone);
      forgetCatalogue(changes);
    },
    forgetAll,
    forgetLookedUp: register.lookedUp.forgetAll,
    startOver: () => {
      stopWaiting();
      register.startOver();
    },
    /** The head as it is remembered, without a look at the file. */
    last: () => head,
    moveTo: (next: Head) => {
      head = next;
    },
    head: () => {
      refresh();
      return head;
    },
    catalogue: () => {
      refresh();
      catalogue ??= catalogueOf(shipped, connection);
      return catalogue;
    },
    freshRegister: () => {
      refresh();
      settle();
      return register;
    },
  };
}

/** Checks the file. One that went away while it was open changes what every window shows of it: `onLost` tells them. */
function lookAtFile(open: OpenWorkbook, check: () => void, onLost: () => void): void {
  const before = open.guard?.lost();
  try {
    check();
  } catch (error) {
    if (open.guard?.lost() !== before) onLost();
    throw error;
  }
}

export function createSession(open: OpenWorkbook, options: SessionOptions): Session {
  const { connection } = open;
  const memory = createMemory(open, options.shipped);
  const history = createHistory();

  const stillThere = (check: () => void, origin: string) =>
    lookAtFile(open, check, () => {
      // What is read on from now is what was saved.
      memory.startOver();
      const { rev } = memory.last();
      options.emit({ type: 'changed', workbook: session.id, rev, origin, entities: ['workbook'] });
      options.emit({ type: 'open-workbooks' });
    });

  const session: Session = {
    id: options.id,
    path: open.path,
    // Another file may lie there by now, so what is read on is what was saved.
    get asIs() {
      return open.guard?.lost()?.saved ?? open.asIs;
    },
    get readFrom() {
      return open.guard?.lost()?.saved ?? open.readFrom;
    },
    fileName: basename(open.path),
    db: connection,
    identity: open.identity,
    copyOf: options.copyOf,
    copiedWhileOpen: open.copiedWhileOpen,
    whyReadOnly: open.whyReadOnly,
    get readOnly() {
      return open.guard === null || session.lost !== null;
    },
    get lost() {
      return open.guard?.lost()?.sentence ?? null;
    },
    get notices() {
      const { lost } = session;
      return lost === null ? open.notices : [...open.notices, lost];
    },
    lockedBy: open.heldBy ? (open.heldBy.who ?? `another program on ${open.heldBy.host}`) : null,
    head: memory.head,
    catalogue: memory.catalogue,
    marks: () => memory.freshRegister().marks(),
    register: memory.freshRegister,
    history,
    past: new LogIndex(connection),
    checkFile() {
      const { guard } = open;
      if (guard?.lost() === null) stillThere(() => guard.before(options.clock.now()), 'core');
    },
    requireFile() {
      if (session.lost !== null) throw new DemarcError('WORKBOOK_GONE', session.lost);
      session.checkFile();
    },
    isReadable: () => open.guard?.isReadable() !== false,
    write: createWriter({ open, options, memory, history, stillThere, session: () => session }),
    close: () => {
      memory.stopWaiting();
      open.close(options.clock.now());
    },
  };
  return session;
}
