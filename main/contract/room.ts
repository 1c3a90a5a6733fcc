import type { PartyKind } from './parties.ts';
import type { Outcome, ProposalKind } from './proposals.ts';

/** A network that the machine is on, by which others can reach it. */
export interface RoomNetwork {
  readonly address: string;
  /** As the system calls it: `wlan0`. */
  readonly name: string;
}

/** Somebody who joined, or wants to. */
export interface RoomSeat {
  readonly id: string;
  /** Of the workbook; null for a guest. */
  readonly person: string | null;
  readonly name: string;
  readonly state: 'waiting' | 'in';
  /** A page of theirs is open now. */
  readonly here: boolean;
  readonly hand: boolean;
  /** `Phone`, `Tablet` or `Computer`, as far as the browser says so. */
  readonly device: string;
  /** Somebody of this name is in already: letting this one in ends the other. */
  readonly instead: boolean;
}

/** An open room, as the assessor sees it. */
export interface RoomState {
  readonly meeting: number;
  /** `https://192.168.1.20:48123` */
  readonly url: string;
  readonly address: string;
  readonly port: number;
  /** What is typed to join: `K7MQ-4XPA`. */
  readonly code: string;
  /** SHA-256 of the certificate, as browsers show it. */
  readonly fingerprint: string;
  /** The organisation's own certificate, of which no browser warns. */
  readonly ownCertificate: boolean;
  /** The machine no longer has the address: nobody reaches the room. */
  readonly lost: boolean;
  /** What is wrong on this machine, as devices met it and for whoever leads alone; null once the same goes well again. */
  readonly wrong: string | null;
  /** What was wrong last and no longer is, and when it was met last: what somebody said then may not be recorded. */
  readonly wasWrong: { readonly at: string; readonly words: string } | null;
  /** The duty that everybody is shown; null before the presenter showed one. */
  readonly showing: string | null;
  /** In the order in which they came. */
  readonly seats: readonly RoomSeat[];
}

/** One of a participant's own proposals on a duty. */
export interface OwnProposal {
  readonly number: number;
  readonly kind: ProposalKind;
  /** As it goes on after "You": `propose AWS + Acme`. */
  readonly said: string;
  readonly outcome: Outcome;
}

/** A duty as a participant sees it. */
export interface RoomDuty {
  readonly ref: string;
  readonly service: string;
  readonly domain: string;
  readonly name: string;
  readonly question: string;
  /** What each party does: as recorded, else as suggested. */
  readonly halves: readonly {
    readonly party: string;
    readonly kind: PartyKind;
    readonly text: string | null;
    readonly person: string | null;
  }[];
  /** `AWS + Acme`; null where nothing is recorded. */
  readonly recorded: string | null;
  /** What agreeing agrees with; null where there is nothing to agree with. */
  readonly standing: string | null;
  /** The participant agreed with just that, and took nothing back. */
  readonly agreed: boolean;
  readonly suggestion: { readonly owners: string; readonly why: string };
  readonly status: string | null;
  readonly parked: string | null;
  /** Accepted in review: nothing is taken over there. */
  readonly locked: boolean;
  /** `7 agree, 2 propose Platform team`. */
  readonly tally: string;
  readonly own: readonly OwnProposal[];
}

/** All that a participant's page shows. */
export interface RoomView {
  readonly state: 'waiting' | 'in';
  readonly title: string;
  readonly meeting: string;
  readonly name: string;
  readonly hand: boolean;
  /** What is said is kept without names. */
  readonly anonymous: boolean;
  /** How many are in the room. */
  readonly here: number;
  readonly showing: RoomDuty | null;
  /** Whom a duty can be proposed to. */
  readonly parties: readonly { readonly id: string; readonly name: string; readonly kind: PartyKind }[];
  /** A person of the workbook, who can have duties of their own. */
  readonly known: boolean;
}

/** A duty in the list of a participant's own. */
export interface OwnDuty {
  readonly ref: string;
  readonly service: string;
  readonly name: string;
  /** `AWS + Acme`; null where nothing is recorded. */
  readonly recorded: string | null;
  readonly status: string | null;
  /** Proposals of theirs that are open. */
  readonly proposed: number;
}

/** Who can be chosen at the door, once the code is right. */
export interface RoomDoorList {
  readonly title: string;
  readonly meeting: string;
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** The largest file that a participant offers, and how many of each are held at once. */
export const MOST_FILE_BYTES = 25 * 1024 * 1024;
export const MOST_FILES = 5;

/** The longest words that a participant says at once. */
export const MOST_WORDS = 2000;
