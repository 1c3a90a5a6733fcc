import { counted } from '../../../domain/words/counted.ts';
import { byPlace, onlyOption, type PlaceOptions } from '../by-place.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { addSteps } from '../one-step.ts';
import { oneLine, table } from '../output.ts';

type Options = CommonOptions & Pick<PlaceOptions, 'only'>;

export const addReask: AddCommand = (program, streams) => {
  const reask = onlyOption(
    program
      .command('reask')
      .description('list the answers for which the catalogue proposes something else today, or settle them')
      .argument('<file>', 'the workbook'),
  ).action((file: string, options: Options) =>
    withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
      const list = await ask('snapshots.reask', (await byPlace(options, ask)).where);
      const { items, splits, unknown } = list;
      print('reask', list, () =>
        [
          items.length + splits.length === 0
            ? ''
            : table(
                [...items.map(changed), ...splits.map(split)],
                [
                  { head: 'REF', text: ({ ref }) => ref },
                  { head: 'ANSWER', text: ({ answer }) => oneLine(answer) },
                  { head: 'WHY', text: ({ why }) => oneLine(why) },
                ],
              ),
          `${counted(items.length, 'answer')} to look at again, ${counted(splits.length, 'answer')} to a split duty, ${unknown} given under a catalogue that is not known\n`,
        ].join(''),
      );
    }),
  );
  addSteps(reask, streams, [
    {
      verb: 'keep',
      about: 'let answers stand under what the catalogue proposes today; all of them where none is named',
      step: 'keep answers',
      takes: [{ argument: '[duty...]', about: 'such as orders-db/restore-testing', field: 'duties' }],
    },
    {
      verb: 'carry-splits',
      about: 'carry the answers to split duties to their parts, each to be confirmed',
      step: 'carry split answers',
    },
  ]);
};

type Reask = { readonly ref: string; readonly answer: string };
const changed = ({
  ref,
  answer,
  changes,
}: Reask & { readonly changes: readonly { readonly field: string }[] }) => ({
  ref,
  answer,
  why: `the catalogue changed: ${changes.map(({ field }) => field).join(', ')}`,
});
const split = ({ ref, answer, parts }: Reask & { readonly parts: readonly string[] }) => ({
  ref,
  answer,
  why: `split into ${parts.join(', ')}`,
});
