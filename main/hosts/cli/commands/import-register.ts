import { invalidInput } from '../../../contract/errors.ts';
import type { Resolutions } from '../../../contract/methods/sheets.ts';
import {
  changeKey,
  type SheetApplied,
  type SheetChange,
  type SheetPreview,
  type UnplacedCell,
} from '../../../contract/sheets.ts';
import { ownershipWords } from '../../../domain/duties/ownership.ts';
import { STATUS_LABELS } from '../../../domain/sheets/cell-words.ts';
import { counted } from '../../../domain/words/counted.ts';
import { confirm } from '../confirm.ts';
import type { WorkbookCommand } from '../context.ts';
import { EXIT, type ExitStatus } from '../exit.ts';
import { oneLine, table } from '../output.ts';
import { type NameOptions, resolutionsFor } from './import-names.ts';

export interface RegisterOptions extends NameOptions {
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly theirs?: boolean;
  readonly accepted?: boolean;
  readonly sender?: string;
  /** Refs and cells of the sheet; all of them where it is not given. */
  readonly only?: readonly string[];
}

/** Takes a register in that came back, or only says what it would change. Status 1 when something of it was left out. */
export async function importRegister(
  command: WorkbookCommand,
  file: string,
  options: RegisterOptions,
): Promise<ExitStatus> {
  const { ask, print, streams } = command;
  const first = await ask('sheets.preview', { file });
  const settle = options.name !== undefined || options.add !== undefined;
  const resolutions = settle ? await resolutionsFor(command, first, options) : undefined;
  const preview = resolutions ? await ask('sheets.preview', { file, resolutions }) : first;
  checkOnly(preview, options.only);
  const placed = preview.changes.filter(({ refusal }) => refusal === null);
  const unplaced = [...preview.unplaced, ...preview.changes.flatMap(refused)];
  const chosen = placed.filter((change) => whyNot(change, options) === null);
  if (options.json !== true) streams.out.write(previewText(preview, placed, unplaced, options));
  const sender = await senderOf(command, preview, options);
  const apply = options.dryRun !== true && chosen.length > 0 && (await agreed(chosen.length, options));
  const applied = apply ? await take(command, file, preview, chosen, sender, resolutions) : null;
  const left = new Map(applied?.left.map((cell) => [changeKey(cell.ref, cell.field), cell.why]));
  print(
    'import-register',
    {
      kind: 'register',
      file: preview.file,
      sender: 'name' in sender ? sender.name : sender.person,
      exported: preview.exported,
      changes: placed.map(({ refusal: _refusal, ...change }) => {
        const why = whyNot(change, options) ?? left.get(changeKey(change.ref, change.field)) ?? null;
        return { ...change, applied: applied !== null && why === null, left: why };
      }),
      unplaced,
      unchanged: preview.unchanged,
      notes: preview.notes,
      applied: applied?.applied ?? 0,
      people: applied?.people ?? [],
      assignments: applied?.assignments ?? 0,
      reopened: applied?.reopened ?? 0,
    },
    () => outcomeText(chosen.length, applied, options.dryRun === true),
  );
  // What --only leaves out was left out on purpose.
  const wanted = placed.filter((change) => isWanted(change, options.only)).length;
  const leftOut = unplaced.length + (wanted - chosen.length) + (applied?.left.length ?? 0);
  return leftOut > 0 ? EXIT.found : EXIT.done;
}

/** A cell that the rules of the workbook refuse has no place either. */
const refused = ({
  sheet,
  cell,
  after,
  ref,
  field,
  refusal,
}: SheetChange): readonly Omit<UnplacedCell, 'written' | 'party'>[] =>
  refusal === null
    ? []
    : [{ sheet, cell, value: after, why: refusal, kind: 'invalid', ref, field, suggestion: null }];

/** Whether a change is one of those asked for, by its ref or by its cell. */
const isWanted = ({ ref, cell }: Pick<SheetChange, 'ref' | 'cell'>, only: readonly string[] = []): boolean =>
  only.length === 0 || only.some((text) => text === ref || text.toUpperCase() === cell);

function checkOnly({ file, changes }: SheetPreview, only: readonly string[] = []): void {
  for (const text of only)
    if (!changes.some((change) => isWanted(change, [text])))
      throw invalidInput(
        `${file} changes nothing at "${text}". --only takes a ref or a cell of the sheet; --dry-run lists both.`,
      );
}

/** Why a change waits for an explicit yes, or was not asked for; null when it is taken in. */
function whyNot(
  change: Pick<
    SheetChange,
    'accepted' | 'changedHereSince' | 'ref' | 'cell' | 'atExport' | 'before' | 'field'
  >,
  options: RegisterOptions,
) {
  if (!isWanted(change, options.only)) return 'It is not among those that --only names.';
  if (change.accepted && options.accepted !== true)
    return 'The answer is accepted in review. Add --accepted to reopen and change it.';
  if (change.changedHereSince && options.theirs !== true)
    return 'It was changed here, too, since the export. Add --theirs to take the sheet’s.';
  if (change.atExport === null && saysSomething(change) && options.theirs !== true)
    return 'It is not known what stood here at export, so this may undo a later change. Add --theirs to take the sheet’s.';
  return null;
}

/** Whether the cell would lose what it says here. */
const saysSomething = ({ field, before }: Pick<SheetChange, 'field' | 'before'>): boolean =>
  before !== '' &&
  !(field === 'owners' && before === ownershipWords({ kind: 'unanswered' }, new Map())) &&
  !(field === 'status' && before === STATUS_LABELS['not-started']);

type Sender = { readonly person: string } | { readonly name: string };

async function senderOf(
  { ask }: WorkbookCommand,
  preview: SheetPreview,
  options: RegisterOptions,
): Promise<Sender> {
  const given = options.sender?.trim();
  if (given === '') throw invalidInput('--sender needs a name.');
  if (given !== undefined) {
    const people = await ask('people.list', {});
    const found = people.find(({ id, name }) => id === given || name.toLowerCase() === given.toLowerCase());
    return found ? { person: found.id } : { name: given };
  }
  return preview.sender ? { person: preview.sender.person } : { name: 'an unnamed sender' };
}

function agreed(count: number, options: RegisterOptions): boolean | Promise<boolean> {
  // Where nobody can be asked (a pipe, `--json`), giving the command is the yes.
  if (options.yes === true || options.json === true || process.stdin.isTTY !== true) return true;
  return confirm(`Take in ${counted(count, 'changed cell')}?`);
}

function take(
  { ask }: WorkbookCommand,
  file: string,
  { rev, sha256 }: SheetPreview,
  chosen: readonly SheetChange[],
  sender: Sender,
  resolutions: Resolutions | undefined,
): Promise<SheetApplied> {
  const accepted = [...new Set(chosen.filter((change) => change.accepted).map(({ ref }) => ref))];
  return ask('sheets.apply', {
    file,
    rev,
    sha256,
    cells: { only: chosen.map(({ ref, field }) => changeKey(ref, field)) },
    sender,
    ...(resolutions ? { resolutions } : {}),
    ...(accepted.length === 0
      ? {}
      : { accepted: { refs: accepted, reason: 'Changed in a sheet that came back.' } }),
  });
}

const short = (text: string): string => {
  const line = oneLine(text);
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
};

function previewText(
  preview: SheetPreview,
  placed: readonly SheetChange[],
  unplaced: readonly Pick<UnplacedCell, 'sheet' | 'cell' | 'value' | 'why'>[],
  options: RegisterOptions,
): string {
  const { exported, sender } = preview;
  const from = exported
    ? `exported from revision ${exported.revision}`
    : 'without a mark of what it was exported from';
  const lines = [
    `${oneLine(preview.file)}: ${counted(preview.rows, 'row')} read, ${from}${sender ? `, for ${oneLine(sender.name)}` : ''}\n`,
    `${counted(placed.length, 'changed cell')}, ${counted(preview.unchanged, 'cell')} as before, ${counted(unplaced.length, 'cell')} without a place\n`,
    ...preview.notes.map((note) => `note: ${oneLine(note)}\n`),
  ];
  if (placed.length > 0)
    lines.push(
      '\n',
      table(placed, [
        { head: 'CELL', text: ({ cell }) => cell },
        { head: 'REF', text: ({ ref }) => ref },
        { head: 'COLUMN', text: ({ title }) => title },
        { head: 'HERE', text: ({ before }) => short(before) },
        { head: 'SHEET', text: ({ after }) => short(after) },
        { head: '', text: (change) => whyNot(change, options) ?? '' },
      ]),
      ...placed.flatMap(({ cell, brings, drops }) => [
        ...brings.map(({ title, text }) => `${cell} brings "${oneLine(title)}" along: ${short(text)}\n`),
        ...drops.map(({ title, text }) => `${cell} takes "${oneLine(title)}" away: ${short(text)}\n`),
      ]),
    );
  const names = preview.unplaced.some(({ kind }) => kind === 'person' || kind === 'evidence');
  if (unplaced.length > 0)
    lines.push(
      '\nWithout a place:\n',
      table(unplaced, [
        { head: 'CELL', text: ({ sheet, cell }) => `${sheet}!${cell}` },
        { head: 'VALUE', text: ({ value }) => short(value) },
        { head: 'WHY', text: ({ why }) => why },
      ]),
    );
  if (names)
    lines.push(
      '\nSay what a name means with --name "as written=who or what is meant"; add a new person with --add.\n',
    );
  return lines.join('');
}

function outcomeText(chosen: number, applied: SheetApplied | null, dryRun: boolean): string {
  if (applied)
    return [
      `\nTook in ${counted(applied.applied, 'cell')} of ${counted(applied.assignments, 'duty', 'duties')}${applied.reopened > 0 ? `, ${counted(applied.reopened, 'accepted answer')} reopened` : ''}.\n`,
      ...(applied.people.length > 0 ? [`Added ${applied.people.map(oneLine).join(', ')}.\n`] : []),
      ...applied.left.map(({ sheet, cell, why }) => `left as it is, ${sheet}!${cell}: ${oneLine(why)}\n`),
    ].join('');
  if (chosen === 0) return '\nThere is nothing to take in.\n';
  return dryRun
    ? `\n${counted(chosen, 'cell')} would be taken in; nothing was changed.\n`
    : '\nNothing was taken in.\n';
}
