import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { RecentWorkbook } from '../../contract/app.ts';
import { DemarcError, notFound } from '../../contract/errors.ts';
import type { Logger } from '../../platform/logger.ts';
import { createJsonStore } from '../../platform/settings-store.ts';

const KEEP = 20;
const entrySchema = z.object({
  path: z.string(),
  title: z.string(),
  organisation: z.string(),
  openedAt: z.string(),
});
type Entry = z.infer<typeof entrySchema>;

/** Workbooks opened lately, newest first. Pages see an id in place of the path. */
export interface Recents {
  list(): readonly RecentWorkbook[];
  remember(entry: Entry): void;
  /** Keeps the list true to a workbook that was renamed while open; its place in the list stays. */
  rename(path: string, title: string, organisation: string): void;
  forget(id: string): void;
  /** NOT_FOUND when the id is not in the list. */
  pathOf(id: string): string;
  /** The same error, with the id under which the backups of a damaged workbook are found, where the list has it. */
  pointTo(path: string, error: unknown): unknown;
}

/** What pages call the workbook at this path in the list of recent ones. */
export const recentId = (path: string): string =>
  createHash('sha256').update(path).digest('hex').slice(0, 16);
/** Home is written as ~, so that a shared screen does not show more than it must. */
export const shortenHome = (folder: string): string =>
  folder.startsWith(homedir()) ? `~${folder.slice(homedir().length)}` : folder;

export function createRecents(dataDir: string, logger: Logger): Recents {
  const store = createJsonStore<readonly Entry[]>({
    path: join(dataDir, 'recents.json'),
    schema: z.array(entrySchema),
    defaults: [],
    logger,
  });
  return {
    list: () =>
      store.read().map((entry) => ({
        id: recentId(entry.path),
        title: entry.title,
        organisation: entry.organisation,
        fileName: basename(entry.path),
        folder: shortenHome(dirname(entry.path)),
        openedAt: entry.openedAt,
        missing: !existsSync(entry.path),
      })),
    remember: (entry) =>
      store.write([entry, ...store.read().filter((known) => known.path !== entry.path)].slice(0, KEEP)),
    rename(path, title, organisation) {
      const known = store.read();
      const before = known.find((entry) => entry.path === path);
      if (!before || (before.title === title && before.organisation === organisation)) return;
      store.write(known.map((entry) => (entry === before ? { ...entry, title, organisation } : entry)));
    },
    forget: (id) => store.write(store.read().filter((entry) => recentId(entry.path) !== id)),
    pathOf(id) {
      const entry = store.read().find((known) => recentId(known.path) === id);
      if (!entry) throw notFound('workbook of that name among the recent ones', 'Open it from its file.');
      return entry.path;
    },
    pointTo(path, error) {
      if (!(error instanceof DemarcError) || error.code !== 'WORKBOOK_DAMAGED') return error;
      if (!store.read().some((entry) => entry.path === path)) return error;
      const details = typeof error.details === 'object' ? error.details : {};
      return new DemarcError(error.code, error.message, { ...details, recent: recentId(path) });
    },
  };
}
