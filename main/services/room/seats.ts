import { createHash, randomBytes, randomInt } from 'node:crypto';
import { ruleViolation } from '../../contract/errors.ts';
import type { RoomSeat } from '../../contract/room.ts';
import { voiceOf } from '../../domain/proposals.ts';
import { plainName } from '../../domain/words/plain-text.ts';

/** Somebody's place in the room, as long as it is open. */
export interface Seat {
  readonly id: string;
  readonly person: string | null;
  readonly name: string;
  readonly device: string;
  /** From which address it was asked for. */
  readonly from: string;
  state: RoomSeat['state'];
  hand: boolean;
  /** Open pages: how each hears of something, and how it is ended. */
  readonly pages: Set<Page>;
  /** Numbers of what was said from here: in a meeting without names nothing else tells. */
  readonly said: Set<number>;
}
export interface Page {
  /** Something that is shown may be another. */
  look(): void;
  end(): void;
  /** Breaks off: it was left for dead, or looks again by itself. */
  drop(): void;
}
export interface Wanted {
  readonly person: string | null;
  readonly name: string;
  readonly device: string;
  readonly from: string;
}

/** How many find a place, how many may wait for one, and how many of these from one address; how many pages each has open, and how much it says. */
export const SEAT_LIMITS = { all: 200, waiting: 60, waitingFrom: 20, pages: 4, said: 300 } as const;
/** Letters and digits that nobody takes for others. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** `K7MQ-4XPA`: what is typed at the door, some forty bits. */
export function makeCode(): string {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
/** A code as people type it: in small letters, without the hyphen, with spaces. */
export const sameCode = (typed: string, code: string): boolean =>
  typed.toUpperCase().replace(/[^0-9A-Z]/g, '') === code.replace('-', '');

const digest = (token: string): string => createHash('sha256').update(token).digest('base64url');

export interface Seats {
  list(): readonly Seat[];
  /** The seat of a token; null for every other text. */
  of(token: string): Seat | null;
  byId(id: string): Seat | null;
  /** Whether a place still stands: whoever was sent away meanwhile has none. */
  has(seat: Seat): boolean;
  /** A new seat, which waits, and its token of 256 bits. RULE_VIOLATION where there is no room for it. */
  add(wanted: Wanted, id: string): { readonly seat: Seat; readonly token: string };
  /** Whether somebody of the name is in. */
  isTaken(seat: Pick<Seat, 'person' | 'name'>): boolean;
  /** Lets one in who waits; whoever was in under the name goes. */
  admit(seat: Seat): void;
  remove(seat: Seat): void;
}

/** The places of one room. Tokens are kept as their hashes alone. */
export function createSeats(): Seats {
  const byToken = new Map<string, Seat>();
  const seats = () => [...byToken.values()];
  const voice = ({ person, name }: Pick<Seat, 'person' | 'name'>) =>
    voiceOf({ person, name: plainName(name) });
  const remove = (seat: Seat) => {
    for (const [key, each] of byToken) if (each === seat) byToken.delete(key);
    for (const page of [...seat.pages]) page.end();
  };
  return {
    list: seats,
    of: (token) => byToken.get(digest(token)) ?? null,
    has: (seat) => seats().includes(seat),
    byId: (id) => seats().find((seat) => seat.id === id) ?? null,
    add(wanted, id) {
      const waiting = seats().filter(({ state }) => state === 'waiting');
      if (
        byToken.size >= SEAT_LIMITS.all ||
        waiting.length >= SEAT_LIMITS.waiting ||
        waiting.filter(({ from }) => from === wanted.from).length >= SEAT_LIMITS.waitingFrom
      )
        throw ruleViolation(
          'No more can join at the moment. Ask whoever leads the meeting to let in those who wait.',
        );
      const token = randomBytes(32).toString('base64url');
      const seat: Seat = { ...wanted, id, state: 'waiting', hand: false, pages: new Set(), said: new Set() };
      byToken.set(digest(token), seat);
      return { seat, token };
    },
    isTaken: (seat) => seats().some((each) => each.state === 'in' && voice(each) === voice(seat)),
    admit(seat) {
      for (const other of seats()) {
        if (other === seat || other.state !== 'in' || voice(other) !== voice(seat)) continue;
        for (const number of other.said) seat.said.add(number);
        remove(other);
      }
      seat.state = 'in';
    },
    remove,
  };
}
