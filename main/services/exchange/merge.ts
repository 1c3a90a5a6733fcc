import { requireSoundCopy } from '../../assessment/merge-look.ts';
import { DemarcError } from '../../contract/errors.ts';
import type { MergePreview, MergeResult } from '../../contract/merge.ts';
import type { merge } from '../../contract/methods/merge.ts';
import type { ParsedOf } from '../../contract/methods/method.ts';
import { type MergeTold, refuseUndecided, requireAsLooked, summaryOf } from '../../jobs/merge-task.ts';
import type { MergeTask } from '../../jobs/tasks.ts';
import { readHead } from '../../workbook/change-log.ts';
import type { Connection } from '../../workbook/connection.ts';
import { applyMerge, copyFiles } from '../../workbook/merge/apply.ts';
import { withOtherWorkbook } from '../../workbook/merge/other-workbook.ts';
import { listMerges } from '../../workbook/merge/records.ts';
import type { Handlers, JobContext } from '../context.ts';
import type { Session } from '../session.ts';

const NOT_TOLD = 'A merge that was to be written was only worked out.';

type Asked = Pick<ParsedOf<typeof merge.preview>, 'file' | 'base'> &
  Partial<Omit<ParsedOf<typeof merge.apply>, 'file' | 'base'>>;

/** The copy that was looked at last for a workbook, by its stamp: nobody waits twice until it is held against its own log. */
const soundCopies = new WeakMap<Session, string>();

function taskOf({ session, files }: JobContext, input: Asked): MergeTask {
  const file = (handle: string) => ({ path: files.pathOf(handle), name: files.nameOf(handle) });
  return {
    kind: 'merge',
    workbook: session.readFrom,
    name: session.fileName,
    theirs: file(input.file),
    base: input.base === undefined ? null : file(input.base),
    resolutions: input.resolutions ?? {},
    oneAssessment: input.oneAssessment ?? false,
    otherwise: input.otherwise,
    sound: soundCopies.get(session) ?? null,
    expected: input.expected ?? null,
    toWrite: false,
    write: null,
  };
}

const resultOf = (
  { changes, counts, renamed }: MergePreview,
  head: { readonly rev: number; readonly hash: string },
  done: Pick<MergeResult, 'change' | 'merged' | 'resolved'>,
): MergeResult => ({ ...done, rev: head.rev, head: head.hash, changes, counts, renamed });

/**
 * What is written comes from a second opening of the copy: nothing may have been written to it, or put in its place, since the merge was
 * worked out. Throws CONFLICT or WORKBOOK_DAMAGED.
 */
function requireSameCopy(theirs: Connection, { preview }: MergeTold, isUntouched: boolean): void {
  requireAsLooked(preview.theirs, readHead(theirs).hash);
  if (!isUntouched) requireSoundCopy(theirs, preview.theirs.name);
}

export const mergeHandlers: Handlers<typeof merge> = {
  async preview(context, input) {
    const { plan, sound } = await context.core.runTask(taskOf(context, input), context);
    if (sound !== null) soundCopies.set(context.session, sound);
    return plan.preview;
  },

  async apply(context, input) {
    const { session, core, signal, progress } = context;
    if (session.readOnly)
      throw new DemarcError(
        'READ_ONLY',
        `${session.fileName} is open for reading only, so nothing can be merged into it.`,
      );
    const task = { ...taskOf(context, input), toWrite: true };
    const { plan, operations, sound } = await core.runTask(task, context);
    refuseUndecided(plan, task);
    if (plan.nothing)
      return resultOf(plan.preview, session.head(), { change: null, merged: false, resolved: 0 });
    if (operations === null) throw new Error(NOT_TOLD);
    return withOtherWorkbook(task.theirs, async (theirs, _, stamp) => {
      requireSameCopy(theirs, plan, stamp !== null && stamp === sound);
      await copyFiles(session.db, theirs, plan, {
        signal,
        progress: (done, total) => progress(done, total, 'bytes of evidence'),
      });
      const change = context.write('merge.apply', ({ db, clock, rev, actor, describe }) => {
        // It may have been changed while the merge was worked out and files were copied; the copy is held as it was.
        requireAsLooked(plan.preview.mine, session.head().hash);
        applyMerge(db, theirs, { ...plan, operations }, { rev, at: clock.now(), who: actor });
        describe(summaryOf(plan));
        return rev;
      });
      return resultOf(plan.preview, session.head(), { change, merged: true, resolved: plan.resolved });
    });
  },

  async write(context, input) {
    const { core, files, clock, actor } = context;
    const write = { path: files.targetOf(input.target), at: clock.now(), who: actor };
    const { plan, written } = await core.runTask({ ...taskOf(context, input), write }, context);
    if (written === null) throw new Error(NOT_TOLD);
    const { rev, head, bytes, evidence } = written;
    return {
      ...resultOf(
        plan.preview,
        { rev, hash: head },
        { change: null, merged: !plan.nothing, resolved: plan.resolved },
      ),
      bytes,
      evidence,
    };
  },

  history: ({ db }) => listMerges(db),
};
