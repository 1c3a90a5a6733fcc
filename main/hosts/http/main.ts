import type { Capabilities } from '../../contract/capabilities.ts';
import type { WorkbookInfo } from '../../contract/workbook.ts';
import {
  backupDirectories,
  builtPaths,
  dataDirectory,
  localDirectory,
  workbooksDirectory,
  workerUrl,
} from '../../platform/app-paths.ts';
import { createFileLogger, type Logger } from '../../platform/logger.ts';
import type { JsonStore } from '../../platform/settings-store.ts';
import { type Core, createCore } from '../../services/core.ts';
import { roomDoor } from '../room/server.ts';
import { lastPort } from './last-port.ts';
import { type HttpHost, startHttpHost } from './server.ts';

const CAPABILITIES: Capabilities = { nativeDialogs: false, revealInFolder: false, nativeMenu: false };

export interface ServeOptions {
  /** Opens the workbook that was named, if any; its refusal ends the start. */
  readonly openFirst: (core: Core) => Promise<WorkbookInfo | null>;
  readonly port?: number;
  /** Stops by itself once no page has been open for so long. */
  readonly idleMs?: number;
  readonly onNotice: (sentence: string) => void;
  readonly onStart: (started: {
    host: HttpHost;
    workbook: WorkbookInfo | null;
    core: Core;
  }) => void | Promise<void>;
}

/** Serves until a signal, or until nobody has looked for long; then closes every workbook to one file each. */
export async function serve(options: ServeOptions): Promise<void> {
  const dataDir = dataDirectory();
  const logger = createFileLogger(localDirectory());
  const core = createCore({
    capabilities: CAPABILITIES,
    dataDir,
    workbooks: workbooksDirectory(),
    backups: backupDirectories(),
    logger,
    workerUrl: workerUrl(),
    openDoor: roomDoor({ logger, dataDir, pageDir: builtPaths().room }),
    onNotice: options.onNotice,
  });
  const ended = Promise.withResolvers<void>();
  const stop = () => ended.resolve();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  let host: HttpHost | undefined;
  try {
    const workbook = await options.openFirst(core);
    const devServer = process.env.DEMARC_DEV_SERVER;
    const remembered = lastPort(localDirectory(), logger);
    host = await startHttpHost({
      wishedPort: remembered.read(),
      core,
      logger,
      dataDir,
      rendererDir: builtPaths().renderer,
      ...(options.port === undefined ? {} : { port: options.port }),
      ...(options.idleMs === undefined ? {} : { idleMs: options.idleMs, onIdle: stop }),
      ...(devServer === undefined ? {} : { devServer, ...devToken() }),
    });
    remember(remembered, host.port, logger);
    await options.onStart({ host, workbook, core });
    await ended.promise;
  } finally {
    await host?.close();
    await core.close();
    for (const signal of signals) process.off(signal, stop);
  }
}

function remember(store: JsonStore<number>, port: number, logger: Logger): void {
  try {
    if (store.read() !== port) store.write(port);
  } catch (error) {
    // A folder that cannot be written: the next start has another port.
    logger.warn('The port could not be remembered', error);
  }
}

/** Only beside a dev server: the page in the browser outlives the host, which restarts after each change. */
function devToken(): { token: string } | Record<string, never> {
  const token = process.env.DEMARC_DEV_TOKEN;
  return token === undefined ? {} : { token };
}
