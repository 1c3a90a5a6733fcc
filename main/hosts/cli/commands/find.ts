import { invalidInput } from '../../../contract/errors.ts';
import { FIND_KINDS, type FindGroup, type FindKind } from '../../../contract/find.ts';
import { counted } from '../../../domain/words/counted.ts';
import { suggest } from '../../../domain/words/find-named.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { oneLine, table } from '../output.ts';

interface FindOptions extends CommonOptions {
  readonly kind?: string;
  readonly limit?: string;
}
const DEFAULT_LIMIT = 20;

export const addFind: AddCommand = (program, streams) => {
  program
    .command('find')
    .description('search services, people, duties, evidence, decisions, actions and control ids')
    .argument('<file>', 'the workbook')
    .argument('<words...>', 'beginnings of words; all have to occur. Quoted words stand together')
    .option('--kind <kind>', `only one kind: ${FIND_KINDS.join(', ')}`)
    .option('--limit <n>', 'how many of each kind are listed', String(DEFAULT_LIMIT))
    .action((file: string, words: readonly string[], options: FindOptions) =>
      withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
        const kind = kindOf(options.kind);
        const limit = Number(options.limit ?? DEFAULT_LIMIT);
        if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
          throw invalidInput('Give --limit as a whole number from 1 to 1000.');
        // An argument of several words was in quotes, which the shell took away.
        const text = words
          .map((word) => (/\s/.test(word) ? `"${word.replaceAll('"', ' ')}"` : word))
          .join(' ');
        const groups = await ask('find.lookThrough', { text, limit, ...(kind ? { kinds: [kind] } : {}) });
        print('find', { groups }, () =>
          groups.length === 0 ? 'Nothing has these words.\n' : groups.map(listed).join('\n'),
        );
      }),
    );
};

function kindOf(wanted: string | undefined): FindKind | null {
  if (wanted === undefined) return null;
  const kind = FIND_KINDS.find((name) => name === wanted);
  if (!kind)
    throw invalidInput(
      `There is no kind "${wanted}". ${suggest(wanted, FIND_KINDS) || `There are ${FIND_KINDS.join(', ')}.`}`,
    );
  return kind;
}

const listed = ({ kind, total, hits }: FindGroup): string =>
  [
    `${counted(total, ...PLURALS[kind])}${hits.length < total ? `, the best ${hits.length} of them` : ''}`,
    table(hits, [
      { head: 'REF', text: (hit) => hit.id },
      { head: 'WHAT', text: (hit) => oneLine(hit.title) },
      { head: 'WHERE', text: (hit) => oneLine(hit.detail) },
      {
        head: 'FOUND IN',
        text: ({ matched }) => (matched === null ? '' : oneLine(`${matched.field}: ${matched.text}`)),
      },
      { head: 'PARKED', text: ({ parked }) => oneLine(parked ?? '') },
    ]),
  ].join('\n');

const PLURALS: Readonly<Record<FindKind, readonly [string, string?]>> = {
  service: ['service'],
  person: ['person', 'people'],
  duty: ['duty', 'duties'],
  evidence: ['piece of evidence', 'pieces of evidence'],
  decision: ['decision'],
  proposal: ['proposal'],
  action: ['action'],
  meeting: ['meeting'],
  control: ['control'],
};
