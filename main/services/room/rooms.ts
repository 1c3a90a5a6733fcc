import { isIP } from 'node:net';
import { DemarcError, notFound, ruleViolation } from '../../contract/errors.ts';
import type { DemarcEvent } from '../../contract/events.ts';
import type { RoomState } from '../../contract/room.ts';
import { networks, ownAddresses } from '../../platform/networks.ts';
import { readRunningMeeting } from '../../workbook/tables/meetings.ts';
import { locate } from '../answers/place.ts';
import type { CoreState } from '../core-state.ts';
import { openWorkbook } from '../told-of.ts';
import type { OpenDoor, RoomCertificate, RoomDoor } from './door.ts';
import { createRoom, type Room } from './room.ts';
import type { Seat } from './seats.ts';

interface OpenRoom {
  readonly room: Room;
  readonly door: RoomDoor;
  readonly address: string;
  readonly timer: NodeJS.Timeout;
  lost: boolean;
}
export interface RoomOptions {
  readonly address: string;
  readonly port?: number | undefined;
  readonly certificate?: RoomCertificate | undefined;
}

/** The rooms that are open, one for each workbook at the most. */
export interface Rooms {
  readonly networks: typeof networks;
  state(workbook: string): RoomState | null;
  open(workbook: string, options: RoomOptions): Promise<RoomState>;
  close(workbook: string): Promise<void>;
  admit(workbook: string, seat: string): RoomState;
  refuse(workbook: string, seat: string): RoomState;
  lowerHand(workbook: string, seat: string): RoomState;
  show(workbook: string, ref: string): void;
  /** Where the file of a proposal lies; null where none is held. */
  heldFile(workbook: string, number: number): string | null;
  /** Follows what happens to workbooks: a room ends with its meeting and its workbook. */
  hear(event: DemarcEvent): void;
  closeAll(): Promise<void>;
}

/** How often it is looked whether the machine has the address still, and whether the meeting runs still. */
const LOOK_MS = 3000;

/** `openDoor` is null in a host that opens no server. */
export function createRooms(core: () => CoreState, openDoor: OpenDoor | null): Rooms {
  const open = new Map<string, OpenRoom>();
  const opening = new Set<string>();
  const told = (workbook: string) => core().emit({ type: 'room', workbook });

  const close = async (workbook: string): Promise<void> => {
    const there = open.get(workbook);
    if (!there) return;
    open.delete(workbook);
    clearInterval(there.timer);
    there.room.end();
    told(workbook);
    await there.door.close();
  };
  const roomOf = (workbook: string): OpenRoom => {
    const there = open.get(workbook);
    if (!there) throw ruleViolation('No room is open. Open it on the Workshop screen first.');
    return there;
  };
  const stateOf = (workbook: string): RoomState | null => {
    const there = open.get(workbook);
    return there ? shown(there) : null;
  };
  const onSeat = (workbook: string, id: string, act: (room: Room, seat: Seat) => void): RoomState => {
    const there = roomOf(workbook);
    const seat = there.room.seats.byId(id);
    if (!seat) throw notFound('such place in the room', 'They may have gone meanwhile.');
    act(there.room, seat);
    told(workbook);
    return shown(there);
  };
  const leave = (workbook: string) => {
    close(workbook).catch((error: unknown) => core().logger.error('Closing a room failed', error));
  };

  return {
    networks,
    state: stateOf,
    async open(workbook, options) {
      if (openDoor === null)
        throw new DemarcError('UNSUPPORTED_HERE', 'A room is opened by the app, not by a single command.');
      const meeting = meetingFor(core(), workbook, options);
      if (open.has(workbook) || opening.has(workbook)) throw ruleViolation('The room is open already.');
      opening.add(workbook);
      const room = createRoom(core(), workbook, meeting, () => told(workbook));
      const door = await openDoor(room.forDoor, options).finally(() => opening.delete(workbook));
      try {
        // The meeting may have ended meanwhile, or the workbook been closed.
        if (meetingFor(core(), workbook, options) !== meeting)
          throw ruleViolation('Another meeting began while the room was being opened. Open it anew.');
      } catch (error) {
        room.end();
        await door.close();
        throw error;
      }
      const timer = watchAddress(options.address, (lost) => {
        const there = open.get(workbook);
        if (there && isOver(core(), workbook, meeting)) return leave(workbook);
        if (!there || there.lost === lost) return;
        there.lost = lost;
        told(workbook);
      });
      const opened = { room, door, address: options.address, timer, lost: false };
      open.set(workbook, opened);
      told(workbook);
      return shown(opened);
    },
    close,
    admit: (workbook, id) =>
      onSeat(workbook, id, (room, seat) => {
        refuseOver(core(), workbook, room, leave);
        room.admit(seat);
      }),
    refuse: (workbook, id) => onSeat(workbook, id, (room, seat) => room.forDoor.leave(seat)),
    lowerHand: (workbook, id) =>
      onSeat(workbook, id, (room, seat) => {
        seat.hand = false;
        room.look();
      }),
    show(workbook, ref) {
      const there = open.get(workbook);
      if (!there || there.room.showing() === ref) return;
      const { clock, files, keys } = core();
      const session = core().session(workbook);
      locate(
        { session, db: session.db, catalogue: session.catalogue(), clock, files, keys, actor: null },
        ref,
      );
      there.room.show(ref);
      told(workbook);
    },
    heldFile: (workbook, number) => open.get(workbook)?.room.held.pathOf(number) ?? null,
    hear: (event) => heard(core(), open, event, leave),
    async closeAll() {
      const closed = await Promise.allSettled([...open.keys()].map(close));
      for (const outcome of closed) if (outcome.status === 'rejected') throw outcome.reason;
    },
  };
}

/** What an event does to the rooms: one ends with its meeting and its workbook, and shows what is recorded in it. */
function heard(
  core: CoreState,
  open: ReadonlyMap<string, OpenRoom>,
  event: DemarcEvent,
  leave: (workbook: string) => void,
): void {
  if (event.type === 'open-workbooks')
    for (const workbook of open.keys())
      if (!core.sessions().some(({ id }) => id === workbook)) leave(workbook);
  const there = event.type === 'changed' ? open.get(event.workbook) : undefined;
  if (event.type !== 'changed' || !there) return;
  const { room } = there;
  if (event.entities.includes('meeting') && isOver(core, event.workbook, room.meeting)) leave(event.workbook);
  else room.changed(event.entities.some((kind) => kind !== 'position'));
}

/** Nobody is noted in a meeting whose room closes on them: RULE_VIOLATION once it is over, and the room is left. */
function refuseOver(core: CoreState, workbook: string, room: Room, leave: (workbook: string) => void): void {
  if (!isOver(core, workbook, room.meeting)) return;
  leave(workbook);
  throw ruleViolation('The meeting is over, and its room with it. Begin another one.');
}

/** Whether a meeting does not run any more. Of a workbook that is lost nobody knows: its room stays, and says so, until it is closed. */
function isOver(core: CoreState, workbook: string, meeting: number): boolean {
  const session = openWorkbook(core, workbook);
  if (session === null || session.lost !== null) return false;
  try {
    return session.db.withoutWaiting(() => readRunningMeeting(session.db, core.clock)?.number !== meeting);
  } catch {
    // What cannot be read now is looked at again.
    return false;
  }
}

/** Looks every few seconds whether the machine has an address still, and hears of it each time. */
function watchAddress(address: string, look: (lost: boolean) => void): NodeJS.Timeout {
  const timer = setInterval(() => look(!ownAddresses().includes(address)), LOOK_MS);
  timer.unref();
  return timer;
}

/** The meeting whose room can be opened on an address; refused in words where none can. */
function meetingFor(core: CoreState, workbook: string, { address }: RoomOptions): number {
  const session = core.session(workbook);
  if (session.readOnly)
    throw new DemarcError(
      'READ_ONLY',
      'The workbook is open for reading only, so nothing that a room says could be kept.',
    );
  const meeting = readRunningMeeting(session.db, core.clock);
  if (!meeting)
    throw ruleViolation('No meeting is running. Begin it first: what the room says belongs to it.');
  if (isIP(address) !== 4 || !ownAddresses().includes(address))
    throw notFound(
      `address ${address.slice(0, 60)} of this machine`,
      'Look at the networks again and choose one of them.',
    );
  return meeting.number;
}

function shown({ room, door, address, lost }: OpenRoom): RoomState {
  return {
    meeting: room.meeting,
    url: door.url,
    address,
    port: door.port,
    code: room.code,
    fingerprint: door.fingerprint,
    ownCertificate: door.ownCertificate,
    lost,
    wrong: room.trouble.words(),
    wasWrong: room.trouble.before(),
    showing: room.showing(),
    seats: room.seats.list().map((seat) => ({
      id: seat.id,
      person: seat.person,
      name: seat.name,
      state: seat.state,
      here: seat.pages.size > 0,
      hand: seat.hand,
      device: seat.device,
      instead: seat.state === 'waiting' && room.seats.isTaken(seat),
    })),
  };
}
