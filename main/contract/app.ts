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
/** A rolling backup of one workbook. */
export interface BackupInfo {
  /** `2026-11-25T09-14-03`, in UTC. */
  readonly stamp: string;
  readonly bytes: number;
  /** Made before the schema was brought up to date, rather than by the day. */
  readonly beforeMigration: boolean;
}
export const EXAMPLES = ['ecommerce'] as const;

export const app = {
  info: action(z.object({}).optional(), returns<AppInfo>()),
  recent: action(z.object({}).optional(), returns<readonly RecentWorkbook[]>()),
  forget: action(z.object({ id: z.string().max(100) }), returns<null>()),
  /** Makes the file and opens it. Without a target the host puts it in its own workbooks folder, named after the title. */
  create: action(
    z.object({
      title: nameSchema,
      organisation: nameSchema.optional(),
      target: z.string().max(200).optional(),
      example: z.enum(EXAMPLES).optional(),
    }),
    returns<WorkbookInfo>(),
  ),
  /** Opens a chosen file, or a recent one. A second opener reads only. */
  open: action(
    z.union([z.object({ file: z.string().max(200) }), z.object({ recent: z.string().max(100) })]),
    returns<WorkbookInfo>(),
  ),
  /** Rolling backups of a recent workbook, newest first; also of one that can no longer be opened. */
  backups: action(z.object({ recent: z.string().max(100) }), returns<readonly BackupInfo[]>()),
  /** Copies a backup beside the workbook under a name of its own and opens the copy; the workbook itself is left alone. */
  restoreBackup: action(
    z.object({ recent: z.string().max(100), stamp: z.string().max(40) }),
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
