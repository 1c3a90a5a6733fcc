import type { Command as Commander } from 'commander';
import { invalidInput, notFound } from '../../../contract/errors.ts';
import { HOUSE_RULES_LIMITS, type HouseRulesReading } from '../../../contract/house-rules.ts';
import { counted } from '../../../domain/words/counted.ts';
import { writeFileAtomically } from '../../../platform/atomic-write.ts';
import { readSmallFile } from '../../../platform/small-file.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withCore, withWorkbook } from '../context.ts';
import { EXIT, ExitWith } from '../exit.ts';
import { AS_OPTION } from '../identity.ts';
import { oneLine, type Streams } from '../output.ts';

interface Options extends CommonOptions {
  readonly take?: string;
  readonly write?: string;
  readonly remove?: boolean;
}
/** What is read of a file before it is refused as too large: a character has up to four bytes. */
const MOST_BYTES = HOUSE_RULES_LIMITS.text * 4;

/** The house rules of a workbook: shown, taken in from a file, written to one, or taken away. */
export const addHouseRules: AddCommand = (program, streams) => {
  program
    .command('house-rules')
    .description('show what the house rules of a workbook do, take them in from a file, or write them to one')
    .argument('<file>', 'the workbook')
    .option('--take <rules>', 'a file of house rules (YAML), which takes the place of those that are there')
    .option('--write <rules>', 'write the house rules of the workbook to this file')
    .option('--remove', 'take the house rules away')
    .option(...AS_OPTION)
    .action((file: string, options: Options) => {
      const { take, write, remove = false } = options;
      if ([take, write, remove || undefined].filter((each) => each !== undefined).length > 1)
        throw invalidInput('--take, --write and --remove exclude each other. Give one of them.');
      // Read before the workbook is taken: a file that is none leaves it alone.
      const text = take === undefined ? null : rulesIn(take);
      const access = text !== null || remove ? 'write' : 'read';
      return withWorkbook(file, access, options, streams, async ({ ask, print }) => {
        if (text !== null) await ask('houseRules.take', { text });
        if (remove) await ask('houseRules.remove', {});
        const held = await ask('houseRules.held', {});
        if (write !== undefined) {
          if (held === null) throw notFound('house rules', 'The workbook has none: --take takes them in.');
          writeFileAtomically(write, held.text, 0o644);
        }
        const reading = held && readingOf(held);
        print('house-rules', { houseRules: reading }, () =>
          reading === null ? 'There are no house rules.\n' : shown(reading, write ?? null),
        );
      });
    });
};

/** A look at a file of house rules by itself: what it does, or each problem with its line. Status 1 where there is one. */
export function addCheck(catalogue: Commander, streams: Streams): void {
  catalogue
    .command('check')
    .description('say what a file of house rules does, or what is wrong in which of its lines')
    .argument('<rules>', 'a file of house rules (YAML)')
    .action((path: string, _: unknown, command: Commander) => {
      const text = rulesIn(path);
      const options: CommonOptions =
        command.optsWithGlobals<CommonOptions>().json === true ? { json: true } : {};
      return withCore(options, streams, async ({ ask, print }) => {
        const reading = await ask('catalogue.check', { text });
        print('house-rules', { houseRules: readingOf(reading) }, () =>
          reading.problems.length === 0 ? shown(reading, null) : problemLines(path, reading),
        );
        if (reading.problems.length > 0) throw new ExitWith(EXIT.found);
      });
    });
}

function rulesIn(path: string): string {
  try {
    return readSmallFile(path, MOST_BYTES);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw invalidInput(`The file ${path} cannot be read. Check its name and that you may read it.`);
    throw error;
  }
}

const readingOf = ({ name, edition, digest, does, problems }: HouseRulesReading): HouseRulesReading => ({
  name,
  edition,
  digest,
  does,
  problems,
});

const shown = (rules: HouseRulesReading, written: string | null): string =>
  [
    `${oneLine(rules.name ?? '')}, edition ${oneLine(rules.edition ?? '')}, SHA-256 ${rules.digest}`,
    ...rules.does.map((sentence) => `  ${oneLine(sentence)}`),
    ...rules.problems.map(({ line, text }) => `  line ${line}: ${oneLine(text)}`),
    ...(written === null ? [] : [`written to ${written}`]),
    '',
  ].join('\n');

const problemLines = (path: string, { problems }: HouseRulesReading): string =>
  [
    ...problems.map(({ line, column, text }) => `${path}:${line}:${column}: ${oneLine(text)}`),
    counted(problems.length, 'problem'),
    '',
  ].join('\n');
