import { constants, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { app } from '../contract/app.ts';
import { notFound } from '../contract/errors.ts';
import { slugify } from '../contract/ids.ts';
import { listBackups, restoreBeside } from '../workbook/backup.ts';
import type { Handlers } from './context.ts';
import type { CoreState } from './core-state.ts';
import { playExample } from './example-player.ts';
import { createWorkbook } from './new-workbook.ts';
import { recentId } from './recents.ts';
import { workbookInfo } from './workbook.ts';

/** A free name in the workbooks folder, after the title. */
function pathFor(core: CoreState, title: string): string {
  mkdirSync(core.workbooks, { recursive: true });
  const stem = slugify(title, 'workbook');
  for (let n = 1; ; n += 1) {
    const path = join(core.workbooks, n === 1 ? `${stem}.demarc` : `${stem}-${n}.demarc`);
    if (!existsSync(path)) return path;
  }
}

/** An upload is gone when the host closes, so the workbook moves among the others before anything is written into it. */
function openUploaded(core: CoreState, upload: string) {
  const path = pathFor(core, basename(upload, '.demarc'));
  copyFileSync(upload, path, constants.COPYFILE_EXCL);
  try {
    return core.openSession(path);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

export const appHandlers: Handlers<typeof app> = {
  info({ core }) {
    const { catalogue } = core.shipped;
    return {
      version: core.version,
      catalogue: {
        version: catalogue.version,
        asOf: catalogue.asOf,
        services: catalogue.services.length,
        responsibilities: catalogue.responsibilities.length,
      },
      capabilities: core.capabilities,
      open: core.sessions().map((session) => ({ ...workbookInfo(session), recent: recentId(session.path) })),
    };
  },

  recent: ({ core }) => core.recents.list(),

  forget({ core }, { id }) {
    core.recents.forget(id);
    return null;
  },

  async create({ core }, input) {
    const path = input.target === undefined ? pathFor(core, input.title) : core.files.targetOf(input.target);
    createWorkbook(core, path, input);
    const session = core.openSession(path);
    if (input.example !== undefined) await playExample(core, session.id, input.example);
    return workbookInfo(session);
  },

  open({ core }, input) {
    if (!('file' in input)) return workbookInfo(core.openSession(core.recents.pathOf(input.recent)));
    const path = core.files.pathOf(input.file);
    if (core.files.isUpload(input.file)) return workbookInfo(openUploaded(core, path));
    try {
      return workbookInfo(core.openSession(path));
    } catch (error) {
      throw core.recents.pointTo(path, error);
    }
  },

  backups({ core }, { recent }) {
    return listBackups(core.backups, core.recents.pathOf(recent)).map(
      ({ stamp, bytes, beforeMigration }) => ({
        stamp,
        bytes,
        beforeMigration,
      }),
    );
  },

  restoreBackup({ core }, { recent, stamp }) {
    const path = core.recents.pathOf(recent);
    const backup = listBackups(core.backups, path).find((entry) => entry.stamp === stamp);
    if (!backup) throw notFound(`backup of ${stamp}`, 'Choose one from the list.');
    if (!existsSync(dirname(path)))
      throw notFound(
        `folder ${dirname(path)} any more`,
        `Bring it back, or copy ${backup.path} to where you want it and open the copy.`,
      );
    return workbookInfo(core.openSession(restoreBeside(backup, path)));
  },

  async close({ core }, { id }) {
    await core.closeSession(id);
    return null;
  },

  settings: ({ core }) => core.settings.read(),

  saveSettings({ core }, input) {
    const before = core.settings.read();
    const after = {
      assessor: input.assessor === undefined ? before.assessor : input.assessor || null,
      theme: input.theme ?? before.theme,
      density: input.density ?? before.density,
      dates: input.dates ?? before.dates,
    };
    core.settings.write(after);
    core.emit({ type: 'settings' });
    return after;
  },

  cancelJob({ core }, { job }) {
    core.jobs.cancel(job);
    return null;
  },

  downloadTarget({ core }, { name }) {
    return { ...core.files.downloadTarget(name), size: 0 };
  },
};
