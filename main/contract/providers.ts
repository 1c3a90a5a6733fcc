import type { EvidenceKind } from './evidence.ts';

/** A workbook at one state of it, and what the party that answered there is called. */
export interface Origin {
  readonly uuid: string;
  readonly title: string;
  readonly organisation: string;
  readonly party: string;
  readonly rev: number;
  /** Digest of everything recorded in it; null where its last change was made by a Demarc that did not vouch for it. */
  readonly digest: string | null;
  /** ISO date of its last change. */
  readonly day: string;
}
/** A line of the evidence register of another workbook: what proves an answer there, never the proof itself. */
export interface InheritedEvidence {
  readonly number: number;
  readonly kind: EvidenceKind;
  readonly title: string;
  readonly sha256: string | null;
  readonly collectedAt: string;
  readonly coversFrom: string | null;
  readonly coversTo: string | null;
  readonly expires: string | null;
}
/** From where an inherited answer is: the provider's workbook first, then that from which it inherits itself, to the one where it was answered. */
export interface Inherited {
  readonly origins: readonly Origin[];
  readonly evidence: readonly InheritedEvidence[];
  /** Of a risk that is accepted there: the last day on which that holds (ISO date), where one was said. */
  readonly acceptedUntil?: string | undefined;
}

/** The edition of a provider's workbook that a workbook inherits from. */
export interface Provider {
  /** The party as which it answers here. */
  readonly party: string;
  readonly partyName: string;
  readonly edition: EditionFacts;
  readonly takenAt: string;
  readonly takenBy: string | null;
  /** ISO date on which the provider's system was authorised; null where nobody said so. */
  readonly authorisedOn: string | null;
  /** Duties of services that it answers. */
  readonly duties: number;
  /** Foundations of a cloud that it answers. */
  readonly foundations: number;
  /** Rows of services that have its answers. */
  readonly rows: number;
  /** Of these, those whose own part is still to be answered. */
  readonly open: number;
  /** Duties that it held in an earlier edition and holds no more. */
  readonly ended: readonly { readonly duty: string; readonly dutyName: string; readonly day: string }[];
  /** The workbooks from which it inherits itself, the nearest first. */
  readonly above: readonly Pick<Origin, 'title' | 'organisation' | 'rev' | 'digest' | 'day'>[];
}
/** Which state of which workbook an edition is. */
export interface EditionFacts extends Omit<Origin, 'party'> {
  /** Head of its change log. */
  readonly head: string;
}

/** One duty in which two editions differ. */
export interface EditionLine {
  readonly duty: string;
  readonly dutyName: string;
  /** What is otherwise, each in a few words: `Status: In progress, now Implemented`. Of what is new or gone, what it says or said. */
  readonly what: readonly string[];
}
/** What taking an edition would change. */
export interface EditionDifference {
  readonly added: readonly EditionLine[];
  readonly changed: readonly EditionLine[];
  /** What the provider holds no more. */
  readonly gone: readonly EditionLine[];
  /** Duties that say what they said. */
  readonly same: number;
}
/** An edition that can be taken, beside the one that a workbook has. */
export interface EditionLook {
  readonly edition: EditionFacts;
  /** What to know of it first: that the file may lack answers, is older than the one taken, or keeps answers to itself. */
  readonly notices: readonly string[];
  /** The edition that is held; null where none is. */
  readonly held: EditionFacts | null;
  readonly difference: EditionDifference;
}
