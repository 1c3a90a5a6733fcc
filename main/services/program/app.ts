import { constants, copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { AppInfo, BackupFolder } from '../../contract/app.ts';
import { invalidInput, notFound } from '../../contract/errors.ts';
import type { app } from '../../contract/methods/app.ts';
import { instantOf, PROMISE_WORDS } from '../../domain/backups.ts';
import { fileStem } from '../../domain/words/file-name.ts';
import { writeFileAtomically } from '../../platform/atomic-write.ts';
import { makeFolder } from '../../platform/make-folder.ts';
import { listBackups, removeBackups } from '../../workbook/backups/list.ts';
import { restoreBackup } from '../../workbook/backups/restore.ts';
import { wayBack } from '../../workbook/backups/stored.ts';
import { readHeader } from '../../workbook/header.ts';
import { SCHEMA_VERSION } from '../../workbook/migrations/index.ts';
import type { Handlers } from '../context.ts';
import type { CoreState, OpenHow } from '../core-state.ts';
import { workbookInfo } from '../record/workbook.ts';
import { diagnosticsText } from './diagnostics.ts';
import { makeWorkbook } from './make-workbook.ts';
import { recentId, shortenHome } from './recents.ts';

/** A free name in the workbooks folder, after the title. */
function pathFor(core: CoreState, title: string): string {
  makeFolder(core.workbooks);
  const stem = fileStem(title, 'workbook').toLowerCase().replace(/\s+/g, '-');
  for (let n = 1; ; n += 1) {
    const path = join(core.workbooks, n === 1 ? `${stem}.demarc` : `${stem}-${n}.demarc`);
    if (!existsSync(path)) return path;
  }
}

/** An upload is gone when the host closes, so the workbook moves among the others before anything is written into it. */
async function openUploaded(core: CoreState, upload: string, how: OpenHow) {
  const path = pathFor(core, basename(upload, '.demarc'));
  copyFileSync(upload, path, constants.COPYFILE_EXCL);
  try {
    return await core.openSession(path, how);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

function folderState(core: CoreState): BackupFolder {
  const { folder, chosen, instead } = core.backups.state();
  return {
    folder: shortenHome(folder),
    chosen,
    instead: instead === null ? null : shortenHome(instead),
  };
}

function whatThisIs({ version, shipped: { catalogue } }: CoreState): Pick<AppInfo, 'version' | 'catalogue'> {
  return {
    version,
    catalogue: {
      version: catalogue.version,
      asOf: catalogue.asOf,
      services: catalogue.services.length,
      responsibilities: catalogue.responsibilities.length,
    },
  };
}

export const appHandlers: Handlers<typeof app> = {
  info({ core }) {
    return {
      ...whatThisIs(core),
      capabilities: core.capabilities,
      open: core.sessions().map((session) => ({ ...workbookInfo(session), recent: recentId(session.path) })),
    };
  },

  diagnostics: ({ core }) => ({ text: diagnosticsText(core, whatThisIs(core)) }),

  recent: ({ core }) => core.recents.list(),

  forget({ core }, { id, removeBackups: also }) {
    const removed = also ? removeBackups(core.backups.places(), core.recents.pathOf(id)) : 0;
    core.recents.forget(id);
    return { removed };
  },

  async create({ core }, input) {
    const path = input.target === undefined ? pathFor(core, input.title) : core.files.targetOf(input.target);
    const { template, ...wanted } = input;
    if (template === undefined) return workbookInfo(await makeWorkbook(core, path, wanted));
    if (input.example !== undefined)
      throw invalidInput(
        'A workbook begins from an example or from a template, not from both. Leave one out.',
      );
    const from = { path: core.files.pathOf(template), name: core.files.nameOf(template) };
    return workbookInfo(await makeWorkbook(core, path, { ...wanted, template: from }));
  },

  async open({ core }, input) {
    const how = { refuseOlder: input.older !== 'update', readOnly: input.older === 'read' };
    if (!('file' in input))
      return workbookInfo(await core.openSession(core.recents.pathOf(input.recent), how));
    const path = core.files.pathOf(input.file);
    if (core.files.isUpload(input.file)) return workbookInfo(await openUploaded(core, path, how));
    try {
      return workbookInfo(await core.openSession(path, how));
    } catch (error) {
      throw core.recents.pointTo(path, error);
    }
  },

  saveFile({ core }, { file, target }) {
    // What was dropped from elsewhere stays where it is; a page's own file is small, and lies among ours.
    if (!core.files.isUpload(file))
      throw invalidInput(
        `${core.files.nameOf(file)} was not made here, so it is not saved again. Copy it instead.`,
      );
    const content = readFileSync(core.files.pathOf(file));
    writeFileAtomically(core.files.targetOf(target), content, 0o666);
    return { bytes: content.length };
  },

  backups({ core }, { recent }) {
    const found = listBackups(core.backups.places(), core.recents.pathOf(recent));
    return {
      backups: found.map(({ id, stamp, kind, bytes, rev }) => ({
        id,
        at: instantOf(stamp),
        kind,
        bytes,
        rev,
      })),
      promise: PROMISE_WORDS,
    };
  },

  backupFolder: ({ core }) => folderState(core),

  chooseBackupFolder({ core }, { folder }) {
    core.backups.choose(folder === null ? null : core.files.targetOf(folder));
    return folderState(core);
  },

  async restoreBackup({ core }, { recent, id }) {
    const path = core.recents.pathOf(recent);
    const backup = listBackups(core.backups.places(), path).find((entry) => entry.id === id);
    if (!backup) throw notFound(`backup ${id}`, 'Choose one from the list.');
    if (!existsSync(dirname(path)))
      throw notFound(`folder ${dirname(path)} any more`, `Bring it back, or ${wayBack(backup.path, path)}.`);
    const restored = restoreBackup(backup, path);
    // What was kept from before an update is wanted as it was.
    const readOnly = readHeader(restored).userVersion < SCHEMA_VERSION;
    return workbookInfo(await core.openSession(restored, { readOnly, knownCopy: true }));
  },

  settleCopy({ core }, { id, as }) {
    const session = core.session(id);
    core.recents.settle(session.path, as);
    const { rev } = session.head();
    core.emit({ type: 'changed', workbook: id, rev, origin: 'core', entities: ['workbook'] });
    return null;
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
