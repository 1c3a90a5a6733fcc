import type { Capabilities } from './capabilities.ts';
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
/** What a report of a fault carries: no name, path, text or evidence is in it. */
export interface Diagnostics {
  readonly text: string;
}
/** Where backups go from now on. */
export interface BackupFolder {
  /** Shortened for reading; never used as an address. */
  readonly folder: string;
  readonly chosen: 'nobody' | 'setting' | 'environment';
  /** Where they go while the chosen folder is not there, as with a disk that is unplugged; null while it is. */
  readonly instead: string | null;
}
export const EXAMPLES = ['ecommerce'] as const;
