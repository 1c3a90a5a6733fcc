import { namesById } from '../../../domain/duties/ownership.ts';
import { NO_NAME } from '../../../domain/minutes/document.ts';
import { OUTCOME_WORDS } from '../../../domain/minutes/words.ts';
import { saidWords } from '../../../domain/proposals.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { addSteps, type OneStep } from '../one-step.ts';
import { oneLine, table } from '../output.ts';

const NUMBER = [{ argument: '<number>', about: 'its number, such as P-3', field: 'number' }] as const;
const settling = (verb: string, about: string, step: OneStep['step']): OneStep => ({
  verb,
  about,
  step,
  takes: NUMBER,
});

export const addProposals: AddCommand = (program, streams) => {
  const proposals = program
    .command('proposals')
    .description('list what people proposed, note it for them, take one over as the answer, or decline it')
    .argument('<file>', 'the workbook')
    .action((file: string, options: CommonOptions) =>
      withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
        const list = await ask('proposals.list', {});
        const parties = namesById(await ask('parties.list', {}));
        print('proposals', { proposals: list }, () =>
          list.length === 0
            ? 'Nothing was proposed in this workbook yet.\n'
            : table(list, [
                { head: 'NUMBER', text: ({ number }) => `P-${number}` },
                { head: 'DUTY', text: ({ ref }) => ref },
                { head: 'WHO', text: ({ by }) => by?.name ?? NO_NAME },
                { head: 'SAID', text: (each) => oneLine(saidWords(each, parties)) },
                {
                  head: 'OUTCOME',
                  text: ({ outcome }) => (outcome === 'open' ? 'Open' : OUTCOME_WORDS[outcome]),
                },
              ]),
        );
      }),
    );
  addSteps(proposals, streams, [
    {
      verb: 'add',
      about: 'note what somebody proposes, in the running meeting or in none',
      step: 'propose',
      takes: [
        { argument: '<duty>', about: 'the duty, such as orders-db/restore-testing', field: 'duty' },
        {
          argument: '<kind>',
          about: 'agree, object, owners, not-applicable, status, park or remark',
          field: 'kind',
        },
      ],
      options: [
        { option: '--by <name>', about: 'who says it: a person of the workbook, or a guest', field: 'by' },
        {
          option: '--owners <parties>',
          about: 'of the kind owners: who, such as "AWS + Acme"',
          field: 'owners',
        },
        { option: '--status <status>', about: 'of the kind status: how far the work is', field: 'status' },
        { option: '--text <text>', about: 'the reason, what it waits for, or the remark', field: 'text' },
        { option: '--meeting <number>', about: 'another meeting than the running one', field: 'meeting' },
      ],
    },
    {
      ...settling('take', 'record a proposal as the answer, with all that say the same', 'take proposal'),
      options: [{ option: '--reason <text>', about: 'why, where the answer differs', field: 'reason' }],
    },
    settling('decline', 'note that a proposal was not taken', 'decline proposal'),
    settling('withdraw', 'note that whoever made a proposal takes it back', 'withdraw proposal'),
    settling('remove', 'remove a proposal from the workbook', 'remove proposal'),
  ]);
};
