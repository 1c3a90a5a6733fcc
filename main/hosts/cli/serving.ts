import { openBrowser } from './browser.ts';
import type { CommonOptions } from './context.ts';
import { openWorkbook } from './context.ts';
import { oneLine, type Streams } from './output.ts';

export interface ServingOptions extends CommonOptions {
  readonly file: string | undefined;
  readonly port?: number;
  readonly open: boolean;
  readonly idleMs?: number;
}

/** Serves the app on the loopback address, says where, and opens the browser unless it was told not to. */
export async function serveHere(options: ServingOptions, streams: Streams): Promise<void> {
  const { serve } = await import('../http/main.ts');
  const { file } = options;
  await serve({
    openFirst: async (core) => (file === undefined ? null : openWorkbook(core, file, 'read-or-write')),
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.idleMs === undefined ? {} : { idleMs: options.idleMs }),
    onStart({ host, workbook }) {
      if (options.json === true)
        streams.out.write(
          `${JSON.stringify({ url: host.startUrl, address: host.address, port: host.port, workbook }, null, 2)}\n`,
        );
      else {
        const what =
          workbook === null
            ? 'Demarc'
            : `"${oneLine(workbook.title)}"${workbook.readOnly ? ' (reading only)' : ''}`;
        streams.out.write(
          `${what} is at ${host.startUrl}\nThe address works on this machine only. Press Ctrl+C to stop.\n`,
        );
      }
      if (options.open) openBrowser(host.startUrl);
    },
  });
}
