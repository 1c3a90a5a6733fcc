import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { DemarcError } from '../contract/errors.ts';
import { appendChange, entitiesOf, type Head, seenRows, takeTouchedRows } from '../workbook/change-log.ts';
import type { Connection, WriteDb } from '../workbook/connection.ts';
import type { StoredEntry } from '../workbook/entry-hash.ts';
import type { OpenWorkbook } from '../workbook/open.ts';
import { noteProgram } from '../workbook/program-version.ts';
import type { RowChange } from '../workbook/state/rows.ts';
import type { SittingHistory } from './program/sitting.ts';
import type { Session, SessionOptions } from './session.ts';

/** What a session remembers of the workbook, as far as a change has to keep it up to date. */
interface Memory {
  last(): Head;
  moveTo(head: Head): void;
  forget(changes: readonly RowChange[]): void;
  forgetSoon(changes: readonly RowChange[]): void;
  /** Forgets what waited to be forgotten. */
  settle(): void;
  forgetAll(): void;
  /** After a transaction that was taken back, which may have looked up what it had written. */
  forgetLookedUp(): void;
  catalogue(): CatalogueIndex;
}

/** Thrown out of a transaction, which so takes back what it wrote, with what its command gives. */
class Rehearsed extends Error {
  readonly value: unknown;
  constructor(value: unknown) {
    super('a rehearsal ends its transaction');
    this.value = value;
  }
}

/** What is remembered, as it follows a transaction that is not committed yet. */
function createFollowing(connection: Connection, memory: Memory) {
  let seen = 0;
  const rollBack = () => {
    if (seen > 0) memory.forgetAll();
    else memory.forgetLookedUp();
    seen = 0;
  };
  return {
    renew: () => {
      const { rows, last } = seenRows(connection, seen);
      seen = last;
      memory.forget(rows);
      return memory.catalogue();
    },
    rehearse(run: () => unknown): never {
      throw new Rehearsed(run());
    },
    rollBack,
  };
}

/** The one way in which a session writes: a transaction with its entry in the log. */
export function createWriter({
  open,
  options,
  memory,
  history,
  stillThere,
  session,
}: {
  readonly open: OpenWorkbook;
  readonly options: SessionOptions;
  readonly memory: Memory;
  readonly history: SittingHistory;
  /** Looks at the file, and tells whoever shows it where it went away. */
  readonly stillThere: (check: () => void, origin: string) => void;
  readonly session: () => Session;
}): Session['write'] {
  const { connection } = open;
  /** The workbook says that this program wrote it last: nothing that it writes changes that, but in the row of the workbook itself. */
  let isProgramNoted = false;
  return ({ method, origin, actor, logged, step, aside = false }, run) => {
    const { guard } = open;
    if (guard === null) throw readOnlyError(session());
    stillThere(() => guard.before(options.clock.now()), origin);
    // Nothing that a transaction writes and takes back may be remembered.
    memory.settle();
    let summary = method;
    let changes: readonly RowChange[] = [];
    const head = memory.last();
    const entries: StoredEntry[] = [];
    const following = createFollowing(connection, memory);
    const { renew, rehearse } = following;
    const { clock, ids, files, keys } = options;
    const describe = (sentence: string) => {
      summary = sentence;
    };
    const transaction = (db: WriteDb) => {
      guard.within();
      const catalogue = session().catalogue();
      const rev = head.rev + 1;
      const result = run({
        session: session(),
        db,
        catalogue,
        clock,
        ids,
        files,
        keys,
        actor,
        rev,
        describe,
        renew,
        rehearse,
      });
      const touched = takeTouchedRows(connection);
      changes = touched.rows;
      if (changes.length + touched.batches.length === 0) return result;
      if (!logged)
        throw new Error(`${method} leaves no entry in the change log, and changed what the log records.`);
      const at = options.clock.now();
      const entry = appendChange(db, head, { at, who: actor, origin, method, summary }, touched);
      const program =
        isProgramNoted && !changes.some(({ table }) => table === 'workbook')
          ? null
          : noteProgram(connection, entry, { program: options.program, at, who: actor });
      entries.push(entry, ...(program === null ? [] : [program]));
      return result;
    };
    let value: ReturnType<typeof run>;
    try {
      value = connection.write(transaction);
    } catch (error) {
      following.rollBack();
      if (!(error instanceof Rehearsed)) throw error;
      return { value: error.value as ReturnType<typeof run>, change: null };
    }
    const [next] = entries;
    const last = entries.at(-1) ?? head;
    isProgramNoted ||= next !== undefined;
    if (next !== undefined && !aside) history.record({ rev: next.rev, summary }, step);
    memory.moveTo({ rev: last.rev, hash: last.hash, state: last.state });
    memory.forgetSoon(changes);
    stillThere(() => guard.after(options.clock.now(), entries), origin);
    const entities = logged ? entitiesOf(changes) : (['position'] as const);
    if (entities.length > 0)
      options.emit({ type: 'changed', workbook: session().id, rev: last.rev, origin, entities });
    return { value, change: next !== undefined && step === undefined ? next.rev : null };
  };
}

function readOnlyError(session: Session): DemarcError {
  return new DemarcError(
    'READ_ONLY',
    session.lockedBy === null
      ? (session.whyReadOnly ??
          `${session.fileName} is open for reading only. Copy it to a folder where you may write, and open the copy.`)
      : `${session.fileName} is being edited by ${session.lockedBy}, so it is open here for reading only. Close it there first.`,
  );
}
