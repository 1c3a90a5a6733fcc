import { DemarcError, type ErrorCode, type Failure, notFound } from '../../contract/errors.ts';
import type { Method, Reply } from '../../contract/methods/method.ts';
import { type ParticipantMethod, participant } from '../../contract/methods/participant.ts';
import type { Person } from '../../contract/parties.ts';
import type { RoomDoorList } from '../../contract/room.ts';
import { voiceOf } from '../../domain/proposals.ts';
import { plainName } from '../../domain/words/plain-text.ts';
import { updateMeeting } from '../../workbook/tables/meetings.ts';
import { listPeople } from '../../workbook/tables/parties.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { CoreState } from '../core-state.ts';
import { toFailure } from '../failure.ts';
import { parseInput } from '../parse-input.ts';
import { openWorkbook, toldOf } from '../told-of.ts';
import { DOING_OF, dutyAt, mayOffer, offerFile, participantCalls } from './calls.ts';
import { createRoomDesk, type RoomDesk } from './desk.ts';
import type { RoomForDoor } from './door.ts';
import { createHeldFiles, dropFile, type HeldFiles } from './held-files.ts';
import { createSeats, makeCode, SEAT_LIMITS, type Seat, type Seats, sameCode } from './seats.ts';
import { createTrouble, type Doing, type Trouble, toldToDevice } from './trouble.ts';

/** The room of one meeting: who is in it, what it is shown, and all that its participants can do. */
export interface Room {
  readonly meeting: number;
  readonly code: string;
  readonly seats: Seats;
  readonly forDoor: RoomForDoor;
  readonly held: HeldFiles;
  showing(): string | null;
  show(ref: string): void;
  /** What is wrong on this machine, as devices met it, and what was wrong before. */
  readonly trouble: Pick<Trouble, 'words' | 'before'>;
  /** Lets one in who waits, and notes in the meeting that they are there. */
  admit(seat: Seat): void;
  /** Every page may show something else. */
  look(): void;
  /** Something was recorded in the workbook, or its file is lost; with `isShown`, pages may show it. */
  changed(isShown: boolean): void;
  end(): void;
}

/** What many changes bring about is shown once. */
const TOGETHER_MS = 25;

/** `onOther` hears when those who are in, or wait, are others, or something else is wrong. */
export function createRoom(core: CoreState, workbook: string, meeting: number, onOther: () => void): Room {
  const code = makeCode();
  const seats = createSeats();
  const lost = () => openWorkbook(core, workbook)?.lost ?? null;
  const trouble = createTrouble(lost, core.clock.now, onOther);
  const desk = createRoomDesk(core, workbook, meeting);
  const held = createHeldFiles();
  let waiting: NodeJS.Timeout | null = null;
  const look = () => {
    waiting ??= setTimeout(() => {
      waiting = null;
      for (const seat of seats.list()) for (const page of [...seat.pages]) page.look();
    }, TOGETHER_MS);
  };
  const changedSeats = () => {
    onOther();
    look();
  };
  return {
    meeting,
    code,
    seats,
    held,
    forDoor: doorOf({ core, workbook, desk, seats, held, code, changedSeats, trouble }),
    showing: () => desk.shown,
    trouble,
    show(ref) {
      desk.show(ref);
      look();
    },
    admit(seat) {
      // Whom the meeting cannot note is not let in.
      desk.atOnce(() => attend(desk, seat));
      seats.admit(seat);
      changedSeats();
    },
    look,
    changed(isShown) {
      if (lost() === null) trouble.wentWell('recording', null);
      else trouble.look();
      if (isShown) look();
    },
    end() {
      if (waiting !== null) clearTimeout(waiting);
      for (const seat of seats.list()) seats.remove(seat);
      held.keepOnly(() => false);
    },
  };
}

/** Refusals that are about what a participant asked. All others are about a file, a disk or a program of whoever leads. */
const OF_PARTICIPANTS: readonly ErrorCode[] = ['INVALID_INPUT', 'NOT_FOUND', 'RULE_VIOLATION', 'NOT_ALLOWED'];

/** What a host serves of the room. */
function doorOf(parts: {
  readonly core: CoreState;
  readonly workbook: string;
  readonly desk: RoomDesk;
  readonly seats: Seats;
  readonly held: HeldFiles;
  readonly code: string;
  readonly changedSeats: () => void;
  readonly trouble: Trouble;
}): RoomForDoor {
  const { core, workbook, desk, seats, held, code, changedSeats, trouble } = parts;
  const here = () => seats.list().filter(({ state, pages }) => state === 'in' && pages.size > 0).length;
  const calls = participantCalls(desk, here, changedSeats) as Readonly<
    Record<string, (seat: Seat, input: never) => unknown>
  >;
  const failure = (error: unknown, where: string, doing: Doing): Failure => {
    const told = toldOf(core, openWorkbook(core, workbook), error);
    const full = toFailure(told, `room.${where}`, core.logger);
    if (OF_PARTICIPANTS.includes(full.code)) return full;
    trouble.met(doing, where, full.message);
    return { code: 'UNEXPECTED', message: toldToDevice(doing) };
  };
  return {
    list(typed) {
      if (!sameCode(typed, code)) return null;
      const list = desk.atOnce(() => doorList(desk));
      trouble.wentWell('reading', 'door');
      return list;
    },
    join({ code: typed, as, device, from }) {
      if (!sameCode(typed, code)) return null;
      const people = desk.atOnce(() => listPeople(desk.context().db));
      const who = whoJoins(as, people, core.settings.read().assessor);
      trouble.wentWell('reading', 'join');
      const { token } = seats.add({ ...who, device, from }, core.ids.handle());
      changedSeats();
      return { token };
    },
    seatOf: seats.of,
    refusal: (error, where) => failure(error, where, where === 'file' ? 'uploading' : 'reading'),
    call(seat, name, given): Reply {
      // Whoever waits is shown next to nothing, which proves nothing for the others.
      const asked = seat.state === 'in' ? name.slice(0, 40) : 'waiting';
      try {
        const method: Method | undefined = Object.hasOwn(participant, name)
          ? participant[name as ParticipantMethod]
          : undefined;
        if (!seats.has(seat)) throw noPlace();
        if (method === undefined || (seat.state !== 'in' && name !== 'view'))
          throw notFound('such thing to ask', 'Load the page again.');
        const input = parseInput(name, method, given ?? {}) as never;
        const value = desk.atOnce(() => calls[name]?.(seat, input));
        trouble.wentWell(doingOf(name), asked);
        if (asked === 'view') trouble.wentWell('reading', 'waiting');
        return { ok: true, value };
      } catch (error) {
        return { ok: false, error: failure(error, asked, doingOf(name)) };
      }
    },
    expectFile(seat, ref, size) {
      try {
        return { done: desk.atOnce(() => mayOffer(desk, held, seat, ref, size)) };
      } catch (error) {
        return { refused: failure(error, 'offer', 'recording') };
      }
    },
    offer(seat, file) {
      trouble.wentWell('uploading', 'file');
      let isHeld = false;
      try {
        if (!seats.has(seat)) throw noPlace();
        desk.atOnce(() => offerFile(desk, held, seat, file));
        isHeld = true;
        return { ok: true, value: desk.atOnce(() => dutyAt(desk, seat, file.ref)) };
      } catch (error) {
        if (!isHeld) dropFile(file.path);
        return { ok: false, error: failure(error, 'offer', 'recording') };
      }
    },
    follow(seat, page) {
      const [oldest] = seat.pages;
      if (oldest && seat.pages.size >= SEAT_LIMITS.pages) {
        seat.pages.delete(oldest);
        oldest.drop();
      }
      seat.pages.add(page);
      changedSeats();
      return () => {
        if (seat.pages.delete(page)) changedSeats();
      };
    },
    leave(seat) {
      seats.remove(seat);
      changedSeats();
    },
  };
}

const doingOf = (name: string): Doing =>
  Object.hasOwn(DOING_OF, name) ? DOING_OF[name as ParticipantMethod] : 'reading';

/** Who can be chosen at the door, and for what. */
function doorList(desk: RoomDesk): RoomDoorList {
  const now = desk.context();
  return {
    title: readWorkbook(now.db).title,
    meeting: desk.held(now)?.title ?? '',
    people: listPeople(now.db).map(({ id, name }) => ({ id, name })),
  };
}

/** What came late: a place may end while a call or a file is still on its way. */
const noPlace = (): DemarcError =>
  new DemarcError('NOT_ALLOWED', 'This device has no place in the room any more. Join again.');

/** A person of the workbook, or a guest whose name is nobody's of the workbook and not that of whoever records. */
function whoJoins(
  as: { readonly person: string } | { readonly guest: string },
  people: readonly Person[],
  assessor: string | null,
): Pick<Seat, 'person' | 'name'> {
  if ('person' in as) {
    const person = people.find(({ id }) => id === as.person);
    if (!person)
      throw notFound('such person in this workbook', 'Choose a name of the list, or join as a guest.');
    return { person: person.id, name: person.name };
  }
  const shape = (name: string) => plainName(name.normalize('NFKC'));
  const taken = [...people.map(({ name }) => name), ...(assessor === null ? [] : [assessor])];
  if (taken.some((name) => shape(name) === shape(as.guest)))
    throw new DemarcError(
      'RULE_VIOLATION',
      'Somebody of the workbook, or whoever leads, has this name. Choose it in the list, or write another.',
    );
  return { person: null, name: as.guest };
}

/** Notes in the meeting that somebody is there. */
function attend(desk: RoomDesk, seat: Seat): void {
  const { person, name } = seat;
  const meeting = desk.held(desk.context());
  const there = meeting?.attendees.some((each) => voiceOf(each) === voiceOf(seat));
  if (!meeting || there) return;
  desk.write('workshop.update', null, ({ db, describe }) => {
    updateMeeting(db, { ...meeting, attendees: [...meeting.attendees, { person, name }] });
    describe(`${name} joined the meeting ${meeting.title}`);
  });
}
