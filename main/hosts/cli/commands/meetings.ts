import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { addSteps } from '../one-step.ts';
import { table } from '../output.ts';

export const addMeetings: AddCommand = (program, streams) => {
  const meetings = program
    .command('meetings')
    .description('list the meetings, begin or end one, or note a decision')
    .argument('<file>', 'the workbook')
    .action((file: string, options: CommonOptions) =>
      withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
        const list = await ask('workshop.meetings', {});
        print('meetings', { meetings: list }, () =>
          table(list, [
            { head: 'NUMBER', align: 'right', text: ({ number }) => number },
            { head: 'HELD', text: ({ heldOn }) => heldOn },
            { head: 'TITLE', text: ({ title }) => title },
            { head: '', text: ({ running }) => (running ? 'running' : '') },
            { head: 'DECISIONS', align: 'right', text: ({ decisions }) => decisions },
          ]),
        );
      }),
    );
  addSteps(meetings, streams, [
    {
      verb: 'start',
      about: 'begin a meeting; from then on it is the running one',
      step: 'start meeting',
      takes: [{ argument: '[title]', about: 'what it is called', field: 'title' }],
      options: [
        { option: '--on <date>', about: 'when it is held; today if left out', field: 'heldOn' },
        {
          option: '--attendee <name>',
          about: 'who is there, by id or name; once for each',
          field: 'attendees',
          list: true,
        },
        {
          option: '--agenda <service>',
          about: 'what is gone through, in this order; once for each',
          field: 'agenda',
          list: true,
        },
        { option: '--note <text>', about: 'what is noted beside it', field: 'note' },
      ],
    },
    {
      verb: 'end',
      about: 'end a meeting, the running one where none is named',
      step: 'end meeting',
      takes: [{ argument: '[number]', about: 'which meeting', field: 'meeting' }],
    },
    {
      verb: 'decide',
      about: 'note a decision, in the running meeting or in none',
      step: 'decide',
      takes: [{ argument: '<text>', about: 'what was decided', field: 'text' }],
      options: [
        {
          option: '--duty <duty>',
          about: 'the duty that it is about, such as orders-db/restore-testing',
          field: 'duty',
        },
        { option: '--meeting <number>', about: 'another meeting than the running one', field: 'meeting' },
      ],
    },
  ]);
};
