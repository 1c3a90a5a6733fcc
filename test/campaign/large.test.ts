import { expect, test } from 'vitest';
import { createProgram } from '../../main/hosts/cli/program.ts';
import { LINES, OF_NO_SIZE, ONE_CHANGE } from './large/commands.ts';

const silent = { write: () => {} };
/** Every command that does something, by its words. */
const commands = createProgram({ out: silent, err: silent }, 'test').commands.flatMap((command) => [
  command.name(),
  ...command.commands.map((each) => `${command.name()} ${each.name()}`),
]);

test('every command is run on a large workbook, or it is said why its size is nothing to it', () => {
  const place = { book: 'book', copy: 'copy', out: 'out', inputs: 'in', n: 1 };
  const run = LINES.map((line) => {
    const [first = '', second = ''] = line(place);
    return commands.includes(`${first} ${second}`) ? `${first} ${second}` : first;
  });
  expect(new Set([...run, ...ONE_CHANGE, ...Object.keys(OF_NO_SIZE)])).toEqual(new Set(commands));
});
