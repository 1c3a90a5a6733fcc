import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { addSteps } from '../one-step.ts';
import { table } from '../output.ts';

const ENVIRONMENT = { argument: '<environment>', about: 'its id or name', field: 'environment' };
const FACTS = [
  { option: '--account <account>', about: 'the account behind it; "" for none', field: 'account' },
  { option: '--regions <regions>', about: 'where it runs; "" for nothing', field: 'regions' },
];

export const addEnvironments: AddCommand = (program, streams) => {
  const environments = program
    .command('environments')
    .description('list where services run, or add, change or remove an environment')
    .argument('<file>', 'the workbook')
    .action((file: string, options: CommonOptions) =>
      withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
        const list = await ask('environments.list', {});
        print('environments', { environments: list }, () =>
          table(list, [
            { head: 'ID', text: ({ id }) => id },
            { head: 'NAME', text: ({ name }) => name },
            { head: 'ACCOUNT', text: ({ account }) => account },
            { head: 'REGIONS', text: ({ regions }) => regions },
            { head: 'SERVICES', align: 'right', text: ({ services }) => services },
          ]),
        );
      }),
    );
  addSteps(environments, streams, [
    {
      verb: 'add',
      about: 'add an environment',
      step: 'add environment',
      takes: [{ argument: '<name>', about: 'what it is called', field: 'name' }],
      options: FACTS,
    },
    {
      verb: 'set',
      about: 'change what is said of an environment',
      step: 'change environment',
      takes: [ENVIRONMENT],
      options: [{ option: '--name <name>', about: 'another name', field: 'name' }, ...FACTS],
    },
    {
      verb: 'remove',
      about: 'remove an environment; services that ran there stay',
      step: 'remove environment',
      takes: [ENVIRONMENT],
    },
  ]);
};
