import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command as Commander } from 'commander';
import { invalidInput, notFound } from '../../../contract/errors.ts';
import type { KeysInfo, KnownKey, PublicKey } from '../../../contract/keys.ts';
import { groupsOf } from '../../../domain/signatures/key-words.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withCore } from '../context.ts';
import { PASSPHRASE_FILE_HELP, readPassphrase } from '../key-passphrase.ts';
import { jsonOf } from '../outer-json.ts';
import { oneLine, type Streams } from '../output.ts';

interface NewOptions extends CommonOptions {
  readonly name?: string;
  readonly passphraseFile?: string;
  readonly replace?: boolean;
}
interface TrustOptions extends CommonOptions {
  readonly name?: string;
}

export const addKey: AddCommand = (program, streams) => {
  const key = program
    .command('key')
    .description('make the key that you sign with, show it, give its public half to others, and keep theirs')
    .action((options: CommonOptions) => show(options, streams));
  key
    .command('new')
    .description('make a key of your own; its private half stays in a file that only you can read')
    .option(
      '--name <name>',
      'whose key it is; else the name of "demarc identity" or the account of this machine',
    )
    .option('--passphrase-file <path>', `protect it: ${PASSPHRASE_FILE_HELP}`)
    .option('--replace', 'put it in the place of the key that is there, which is kept aside and stays known')
    .action((options: NewOptions, command: Commander) =>
      makeNew({ ...options, ...jsonOf(command) }, streams),
    );
  key
    .command('show')
    .description('show your key and those that are known here')
    .action((_: unknown, command: Commander) => show(jsonOf(command), streams));
  key
    .command('export')
    .description('write the public half of your key as a file, for those who check what you sign')
    .argument('<path>', 'the file to write')
    .action((path: string, _: unknown, command: Commander) => exportKey(path, jsonOf(command), streams));
  key
    .command('trust')
    .description('from now on know whose key this is; compare its fingerprint with its owner first')
    .argument('<path>', 'a file that "demarc key export" wrote')
    .option('--name <name>', 'what you know its owner by; else the name in the file')
    .action((path: string, options: TrustOptions, command: Commander) =>
      trust(path, { ...options, ...jsonOf(command) }, streams),
    );
  key
    .command('forget')
    .description('no longer know a key')
    .argument('<fingerprint>', 'its fingerprint, or as much of its beginning as tells it from the others')
    .action((start: string, _: unknown, command: Commander) => forget(start, jsonOf(command), streams));
};

const makeNew = (options: NewOptions, streams: Streams): Promise<void> =>
  withCore(options, streams, async ({ ask, print, actor }) => {
    const own = await ask('keys.new', {
      name: options.name ?? actor,
      ...(await readPassphrase(options.passphraseFile)),
      ...(options.replace === true ? { replace: true } : {}),
    });
    print('own-key', own, () =>
      [
        `This is the key of ${oneLine(own.name)} now${own.protected ? ', protected by its passphrase' : ''}:`,
        ...describeKey(own),
        own.protected
          ? 'Nobody can recover a lost passphrase.'
          : 'Whoever can read the files of your account can sign with it; a passphrase (--passphrase-file) would prevent that.',
        'Give the file that "demarc key export" writes to those who check what you sign, and tell them the fingerprint by another way.',
        '',
      ].join('\n'),
    );
  });

const show = (options: CommonOptions, streams: Streams): Promise<void> =>
  withCore(options, streams, async ({ ask, print }) => {
    const info = await ask('keys.info', {});
    print('keys', info, () => describe(info));
  });

const exportKey = (path: string, options: CommonOptions, streams: Streams): Promise<void> =>
  withCore(options, streams, async ({ core, ask, print }) => {
    if (statSync(path, { throwIfNoEntry: false }))
      throw invalidInput(`${path} is there already, and nothing was written over it. Choose another name.`);
    const key = await ask('keys.export', { target: core.files.registerTarget(path).handle });
    print('exported-key', { path: resolve(path), ...key }, () =>
      [
        `The public half of the key of ${oneLine(key.name)} is in ${path}. It is no secret; whoever gets it should have its fingerprint from you as well:`,
        `  ${groupsOf(key.fingerprint)}`,
        '',
      ].join('\n'),
    );
  });

const trust = (path: string, options: TrustOptions, streams: Streams): Promise<void> =>
  withCore(options, streams, async ({ core, ask, print }) => {
    const known = await ask('keys.trust', {
      file: core.files.registerSource(path).handle,
      ...(options.name === undefined ? {} : { name: options.name }),
    });
    print('known-key', known, () =>
      [
        `This key is known here as that of ${oneLine(known.knownAs)}:`,
        ...describeKey(known),
        `Ask ${oneLine(known.knownAs)} whether that is the fingerprint; "demarc key forget" takes it back.`,
        '',
      ].join('\n'),
    );
  });

const forget = (start: string, options: CommonOptions, streams: Streams): Promise<void> =>
  withCore(options, streams, async ({ ask, print }) => {
    const { known } = await ask('keys.info', {});
    const fingerprint = theOne(known, start.replace(/\s+/g, '').toLowerCase());
    const gone = await ask('keys.forget', { fingerprint });
    print('known-key', gone, () => `The key of ${oneLine(gone.knownAs)} is no longer known here.\n`);
  });

function theOne(known: readonly KnownKey[], start: string): string {
  const found = known.filter(({ fingerprint }) => start.length >= 4 && fingerprint.startsWith(start));
  const [first] = found;
  if (!first)
    throw notFound(`known key whose fingerprint begins with ${start}`, '"demarc key show" lists them.');
  if (found.length > 1)
    throw invalidInput(`${found.length} known keys begin with ${start}. Give more of it.`);
  return first.fingerprint;
}

const describeKey = ({ name, fingerprint, createdAt }: PublicKey): readonly string[] => [
  `  calls itself  ${oneLine(name)}`,
  `  fingerprint   ${groupsOf(fingerprint)}`,
  `  made          ${createdAt.slice(0, 10)}`,
];

function describe({ own, known }: KeysInfo): string {
  return [
    ...(own
      ? [`Your key${own.protected ? ', protected by a passphrase' : ''}:`, ...describeKey(own)]
      : ['You have no key here. "demarc key new" makes one.']),
    ...known.flatMap((key) => [
      `The key of ${oneLine(key.knownAs)}, known here since ${key.since.slice(0, 10)}:`,
      ...describeKey(key),
    ]),
    '',
  ].join('\n');
}
