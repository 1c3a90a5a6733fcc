import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { addSteps } from '../one-step.ts';
import { table } from '../output.ts';

const PERSON = { argument: '<person>', about: 'their id or name', field: 'person' };
const FACTS = [
  { option: '--party <party>', about: 'whose person, by id or name', field: 'party' },
  { option: '--role <role>', about: 'what they are there; "" for none', field: 'role' },
  { option: '--email <address>', about: 'where they are written to; "" for none', field: 'email' },
];

export const addPeople: AddCommand = (program, streams) => {
  const people = program
    .command('people')
    .description(
      'list the people, or add, change or remove one, or record that they acknowledged their duties',
    )
    .argument('<file>', 'the workbook')
    .action((file: string, options: CommonOptions) =>
      withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
        const list = await ask('people.list', {});
        print('people', { people: list }, () =>
          table(list, [
            { head: 'ID', text: ({ id }) => id },
            { head: 'NAME', text: ({ name }) => name },
            { head: 'PARTY', text: ({ party }) => party },
            { head: 'ROLE', text: ({ role }) => role },
            { head: 'E-MAIL', text: ({ email }) => email },
            { head: 'DUTIES', align: 'right', text: ({ assignments }) => assignments },
          ]),
        );
      }),
    );
  addSteps(people, streams, [
    {
      verb: 'add',
      about: 'add a person, of the organisation unless another party is named',
      step: 'add person',
      takes: [{ argument: '<name>', about: 'what they are called', field: 'name' }],
      options: FACTS,
    },
    {
      verb: 'set',
      about: 'change what is said of a person',
      step: 'change person',
      takes: [PERSON],
      options: [{ option: '--name <name>', about: 'another name', field: 'name' }, ...FACTS],
    },
    {
      verb: 'remove',
      about: 'remove a person; their parts stay, with nobody named',
      step: 'remove person',
      takes: [PERSON],
    },
    {
      verb: 'acknowledge',
      about: 'record that a person acknowledged the duties that name them',
      step: 'acknowledge',
      takes: [PERSON],
    },
  ]);
};
