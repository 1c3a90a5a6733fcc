import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DATE_LANGUAGES, DENSITIES, type Settings } from '../contract/app.ts';
import { writeFileAtomically } from './atomic-write.ts';
import type { Logger } from './logger.ts';

export interface JsonStore<T> {
  read(): T;
  write(value: T): void;
}

/**
 * One small JSON file of our own. Several processes may share it (a window and a command), so it is read afresh each
 * time and replaced whole. A file that cannot be understood is moved aside, not overwritten, and the defaults hold.
 */
export function createJsonStore<T>(options: {
  readonly path: string;
  readonly schema: z.ZodType<T>;
  readonly defaults: T;
  readonly logger: Logger;
}): JsonStore<T> {
  const { path, schema, defaults, logger } = options;
  return {
    read() {
      if (!existsSync(path)) return defaults;
      try {
        return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
      } catch (error) {
        logger.warn(
          `Could not read ${path}; it was moved to ${path}.unreadable and the defaults are used.`,
          error,
        );
        try {
          renameSync(path, `${path}.unreadable`);
        } catch {
          // A read-only folder: the next write will say so.
        }
        return defaults;
      }
    },
    write(value) {
      writeFileAtomically(path, `${JSON.stringify(value, null, 2)}\n`);
    },
  };
}

const DEFAULT_SETTINGS: Settings = {
  assessor: null,
  theme: 'system',
  density: 'comfortable',
  dates: 'system',
};
const settingsSchema: z.ZodType<Settings> = z.object({
  assessor: z.string().max(200).nullable().catch(DEFAULT_SETTINGS.assessor),
  theme: z.enum(['system', 'light', 'dark']).catch(DEFAULT_SETTINGS.theme),
  density: z.enum(DENSITIES).catch(DEFAULT_SETTINGS.density),
  dates: z.enum(DATE_LANGUAGES).catch(DEFAULT_SETTINGS.dates),
});

/** Who acts on the command line, where somebody said so once; apart from the app's settings, whose name may be another person's. */
export function createIdentityStore(
  dataDir: string,
  logger: Logger,
): JsonStore<{ readonly name: string | null }> {
  return createJsonStore({
    path: join(dataDir, 'identity.json'),
    schema: z.object({ name: z.string().min(1).max(200).nullable() }),
    defaults: { name: null },
    logger,
  });
}

export function createSettingsStore(dataDir: string, logger: Logger): JsonStore<Settings> {
  return createJsonStore({
    path: join(dataDir, 'settings.json'),
    schema: settingsSchema,
    defaults: DEFAULT_SETTINGS,
    logger,
  });
}
