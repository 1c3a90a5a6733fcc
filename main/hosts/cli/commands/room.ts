import { readFileSync } from 'node:fs';
import { DemarcError, invalidInput } from '../../../contract/errors.ts';
import type { DemarcMethod, MethodOf } from '../../../contract/index.ts';
import type { InputOf, ValueOf } from '../../../contract/methods/method.ts';
import type { RoomState } from '../../../contract/room.ts';
import type { Core } from '../../../services/core.ts';
import type { AddCommand } from '../command.ts';
import type { CommonOptions } from '../context.ts';
import { portFrom } from '../port.ts';
import { serveHere } from '../serving.ts';

interface Options extends CommonOptions {
  readonly address?: string;
  readonly port?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly title?: string;
  readonly open: boolean;
}

export const addRoom: AddCommand = (program, streams) => {
  program
    .command('room')
    .description('serve the app here, and open the room of its meeting to other devices on a network')
    .argument('<file>', 'the workbook')
    .option(
      '--address <address>',
      'address of this machine in the network of the room; needed where it has several',
    )
    .option('--port <number>', 'port of the room; 48123 if it is free and none is named')
    .option('--cert <file>', 'certificate of the organisation (PEM), so that no browser warns')
    .option('--key <file>', 'its key (PEM)')
    .option('--title <text>', 'title of the meeting that is begun where none is running')
    .option('--no-open', 'do not open the browser')
    .action((file: string, options: Options) => {
      // What cannot be read is refused before anything is served.
      const certificate = certificateOf(options);
      const port = options.port === undefined ? {} : { port: portFrom(options.port) };
      return serveHere(
        {
          file,
          open: options.open,
          room: (core, workbook) => openRoom(core, workbook, { ...options, port: port.port, certificate }),
          ...(options.json === undefined ? {} : { json: options.json }),
        },
        streams,
      );
    });
};

interface Wanted {
  readonly address?: string;
  readonly title?: string;
  readonly port: number | undefined;
  readonly certificate: { readonly cert: string; readonly key: string } | undefined;
}

/** Opens the room of the running meeting, which is begun where there is none. */
async function openRoom(core: Core, workbook: string, wanted: Wanted): Promise<RoomState> {
  const ask = async <N extends DemarcMethod>(name: N, input: InputOf<MethodOf<N>>) => {
    const reply = await core.dispatch({ name, input, workbook }, 'cli');
    if (!reply.ok) throw new DemarcError(reply.error.code, reply.error.message);
    return reply.value as ValueOf<MethodOf<N>>;
  };
  const address = wanted.address ?? onlyOne(await ask('room.networks', {}));
  const meetings = await ask('workshop.meetings', {});
  const begins = !meetings.some(({ running }) => running);
  if (begins) await ask('workshop.start', wanted.title === undefined ? {} : { title: wanted.title });
  try {
    return await ask('room.open', { workbook, address, port: wanted.port, certificate: wanted.certificate });
  } catch (error) {
    // No meeting is left behind whose room could not be opened.
    if (begins) await ask('workbook.undo', {});
    throw error;
  }
}

function onlyOne(networks: readonly { readonly address: string; readonly name: string }[]): string {
  const [one, ...more] = networks;
  if (one === undefined)
    throw new DemarcError(
      'UNSUPPORTED_HERE',
      'This machine is on no network. Join the Wi-Fi of the room, or the hotspot of a phone, and try again.',
    );
  if (more.length > 0)
    throw invalidInput(
      `This machine is on several networks. Name one with --address: ${networks.map(({ address, name }) => `${address} (${name})`).join(', ')}.`,
    );
  return one.address;
}

function certificateOf({ cert, key }: Options): Wanted['certificate'] {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined)
    throw invalidInput('--cert and --key go together: the certificate, and the key that belongs to it.');
  return { cert: textOf(cert), key: textOf(key) };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw invalidInput(`${path} cannot be read. Check the path and its permissions.`);
  }
}
