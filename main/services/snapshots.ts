import { readFrozenState } from '../assessment/frozen-state.ts';
import { notFound } from '../contract/errors.ts';
import type { ParsedOf } from '../contract/method.ts';
import type { NamedComparison, Snapshot, snapshots } from '../contract/snapshots.ts';
import { compare } from '../domain/compare.ts';
import { countAnswered, type FrozenState } from '../domain/frozen-state.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import { lastChangeOf } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { readOtherWorkbook } from '../workbook/read-other.ts';
import {
  deleteSnapshot,
  insertSnapshot,
  listSnapshots,
  readSnapshot,
  readSnapshotState,
} from '../workbook/tables/snapshots.ts';
import { carrySplits } from './answers/carry-splits.ts';
import type { Handlers, QueryContext } from './context.ts';
import { confirmBasis, reask } from './reask.ts';

type Ends = Pick<ParsedOf<typeof snapshots.compare>, 'from' | 'to'>;
interface NamedState {
  readonly name: string;
  readonly at: string;
  readonly judgedAsOf: string;
  readonly state: FrozenState;
  readonly notices: readonly string[];
}
type Reading = Pick<QueryContext, 'session' | 'catalogue' | 'clock' | 'files'>;

function snapshotOf(db: ReadDb, number: number): Snapshot {
  const found = readSnapshot(db, number);
  if (!found) throw notFound(`snapshot ${number}`, 'It may have been removed; choose another from the list.');
  return found;
}

function readEnd({ session, catalogue, clock, files }: Reading, end: Ends['from']): NamedState {
  if (end === 'now')
    return {
      name: `${session.fileName}, as it is now`,
      at: lastChangeOf(session.db),
      judgedAsOf: clock.today(),
      state: session.db.snapshot((db) => readFrozenState(db, catalogue)),
      notices: [],
    };
  if (typeof end === 'number') {
    const snapshot = snapshotOf(session.db, end);
    return {
      name: snapshot.name,
      at: snapshot.takenAt,
      judgedAsOf: snapshot.takenAt.slice(0, 10),
      state: readSnapshotState(session.db, snapshot),
      notices: [],
    };
  }
  const name = files.nameOf(end.file);
  return readOtherWorkbook(files.pathOf(end.file), name, (db, notices) => ({
    name,
    at: lastChangeOf(db),
    judgedAsOf: clock.today(),
    state: readFrozenState(db, catalogue),
    notices,
  }));
}

function compareEnds(reading: Reading, { from, to }: Ends): NamedComparison {
  const before = readEnd(reading, from);
  const after = readEnd(reading, to);
  const ended = ({ name, at, judgedAsOf, state, notices }: NamedState) => ({
    name,
    at,
    judgedAsOf,
    services: state.services.length,
    answered: countAnswered(state),
    evidence: state.evidence.length,
    notices,
  });
  const days = { before: before.judgedAsOf, after: after.judgedAsOf };
  return { ...compare(before.state, after.state, days), from: ended(before), to: ended(after) };
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

  compare: (context, ends) => compareEnds(context, ends),

  async exportComparison(context, { target, ...ends }) {
    const { session, core, files, signal, progress } = context;
    const comparison = compareEnds(context, ends);
    const written = await runInWorker(
      core.workerUrl,
      {
        kind: 'comparison',
        workbook: session.readFrom,
        comparison,
        path: files.targetOf(target),
        digest: session.head().hash,
      },
      { signal, progress },
    );
    return { ...written, name: files.nameOf(target), handle: target };
  },

  reask,
  carrySplits,
  confirm: confirmBasis,
};
