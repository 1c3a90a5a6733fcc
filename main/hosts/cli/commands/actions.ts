import { ACTION_STATES } from '../../../contract/actions.ts';
import { AS_OF_OPTION, asOfFrom } from '../as-of.ts';
import { byPlace, groupedTable, groupsField, type PlaceOptions, placeOptions } from '../by-place.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { addSteps } from '../one-step.ts';
import { oneLine } from '../output.ts';
import { addTrackers } from './actions-trackers.ts';

interface Options extends CommonOptions, PlaceOptions {
  readonly asOf?: string;
}

const ACTION = { argument: '<action>', about: 'its number, such as A-3', field: 'number' };
const FACTS = [
  { option: '--person <person>', about: 'who does it, by id or name; "" for nobody', field: 'person' },
  { option: '--due <date>', about: 'by when; "" for no day', field: 'due' },
  { option: '--note <text>', about: 'what is noted beside it; "" for nothing', field: 'note' },
];

export const addActions: AddCommand = (program, streams) => {
  const actions = placeOptions(
    program
      .command('actions')
      .description('list what somebody will do and by when, or add, change or remove an action')
      .argument('<file>', 'the workbook')
      .option(...AS_OF_OPTION),
  ).action((file: string, options: Options) =>
    withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
      const asked = await byPlace(options, ask);
      const list = asked.arrange(await ask('actions.list', asOfFrom(options.asOf)), ({ subject }) =>
        subject === null ? [] : [subject],
      );
      print('actions', { actions: [...list.rows], ...groupsField(list) }, () =>
        groupedTable(list, [
          { head: 'ACTION', text: ({ number }) => `A-${number}` },
          { head: 'STATE', text: ({ state, overdue }) => `${state}${overdue ? ' (overdue)' : ''}` },
          { head: 'DUE', text: ({ dueOn }) => dueOn },
          { head: 'PERSON', text: ({ personName }) => personName },
          {
            head: 'ABOUT',
            text: ({ subjectLabel, responsibilityName }) =>
              [subjectLabel, responsibilityName].filter((name) => name !== null).join(', '),
          },
          { head: 'WHAT', text: ({ title }) => oneLine(title) },
        ]),
      );
    }),
  );
  addSteps(actions, streams, [
    {
      verb: 'add',
      about: 'add an action',
      step: 'add action',
      takes: [{ argument: '<title>', about: 'what is to be done', field: 'title' }],
      options: [
        { option: '--service <service>', about: 'the service that it is about', field: 'service' },
        {
          option: '--duty <duty>',
          about: 'which duty of that service, by id or name',
          field: 'responsibility',
        },
        { option: '--rule <id>', about: 'the gap rule that it answers', field: 'rule' },
        ...FACTS,
      ],
    },
    {
      verb: 'set',
      about: 'change an action, or say that it is done',
      step: 'change action',
      takes: [ACTION],
      options: [
        { option: '--state <state>', about: ACTION_STATES.join(', '), field: 'state' },
        { option: '--title <title>', about: 'other words for it', field: 'title' },
        ...FACTS,
      ],
    },
    { verb: 'remove', about: 'remove an action', step: 'remove action', takes: [ACTION] },
  ]);
  addTrackers(actions, streams);
};
