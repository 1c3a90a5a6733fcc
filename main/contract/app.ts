import { z } from 'zod';
import type { Capabilities, FileHandle } from './capabilities.ts';
import { action, returns } from './method.ts';
import { nameSchema } from './parties.ts';
import type { WorkbookInfo } from './workbook.ts';

export interface AppInfo {
  readonly version: string;
  readonly catalogue: {
    readonly version: string;
    readonly asOf: string;
    readonly services: number;
    readonly responsibilities: number;
  };
  readonly capabilities: Capabilities;
  readonly open: readonly OpenWorkbookInfo[];
}
/** An open workbook, with its id in the list of recent ones. */
export interface OpenWorkbookInfo extends WorkbookInfo {
  readonly recent: string;
}
export interface RecentWorkbook {
  readonly id: string;
  readonly title: string;
  readonly organisation: string;
  readonly fileName: string;
  /** Folder, shortened for reading; never used as an address. */
  readonly folder: string;
  readonly openedAt: string;
  readonly missing: boolean;
}
/** How close together things stand on the screen. */
export const DENSITIES = ['comfortable', 'compact'] as const;
/** The language in which dates are written; `system` is the one of the page's own surroundings. */
export const DATE_LANGUAGES = ['system', 'en-GB', 'en-US', 'de', 'fr'] as const;
export interface Settings {
  /** Name written beside every change; not taken from the login. */
  readonly assessor: string | null;
  readonly theme: 'system' | 'light' | 'dark';
  readonly density: (typeof DENSITIES)[number];
  readonly dates: (typeof DATE_LANGUAGES)[number];
}
/** A copy of one workbook among its backups. */
export interface BackupInfo {
  /** What tells it from the others. */
  readonly id: string;
  /** When it was made, an ISO instant in UTC. */
  readonly at: string;
  readonly kind: 'sitting' | 'opening' | 'migration' | 'merge';
  readonly bytes: number;
  /** How many changes its change log holds; null where an older program made the copy. */
  readonly rev: number | null;
}
export interface BackupList {
  readonly backups: readonly BackupInfo[];
  /** What stays when they are thinned, in words. */
  readonly promise: string;
}
/** Where backups go from now on. */
export interface BackupFolder {
  /** Shortened for reading; never used as an address. */
  readonly folder: string;
  readonly chosen: 'nobody' | 'setting' | 'environment';
  /** Where they go while the chosen folder is not there, as with a disk that is unplugged; null while it is. */
  readonly instead: string | null;
}
const olderSchema = z.enum(['update', 'read']).optional();
export const EXAMPLES = ['ecommerce'] as const;

export const app = {
  info: action(z.object({}).optional(), returns<AppInfo>()),
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
