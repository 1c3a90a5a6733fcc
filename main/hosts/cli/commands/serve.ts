import type { AddCommand } from '../command.ts';
import type { CommonOptions } from '../context.ts';
import { portFrom } from '../port.ts';
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
