import { basename, resolve } from 'node:path';
import type { MergeConflict, MergePreview, MergeResult, Resolution } from '../../../contract/merge.ts';
import { GROUP_WORDS } from '../../../domain/merge/group-words.ts';
import { counted } from '../../../domain/words/counted.ts';
import { temporaryBeside } from '../../../platform/atomic-write.ts';
import { keepTemporary, removeTemporary } from '../../../platform/temporaries.ts';
import { collect } from '../collect.ts';
import type { AddCommand } from '../command.ts';
import { confirm } from '../confirm.ts';
import { type Ask, type CommonOptions, type WorkbookCommand, withWorkbook } from '../context.ts';
import { EXIT, ExitWith } from '../exit.ts';
import { AS_OPTION } from '../identity.ts';
import { asNotOpened, registerWorkbook } from '../other-workbook.ts';
import { oneLine, short, table } from '../output.ts';
import { checkDecisions, type DecisionOptions, type Decisions, readDecisions } from './merge-decisions.ts';

interface Options extends CommonOptions, DecisionOptions {
  readonly base?: string;
  readonly out?: string;
  readonly dryRun?: boolean;
  readonly oneAssessment?: boolean;
}

export const addMerge: AddCommand = (program, streams) => {
  program
    .command('merge')
    .description(
      "merge a colleague's copy into a workbook; what only one of you changed is taken, the rest is asked",
    )
    .argument('<file>', 'the workbook that takes the changes in')
    .argument('<theirs>', 'the copy')
    .option('--base <path>', 'the workbook that both were made from; otherwise found in the change logs')
    .option('--out <path>', 'write the merged workbook there and leave both files alone')
    .option('--dry-run', 'show what would come in and what has to be decided, and change nothing')
    .option(
      '--take <side:conflict>',
      'decide one conflict for mine (<file>), theirs or both, by the name that --dry-run gives it; repeatable',
      collect,
    )
    .option(
      '--settle <path>',
      'decide the conflicts in a JSON file: {"<conflict>": "mine" | "theirs" | "both"}',
    )
    .option('--mine', 'decide every other conflict for <file>')
    .option('--theirs', 'decide every other conflict for <theirs>')
    .option('--one-assessment', "merge although the two look like two teams' workbooks begun from one copy")
    .option(...AS_OPTION)
    .action(async (file: string, theirs: string, options: Options) => {
      const decisions = readDecisions(options);
      // With another place to write to, or none, the workbook itself is only read.
      const access = options.dryRun === true || options.out !== undefined ? 'read' : 'write';
      let replace: (() => Promise<void>) | null = null;
      await withWorkbook(file, access, options, streams, async (command) => {
        replace = await run(command, file, theirs, options, decisions);
      });
      // The workbook is closed by now, and the merged one stands finished beside it.
      await (replace as (() => Promise<void>) | null)?.();
    });
};

type Registered = { readonly file: string; readonly base?: string };

interface Settled {
  readonly preview: MergePreview;
  readonly resolutions: Readonly<Record<string, Resolution>>;
  /** Conflicts that nobody has decided. */
  readonly open: readonly MergeConflict[];
}

/** Where nobody can be asked (a pipe, `--json`) it has to be said on the command line; to look at it changes nothing. */
function isOneAssessment(options: Options): boolean | Promise<boolean> {
  if (options.oneAssessment === true) return true;
  if (options.dryRun === true || options.json === true || process.stdin.isTTY !== true) return false;
  return confirm('Merge them all the same?');
}

/** Puts the decisions to the merge until none of its questions has an answer left: one answer can raise the next question. */
async function settle(ask: Ask, ends: Registered, decisions: Decisions): Promise<Settled> {
  let resolutions = decisions.given;
  for (;;) {
    const preview = await ask('merge.preview', { ...ends, resolutions }).catch(asNotOpened);
    const open = preview.conflicts.filter(({ key }) => !Object.hasOwn(resolutions, key));
    const { otherwise } = decisions;
    if (open.length === 0 || otherwise === undefined) {
      checkDecisions(decisions, preview.conflicts);
      return { preview, resolutions, open };
    }
    resolutions = { ...resolutions, ...Object.fromEntries(open.map(({ key }) => [key, otherwise])) };
  }
}

/** Returns what is left to do once the workbook is closed. */
async function run(
  command: WorkbookCommand,
  file: string,
  theirs: string,
  options: Options,
  decisions: Decisions,
): Promise<(() => Promise<void>) | null> {
  const { core, ask, print } = command;
  const handle = (path: string) => registerWorkbook(core, path);
  const ends: Registered = {
    file: handle(theirs),
    ...(options.base === undefined ? {} : { base: handle(options.base) }),
  };
  const { preview, resolutions, open } = await settle(ask, ends, decisions);
  for (const notice of preview.notices) command.streams.err.write(`demarc: note: ${notice}\n`);
  const { ancestor, changes, renamed } = preview;
  const conflicts = preview.conflicts.map((conflict) => ({
    ...conflict,
    answer: resolutions[conflict.key] ?? null,
  }));
  const document = {
    notices: preview.notices,
    doubt: preview.doubt,
    ancestor,
    mine: preview.mine,
    theirs: preview.theirs,
    changes,
    conflicts,
    renamed,
  };
  if (preview.doubt !== null) command.streams.err.write(`demarc: note: ${oneLine(preview.doubt)}\n`);
  const isOne = preview.doubt === null || (await isOneAssessment(options));
  if (options.dryRun === true || open.length > 0 || !isOne) {
    print('merge', { ...document, merged: null }, () =>
      previewText(preview, open, file, theirs, { dryRun: options.dryRun === true, isOne }),
    );
    if (open.length > 0 || (!isOne && options.dryRun !== true)) throw new ExitWith(EXIT.found);
    return null;
  }
  const path = options.out ?? temporaryBeside(resolve(file));
  const backups = core.backups.places();
  try {
    const merged = await ask('merge.write', {
      ...ends,
      resolutions,
      oneAssessment: isOne,
      expected: { mine: preview.mine.head, theirs: preview.theirs.head },
      target: core.files.registerTarget(path).handle,
    });
    const { bytes, head, rev } = merged;
    const told = {
      path: options.out ?? file,
      rev,
      head,
      bytes,
      changes: merged.changes,
      resolved: merged.resolved,
    };
    const tell = () =>
      print('merge', { ...document, merged: told }, () => resultText(merged, theirs, options.out ?? file));
    if (options.out !== undefined) {
      tell();
      return null;
    }
    keepTemporary(path);
    return async () => {
      try {
        if (merged.merged) {
          const { takePlace } = await import('../../../services/exchange/take-place.ts');
          takePlace(path, resolve(file), {
            head: preview.mine.head,
            backups,
            now: new Date().toISOString(),
          });
        }
        tell();
      } finally {
        removeTemporary(path);
      }
    };
  } catch (error) {
    if (options.out === undefined) removeTemporary(path);
    throw error;
  }
}

function previewText(
  preview: MergePreview,
  open: readonly MergeConflict[],
  file: string,
  theirs: string,
  { dryRun, isOne }: { readonly dryRun: boolean; readonly isOne: boolean },
): string {
  const { changes, conflicts, renamed } = preview;
  if (changes.length === 0 && conflicts.length === 0)
    return `${basename(file)} has everything that ${basename(theirs)} has.\n`;
  const decided = conflicts.length - open.length;
  const lines = [
    `${counted(changes.length, 'change')} of ${basename(theirs)} ${changes.length === 1 ? 'comes' : 'come'} in ${decided === 0 ? 'without asking' : `with ${counted(decided, 'conflict')} decided`}.\n`,
  ];
  if (changes.length > 0) lines.push('\n', changesTable(changes));
  for (const { side, what, from, to, title } of renamed)
    lines.push(
      `${side === 'mine' ? basename(file) : basename(theirs)}: ${what} ${from} becomes ${to}, ${short(title)}\n`,
    );
  if (open.length > 0)
    lines.push(`\n${counted(open.length, 'conflict')} to decide:\n\n`, conflictsTable(open));
  lines.push(
    dryRun
      ? '\nNothing was changed.\n'
      : !isOne
        ? '\nNothing was merged. Where they are one assessment all the same, say so with --one-assessment.\n'
        : '\nNothing was merged. Decide one by one with --take SIDE:CONFLICT or --settle FILE, all others with --mine or --theirs, or all of it in the app: Changes, Merge.\n',
  );
  return lines.join('');
}

/** The ref where it says what is meant: an action, a decision or a sign-off is more than the service that it is about. */
const whereOf = ({ group, ref, place }: Pick<MergeConflict, 'group' | 'ref' | 'place'>): string =>
  ref === null || group === 'actions' || group === 'meetings' || group === 'review' ? short(place) : ref;

const changesTable = (changes: MergePreview['changes']): string =>
  table(changes, [
    { head: 'WHAT', text: (change) => GROUP_WORDS[change.group] },
    { head: 'WHERE', text: whereOf },
    { head: 'FIELD', text: (change) => change.field },
    { head: 'BEFORE', text: (change) => short(change.before) },
    { head: 'AFTER', text: (change) => short(change.after) },
    { head: 'BY', text: (change) => change.said.who },
  ]);

const conflictsTable = (conflicts: readonly MergeConflict[]): string =>
  table(conflicts, [
    { head: 'WHERE', text: whereOf },
    { head: 'FIELD', text: (conflict) => conflict.field },
    { head: 'BEFORE BOTH', text: (conflict) => short(conflict.base) },
    { head: 'MINE', text: ({ mine }) => short(mine.text) },
    { head: 'THEIRS', text: ({ theirs }) => short(theirs.text) },
    { head: 'BOTH', text: ({ both }) => (both === null ? '' : 'can be kept') },
    // Last and whole, to be copied: what --take and --settle call it.
    { head: 'CONFLICT', text: ({ key }) => key },
  ]);

function resultText(merged: MergeResult, theirs: string, path: string): string {
  if (!merged.merged) return `${basename(path)} has everything that ${basename(theirs)} has.\n`;
  const counts = merged.counts.map(({ group, changes }) => `${GROUP_WORDS[group]} ${changes}`).join(', ');
  return `${path}: ${counted(merged.changes.length, 'change')} merged (${counts || 'none of them visible'}), ${counted(merged.resolved, 'conflict')} decided, checked and complete\n`;
}
