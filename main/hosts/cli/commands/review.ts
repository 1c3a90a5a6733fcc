import { REVIEW_STATES } from '../../../contract/assignments.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { namesById, ownershipWords } from '../../../domain/duties/ownership.ts';
import { byPlace, groupedTable, groupsField, type PlaceOptions, placeOptions } from '../by-place.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { addSteps } from '../one-step.ts';
import { oneLine } from '../output.ts';

interface Options extends CommonOptions, PlaceOptions {
  readonly state?: string;
}

const DUTIES = {
  argument: '<duty...>',
  about: 'service and responsibility, such as orders-db/restore-testing',
  field: 'refs',
};

export const addReview: AddCommand = (program, streams) => {
  const review = placeOptions(
    program
      .command('review')
      .description('list where answers stand in review, or submit, accept, return or reopen some')
      .argument('<file>', 'the workbook')
      .option('--state <state>', `only these: ${REVIEW_STATES.join(', ')}`),
  ).action((file: string, options: Options) => {
    const state = REVIEW_STATES.find((each) => each === options.state);
    if (options.state !== undefined && state === undefined)
      throw invalidInput(`--state takes ${REVIEW_STATES.join(', ')}, not "${options.state}".`);
    return withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
      const asked = await byPlace(options, ask);
      const queue = await ask('review.queue', { ...asked.where, ...(state === undefined ? {} : { state }) });
      const list = asked.arrange(queue.rows, ({ subject }) => [subject]);
      const names = namesById(await ask('parties.list', {}));
      print(
        'review',
        { ...queue, rows: [...list.rows], ...groupsField(list) },
        () =>
          groupedTable(list, [
            { head: 'REF', text: ({ ref }) => ref },
            { head: 'REVIEW', text: (row) => row.review },
            { head: 'OWNER', text: ({ ownership }) => ownershipWords(ownership, names) },
            { head: 'ANSWERED BY', text: ({ answeredBy }) => answeredBy },
            { head: 'WORDS', text: ({ reviewText }) => oneLine(reviewText ?? '') },
          ]) + `\n${REVIEW_STATES.map((each) => `${queue.counts[each]} ${each}`).join(', ')}\n`,
      );
    });
  });
  addSteps(review, streams, [
    { verb: 'submit', about: 'give answers to review', step: 'submit', takes: [DUTIES] },
    { verb: 'accept', about: 'accept answers, which locks them', step: 'accept', takes: [DUTIES] },
    {
      verb: 'return',
      about: 'give answers back',
      step: 'return',
      takes: [DUTIES],
      options: [{ option: '--text <text>', about: 'why', field: 'text' }],
    },
    {
      verb: 'reopen',
      about: 'open accepted answers again',
      step: 'reopen',
      takes: [DUTIES],
      options: [{ option: '--reason <text>', about: 'why', field: 'reason' }],
    },
  ]);
};
