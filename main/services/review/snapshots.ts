import {
  type ComparedEnd,
  comparedStates,
  comparedThere,
  snapshotOf,
  withBoth,
} from '../../assessment/compared-states.ts';
import { readFrozenState } from '../../assessment/frozen-state.ts';
import type { ParsedOf } from '../../contract/methods/method.ts';
import type { snapshots } from '../../contract/methods/snapshots.ts';
import { deleteSnapshot, insertSnapshot, listSnapshots } from '../../workbook/tables/snapshots.ts';
import { carrySplits } from '../answers/carry-splits.ts';
import type { Handlers, QueryContext } from '../context.ts';
import { namedFiles } from '../exchange/named-files.ts';
import { confirmBasis, reask } from './reask.ts';

type Ends = Pick<ParsedOf<typeof snapshots.compare>, 'from' | 'to' | 'asOf'>;

function endOf({ files }: Pick<QueryContext, 'files'>, end: Ends['from']): ComparedEnd {
  return typeof end === 'object' ? { path: files.pathOf(end.file), name: files.nameOf(end.file) } : end;
}

export const snapshotHandlers: Handlers<typeof snapshots> = {
  list: ({ db }) => listSnapshots(db),

  take({ session, db, catalogue, clock, actor, describe }, { name, note }) {
    const snapshot = insertSnapshot(
      db,
      { name, note: note || null, takenAt: clock.now(), takenBy: actor, takenRev: session.head().rev },
      readFrozenState(db, catalogue),
    );
    describe(`Took the snapshot "${name}"`);
    return snapshot;
  },

  remove({ db, describe }, { number }) {
    const { name } = snapshotOf(db, number);
    deleteSnapshot(db, number);
    describe(`Removed the snapshot "${name}"`);
    return null;
  },

  compare: (context, { from, to, asOf, audience = 'internal', ...where }) => {
    const { session, catalogue, clock } = context;
    const ends = { from: endOf(context, from), to: endOf(context, to) };
    const today = asOf ?? clock.today();
    return session.db.snapshot((db) => {
      const own = { db, catalogue, fileName: session.fileName, today };
      return withBoth(own, ends, (before, after) => {
        const all = comparedStates(own, before, after, { audience });
        return { ...comparedThere(own, before, after, all, where), of: all.total };
      });
    });
  },

  async exportComparison(context, { from, to, asOf, files: wanted, paper, ...given }) {
    const { session, core, clock, files, signal, progress } = context;
    const written = await core.runTask(
      {
        kind: 'comparison',
        workbook: session.readFrom,
        fileName: session.fileName,
        from: endOf(context, from),
        to: endOf(context, to),
        files: wanted.map(({ format, target }) => ({ format, path: files.targetOf(target) })),
        paper,
        asked: given,
        asOf: asOf ?? clock.today(),
        appVersion: core.version,
      },
      { signal, progress },
    );
    return { files: namedFiles(files, written, wanted) };
  },

  reask,
  carrySplits,
  confirm: confirmBasis,
};
