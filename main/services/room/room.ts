import { DemarcError, type ErrorCode, type Failure, notFound } from '../../contract/errors.ts';
import type { Method, Reply } from '../../contract/methods/method.ts';
import { type ParticipantMethod, participant } from '../../contract/methods/participant.ts';
import type { Person } from '../../contract/parties.ts';
import { plainName } from '../../domain/words/plain-text.ts';
import { updateMeeting } from '../../workbook/tables/meetings.ts';
import { listPeople } from '../../workbook/tables/parties.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { CoreState } from '../core-state.ts';
import { toFailure } from '../failure.ts';
import { parseInput } from '../parse-input.ts';
import { openWorkbook, toldOf } from '../told-of.ts';
import { mayOffer, offerFile, participantCalls } from './calls.ts';
import { createRoomDesk, type RoomDesk } from './desk.ts';
import type { RoomForDoor } from './door.ts';
import { createHeldFiles, dropFile, type HeldFiles } from './held-files.ts';
import { createSeats, makeCode, SEAT_LIMITS, type Seat, type Seats, sameCode } from './seats.ts';

/** The room of one meeting: who is in it, what it is shown, and all that its participants can do. */
export interface Room {
  readonly meeting: number;
  readonly code: string;
  readonly seats: Seats;
  readonly forDoor: RoomForDoor;
  readonly held: HeldFiles;
  showing(): string | null;
  show(ref: string): void;
  /** What was wrong on this machine when a device last asked for something; null once something is recorded again. */
  unrecorded(): string | null;
  /** Lets one in who waits, and notes in the meeting that they are there. */
  admit(seat: Seat): void;
  /** Every page may show something else. */
  look(): void;
  end(): void;
}

/** What many changes bring about is shown once. */
const TOGETHER_MS = 25;

/** `onSeats` hears when the list of those who are in, or wait, is another. */
export function createRoom(core: CoreState, workbook: string, meeting: number, onSeats: () => void): Room {
  const code = makeCode();
  const seats = createSeats();
  let unrecorded: string | null = null;
  const tell = (why: string | null) => {
    if (unrecorded === why) return;
    unrecorded = why;
    onSeats();
  };
  const desk = createRoomDesk(core, workbook, meeting, () => tell(null));
  const held = createHeldFiles();
  let waiting: NodeJS.Timeout | null = null;
  const look = () => {
    waiting ??= setTimeout(() => {
      waiting = null;
      for (const seat of seats.list()) for (const page of [...seat.pages]) page.look();
    }, TOGETHER_MS);
  };
  const changedSeats = () => {
    onSeats();
    look();
  };
  return {
    meeting,
    code,
    seats,
    held,
    forDoor: doorOf({ core, workbook, desk, seats, held, code, changedSeats, tell }),
    showing: () => desk.shown,
    unrecorded: () => unrecorded,
    show(ref) {
      desk.show(ref);
      look();
    },
    admit(seat) {
      // Whom the meeting cannot note is not let in.
      attend(desk, seat);
      seats.admit(seat);
      changedSeats();
    },
    look,
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
  /** Whoever leads is told of what is wrong on their machine. */
  readonly tell: (why: string) => void;
}): RoomForDoor {
  const { core, workbook, desk, seats, held, code, changedSeats, tell } = parts;
  const here = () => seats.list().filter(({ state, pages }) => state === 'in' && pages.size > 0).length;
  const calls = participantCalls(desk, here, changedSeats) as Readonly<
    Record<string, (seat: Seat, input: never) => unknown>
  >;
  const failure = (error: unknown, where: string): Failure => {
    const told = toldOf(core, openWorkbook(core, workbook), error);
    const full = toFailure(told, `room.${where}`, core.logger);
    if (OF_PARTICIPANTS.includes(full.code)) return full;
    tell(full.message);
    return {
      code: full.code,
      message:
        'Something is wrong on the computer of whoever leads, so this may not be recorded. Tell them: their Workshop screen says why.',
    };
  };
  return {
    list(typed) {
      if (!sameCode(typed, code)) return null;
      const now = desk.context();
      return {
        title: readWorkbook(now.db).title,
        meeting: desk.held(now)?.title ?? '',
        people: listPeople(now.db).map(({ id, name }) => ({ id, name })),
      };
    },
    join({ code: typed, as, device, from }) {
      if (!sameCode(typed, code)) return null;
      const who = whoJoins(as, listPeople(desk.context().db), core.settings.read().assessor);
      const { token } = seats.add({ ...who, device, from }, core.ids.handle());
      changedSeats();
      return { token };
    },
    seatOf: seats.of,
    refusal: failure,
    call(seat, name, given): Reply {
      try {
        const method: Method | undefined = Object.hasOwn(participant, name)
          ? participant[name as ParticipantMethod]
          : undefined;
        if (!seats.has(seat)) throw noPlace();
        if (method === undefined || (seat.state !== 'in' && name !== 'view'))
          throw notFound('such thing to ask', 'Load the page again.');
        const input = parseInput(name, method, given ?? {}) as never;
        return { ok: true, value: calls[name]?.(seat, input) };
      } catch (error) {
        return { ok: false, error: failure(error, name.slice(0, 40)) };
      }
    },
    expectFile(seat, ref, size) {
      try {
        return { done: mayOffer(desk, held, seat, ref, size) };
      } catch (error) {
        return { refused: failure(error, 'file') };
      }
    },
    offer(seat, file) {
      try {
        if (!seats.has(seat)) throw noPlace();
        return { ok: true, value: offerFile(desk, held, seat, file) };
      } catch (error) {
        dropFile(file.path);
        return { ok: false, error: failure(error, 'file') };
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
function attend(desk: RoomDesk, { person, name }: Seat): void {
  const meeting = desk.held(desk.context());
  const there = meeting?.attendees.some((each) =>
    person === null ? each.person === null && each.name === name : each.person === person,
  );
  if (!meeting || there) return;
  desk.write('workshop.update', null, ({ db, describe }) => {
    updateMeeting(db, { ...meeting, attendees: [...meeting.attendees, { person, name }] });
    describe(`${name} joined the meeting ${meeting.title}`);
  });
}
