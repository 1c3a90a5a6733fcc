import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { invalidInput, notFound } from '../../../contract/errors.ts';
import { type BackupKind, instantOf, PROMISE_WORDS } from '../../../domain/backups.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import type { BackupEntry } from '../../../services/program/backup-keeper.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withCore } from '../context.ts';
import { NotOpened } from '../exit.ts';
import { jsonOf } from '../outer-json.ts';
import { type Streams, table } from '../output.ts';

interface RestoreOptions extends CommonOptions {
  readonly at: string;
  readonly out?: string;
}
interface FolderOptions extends CommonOptions {
  readonly own?: boolean;
}

const KIND_WORDS: Readonly<Record<BackupKind, string>> = {
  sitting: 'end of a sitting',
  opening: 'when opened',
  migration: 'before an update of the file',
  merge: 'before a merge',
};

export const addBackups: AddCommand = (program, streams) => {
  const backups = program
    .command('backups')
    .description(
      'list the backups of a workbook, restore one beside it, or choose the folder that they go to',
    )
    .argument('<file>', 'the workbook, which may be damaged or gone')
    .action((file: string, options: CommonOptions) => list(file, options, streams));
  backups
    .command('restore')
    .description('copy a backup beside the workbook under a free name, after a look at whether it is whole')
    .argument('<file>', 'the workbook, which may be damaged or gone')
    .option('--at <stamp>', 'which one, by the beginning of its name in the list, or "latest"', 'latest')
    .option('--out <path>', 'where to put it instead; nothing is written over')
    .action((file: string, options: RestoreOptions, command: Command) =>
      restoreOne(file, { ...options, ...jsonOf(command) }, streams),
    );
  backups
    .command('folder')
    .description('say where backups go, or choose another folder for them, such as one on another disk')
    .argument('[path]', 'a folder that is there')
    .option('--own', "go back to Demarc's own folder")
    .action((path: string | undefined, options: FolderOptions, command: Command) =>
      chooseFolder(path, { ...options, ...jsonOf(command) }, streams),
    );
};

const facts = ({ id, stamp, kind, bytes, rev, schema, path }: BackupEntry) => ({
  id,
  at: instantOf(stamp),
  kind,
  bytes,
  changes: rev,
  schema,
  path,
});

const list = (file: string, options: CommonOptions, streams: Streams): Promise<void> =>
  withCore(options, streams, async ({ core, print }) => {
    const found = core.backups.list(file);
    if (found.length === 0 && !existsSync(file))
      throw new NotOpened(
        'NOT_FOUND',
        `There is no workbook at ${file}, and no backup of one. Backups are found by the path that the workbook had.`,
      );
    print('backups', { file, backups: found.map(facts), ...core.backups.state() }, () =>
      found.length === 0
        ? `${file} has no backups yet. The first is made when it is opened for writing.\n`
        : `${table(found, [
            { head: 'MADE (UTC)', text: ({ stamp }) => instantOf(stamp).slice(0, 19).replace('T', ' ') },
            { head: 'WHY', text: ({ kind }) => KIND_WORDS[kind] },
            { head: 'CHANGES', align: 'right', text: ({ rev }) => rev },
            { head: 'BYTES', align: 'right', text: ({ bytes }) => numeral(bytes) },
            { head: 'NAME', text: ({ id }) => id },
          ])}\n${PROMISE_WORDS}\n`,
    );
  });

const restoreOne = (file: string, options: RestoreOptions, streams: Streams): Promise<void> =>
  withCore(options, streams, async ({ core, print }) => {
    const found = core.backups.list(file);
    const backup = choose(found, options.at, file);
    const path = core.backups.restore(backup, file, options.out);
    print(
      'restored-backup',
      { file, restored: path, backup: facts(backup) },
      () => `${path}: the backup ${backup.id}, looked over and whole.\n`,
    );
  });

/** The one that is meant. NOT_FOUND for none, INVALID_INPUT for a beginning that several have. */
function choose(found: readonly BackupEntry[], at: string, file: string): BackupEntry {
  const [latest] = found;
  if (latest === undefined)
    throw new NotOpened(
      'NOT_FOUND',
      `There is no backup of ${resolve(file)}. Backups are found by the path that the workbook had.`,
    );
  if (at === 'latest') return latest;
  const named = found.filter(({ id }) => id.startsWith(at));
  const exact = named.find(({ id, stamp }) => id === at || (named.length === 1 && stamp.startsWith(at)));
  if (exact ?? (named.length === 1 && named[0])) return (exact ?? named[0]) as BackupEntry;
  if (named.length > 1)
    throw invalidInput(
      `${counted(named.length, 'backup')} begin with "${at}": ${named.map(({ id }) => id).join(', ')}. Give more of the name.`,
    );
  throw notFound(`backup that begins with "${at}"`, `List them with "demarc backups ${file}".`);
}

const chooseFolder = (path: string | undefined, options: FolderOptions, streams: Streams): Promise<void> =>
  withCore(options, streams, async ({ core, print }) => {
    if (path !== undefined && options.own === true) throw invalidInput('Give a folder or --own, not both.');
    if (path !== undefined || options.own === true) {
      if (core.backups.state().chosen === 'environment')
        throw invalidInput('DEMARC_BACKUPS_DIR names the folder. Unset it to choose another one.');
      core.backups.choose(path ?? null);
    }
    const state = core.backups.state();
    print('backup-folder', state, () =>
      state.instead === null
        ? `Backups go to ${state.folder}.\n`
        : `Backups go to ${state.folder}, which is not there at the moment: until it is, to ${state.instead}.\n`,
    );
  });
