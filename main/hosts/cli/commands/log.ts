import { invalidInput, notFound } from '../../../contract/errors.ts';
import type { HistoryLine, HistoryPart } from '../../../contract/history.ts';
import type { HistoryFilter } from '../../../contract/methods/history.ts';
import { assignmentRefSchema, dateSchema, slugSchema } from '../../../contract/methods/ids.ts';
import { HISTORY_KINDS, WAYS } from '../../../contract/ways.ts';
import { startOfDay } from '../../../domain/history/days.ts';
import { WAY_WORDS } from '../../../domain/history/ways.ts';
import { counted } from '../../../domain/words/counted.ts';
import { suggest } from '../../../domain/words/find-named.ts';
import { byPlace, onlyOption, type PlaceOptions } from '../by-place.ts';
import type { AddCommand } from '../command.ts';
import { type Ask, type CommonOptions, withWorkbook } from '../context.ts';
import { documentHead } from '../documents/document.ts';
import { oneLine, progressLine, type Streams, short } from '../output.ts';

interface Options extends CommonOptions, Pick<PlaceOptions, 'only'> {
  readonly since?: string;
  readonly until?: string;
  readonly by?: string;
  readonly kind?: string;
  readonly way?: string;
}

export const addLog: AddCommand = (program, streams) => {
  const command = program
    .command('log')
    .description('list who changed what, when, from what to what, why and by which way, newest first')
    .argument('<file>', 'the workbook')
    .argument('[ref]', 'only a duty (orders-db/restore-testing) or a service (orders-db)')
    .option('--since <day>', 'from this day on, such as 2026-11-25')
    .option('--until <day>', 'up to this day and with it')
    .option(
      '--by <name>',
      'only what this person changed, sent in a sheet, or changed in a copy that was merged',
    )
    .option('--kind <kind>', `only changes of one kind: ${HISTORY_KINDS.join(', ')}`)
    .option('--way <way>', `only changes that came by one way: ${WAYS.join(', ')}`);
  onlyOption(command).action((file: string, ref: string | undefined, options: Options) => {
    const said = filterFrom(ref, options);
    return withWorkbook(file, 'read', options, streams, async ({ ask }) => {
      const { where } = await byPlace(options, ask);
      const filter = { ...said, ...where };
      if (options.only !== undefined || Object.keys(said).length > 0) await readAhead(ask, streams);
      const { total } = await ask('history.list', { limit: 1, filter });
      if (total === 0 && ref !== undefined) await refuseUnknown(ask, ref);
      const pages = told(pagesOf(ask, filter, total), total, streams);
      await (options.json === true ? printJson(pages, streams) : printText(pages, total, streams));
    });
  });
};

function filterFrom(ref: string | undefined, { since, until, by, kind, way }: Options): HistoryFilter {
  if (ref !== undefined && !assignmentRefSchema.safeParse(ref).success && !slugSchema.safeParse(ref).success)
    throw invalidInput(
      `"${ref}" is neither a duty nor a service. Write orders-db/restore-testing, or orders-db for all of its duties.`,
    );
  const known = HISTORY_KINDS.find((each) => each === kind);
  if (kind !== undefined && known === undefined)
    throw invalidInput(`--kind takes ${HISTORY_KINDS.join(', ')}, not "${kind}".`);
  const cameBy = WAYS.find((each) => each === way);
  if (way !== undefined && cameBy === undefined)
    throw invalidInput(`--way takes ${WAYS.join(', ')}, not "${way}".`);
  if (by?.trim() === '') throw invalidInput('--by takes the name of a person.');
  const from = dayFrom('--since', since, 0);
  const to = dayFrom('--until', until, 1);
  return {
    ...(ref === undefined ? {} : { ref }),
    ...(by === undefined ? {} : { by }),
    ...(known === undefined ? {} : { kind: known }),
    ...(cameBy === undefined ? {} : { way: cameBy }),
    ...(from === undefined ? {} : { since: from }),
    ...(to === undefined ? {} : { until: to }),
  };
}

/** The instant at which a day of this machine's zone begins, so many days later. */
function dayFrom(option: string, text: string | undefined, later: number): string | undefined {
  if (text === undefined) return undefined;
  if (!dateSchema.safeParse(text).success)
    throw invalidInput(`${option} takes a date such as 2026-11-25, not "${text}".`);
  return startOfDay(text, later) ?? undefined;
}

/** A filter looks at every entry, which in a long log takes its time: they are read piece by piece, and it is said how far. */
async function readAhead(ask: Ask, streams: Streams): Promise<void> {
  const progress = progressLine(streams);
  try {
    for (let left = true; left; ) {
      const { done, total } = await ask('history.prepare', {});
      progress.show('changes looked through', done, total);
      left = done < total;
    }
  } finally {
    progress.clear();
  }
}

/** NOT_FOUND for a service, or a duty, that is not there and never changed. */
async function refuseUnknown(ask: Ask, ref: string): Promise<void> {
  const [subject = '', duty] = ref.split('/');
  const subjects = await ask('assignments.subjects', {});
  if (!subjects.some((each) => each.ref === subject))
    throw notFound(
      `service "${subject}" in this workbook, nor was there one`,
      'List them with "demarc services".',
    );
  if (duty === undefined) return;
  const duties = (await ask('catalogue.responsibilities', {})).responsibilities.map(({ id }) => id);
  if (!duties.includes(duty))
    throw notFound(
      `duty "${duty}", nor was there one`,
      suggest(duty, duties) || 'Find it by its words with "demarc find".',
    );
}

const PAGE = 500;

/** Page by page, so that a long log needs no more memory than a short one. */
async function* pagesOf(
  ask: Ask,
  filter: HistoryFilter,
  total: number,
): AsyncGenerator<readonly HistoryLine[]> {
  for (let offset = 0; offset < total; offset += PAGE)
    yield (await ask('history.list', { offset, limit: PAGE, whole: true, filter })).lines;
}

/** Says how far the list is where it goes to a file or another program, so that nobody sees it grow. */
async function* told(
  pages: AsyncIterable<readonly HistoryLine[]>,
  total: number,
  streams: Streams,
): AsyncGenerator<readonly HistoryLine[]> {
  const progress = progressLine(streams);
  let done = 0;
  try {
    for await (const lines of pages) {
      yield lines;
      done += lines.length;
      if (streams.out.isTTY !== true) progress.show('changes listed', done, total);
    }
  } finally {
    progress.clear();
  }
}

/** Page by page, too: the head of the document, then one change after the other. */
async function printJson(pages: AsyncIterable<readonly HistoryLine[]>, { out }: Streams): Promise<void> {
  const { schema, version } = documentHead('log');
  out.write(`{\n  "schema": "${schema}",\n  "version": ${version},\n  "changes": [`);
  let between = '';
  for await (const lines of pages)
    for (const line of lines) {
      out.write(`${between}\n    ${JSON.stringify(line, null, 2).replaceAll('\n', '\n    ')}`);
      between = ',';
    }
  out.write(between === '' ? ']\n}\n' : '\n  ]\n}\n');
}

async function printText(
  pages: AsyncIterable<readonly HistoryLine[]>,
  total: number,
  { out }: Streams,
): Promise<void> {
  for await (const lines of pages) out.write(lines.map(textOf).join(''));
  out.write(total === 0 ? 'No changes.\n' : `${counted(total, 'change')}\n`);
}

/** Moment, who and which way; what; then what was before and after. */
function textOf(line: HistoryLine): string {
  const from = line.from === null ? '' : ` (${line.from})`;
  const head = [momentOf(line.at), line.who ?? 'somebody', `${WAY_WORDS[line.way]}${from}`];
  const [only, ...more] = line.parts;
  const alone = only !== undefined && more.length === 0 && only.ref !== null;
  return [
    head.map(oneLine).join('  '),
    `  ${oneLine(line.what)}`,
    ...(alone
      ? [...inCopy(only, '    '), ...changesOf(only, '    ')]
      : line.parts.flatMap((part) => partOf(part))),
    '',
  ].join('\n');
}

const partOf = (part: HistoryPart): readonly string[] => [
  `    ${oneLine([part.name, part.subject].filter((name) => name !== null).join(', '))}${part.act === 'changed' ? '' : ` (${part.act})`}`,
  ...inCopy(part, '      '),
  ...changesOf(part, '      '),
];
const inCopy = ({ by }: HistoryPart, indent: string): readonly string[] =>
  by === undefined ? [] : [`${indent}in the copy: ${oneLine(by.join(', '))}`];
const changesOf = ({ changes }: HistoryPart, indent: string): readonly string[] =>
  changes.map(
    ({ label, before, after }) =>
      `${indent}${oneLine(label)}: ${short(before) || 'nothing'} -> ${short(after) || 'nothing'}`,
  );

/** `2026-11-25 14:03` in this machine's zone. */
function momentOf(at: string): string {
  const time = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`;
}
