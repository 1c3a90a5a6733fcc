import type { MarksFor } from './audience.ts';
import type { RecordedErasure } from './erasure.ts';
import type { KnownSignOffRow } from './review.ts';
import type { RuleId } from './rules.ts';

export interface WorkbookInfo {
  /** Handle of the open workbook in this host. */
  readonly id: string;
  /** Of the workbook itself, whichever host has it open and under which handle. */
  readonly uuid: string;
  readonly fileName: string;
  /** Where the file lies on the machine that runs Demarc, to be read by people. */
  readonly folder: string;
  readonly title: string;
  readonly organisation: string;
  readonly leadAssessor: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  /** Day by which the assessment is to be looked at again. */
  readonly reviewOn: string | null;
  readonly scopeNote: string | null;
  /** Framework ids that matter for this assessment, in the order chosen. */
  readonly frameworks: readonly string[];
  readonly catalogueVersion: string;
  readonly createdAt: string;
  readonly rev: number;
  readonly readOnly: boolean;
  /** Who holds the lock when we read only. */
  readonly lockedBy: string | null;
  /** What its user has to know about the file, in sentences: why it can only be read, what may be missing, where it was saved. */
  readonly notices: readonly string[];
  readonly example: string | null;
  /** The rules of two pairs of eyes that are on. */
  readonly rules: readonly RuleId[];
  /** The marks that documents bear unless something else is asked for. */
  readonly classification: string | null;
  readonly distribution: string | null;
  /** The same of documents that are prepared for somebody else. */
  readonly marksFor: MarksFor;
  /** What a meeting goes through unless it has another agenda, by ref and in this order; empty for everything. */
  readonly usualAgenda: readonly string[];
  readonly begunFrom: BegunFrom | null;
  /**
   * The file of the same identity that this profile knew before at another place and that is still there, until somebody says what this
   * one is. `told`: it was said to somebody who had no choice there.
   */
  readonly copyOf: { readonly fileName: string; readonly folder: string; readonly told: boolean } | null;
}
/** Of which other workbook one is a beginning, and in which state it was then: its revision and the head of its change log. */
export interface BegunFrom {
  readonly how: 'template' | 'copy';
  readonly uuid: string;
  readonly title: string;
  readonly rev: number;
  readonly head: string;
}
/** The picture on the covers of documents. */
export interface Logo {
  readonly mediaType: 'image/png' | 'image/jpeg';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
  /** The picture in Base64. */
  readonly data: string;
}
/** What a logo may be: bytes of its file, and pixels along an edge. */
export const LOGO_LIMITS = { bytes: 256 * 1024, edge: 2000 } as const;
export interface Progress {
  readonly asked: number;
  readonly answered: number;
  readonly parked: number;
  readonly services: number;
  readonly evidence: number;
}
export interface ChangeEntry {
  readonly rev: number;
  readonly at: string;
  readonly who: string | null;
  readonly summary: string;
  readonly hash: string;
}
/** What the next undo and redo would do, as sentences; null when there is nothing. Only changes of this sitting count. */
export interface History {
  readonly undo: string | null;
  readonly redo: string | null;
}
/** A copy of the workbook, closed as one file; `head` is that of its change log at revision `rev`. */
export interface SavedCopy {
  readonly name: string;
  /** Handle under which the host can reveal or deliver the file. */
  readonly handle: string;
  readonly bytes: number;
  readonly rev: number;
  readonly head: string;
}
/** A state of the history: which digest it was found by, and whose change it stands behind. */
export interface FoundState {
  readonly rev: number;
  readonly at: string;
  readonly what: 'head' | 'state';
  readonly digest: string;
  /** File name of the merged copy whose change it is; null for the workbook's own. */
  readonly copy: string | null;
}
/**
 * A rule of two pairs of eyes that is on, and what breaks it: it was merged, is from before the rule, or was written past the program.
 * The record is no less sound for it.
 */
export interface BrokenRule {
  readonly rule: RuleId;
  /** Id of the gap rule under which each is listed, and its title. */
  readonly gap: string;
  readonly title: string;
  /** Answers; sign-offs for the rules on signing. */
  readonly count: number;
  /** Where the first few are, in names, and at how many places more. */
  readonly named: readonly string[];
  readonly others: number;
}
export interface VerifyReport {
  readonly ok: boolean;
  readonly changes: number;
  readonly evidence: number;
  readonly bytes: number;
  /** Hash of the last change, and so of all before it. */
  readonly head: string;
  /** Digest of everything recorded, as the tables hold it; null where they could not be read. */
  readonly state: string | null;
  /** What was asked to be found in the history; null when nothing was. */
  readonly looked: { readonly given: string; readonly found: FoundState | null } | null;
  /** What was erased for good, oldest first. */
  readonly erasures: readonly RecordedErasure[];
  /** Who signed what, newest first, and with which key. */
  readonly signOffs: readonly VerifiedSignOff[];
  /** Rules that stand and that the record breaks; no problem, and without a say in `ok`. */
  readonly broken: readonly BrokenRule[];
  /** Sentences; none for a sound workbook. */
  readonly problems: readonly string[];
  /** What the duties are called that problems begin with: ref -> names. */
  readonly places: Readonly<Record<string, string>>;
}
/** A sign-off as checking a workbook found it. */
export interface VerifiedSignOff
  extends Pick<
    KnownSignOffRow,
    'number' | 'subject' | 'name' | 'signedAt' | 'signature' | 'signatureErased' | 'known'
  > {}
/** A workbook file that was written anew from the change log of another. */
export interface RepairReport {
  /** Revision, head and state of the new file. */
  readonly rev: number;
  readonly head: string;
  readonly state: string | null;
  /** The last change of the old log that could be played, and when it was made. */
  readonly upTo: number;
  readonly lastChange: string;
  /** Why the log could be played no further; null when all of it was. */
  readonly broken: string | null;
  /** What the old file held otherwise than its log says. */
  readonly differences: readonly string[];
  /** What could not be brought over. */
  readonly lost: readonly string[];
}
