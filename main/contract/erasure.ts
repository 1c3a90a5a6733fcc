/** Evidence that was taken out of the register, and whose content still lies in the workbook. */
export interface ErasedEvidence {
  readonly number: number;
  readonly sha256: string;
  readonly size: number;
}

/** What erasing for good touches, or touched. */
export interface ErasureReport {
  /** What stands for the person since; null where evidence was destroyed. */
  readonly label: string | null;
  /** What the workbook knew the person by, and so what is replaced. */
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  /** Records of the workbook as it is now, by what they are: `answers`, `evidence`. */
  readonly records: readonly { readonly what: string; readonly count: number }[];
  /** Entries of the change log that are redacted, of how many. */
  readonly entries: number;
  readonly of: number;
  /** Entries in the logs of merged copies. */
  readonly merged: number;
  readonly snapshots: number;
  /** Sign-offs whose signature goes with the name that it would confirm. */
  readonly signatures: number;
  /** Contents of evidence that go. */
  readonly files: number;
  readonly backups: { readonly rewritten: number; readonly removed: number; readonly kept: number };
  /** Bytes of the workbook before and after. */
  readonly bytes: { readonly before: number; readonly after: number };
  /** What no erasure here can reach, in sentences. */
  readonly remains: readonly string[];
  /** Revision and head of the log after it; null while nothing was done. */
  readonly done: { readonly rev: number; readonly head: string } | null;
}

/** An erasure as checking a workbook finds it: which change says so, and what it took. */
export interface RecordedErasure {
  readonly change: number;
  readonly at: string;
  readonly who: string | null;
  readonly label: string | null;
  readonly entries: number;
  readonly contents: readonly ErasedEvidence[];
}

/** What keeps evidence from being destroyed, and when it is due. */
export interface RetentionRules {
  /** Why nothing of the workbook may be erased or destroyed; null when it may. */
  readonly hold: string | null;
  /** Days from its removal; null for never. */
  readonly retentionDays: number | null;
}
/** Evidence that is in the register no longer, and whose content still is in the workbook. */
export interface RemovedEvidence extends ErasedEvidence {
  readonly title: string;
  readonly fileName: string | null;
  readonly removedAt: string;
  readonly removedBy: string | null;
  /** Why it may not be destroyed; null when it may. */
  readonly hold: string | null;
  /** ISO date from which on it is due; null for never. */
  readonly dueOn: string | null;
}

export interface RemovedList {
  readonly rules: RetentionRules;
  readonly removed: readonly RemovedEvidence[];
  /** Every piece that may not be destroyed, in the register or taken out of it. */
  readonly holds: readonly { readonly number: number; readonly reason: string }[];
}
