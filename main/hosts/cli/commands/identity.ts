import { invalidInput } from '../../../contract/errors.ts';
import { dataDirectory, localDirectory } from '../../../platform/app-paths.ts';
import { createFileLogger } from '../../../platform/logger.ts';
import type { AddCommand } from '../command.ts';
import type { CommonOptions } from '../context.ts';
import { documentText } from '../documents/document.ts';
import { keepIdentity, whoActs } from '../identity.ts';
import { oneLine } from '../output.ts';

interface Options extends CommonOptions {
  readonly clear?: boolean;
}

const FROM = {
  option: 'named for this command only',
  set: 'kept for this account',
  account: 'the account of this machine; "demarc identity NAME" keeps another name',
} as const;

export const addIdentity: AddCommand = (program, streams) => {
  program
    .command('identity')
    .description('show or keep the name that commands write beside each change')
    .argument('[name]', 'the name to keep')
    .option('--clear', 'go back to the account of this machine')
    .action((name: string | undefined, options: Options) => {
      if (name !== undefined && options.clear === true)
        throw invalidInput('Give a name to keep, or --clear, not both.');
      const dataDir = dataDirectory();
      const logger = createFileLogger(localDirectory());
      if (name !== undefined || options.clear === true) keepIdentity(name ?? null, dataDir, logger);
      const identity = whoActs(undefined, dataDir, logger);
      streams.out.write(
        options.json === true
          ? documentText('identity', identity)
          : `Changes are recorded as made by ${oneLine(identity.name)} (${FROM[identity.from]}).\n`,
      );
    });
};
