import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { DemarcError } from '../../contract/errors.ts';
import type { BackupDirectories } from '../../platform/app-paths.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Logger, logPlace } from '../../platform/logger.ts';
import { createJsonStore } from '../../platform/settings-store.ts';
import { type Backup, type BackupPlaces, isReachable, listBackups } from '../../workbook/backups/list.ts';
import { hasAheadLog, keepCopy } from '../../workbook/backups/make.ts';
import { restoreBackup } from '../../workbook/backups/restore.ts';
import type { CopyControls } from '../../workbook/save-copy.ts';
import type { Session } from '../session.ts';

/** Where the next copies go, for people. */
export interface BackupFolderState {
  /** The one that was chosen, else our own. */
  readonly folder: string;
  readonly chosen: 'nobody' | 'setting' | 'environment';
  /** Where copies go while the chosen folder is not there; null while it is. */
  readonly instead: string | null;
}

export type BackupEntry = Backup;

/** Decides when an open workbook is copied, and where to. */
export interface BackupKeeper {
  places(): BackupPlaces;
  state(): BackupFolderState;
  /** Those of a workbook, newest first, by the path that it has or had. */
  list(workbook: string): readonly BackupEntry[];
  /** Copies one beside the workbook or to `out`, looked over, and returns where it is; nothing is written over. */
  restore(backup: BackupEntry, workbook: string, out?: string): string;
  /** Takes an existing folder for the copies from now on, or with null our own again. Older copies stay where they are and are found. */
  choose(folder: string | null): void;
  /**
   * A workbook was opened for writing: copies it where its state has no copy, as after a crash. Never rejects. `waits` says
   * that nothing may be written until then.
   */
  opened(session: Session, brief: boolean): { readonly copied: Promise<void>; readonly waits: boolean };
  /** The end of a sitting, when all is committed and the workbook is still open. Never rejects. */
  closing(session: Session, brief: boolean): Promise<void>;
}

const schema = z.object({
  folder: z.string().max(10_000).nullable().catch(null),
  earlier: z.array(z.string().max(10_000)).max(20).catch([]),
});

export function createBackupKeeper(options: {
  readonly dataDir: string;
  readonly directories: BackupDirectories;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Hears what its reader should know: a disk that is not there, a copy that was not kept. */
  readonly notice: (sentence: string) => void;
  /** Of a host whose user waits for each copy; without it they are made beside other work. */
  readonly copying?: CopyControls | undefined;
}): BackupKeeper {
  const { directories, clock, logger } = options;
  const store = createJsonStore({
    path: join(options.dataDir, 'backups.json'),
    schema,
    defaults: { folder: null, earlier: [] },
    logger,
  });
  const { notice, copying } = options;
  let told = false;
  const said = new WeakMap<Session, string>();
  const places = (): BackupPlaces => {
    const { folder, earlier } = store.read();
    const chosen = directories.chosen ?? folder;
    return {
      chosen,
      own: directories.own,
      earlier: [...(folder === null ? [] : [folder]), ...earlier, ...directories.earlier],
    };
  };
  const state = (): BackupFolderState => {
    const { chosen, own } = places();
    return {
      folder: chosen ?? own,
      chosen: directories.chosen !== null ? 'environment' : chosen === null ? 'nobody' : 'setting',
      instead: chosen === null || isReachable(chosen) ? null : own,
    };
  };
  const keep = async (session: Session, kind: 'sitting' | 'opening', brief: boolean): Promise<void> => {
    if (copying?.signal.aborted) return;
    const controls = copying === undefined ? {} : { controls: copying };
    try {
      await keepCopy(session.db, session.path, places(), { kind, brief, now: clock.now(), ...controls });
    } catch (error) {
      if (copying?.signal.aborted) return;
      const logId = logger.error('A backup was not made', error);
      const sentence = notKept(basename(session.path), error, logPlace(logger, logId));
      // What was said when it was opened is not said once more at the end of the same sitting.
      if (said.get(session) !== sentence) notice(sentence);
      said.set(session, sentence);
    }
  };
  return {
    places,
    state,
    list: (workbook) => listBackups(places(), workbook),
    restore: restoreBackup,
    choose(folder) {
      const before = store.read();
      const wanted = folder === null ? null : resolve(folder);
      if (wanted === before.folder) return;
      if (wanted !== null && !isReachable(wanted))
        throw new DemarcError(
          'INVALID_INPUT',
          `${wanted} is not a folder in which files can be written. Make it first, or choose another one.`,
        );
      const earlier = [...new Set([...(before.folder === null ? [] : [before.folder]), ...before.earlier])]
        .filter((known) => known !== wanted)
        .slice(0, 20);
      store.write({ folder: wanted, earlier });
      told = false;
    },
    opened(session, brief) {
      const { folder, instead } = state();
      if (instead !== null && !told) {
        told = true;
        notice(
          `The folder for backups, ${folder}, is not there or cannot be written. Until it is back, copies are kept in ${instead}.`,
        );
      }
      return { copied: keep(session, 'opening', brief), waits: !hasAheadLog(session.db) };
    },
    closing: (session, brief) => keep(session, 'sitting', brief),
  };
}

function notKept(name: string, error: unknown, log: string): string {
  if (error instanceof DemarcError && error.code === 'DISK_FULL') return error.message;
  const why = error instanceof DemarcError ? error.message : `${(error as Error).message} (${log}).`;
  return `No copy of ${name} was kept among the backups. ${why} What is recorded is safe in the workbook itself.`;
}
