import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { RecentWorkbook } from '../../contract/app.ts';
import { DemarcError, notFound } from '../../contract/errors.ts';
import type { WorkbookInfo } from '../../contract/workbook.ts';
import type { Logger } from '../../platform/logger.ts';
import { createJsonStore } from '../../platform/settings-store.ts';
import { identityOf, seenIdentity } from '../../workbook/identity.ts';

const KEEP = 20;
const entrySchema = z.object({
  path: z.string(),
  title: z.string(),
  organisation: z.string(),
  openedAt: z.string(),
  /** Identity of the workbook; earlier programs did not note it. */
  uuid: z.string().optional(),
  /** Path of the file of the same identity that was known before, while nobody said what this one is. */
  copyOf: z.string().optional(),
  /** It was said, where nobody could choose. */
  told: z.boolean().optional(),
});
type Entry = z.infer<typeof entrySchema>;
/** What a workbook says of itself. */
interface Named {
  readonly title: string;
  readonly organisation: string;
  readonly uuid: string;
}

/** Workbooks opened lately, newest first. Pages see an id in place of the path. */
export interface Recents {
  list(): readonly RecentWorkbook[];
  /** `knownCopy`: that another file has the same identity is no question. */
  remember(entry: Named & Pick<Entry, 'path' | 'openedAt'>, knownCopy?: boolean): void;
  /** Keeps the list true to a workbook that was renamed while open; its place in the list stays. */
  rename(path: string, named: Named): void;
  /** The file that was known before under the identity of the one at this path, as long as it is there and nobody said what this one is. */
  copyOf(path: string, uuid: string): WorkbookInfo['copyOf'];
  /** Where the workbook at this path was before, as far as that is known: paths of its identity at which there is no file any more. */
  earlierPaths(path: string, uuid: string): readonly string[];
  /** Where it lies at the same time: paths of its identity at which another file is. */
  otherPaths(path: string, uuid: string): readonly string[];
  /** Somebody said that it is a copy of the same assessment, or was told of it. */
  settle(path: string, as: 'same' | 'told'): void;
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

/** What is known already of a path stays; a new one with the identity of another file that is there is its copy. */
function standingOf(
  { path, uuid }: { readonly path: string; readonly uuid: string },
  before: Entry | undefined,
  others: readonly Entry[],
): Pick<Entry, 'copyOf' | 'told'> {
  // An earlier program knew the path and not whose it was.
  if (before && before.uuid === undefined) return {};
  if (before?.uuid === uuid) return { copyOf: before.copyOf, told: before.told };
  const identity = identityOf(path);
  const other = others.find(
    (entry) => entry.uuid === uuid && existsSync(entry.path) && identityOf(entry.path) !== identity,
  );
  return other ? { copyOf: other.path } : {};
}

/** Where nobody can tell, something may be there. */
function isGone(path: string): boolean {
  try {
    return seenIdentity(path) === null;
  } catch {
    return false;
  }
}

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
    remember(entry, knownCopy = false) {
      const known = store.read();
      const before = known.find(({ path }) => path === entry.path);
      const others = known.filter((other) => other !== before);
      const standing = knownCopy ? {} : standingOf(entry, before, others);
      store.write([{ ...entry, ...standing }, ...others].slice(0, KEEP));
    },
    rename(path, { title, organisation, uuid }) {
      const known = store.read();
      const before = known.find((entry) => entry.path === path);
      if (!before) return;
      if (before.title === title && before.organisation === organisation && before.uuid === uuid) return;
      const { copyOf, told, ...rest } = before;
      // Under another identity it is a copy of nothing.
      const standing = before.uuid === uuid ? { copyOf, told } : {};
      const after = { ...rest, ...standing, title, organisation, uuid };
      store.write(known.map((entry) => (entry === before ? after : entry)));
    },
    copyOf(path, uuid) {
      const { copyOf: other, uuid: known, told } = store.read().find((entry) => entry.path === path) ?? {};
      if (other === undefined || known !== uuid || !existsSync(other)) return null;
      const its = store.read().find((entry) => entry.path === other)?.uuid;
      if (its !== undefined && its !== uuid) return null;
      return { fileName: basename(other), folder: shortenHome(dirname(other)), told: told === true };
    },
    earlierPaths: (path, uuid) =>
      store
        .read()
        .filter((entry) => entry.path !== path && entry.uuid === uuid && isGone(entry.path))
        .map((entry) => entry.path),
    otherPaths(path, uuid) {
      const known = store.read().filter((entry) => entry.uuid === uuid && !isGone(entry.path));
      // A file is named once, by whatever names it was opened.
      const files = new Map(known.map((entry) => [identityOf(entry.path) ?? entry.path, entry.path]));
      files.delete(identityOf(path) ?? path);
      return [...files.values()];
    },
    settle(path, as) {
      store.write(
        store.read().map((entry) => {
          if (entry.path !== path) return entry;
          if (as === 'told') return { ...entry, told: true };
          const { copyOf: _, told: _told, ...rest } = entry;
          return rest;
        }),
      );
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
