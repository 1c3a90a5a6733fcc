import { notFound, ruleViolation } from '../../contract/errors.ts';
import type { ParsedOf } from '../../contract/methods/method.ts';
import type { ParticipantMethod, participant } from '../../contract/methods/participant.ts';
import type { RoomDuty, RoomView } from '../../contract/room.ts';
import { listParties, listPeople } from '../../workbook/tables/parties.ts';
import { readProposal, settleProposal } from '../../workbook/tables/proposals.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { QueryContext } from '../context.ts';
import { makeProposal } from '../record/proposals.ts';
import type { RoomDesk } from './desk.ts';
import { dutyFor, isOwn, ownDuties, ownRefs, type SharedDuty, sharedDuty } from './duty.ts';
import type { HeldFiles } from './held-files.ts';
import { SEAT_LIMITS, type Seat } from './seats.ts';
import type { Doing } from './trouble.ts';

type Calls = {
  readonly [M in ParticipantMethod]: (seat: Seat, input: ParsedOf<(typeof participant)[M]>) => unknown;
};

/** Whether a duty is the one that is shown, or one of the participant's own; everything else is not there for them. */
const isThere = (desk: RoomDesk, now: QueryContext, seat: Seat, ref: string): boolean =>
  (ref === desk.shown && desk.showing(now) !== null) ||
  (seat.person !== null && ownRefs(now, seat.person).includes(ref));

/** What a participant is shown of a duty. NOT_FOUND for one that is not there for them. */
function allowed(desk: RoomDesk, now: QueryContext, seat: Seat, ref: string): SharedDuty {
  if (!isThere(desk, now, seat, ref))
    throw notFound(`duty "${ref}" for you`, 'Wait until it is shown, or look at your own.');
  return (ref === desk.shown ? desk.showing(now) : null) ?? sharedDuty(now, ref, desk.meeting);
}

/** As whom a participant speaks. RULE_VIOLATION once their name was taken out of the workbook. */
function speaker(
  { db }: QueryContext,
  { person, name }: Seat,
): { readonly person: string } | { readonly name: string } {
  if (person === null) return { name };
  if (listPeople(db).every(({ id }) => id !== person))
    throw ruleViolation(
      `${name} is no longer in the workbook. Ask whoever leads to send this device away, and join as a guest.`,
    );
  return { person };
}

/** Notes that a participant offers a file, and holds it until it is taken. What they may not speak to takes none. */
export function offerFile(
  desk: RoomDesk,
  held: HeldFiles,
  seat: Seat,
  { ref, path, name, size }: { ref: string; path: string; name: string; size: number },
): void {
  const now = desk.context();
  allowed(desk, now, seat, ref);
  const anonymous = desk.held(now)?.anonymous ?? false;
  const by = speaker(now, seat);
  const what = {
    ref,
    kind: 'file' as const,
    owners: [],
    status: null,
    text: name,
    by,
    meeting: desk.meeting,
  };
  const made = desk.write('proposals.make', anonymous ? null : seat.name, (at) => makeProposal(at, what));
  seat.said.add(made.number);
  held.hold(made.number, { seat: seat.id, path, size });
}

/** What a participant sees of a duty that is there for them. NOT_FOUND for every other. */
export function dutyAt(desk: RoomDesk, seat: Seat, ref: string): RoomDuty {
  const now = desk.context();
  return dutyFor(now, allowed(desk, now, seat, ref), seat);
}

/** Keeps a place for a file that a participant offers, until what is given back is called; throws what refuses it, before any of it is read. */
export function mayOffer(desk: RoomDesk, held: HeldFiles, seat: Seat, ref: string, size: number): () => void {
  if (seat.state !== 'in') throw notFound('such thing to ask', 'Load the page again.');
  const now = desk.context();
  allowed(desk, now, seat, ref);
  refuseMore(seat);
  held.keepOnly((number) => readProposal(now.db, number)?.outcome === 'open');
  return held.expect(seat.id, size);
}

/** What one place says is bounded: each of it is a record, and an entry of the log. */
function refuseMore({ said }: Seat): void {
  if (said.size >= SEAT_LIMITS.said)
    throw ruleViolation(
      'That was as much as one device can say in a room. Tell the rest to whoever leads the meeting.',
    );
}

/** What each of them does with the workbook. */
export const DOING_OF: Readonly<Record<ParticipantMethod, Doing>> = {
  view: 'reading',
  mine: 'reading',
  duty: 'reading',
  say: 'recording',
  withdraw: 'recording',
  hand: 'reading',
};

/** All that a participant can do, by the name of the method. `here` counts who is in the room; `onHand` hears of a hand. */
export function participantCalls(desk: RoomDesk, here: () => number, onHand: () => void): Calls {
  /** By whom the log says that it was written; nobody where no names are kept. */
  const writer = (seat: Seat): string | null => (desk.held(desk.context())?.anonymous ? null : seat.name);
  return {
    view: (seat) => viewOf(desk, seat, here()),
    mine: (seat) => ownDuties(desk.context(), seat),
    duty: (seat, { ref }) => dutyAt(desk, seat, ref),
    say(seat, { ref, kind, owners = [], status = null, text = null, standing }) {
      const { duty } = allowed(desk, desk.context(), seat, ref);
      if (kind === 'agree' && standing !== undefined && standing !== duty.standing)
        throw ruleViolation(
          `What stands there changed: it is ${duty.standing ?? 'nothing'} now. Look again, and agree if you do.`,
        );
      refuseMore(seat);
      const by = speaker(desk.context(), seat);
      const { meeting } = desk;
      const made = desk.write('proposals.make', writer(seat), (at) =>
        makeProposal(at, { ref, kind, owners, status, text, by, meeting }, [...seat.said]),
      );
      seat.said.add(made.number);
      return dutyAt(desk, seat, ref);
    },
    withdraw(seat, { number }) {
      const said = readProposal(desk.context().db, number);
      if (said === null || said.meeting !== desk.meeting || !isOwn(said, seat) || said.outcome !== 'open')
        throw notFound(`proposal of yours with the number ${number}`, 'It may have been settled already.');
      const by = writer(seat);
      desk.write('proposals.withdraw', by, ({ db, clock, describe }) => {
        settleProposal(db, number, { outcome: 'withdrawn', at: clock.now(), by });
        describe(`Withdrew proposal ${number}`);
      });
      const ref = `${said.subject}/${said.responsibility}`;
      // Whoever leads may have gone on, and then it is there for them no more.
      return isThere(desk, desk.context(), seat, ref) ? dutyAt(desk, seat, ref) : null;
    },
    hand(seat, { up }) {
      if (seat.hand !== up) {
        seat.hand = up;
        onHand();
      }
      return null;
    },
  };
}

/** All that the page of a seat shows: to whoever waits, that they wait. */
function viewOf(desk: RoomDesk, seat: Seat, here: number): RoomView {
  const now = desk.context();
  const held = desk.held(now);
  const isIn = seat.state === 'in';
  const duty = isIn ? desk.showing(now) : null;
  return {
    state: seat.state,
    title: readWorkbook(now.db).title,
    meeting: held?.title ?? '',
    name: seat.name,
    hand: seat.hand,
    anonymous: held?.anonymous ?? false,
    here,
    showing: duty && dutyFor(now, duty, seat),
    parties: isIn ? listParties(now.db).map(({ id, name, kind }) => ({ id, name, kind })) : [],
    known: seat.person !== null,
  };
}
