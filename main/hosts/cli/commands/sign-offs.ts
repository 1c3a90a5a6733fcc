import type { Command } from 'commander';
import { invalidInput } from '../../../contract/errors.ts';
import { signOffWords } from '../../../domain/signatures/key-words.ts';
import { findNamed } from '../../../domain/words/find-named.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { AS_OPTION } from '../identity.ts';
import { PASSPHRASE_FILE_HELP, readPassphrase, withPassphraseRemedy } from '../key-passphrase.ts';
import { oneLine, type Streams, table } from '../output.ts';

interface Options extends CommonOptions {
  readonly statement?: string;
  readonly name?: string;
  readonly role?: string;
  readonly sign?: boolean;
  readonly passphraseFile?: string;
}

export const addSignOffs: AddCommand = (program, streams) => {
  const signOffs = program
    .command('sign-offs')
    .description('list who signed what, or sign a service or the whole workbook')
    .argument('<file>', 'the workbook')
    .action((file: string, options: CommonOptions) =>
      withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
        const list = await ask('review.signOffs', {});
        print('sign-offs', { signOffs: list }, () =>
          table(list, [
            { head: 'NUMBER', align: 'right', text: ({ number }) => number },
            { head: 'WHAT', text: ({ label }) => label },
            { head: 'DAY', text: ({ signedAt }) => signedAt.slice(0, 10) },
            { head: 'BY', text: (entry) => signOffWords(entry) },
            { head: 'SINCE', text: ({ changedSince }) => (changedSince === null ? '' : 'changed') },
          ]),
        );
      }),
    );
  signOffs
    .command('add')
    .description('record a signature over what is there now')
    .argument('<file>', 'the workbook')
    .argument('[service]', 'a service, a provider or "workbook"; left out, everything')
    .option('--statement <text>', 'what is signed, such as "I have read it and agree."')
    .option('--name <name>', 'who signs; else whoever acts')
    .option('--role <role>', 'as what')
    .option(
      '--sign',
      'sign with your key, which "demarc key new" makes; else a name is recorded, which proves nothing',
    )
    .option('--passphrase-file <path>', PASSPHRASE_FILE_HELP)
    .option(...AS_OPTION)
    .action((file: string, service: string | undefined, options: Options, command: Command) => {
      const { json } = command.optsWithGlobals<CommonOptions>();
      return sign(file, service, { ...options, ...(json === true ? { json } : {}) }, streams);
    });
};

function sign(file: string, service: string | undefined, options: Options, streams: Streams): Promise<void> {
  const { statement, name, role, passphraseFile, sign: withKey = false } = options;
  if (statement === undefined) throw invalidInput('Say what is signed, with --statement.');
  if (!withKey && passphraseFile !== undefined)
    throw invalidInput('--passphrase-file is for a key that signs. Add --sign, or leave it out.');
  return withWorkbook(file, 'write', options, streams, async ({ ask, print, actor }) => {
    const subjects = (await ask('assignments.subjects', {})).map(({ ref, label }) => ({
      id: ref,
      name: label,
    }));
    const signed = await ask('review.sign', {
      subject: service === undefined ? null : findNamed('service', service, subjects).id,
      name: name ?? actor,
      statement,
      ...(role === undefined ? {} : { role }),
      ...(withKey ? { withKey, ...(await readPassphrase(passphraseFile)) } : {}),
    }).catch(withPassphraseRemedy);
    print(
      'sign-off',
      signed,
      () => `Sign-off ${signed.number} of ${oneLine(signed.name)}, over ${signed.digest}.\n`,
    );
  });
}
