import { basename, resolve } from 'node:path';
import { DemarcError, notFound } from '../../contract/errors.ts';
import { ENTITY_KINDS } from '../../contract/events.ts';
import { explain } from '../../workbook/explain.ts';
import { identityOf } from '../../workbook/identity.ts';
import { type OpenWorkbook, openWorkbook } from '../../workbook/open.ts';
import type { OpenHow, OpenWorkbooks, SharedState } from '../core-state.ts';
import { workbookInfo } from '../record/workbook.ts';
import { createSession, type Session, type SessionOptions } from '../session.ts';
import type { BackupKeeper } from './backup-keeper.ts';
import { olderWorkbook } from './older-workbook.ts';

interface Sitting {
  readonly brief: boolean;
  readonly copied: Promise<void>;
}

/** How a file becomes a session, or is refused in words. */
function opener(core: SharedState, notice: (sentence: string) => void) {
  const { backups, logger } = core;
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
  const open = (target: string, now: string, how: OpenHow): Session => {
    const opened = openWorkbook(target, {
      who: core.settings.read().assessor,
      backups: backups.places(),
      program: core.version,
      beforeMigration(schema) {
        const older = olderWorkbook(target, schema, backups.state());
        if (how.refuseOlder) throw older;
        notice(older.message);
      },
      now,
      ...(how.readOnly ? { readOnly: true } : {}),
      ...(how.brief ? { brief: true } : {}),
      onSlow: (sql, ms) => logger.warn(`A statement took ${ms.toFixed(0)} ms`, sql.slice(0, 200)),
    });
    const { version, shipped, clock, ids, files, keys, emit } = core;
    const id = how.id ?? ids.handle();
    const copyOf = (uuid: string) => core.recents.copyOf(target, uuid);
    return startSession(opened, { id, program: version, shipped, clock, ids, files, keys, emit, copyOf });
  };
  return open;
}

/** How workbooks are closed: with a copy among the backups where a sitting changed something, and none opened again before that is done. */
function createClosings(backups: BackupKeeper) {
  const sittings = new Map<string, Sitting>();
  /** Workbooks that are being closed, by path: whoever opens one again waits for that. */
  const closing = new Map<string, Promise<void>>();
  const end = async (session: Session): Promise<void> => {
    const sitting = sittings.get(session.id);
    sittings.delete(session.id);
    await sitting?.copied;
    if (sitting && session.isReadable()) await backups.closing(session, sitting.brief);
    session.close();
  };
  const whileClosing = <T>(session: Session, run: () => Promise<T>): Promise<T> => {
    const ended = run().finally(() => closing.delete(session.path));
    closing.set(
      session.path,
      ended.then(
        () => {},
        () => {},
      ),
    );
    return ended;
  };
  return { sittings, closing, end, whileClosing };
}

/** Opens workbooks, each once whatever it is called, and closes them as one file with a copy among the backups. `notice` hears sentences for the reader. */
export function createOpenSessions(core: SharedState, notice: (sentence: string) => void) {
  const { backups } = core;
  const sessions = new Map<string, Session>();
  const { sittings, closing, end, whileClosing } = createClosings(backups);

  /** The list of recent workbooks is only convenient: a full or read-only disk must not stop an opening or an answer. */
  const inRecents = (run: () => void) => {
    try {
      run();
    } catch (error) {
      core.logger.warn('The list of recent workbooks could not be written', error);
    }
  };
  const open = opener(core, notice);

  const calls: OpenWorkbooks = {
    sessions: () => [...sessions.values()],
    session(id) {
      const found =
        id === undefined && sessions.size === 1 ? [...sessions.values()][0] : sessions.get(id ?? '');
      if (found) return found;
      if (id === undefined)
        throw new DemarcError('INVALID_INPUT', 'That call must say which open workbook it is for.');
      throw notFound('open workbook of that id', 'It was closed; open it again from the start page.');
    },
    async openSession(path, how = {}) {
      const target = resolve(path);
      await closing.get(target);
      // One file may have several names; a name may have come to another file since.
      const identity = identityOf(target);
      for (const session of sessions.values())
        if (identity === null ? session.path === target : session.identity === identity) return session;
      const now = core.clock.now();
      const session = open(target, now, how);
      sessions.set(session.id, session);
      if (how.unfinished) return session;
      const { title, organisation, uuid } = workbookInfo(session);
      const { knownCopy = false } = how;
      inRecents(() =>
        core.recents.remember({ path: target, title, organisation, uuid, openedAt: now }, knownCopy),
      );
      if (!session.readOnly) {
        const brief = how.brief === true;
        const { copied, waits } = backups.opened(session, brief);
        sittings.set(session.id, { brief, copied });
        if (waits) await copied;
      }
      core.emit({ type: 'open-workbooks' });
      return session;
    },
    async closeSession(id) {
      const session = calls.session(id);
      await core.jobs.stopAll(id);
      // Somebody else closed it meanwhile: closed a second time, it would find its file altered and save what is saved.
      if (sessions.get(id) !== session) return closing.get(session.path);
      sessions.delete(id);
      try {
        await whileClosing(session, () => end(session));
      } finally {
        core.emit({ type: 'open-workbooks' });
      }
    },
    async reopened(id, run) {
      const session = calls.session(id);
      const brief = sittings.get(id)?.brief === true;
      await core.jobs.stopAll(id);
      // Throws where somebody else closed it meanwhile.
      calls.session(id);
      sessions.delete(id);
      const outcome = await whileClosing(session, async () => {
        await end(session);
        return run().then(
          (value) => ({ value }),
          (error: unknown) => ({ error }),
        );
      }).catch((error: unknown) => {
        // It was not closed well, and is open no more.
        core.emit({ type: 'open-workbooks' });
        throw error;
      });
      const again = await calls.openSession(session.path, { id, brief });
      if ('error' in outcome) throw outcome.error;
      const { rev } = again.head();
      core.emit({ type: 'changed', workbook: id, rev, origin: 'core', entities: ENTITY_KINDS });
      return { value: outcome.value, session: again };
    },
  };
  const renameRecent = (id: string) => {
    const session = sessions.get(id);
    if (!session) return;
    const { title, organisation, uuid } = workbookInfo(session);
    inRecents(() => core.recents.rename(session.path, { title, organisation, uuid }));
  };
  return { calls, renameRecent };
}
