import { REVIEW_STATES } from '../../../contract/assignments.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { namesById, ownershipWords } from '../../../domain/duties/ownership.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { addSteps } from '../one-step.ts';
import { oneLine, table } from '../output.ts';

interface Options extends CommonOptions {
  readonly state?: string;
}

const DUTIES = {
  argument: '<duty...>',
  about: 'service and responsibility, such as orders-db/restore-testing',
  field: 'refs',
};

export const addReview: AddCommand = (program, streams) => {
  const review = program
    .command('review')
    .description('list where answers stand in review, or submit, accept, return or reopen some')
    .argument('<file>', 'the workbook')
    .option('--state <state>', `only these: ${REVIEW_STATES.join(', ')}`)
    .action((file: string, options: Options) => {
      const state = REVIEW_STATES.find((each) => each === options.state);
      if (options.state !== undefined && state === undefined)
        throw invalidInput(`--state takes ${REVIEW_STATES.join(', ')}, not "${options.state}".`);
      return withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
        const queue = await ask('review.queue', state === undefined ? {} : { state });
        const names = namesById(await ask('parties.list', {}));
        print(
          'review',
          queue,
          () =>
            table(queue.rows, [
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
