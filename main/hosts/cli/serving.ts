import type { RoomState } from '../../contract/room.ts';
import type { Core } from '../../services/core.ts';
import type { HttpHost } from '../http/server.ts';
import { openBrowser } from './browser.ts';
import type { CommonOptions } from './context.ts';
import { openWorkbook } from './context.ts';
import { documentText } from './documents/document.ts';
import { oneLine, type Streams } from './output.ts';
import { type StartPage, writeStartPage } from './start-page.ts';

export interface ServingOptions extends CommonOptions {
  readonly file: string | undefined;
  readonly port?: number;
  readonly open: boolean;
  readonly idleMs?: number;
  /** Opens the room of the workbook as well. */
  readonly room?: (core: Core, workbook: string) => Promise<RoomState>;
}

/** Serves the app on the loopback address, says where, and opens the browser unless it was told not to. */
export async function serveHere(options: ServingOptions, streams: Streams): Promise<void> {
  const { serve } = await import('../http/main.ts');
  const { file } = options;
  let page: StartPage | null = null;
  try {
    await serve({
      openFirst: async (core) => (file === undefined ? null : openWorkbook(core, file, 'read-or-write')),
      ...(options.port === undefined ? {} : { port: options.port }),
      ...(options.idleMs === undefined ? {} : { idleMs: options.idleMs }),
      onNotice: (sentence) => void streams.err.write(`demarc: ${oneLine(sentence)}\n`),
      async onStart({ host, workbook, core }) {
        const room = workbook === null ? undefined : await options.room?.(core, workbook.id);
        if (workbook !== null && room !== undefined) tellOfRoom(core, workbook.id, streams);
        if (options.json === true)
          streams.out.write(
            documentText('serving', {
              url: host.startUrl(),
              address: host.address,
              port: host.port,
              workbook,
              ...(room === undefined
                ? {}
                : { room: { url: room.url, code: room.code, fingerprint: room.fingerprint } }),
            }),
          );
        else {
          const what =
            workbook === null
              ? 'Demarc'
              : `"${oneLine(workbook.title)}"${workbook.readOnly ? ' (reading only)' : ''}`;
          streams.out.write(
            `${what} is at ${printedAddress(host, streams)}\nThe address works once, on this machine only. Press Ctrl+C to stop.\n`,
          );
          if (room !== undefined) streams.out.write(roomText(room));
        }
        if (options.open) page = showInBrowser(host, streams);
      },
    });
  } finally {
    (page as StartPage | null)?.remove();
  }
}

/** Whoever looks at the terminal alone reads there what is wrong on this machine, as devices of the room met it. */
function tellOfRoom(core: Core, workbook: string, streams: Streams): void {
  let told: string | null = null;
  core.subscribe(async (event) => {
    if (event.type !== 'room' || event.workbook !== workbook) return;
    const reply = await core.dispatch({ name: 'room.state', input: { workbook } }, 'cli');
    const wrong = reply.ok ? ((reply.value as RoomState | null)?.wrong ?? null) : null;
    if (wrong !== null && wrong !== told) streams.err.write(`demarc: in the room: ${oneLine(wrong)}\n`);
    told = wrong;
  });
}

/** How others join, with the picture to scan. */
function roomText({ url, code, fingerprint, ownCertificate }: RoomState): string {
  return [
    '',
    `The room is open at ${url}`,
    `Code of the room: ${code}`,
    ...(ownCertificate ? [] : [`SHA-256 of its certificate: ${fingerprint}`]),
    'Let everybody in on the Workshop screen.',
    '',
  ].join('\n');
}

/** An address for the terminal, which is its owner's. Once it has been used, the next one is printed. */
const printedAddress = (host: HttpHost, streams: Streams): string =>
  host.startUrl(() => streams.out.write(`For another tab or browser: ${printedAddress(host, streams)}\n`));

/** Where nothing can be opened, the printed address is there to be copied. */
function showInBrowser(host: HttpHost, streams: Streams): StartPage | null {
  try {
    const page = writeStartPage(host.startUrl(() => page.remove()));
    openBrowser(page.url);
    return page;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    streams.err.write(`demarc: the browser was not opened: open the address above. ${why}\n`);
    return null;
  }
}
