import { PARTY_KINDS } from '../../../contract/parties.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { addSteps } from '../one-step.ts';
import { table } from '../output.ts';

const KIND = {
  option: '--kind <kind>',
  about: PARTY_KINDS.join(', '),
  field: 'kind',
};
const PARTY = { argument: '<party>', about: 'its id or name', field: 'party' };

export const addParties: AddCommand = (program, streams) => {
  const parties = program
    .command('parties')
    .description('list who can own a duty, or add, change or remove a party')
    .argument('<file>', 'the workbook')
    .action((file: string, options: CommonOptions) =>
      withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
        const list = await ask('parties.list', {});
        print('parties', { parties: list }, () =>
          table(list, [
            { head: 'ID', text: ({ id }) => id },
            { head: 'NAME', text: ({ name }) => name },
            { head: 'KIND', text: ({ kind }) => kind },
          ]),
        );
      }),
    );
  addSteps(parties, streams, [
    {
      verb: 'add',
      about: 'add a party',
      step: 'add party',
      takes: [{ argument: '<name>', about: 'what it is called', field: 'name' }],
      options: [KIND],
    },
    {
      verb: 'set',
      about: 'change its name or kind',
      step: 'change party',
      takes: [PARTY],
      options: [{ option: '--name <name>', about: 'another name', field: 'name' }, KIND],
    },
    {
      verb: 'remove',
      about: 'remove a party that has no part in a duty and no people',
      step: 'remove party',
      takes: [PARTY],
    },
  ]);
};
