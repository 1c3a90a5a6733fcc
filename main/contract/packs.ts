import type { SigningKey } from './keys.ts';
import type { KeySignature } from './review.ts';

/** Why a file of the evidence register is not in a pack: nothing lies at its path, or something else than was recorded. */
export const ABSENT_REASONS = ['not-found', 'altered', 'unreadable'] as const;
export type AbsentReason = (typeof ABSENT_REASONS)[number];

/** A file of the evidence register that is not in the pack, and why. */
export interface AbsentEvidence {
  readonly number: number;
  readonly title: string;
  readonly why: AbsentReason;
}

/** What a pack would hold, before it is written. */
export interface PackPlan {
  /** Files of evidence in the workbook, each content once, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** Files outside the workbook that are known by path and hash, and their bytes when they were recorded. */
  readonly references: number;
  readonly referenceBytes: number;
  readonly notes: number;
  readonly links: number;
}

export interface WrittenPack {
  readonly name: string;
  /** Handle under which the host can reveal or deliver the file. */
  readonly handle: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly encrypted: boolean;
  /** The key that signed it; null where none did. */
  readonly signedWith: Pick<SigningKey, 'name' | 'fingerprint'> | null;
  /** Files inside it, and how many of them are evidence. */
  readonly files: number;
  readonly evidence: number;
  /** SHA-256 of manifest.json: what a timestamp is asked for. */
  readonly manifestSha256: string;
  /** Null where none was attached. */
  readonly timestamp: PackTimestamp | null;
  readonly changeLogHead: string;
  /** Digest of everything recorded; null where the last change was made by an older Demarc. */
  readonly state: string | null;
  readonly absent: readonly AbsentEvidence[];
  /** Layouts in it, by their files. */
  readonly layouts: readonly {
    readonly layout: string;
    readonly file: string;
    readonly leftOut: readonly string[];
  }[];
  /** Null where no list was given. */
  readonly requests: PackRequests | null;
  /** Characters that the PDF font or Excel cannot show, named. */
  readonly warnings: readonly string[];
}

/** A list of requests, as a pack answered it. */
export interface PackRequests {
  readonly asked: number;
  /** Those for which there is no evidence, with why. */
  readonly open: readonly { readonly id: string; readonly why: string }[];
}

/** A timestamp by RFC 3161 on the manifest of a pack. */
export interface PackTimestamp {
  /** ISO instant that it attests. */
  readonly time: string;
  /** Subject of the certificate in it that its signature fits, whose chain is not judged; null where it holds none. */
  readonly signer: string | null;
}

export interface PackProblem {
  readonly path: string;
  readonly sentence: string;
}
/** How a pack stands to a workbook's change log. */
export interface PackAgainst {
  readonly file: string;
  /** head: the workbook has not changed since. earlier: the pack holds an earlier state of it. other: not this workbook. broken: not in its log. */
  readonly standing: 'head' | 'earlier' | 'other' | 'broken';
  readonly sentence: string;
  readonly problems: readonly string[];
}
/** What reading a whole pack found; `ok` exactly when nothing is altered, missing, extra or wrong with the archive. */
export interface PackReport {
  readonly ok: boolean;
  readonly bytes: number;
  /** Of the pack as one file. */
  readonly sha256: string;
  readonly encrypted: boolean;
  /** Null when manifest.json cannot be read. */
  readonly workbook: null | {
    readonly title: string;
    readonly organisation: string;
    readonly revision: number;
    readonly changeLogHead: string;
    /** ISO instant. */
    readonly lastChange: string;
    /** ISO date as of which its gaps were judged; null in a pack that does not say it. */
    readonly judgedAsOf: string | null;
    /** Digest of everything recorded; null in a pack that does not say it. */
    readonly state: string | null;
  };
  /** Files whose content was read and compared. */
  readonly files: number;
  readonly altered: readonly PackProblem[];
  readonly missing: readonly PackProblem[];
  readonly extra: readonly PackProblem[];
  /** What is wrong with the archive itself: its seal, its records, its names. */
  readonly archive: readonly string[];
  /** Whose key signed it, and what is wrong with the signature; null where none did. */
  readonly signature: KeySignature | null;
  /** The time that the pack is attested to have been there at; `problem` says why not. Null where none is in it. */
  readonly timestamp: (PackTimestamp & { readonly problem: null }) | { readonly problem: string } | null;
  /** What this profile knows of that key. */
  readonly known: SigningKey['known'];
  readonly absent: readonly AbsentEvidence[];
  readonly against: PackAgainst | null;
}
