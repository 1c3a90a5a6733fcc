import { DemarcError } from '../../contract/errors.ts';
import { listMeetings, type MeetingRecord } from '../../workbook/tables/meetings.ts';
import type { QueryContext, WriteContext } from '../context.ts';
import type { CoreState } from '../core-state.ts';
import { type SharedDuty, sharedDuty } from './duty.ts';

/** What a room reads and writes of its workbook, and what it is shown of it. */
export interface RoomDesk {
  /** Number of the meeting that it is the room of. */
  readonly meeting: number;
  /** Throws WORKBOOK_GONE once the file is not the one that was opened: what is read then is a copy, or nothing at all. */
  context(): QueryContext;
  /** Runs what a device asks, which waits for no other program that holds the file: everybody would wait with it. */
  atOnce<T>(run: () => T): T;
  /** Writes beside the sitting: what the room does is not taken back by the undo of whoever records. */
  write<T>(method: string, actor: string | null, run: (context: WriteContext) => T): T;
  held(now: QueryContext): MeetingRecord | undefined;
  readonly shown: string | null;
  show(ref: string): void;
  /** The duty that is shown, read once for all; null where none is, and once it is gone. */
  showing(now: QueryContext): SharedDuty | null;
}

export function createRoomDesk(core: CoreState, workbook: string, meeting: number): RoomDesk {
  let shown: string | null = null;
  let read: { readonly rev: number; readonly ref: string | null; readonly duty: SharedDuty | null } | null =
    null;
  return {
    meeting,
    context() {
      const session = core.session(workbook);
      session.requireFile();
      const { clock, files, keys } = core;
      return { session, db: session.db, catalogue: session.catalogue(), clock, files, keys, actor: null };
    },
    atOnce: (run) => core.session(workbook).db.withoutWaiting(run),
    write(method, actor, run) {
      const how = { method, origin: 'room', actor, logged: true, aside: true };
      return core.session(workbook).write(how, run).value;
    },
    held: ({ db }) => listMeetings(db).find(({ number }) => number === meeting),
    get shown() {
      return shown;
    },
    show(ref) {
      shown = ref;
    },
    showing(now) {
      const { rev } = now.session.head();
      if (read?.rev !== rev || read.ref !== shown)
        read = { rev, ref: shown, duty: shown === null ? null : readShown(now, shown, meeting) };
      return read.duty;
    },
  };
}

function readShown(now: QueryContext, ref: string, meeting: number): SharedDuty | null {
  try {
    return sharedDuty(now, ref, meeting);
  } catch (error) {
    if (error instanceof DemarcError) return null;
    throw error;
  }
}
