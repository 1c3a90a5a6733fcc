import { setImmediate as nextTurn } from 'node:timers/promises';
import { namedParties } from '../../../assessment/parties.ts';
import { DemarcError, notFound } from '../../../contract/errors.ts';
import type { Resolutions, sheets } from '../../../contract/methods/sheets.ts';
import {
  changeKey,
  type SheetApplied,
  type SheetChange,
  type SheetPreview,
} from '../../../contract/sheets.ts';
import { namesById } from '../../../domain/duties/ownership.ts';
import { returnedWords } from '../../../domain/history/ways.ts';
import type { SheetDifference } from '../../../domain/returned-sheet/compare-sheet.ts';
import { partyHeader } from '../../../domain/sheets/register-cells.ts';
import { counted } from '../../../domain/words/counted.ts';
import type { ReadSheet } from '../../../jobs/tasks.ts';
import { refsChangedSince } from '../../../workbook/earlier-rows.ts';
import { listPeople, writePerson } from '../../../workbook/tables/parties.ts';
import type { CommandContext, Handlers, JobContext } from '../../context.ts';
import { peopleWith, takeInRow } from './take-in.ts';

const NO_RESOLUTIONS: Resolutions = { people: [], evidence: [] };
/** Assignments looked at before others get a turn. */
const AT_ONCE = 100;

function readInWorker(context: JobContext, file: string, resolutions: Resolutions): Promise<ReadSheet> {
  const { session, core, files, signal, progress } = context;
  return core.runTask(
    {
      kind: 'returned-sheet',
      workbook: session.path,
      path: files.pathOf(file),
      name: files.nameOf(file),
      resolutions,
    },
    { signal, progress },
  );
}

/** What the rules of the workbook say to each difference, without writing any of it. */
async function withRefusals(
  context: JobContext,
  differences: readonly SheetDifference[],
  resolutions: Resolutions,
): Promise<readonly SheetChange[]> {
  const { session, progress, signal } = context;
  const people = peopleWith(context.db, resolutions);
  const judging = { ...context, rev: session.head().rev + 1 };
  const refusals = new Map<string, string>();
  const brought = new Map<string, SheetChange['brings']>();
  const dropped = new Map<string, SheetChange['drops']>();
  const names = namesById(namedParties(context.db));
  const byRef = Map.groupBy(differences, ({ ref }) => ref);
  let done = 0;
  for (const [ref, own] of byRef) {
    const outcome = takeInRow(judging, ref, own, {
      people,
      // Whether an accepted answer is opened again is decided by whoever reads the preview.
      reopen: '',
      answeredBy: null,
    });
    brought.set(
      changeKey(ref, 'owners'),
      outcome.brought.map(({ party, text }) => ({
        title: partyHeader(names.get(party) ?? party, 'text'),
        text,
      })),
    );
    dropped.set(
      changeKey(ref, 'owners'),
      outcome.dropped.map(({ title, text }) => ({ title, text })),
    );
    for (const { difference, refusal } of outcome.cells)
      if (refusal !== null) refusals.set(changeKey(ref, difference.field), refusal);
    done += 1;
    if (done % AT_ONCE !== 0) continue;
    progress(done, byRef.size, 'changed duties looked at');
    await nextTurn();
    signal.throwIfAborted();
  }
  return differences.map(({ value: _value, reasons: _reasons, ...change }) => ({
    ...change,
    refusal: refusals.get(changeKey(change.ref, change.field)) ?? null,
    brings: brought.get(changeKey(change.ref, change.field)) ?? [],
    drops: dropped.get(changeKey(change.ref, change.field)) ?? [],
  }));
}

type ApplyInput = Parameters<Handlers<typeof sheets>['apply']>[1];

function isChosen({ cells }: ApplyInput): (difference: SheetDifference) => boolean {
  const keys = new Set('only' in cells ? cells.only : cells.except);
  const wanted = 'only' in cells;
  return ({ ref, field }) => keys.has(changeKey(ref, field)) === wanted;
}

function senderName(context: JobContext, sender: ApplyInput['sender']): string {
  if ('name' in sender) return sender.name;
  const person = listPeople(context.db).find(({ id }) => id === sender.person);
  if (!person) throw notFound(`person "${sender.person}"`, 'Name the sender in words instead.');
  return person.name;
}

/** Writes what was chosen of a sheet, in one transaction. */
function takeIn(
  context: CommandContext,
  input: ApplyInput,
  chosen: readonly SheetDifference[],
  sender: string,
  file: string,
): SheetApplied {
  const { db, actor } = context;
  const people = peopleWith(db, input.resolutions ?? NO_RESOLUTIONS);
  const moved = refsChangedSince(db, input.rev);
  const agreed = new Set(input.accepted?.refs);
  const left: SheetApplied['left'][number][] = [];
  const leave = ({ ref, field, title, sheet, cell, after }: SheetDifference, why: string) =>
    left.push({ ref, field, title, sheet, cell, after, why });
  const used = new Set(chosen.map(({ value }) => people.idOf(value)));
  const added = people.added.filter(({ id }) => used.has(id));
  for (const person of added) writePerson(db, person);
  let applied = 0;
  let assignments = 0;
  let reopened = 0;
  for (const [ref, differences] of Map.groupBy(chosen, (difference) => difference.ref)) {
    if (moved.has(ref)) {
      for (const difference of differences)
        leave(difference, `${ref} was changed here while the sheet was being looked at. Bring it in again.`);
      continue;
    }
    const outcome = takeInRow(context, ref, differences, {
      people,
      reopen: agreed.has(ref) ? (input.accepted?.reason ?? null) : null,
      answeredBy: sender,
    });
    outcome.write?.(context);
    for (const { difference, refusal } of outcome.cells) {
      if (refusal === null) applied += 1;
      else leave(difference, refusal);
    }
    if (outcome.changed) assignments += 1;
    if (outcome.reopened) reopened += 1;
  }
  const opened = reopened === 0 ? '' : `, ${counted(reopened, 'accepted answer')} reopened`;
  context.describe(
    returnedWords(
      sender,
      actor,
      `${counted(applied, 'cell')} of ${counted(assignments, 'duty', 'duties')} from ${file}${opened}`,
    ),
  );
  const change = applied > 0 ? context.rev : null;
  return { change, applied, assignments, left, people: added.map(({ name }) => name), reopened };
}

export const sheetHandlers: Handlers<typeof sheets> = {
  async preview(context, { file, resolutions = NO_RESOLUTIONS }): Promise<SheetPreview> {
    const { differences, ...read } = await readInWorker(context, file, resolutions);
    return { ...read, changes: await withRefusals(context, differences, resolutions) };
  },

  async apply(context, input) {
    const { session, files } = context;
    if (session.readOnly)
      throw new DemarcError(
        'READ_ONLY',
        `${session.fileName} is open for reading only, so nothing of the sheet can be taken in.`,
      );
    const sender = senderName(context, input.sender);
    const read = await readInWorker(context, input.file, input.resolutions ?? NO_RESOLUTIONS);
    if (read.sha256 !== input.sha256)
      throw new DemarcError(
        'CONFLICT',
        `${files.nameOf(input.file)} is not the file any more that was looked at, so nothing was taken in. Look at it again.`,
      );
    const chosen = read.differences.filter(isChosen(input));
    const name = files.nameOf(input.file);
    if (chosen.length === 0)
      return { change: null, applied: 0, assignments: 0, left: [], people: [], reopened: 0 };
    return context.write('sheets.apply', (command) => takeIn(command, input, chosen, sender, name));
  },
};
