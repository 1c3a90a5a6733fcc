import type { Failure } from '../../contract/errors.ts';
import type { Reply } from '../../contract/methods/method.ts';
import type { RoomDoorList } from '../../contract/room.ts';
import type { Page, Seat } from './seats.ts';

/** An own certificate of the organisation, as PEM. */
export interface RoomCertificate {
  readonly cert: string;
  readonly key: string;
}

/** What a host serves to the devices of a room. */
export interface RoomForDoor {
  /** Who can be chosen; null for a code that is not right. */
  list(code: string): RoomDoorList | null;
  /** A new place, which waits, and its token; null for a code that is not right. */
  join(wanted: {
    readonly code: string;
    readonly as: { readonly person: string } | { readonly guest: string };
    readonly device: string;
    readonly from: string;
  }): { readonly token: string } | null;
  /** The place of a token; null for every other text. */
  seatOf(token: string): Seat | null;
  /** What a device is told of an error that it met: of its own what is its own, of the machine of whoever leads that something is wrong there. */
  refusal(error: unknown, where: 'door' | 'join' | 'file'): Failure;
  /** The one door of a participant. Never throws. */
  call(seat: Seat, method: string, input: unknown): Reply;
  /** Looks at a file before any of it is read: refuses it, or keeps its place among those that are held until `done`. */
  expectFile(seat: Seat, ref: string, size: number): { readonly refused: Failure } | { done(): void };
  /** Takes a file over that has come, in a folder of its own: it is held until it is taken as evidence, or the room is closed; gone at once where it is refused. */
  offer(seat: Seat, file: { ref: string; path: string; name: string; size: number }): Reply;
  /**
   * Enters a page, which hears whenever something may be another; gives back how it leaves. One too many takes the place of the oldest:
   * a device that lost the network says nothing of it, and its connection stands for a quarter of an hour.
   */
  follow(seat: Seat, page: Page): () => void;
  /** Goes for good. */
  leave(seat: Seat): void;
}

/** How the host opens a server of its own for a room. */
export type OpenDoor = (
  room: RoomForDoor,
  options: {
    readonly address: string;
    readonly port?: number | undefined;
    readonly certificate?: RoomCertificate | undefined;
  },
) => Promise<RoomDoor>;
export interface RoomDoor {
  readonly url: string;
  readonly port: number;
  readonly fingerprint: string;
  readonly ownCertificate: boolean;
  close(): Promise<void>;
}
