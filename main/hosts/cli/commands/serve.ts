import { invalidInput } from '../../../contract/errors.ts';
import type { AddCommand } from '../command.ts';
import type { CommonOptions } from '../context.ts';
import { serveHere } from '../serving.ts';

interface Options extends CommonOptions {
  readonly port?: string;
  readonly open: boolean;
}

export const addServe: AddCommand = (program, streams) => {
  program
    .command('serve')
    .description('serve the app on the loopback address, for a browser on this machine')
    .argument('[file]', 'the workbook to open')
    .option('--port <number>', 'port to use; any free one if left out')
    .option('--no-open', 'do not open the browser')
    .action((file: string | undefined, options: Options) =>
      serveHere(
        {
          file,
          open: options.open,
          ...(options.port === undefined ? {} : { port: portFrom(options.port) }),
          ...(options.json === undefined ? {} : { json: options.json }),
        },
        streams,
      ),
    );
};

function portFrom(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port >= 0 && port <= 65_535))
    throw invalidInput(`--port takes a number from 0 to 65535, not "${text}".`);
  return port;
}
