import { basename } from 'node:path';
import { invalidInput } from '../../../contract/errors.ts';
import type { MethodOf } from '../../../contract/index.ts';
import type { InputOf } from '../../../contract/methods/method.ts';
import type { NamedState } from '../../../contract/methods/snapshots.ts';
import {
  type Change,
  COMPARISON_FORMATS,
  type ComparisonFormat,
  type NamedComparison,
  type WrittenComparison,
} from '../../../contract/snapshots.ts';
import { changedByText, tellsAuthors } from '../../../domain/changes/authors.ts';
import { GROUP_TITLES, KIND_TITLES, NOT_COMPARED } from '../../../domain/compare/words.ts';
import { counted } from '../../../domain/words/counted.ts';
import { AS_OF_OPTION, asOfFrom } from '../as-of.ts';
import { byPlace, onlyOption, type PlaceOptions } from '../by-place.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, type WorkbookCommand, withWorkbook } from '../context.ts';
import { asNotOpened, registerWorkbook } from '../other-workbook.ts';
import { oneLine, short, table } from '../output.ts';
import { paperFrom } from '../paper.ts';
import { PREPARED_OPTIONS, type PreparedOptions, preparedFrom, refuseUnborne } from '../prepared.ts';
import { wantedFiles } from '../wanted-files.ts';

interface Options extends CommonOptions, PreparedOptions, Pick<PlaceOptions, 'only'> {
  readonly xlsx?: string;
  readonly pdf?: string;
  readonly docx?: string;
  readonly html?: string;
  readonly since?: string;
  readonly paper?: string;
  readonly asOf?: string;
}
interface Ends {
  readonly from: NamedState;
  readonly to: NamedState;
}
/** A file that was written, under the path that was given. */
interface WrittenAt extends Omit<WrittenComparison, 'handle'> {
  readonly path: string;
}

export const addCompare: AddCommand = (program, streams) => {
  const command = program
    .command('compare')
    .description(
      'list what is different between two workbooks, or in one since a snapshot, and write it as a sheet or as a document that says who changed what, and what it does to gaps and controls',
    )
    .argument('<before>', 'the earlier workbook; with --since, the workbook itself')
    .argument('[after]', 'the later workbook')
    .option(
      '--since <snapshot>',
      'compare the workbook with this snapshot of its own: its number or its name',
    )
    .option('--pdf <path>', 'the changes as a PDF document')
    .option('--docx <path>', 'the same as a Word document')
    .option('--html <path>', 'the same as one HTML page')
    .option('--xlsx <path>', 'the changes as an Excel file')
    .option('--paper <size>', 'what the PDF and the Word document are printed on: a4 (unless said) or letter')
    .option(...AS_OF_OPTION);
  for (const option of PREPARED_OPTIONS) command.addOption(option);
  onlyOption(command);
  command.action((before: string, after: string | undefined, options: Options) => {
    const { since } = options;
    if ((after === undefined) === (since === undefined))
      throw invalidInput(
        'Name two workbooks, the earlier first, or one with --since and one of its snapshots: demarc compare <file> --since <snapshot>.',
      );
    const wanted = wantedFiles(COMPARISON_FORMATS, options);
    if (options.only !== undefined && wanted.length > 0)
      throw invalidInput(
        'What is written is always the whole comparison. Leave out --only, or leave out the files.',
      );
    if (options.paper !== undefined && options.pdf === undefined && options.docx === undefined)
      throw invalidInput('--paper is for the PDF and the Word document: name --pdf or --docx, with a path.');
    const { audience, only: _, ...marks } = options;
    refuseUnborne(
      // What is listed can be for somebody, and bears no mark.
      marks,
      wanted.length > 0,
      '--pdf, --docx, --html or --xlsx',
    );
    const prepared = preparedFrom({ ...marks, ...(audience === undefined ? {} : { audience }) });
    const shape = { ...paperFrom(options.paper), ...asOfFrom(options.asOf), ...prepared };
    return withWorkbook(after ?? before, 'read', options, streams, async (command) => {
      const { ask, print, core } = command;
      const ends: Ends =
        since === undefined
          ? // Both go the same way: looked over whole and refused by name when damaged.
            {
              from: { file: registerWorkbook(core, before) },
              to: { file: registerWorkbook(core, after ?? before) },
            }
          : { from: await snapshotNamed(command, since), to: 'now' };
      const { paper: _, classification: __, distribution: ___, ...day } = shape;
      const {
        from,
        to,
        of: _all,
        ...found
      } = await ask('snapshots.compare', {
        ...ends,
        ...day,
        ...(await byPlace(options, ask)).where,
      }).catch(asNotOpened);
      // The later one is also opened, which says what is to be known of it.
      for (const notice of from.notices) streams.err.write(`demarc: note: ${oneLine(notice)}\n`);
      const comparison: NamedComparison =
        since === undefined
          ? { ...found, from: { ...from, name: before }, to: { ...to, name: after ?? before } }
          : { ...found, from, to };
      const written = wanted.length === 0 ? [] : await writeAll(command, ends, wanted, shape);
      print(
        'compare',
        { ...comparison, ...Object.fromEntries(written.map(({ format, ...file }) => [format, file])) },
        () => textOf(comparison, written, options.only !== undefined),
      );
    });
  });
};

/** The number of a snapshot of the workbook that is open. INVALID_INPUT where none, or several, bear the name. */
async function snapshotNamed({ ask }: WorkbookCommand, given: string): Promise<number> {
  const known = await ask('snapshots.list', {});
  const named = known.filter(({ number, name }) => String(number) === given || name === given);
  const [one] = named;
  if (one && named.length === 1) return one.number;
  const list = known.map(({ number, name }) => `${number} (${name})`).join(', ');
  throw invalidInput(
    known.length === 0
      ? 'This workbook has no snapshot. Take one with "demarc snapshots take".'
      : `${one ? `Several snapshots are called "${given}"; give a number.` : `There is no snapshot "${given}".`} There are: ${list}.`,
  );
}

async function writeAll(
  { core, ask }: WorkbookCommand,
  ends: Ends,
  wanted: readonly { readonly format: ComparisonFormat; readonly path: string }[],
  shape: Omit<InputOf<MethodOf<'snapshots.exportComparison'>>, 'from' | 'to' | 'files'>,
): Promise<readonly WrittenAt[]> {
  const { files } = await ask('snapshots.exportComparison', {
    ...ends,
    ...shape,
    files: wanted.map(({ format, path }) => ({ format, target: core.files.registerTarget(path).handle })),
  });
  return files.map(({ handle: _, ...file }, index) => ({ ...file, path: wanted[index]?.path ?? '' }));
}

function textOf(
  { changes, counts, total, from, to }: NamedComparison,
  written: readonly WrittenAt[],
  narrowed: boolean,
): string {
  const names = `${basename(from.name)} and ${basename(to.name)}`;
  const files = written
    .map(
      ({ path, rows, warnings }) =>
        `${path}  ${counted(rows, 'change')}, read back and complete\n${warnings.map((warning) => `  note: ${warning}\n`).join('')}`,
    )
    .join('');
  if (total === 0 && narrowed) return `Nothing of what is there is different between ${names}.\n`;
  if (total === 0)
    return `${names} say the same in all that is compared. Not compared: ${NOT_COMPARED}.\n${files}`;
  const groups = counts.map(
    ({ group, added, gone, changed, expired }) =>
      `${GROUP_TITLES[group]} ${added + gone + changed + expired}`,
  );
  return [
    `${counted(total, 'change')} between ${names}: ${groups.join(', ')}\n\n`,
    table(changes, [
      { head: 'WHAT', text: (change) => GROUP_TITLES[change.group] },
      { head: 'HOW', text: (change) => KIND_TITLES[change.kind] },
      { head: 'WHERE', text: (change) => change.ref ?? short(change.place) },
      { head: 'FIELD', text: (change) => change.field },
      { head: 'BEFORE', text: (change) => short(change.before) },
      { head: 'AFTER', text: (change) => short(change.after) },
      ...(tellsAuthors(changes)
        ? [{ head: 'BY', text: (change: Change) => oneLine(changedByText(change) ?? '') }]
        : []),
    ]),
    files === '' ? '' : `\n${files}`,
  ].join('');
}
