import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { EXIT, EXIT_STATUSES } from '../../main/hosts/cli/exit.ts';
import { createProgram } from '../../main/hosts/cli/program.ts';
import { PROJECT } from '../support/cli.ts';
import { cliShop } from '../support/cli-shop.ts';

const { run } = cliShop();
const silent = { write: () => {} };

/** Every command and sub-command: the words that call it, and its arguments. */
const commandsOf = (command: Command, words: readonly string[] = []): readonly Called[] => [
  ...(words.length > 0 ? [{ words, command }] : []),
  ...command.commands.flatMap((each) => commandsOf(each, [...words, each.name()])),
];
interface Called {
  readonly words: readonly string[];
  readonly command: Command;
}
const all = commandsOf(createProgram({ out: silent, err: silent }, 'test'));
const named = all.map((called) => [called.words.join(' '), called] as const);

/** What the arguments that a command must have are given as; the first is the workbook. */
const GIVEN: Readonly<Record<string, string>> = {
  ref: 's3/versioning',
  from: 's3/versioning',
  before: 'nothing.demarc',
  after: 'nothing.demarc',
};
/** What else these need to be called at all. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'actions export': ['--csv', 'never.csv'],
  answer: ['--owner', 'aws'],
  apply: ['never.yaml'],
  compare: ['nothing.demarc'],
  destroy: ['E-1'],
  export: ['--csv', 'never.csv'],
  'providers add': ['--party', 'Platform team'],
  repair: ['--out', 'never.demarc'],
  'sign-offs add': ['--statement', 'I agree.'],
};
/** Their file is the one that they make. */
const MAKES = ['new'];

const takesWorkbook = ({ command }: Called) =>
  ['file', 'before'].includes(command.registeredArguments[0]?.name() ?? '');

test('the guide has the table of exit statuses', () => {
  const page = readFileSync(join(PROJECT, 'docs', 'command-line.md'), 'utf8');
  const rows = [...page.matchAll(/^\| (\d) \| (.+) \|$/gm)].map(([, status, words]) => [
    Number(status),
    words,
  ]);
  expect(rows).toEqual(EXIT_STATUSES.map(({ status, words }) => [status, words]));
  for (const { status, words } of EXIT_STATUSES) expect(run('--help').out).toContain(`  ${status}  ${words}`);
});

test.each(named)('%s ends with 2 for an option that there is none of', (_name, { words }) => {
  expect(run(...words, '--no-such-option')).toMatchObject({ status: EXIT.badInput, out: '' });
});

const needing = named.filter(([, { command }]) =>
  command.registeredArguments.some(({ required }) => required),
);
test.each(needing)('%s ends with 2 without its arguments', (_name, { words }) => {
  expect(run(...words)).toMatchObject({ status: EXIT.badInput, out: '' });
});

const opening = named.filter(([name, called]) => takesWorkbook(called) && !MAKES.includes(name));
test.each(opening)('%s ends with 3 for a workbook that is not there', (name, { words, command }) => {
  const args = command.registeredArguments
    .filter(({ required }) => required)
    .map((argument, index) => (index === 0 ? 'nothing.demarc' : (GIVEN[argument.name()] ?? 'shop.demarc')));
  const first = args.length === 0 ? ['nothing.demarc'] : args;
  expect(run(...words, ...first, ...(NEEDED[name] ?? []))).toMatchObject({ status: EXIT.notOpened, out: '' });
});
test('all of them were tried', () =>
  expect([needing.length > 20, opening.length > 20]).toEqual([true, true]));
