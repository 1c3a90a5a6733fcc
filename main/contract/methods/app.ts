import { z } from 'zod';
import {
  type AppInfo,
  type BackupFolder,
  type BackupList,
  DATE_LANGUAGES,
  DENSITIES,
  type Diagnostics,
  EXAMPLES,
  type RecentWorkbook,
  type Settings,
} from '../app.ts';
import type { FileHandle } from '../capabilities.ts';
import type { WorkbookInfo } from '../workbook.ts';
import { action, returns } from './method.ts';
import { nameSchema } from './parties.ts';

const olderSchema = z.enum(['update', 'read']).optional();
export const app = {
  info: action(z.object({}).optional(), returns<AppInfo>()),
  /** For Help > Diagnostics and "demarc doctor": shown as it is before anybody saves or sends it. */
  diagnostics: action(z.object({}).optional(), returns<Diagnostics>()),
  recent: action(z.object({}).optional(), returns<readonly RecentWorkbook[]>()),
  /** Takes a workbook off the list. Its backups stay unless they are to be removed as well; the file itself stays always. */
  forget: action(
    z.object({ id: z.string().max(100), removeBackups: z.boolean().default(false) }),
    returns<{ readonly removed: number }>(),
  ),
  /** Makes the file and opens it. Without a target the host puts it in its own workbooks folder, named after the title. */
  create: action(
    z.object({
      title: nameSchema,
      organisation: nameSchema.optional(),
      /** Who assesses: becomes a person of the workbook and its lead assessor. An example brings its own. */
      assessor: nameSchema.optional(),
      target: z.string().max(200).optional(),
      example: z.enum(EXAMPLES).optional(),
      /** Handle of a workbook to begin from: how it works comes along, and nothing that was answered. */
      template: z.string().max(200).optional(),
      /** Takes the services in use of the template along as well. */
      withServices: z.boolean().default(false),
    }),
    returns<WorkbookInfo>(),
  ),
  /**
   * Opens a chosen file, or a recent one. A second opener reads only. One of an older schema is refused with WORKBOOK_OLDER, which
   * says what would happen to it, until `older` says what is wanted.
   */
  open: action(
    z.union([
      z.object({ file: z.string().max(200), older: olderSchema }),
      z.object({ recent: z.string().max(100), older: olderSchema }),
    ]),
    returns<WorkbookInfo>(),
  ),
  /** Writes a file that the page made, such as a picture, to the place that was chosen for it. */
  saveFile: action(
    z.object({ file: z.string().max(200), target: z.string().max(200) }),
    returns<{ readonly bytes: number }>(),
  ),
  /** Backups of a recent workbook, newest first; also of one that can no longer be opened. */
  backups: action(z.object({ recent: z.string().max(100) }), returns<BackupList>()),
  backupFolder: action(z.object({}).optional(), returns<BackupFolder>()),
  /** Takes a folder that the host let us use for backups from now on; with null our own again. Older ones stay where they are and are found. */
  chooseBackupFolder: action(z.object({ folder: z.string().max(200).nullable() }), returns<BackupFolder>()),
  /** Copies a backup beside the workbook under a name of its own and opens the copy; the workbook itself is left alone. */
  restoreBackup: action(
    z.object({ recent: z.string().max(100), id: z.string().max(200) }),
    returns<WorkbookInfo>(),
  ),
  /** Says of an open workbook that it is a copy of the same assessment, so that nobody is asked again; or that its user was told. */
  settleCopy: action(
    z.object({ id: z.string().max(100), as: z.enum(['same', 'told']).default('same') }),
    returns<null>(),
  ),
  close: action(z.object({ id: z.string().max(100) }), returns<null>()),
  settings: action(z.object({}).optional(), returns<Settings>()),
  saveSettings: action(
    z.object({
      assessor: z.string().trim().max(200).nullable().optional(),
      theme: z.enum(['system', 'light', 'dark']).optional(),
      density: z.enum(DENSITIES).optional(),
      dates: z.enum(DATE_LANGUAGES).optional(),
    }),
    returns<Settings>(),
  ),
  cancelJob: action(z.object({ job: z.string().max(100) }), returns<null>()),
  /** A place for a result in a host without save dialogs: the file is then fetched under its handle. */
  downloadTarget: action(z.object({ name: z.string().min(1).max(200) }), returns<FileHandle>()),
};
