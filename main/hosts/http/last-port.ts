import { join } from 'node:path';
import { z } from 'zod';
import type { Logger } from '../../platform/logger.ts';
import { createJsonStore, type JsonStore } from '../../platform/settings-store.ts';

/**
 * The port of the last start on this machine. A browser keeps drafts and text that was not saved by address and port, so that a page finds
 * them again only where the next start has the same one.
 */
export const lastPort = (localDir: string, logger: Logger): JsonStore<number> =>
  createJsonStore({
    path: join(localDir, 'port.json'),
    schema: z.number().int().min(1024).max(65_535),
    defaults: 0,
    logger,
  });
