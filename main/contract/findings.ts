import type { Status } from './assignments.ts';
import type { ErrorCode } from './errors.ts';

/** What a scanner says about one check on one resource. */
export const FINDING_RESULTS = ['pass', 'fail', 'manual', 'suppressed'] as const;
export type FindingResult = (typeof FINDING_RESULTS)[number];
export const FINDING_SEVERITIES = ['critical', 'high', 'medium', 'low', 'informational'] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];
/**
 * How a result counts beside an earlier one: as Prowler's, a run of which gives all results of what it looked at at once
 * (Steampipe, ScoutSuite and CloudSploit as well); as Security Hub's, whose answers come in pages (so do those of Inspector,
 * GuardDuty, Macie, Access Analyzer, Trusted Advisor, Well-Architected reviews, checklists of STIGs and results of assessments in OSCAL); or as AWS Config's. Evidence of
 * Audit Manager counts as that of the two that it was taken from. A check of another tool begins with its name: `steampipe/...`.
 */
export type FindingSource = 'prowler' | 'security-hub' | 'aws-config';
export const FINDINGS_FORMATS = [
  'prowler-csv',
  'prowler-json',
  'ocsf',
  'ocsf-csv',
  'asff',
  'asff-csv',
  'security-hub-controls',
  'aws-config',
  'inspector',
  'guardduty',
  'macie',
  'access-analyzer',
  'trusted-advisor',
  'trusted-advisor-csv',
  'audit-manager',
  'audit-manager-csv',
  'well-architected',
  'steampipe',
  'steampipe-csv',
  'scoutsuite',
  'cloudsploit',
  'cloudsploit-csv',
  'cklb',
  'oscal',
  // Several files of any of these.
  'archive',
  // A list with nothing in it.
  'empty',
] as const;
export type FindingsFormat = (typeof FINDINGS_FORMATS)[number];

/** One result in the same words for every scanner. Texts are cut to a length; raw resources are never kept. */
export interface Finding {
  /** As the scanner gives it, else made of check, account, Region and resource; the same again on the next scan. */
  readonly id: string;
  readonly source: FindingSource;
  /** Prowler's check id, Security Hub's control id, the name of the Config rule, or another tool and its check. */
  readonly check: string;
  /** Name of the Config rule behind a control, where the file gives it. */
  readonly rule: string | null;
  readonly title: string;
  readonly result: FindingResult;
  readonly severity: FindingSeverity | null;
  /** ARN, or whatever id the file gives. */
  readonly resource: string | null;
  /** `AwsS3Bucket` or `AWS::S3::Bucket`. */
  readonly resourceType: string | null;
  /** Prowler's short name of the service, such as `awslambda`. */
  readonly service: string | null;
  readonly account: string | null;
  /** What a spreadsheet made of its account (`1.23457E+11`), where that is all there is; it says in which accounts it is not. */
  readonly shortened?: string;
  readonly region: string | null;
  /** ISO date-time; without a zone where the file gives none. */
  readonly observedAt: string | null;
  /** Controls of frameworks that the record names, as it names them: `CIS-3.0 1.20`. */
  readonly requirements: readonly string[];
}

/** What one file held. */
export interface FindingsSummary {
  readonly file: string;
  readonly format: FindingsFormat;
  readonly findings: number;
  readonly results: Readonly<Record<FindingResult, number>>;
  /** Left out because the scanner closed them, or because the rule does not apply to the resource. */
  readonly archived: number;
  readonly notApplicable: number;
  readonly unreadable: number;
  /** Findings whose account is not in the file, as in most answers of AWS Config, or not whole. */
  readonly withoutAccount: number;
  /** The first records that could not be read, counted from 1. */
  readonly problems: readonly { readonly record: number; readonly why: string }[];
  readonly notes: readonly string[];
}

/** What the findings say about one assignment. */
export interface AssignmentFindings {
  readonly ref: string;
  readonly status: Status;
  readonly results: Readonly<Record<FindingResult, number>>;
  /** It is recorded as implemented, but a check failed. */
  readonly contradicted: boolean;
}
/** A duty that a person may place a check on, with the control that speaks for it. */
export interface FindingCandidate {
  readonly ref: string;
  /** `NIST SP 800-53 AC-3(7)`. */
  readonly by: string;
}
/** Findings of a check that no table knows, placed by a control that their records name. */
export interface PlacedByControl {
  readonly check: string;
  readonly title: string;
  readonly by: string;
  readonly refs: readonly string[];
  readonly findings: number;
}
/** Findings that a person has to place, by check and reason, the most frequent first. */
export interface UnplacedFindings {
  readonly check: string;
  readonly title: string;
  /**
   * The check is not in the tables, its service is not in use, it names no service that is known, the workbook has its service in other accounts alone (or speaks of
   * other accounts in all it has), or none of its duties is asked here.
   */
  readonly why: 'unknown-check' | 'service-not-in-use' | 'no-service' | 'other-account' | 'not-asked';
  /** Of `other-account`: the account that the findings name, and in which nothing here is in use. */
  readonly account?: string;
  /** Of `unknown-check`: at most three duties that its controls speak for, the likeliest first. */
  readonly candidates?: readonly FindingCandidate[];
  readonly findings: number;
}
/** Findings that no table places, of a check that people placed before in the same account. */
export interface PlacedBefore {
  readonly check: string;
  readonly title: string;
  /** Where, of what is still asked. */
  readonly refs: readonly string[];
  readonly findings: number;
}
/** How files of findings bear on what is recorded; distinct findings. */
export interface FindingsEffect {
  /** The files say that they are over: archived, resolved, or the rule does not apply any more. */
  readonly closed: number;
  /** Of Prowler: a later scan of the same check, account and Region does not hold them. */
  readonly replaced: number;
  /** Of those, how many name no account, as what would end them names none: they may be of another one. */
  readonly replacedWithoutAccount: number;
  /**
   * Of Security Hub and AWS Config: recorded for the same checks, accounts and Regions, and not in the files, which may be
   * pages of one answer. They stay, unless a person says that the files are complete.
   */
  readonly missing: number;
}
export interface FindingsReport {
  readonly files: readonly (
    | { readonly file: string; readonly summary: FindingsSummary; readonly refused: null }
    | {
        readonly file: string;
        readonly summary: null;
        readonly refused: { readonly code: ErrorCode; readonly message: string };
      }
  )[];
  /** What of the findings recorded before would count no more, or is not in the files. */
  readonly effect: FindingsEffect;
  /** In the order of the register. One finding can bear on several assignments. */
  readonly assignments: readonly AssignmentFindings[];
  /** Checks that no table knows, which are among them by a control. */
  readonly byControls: readonly PlacedByControl[];
  readonly unplaced: readonly UnplacedFindings[];
  /** Of those, what can go where people placed the same checks before. */
  readonly before: readonly PlacedBefore[];
}

/** How one finding differs from what was recorded before; `before` is null for a new one, `after` for one that is gone. */
export interface FindingChange {
  readonly id: string;
  readonly check: string;
  readonly title: string;
  readonly resource: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly before: FindingResult | null;
  readonly after: FindingResult | null;
}
/** What an import recorded. */
export interface FindingsAdded {
  /** The raw files, as they now are in the register. */
  readonly evidence: readonly { readonly number: number; readonly file: string }[];
  /** Distinct findings, by what became of them. */
  readonly fresh: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Recorded before, and over: closed by name, not in a later scan, or not in files that are said to be complete. */
  readonly gone: number;
  /** Taken in, but not counted: what is recorded was observed later. */
  readonly older: number;
  /** The first of the new, changed and gone ones, those that now fail first. */
  readonly changes: readonly FindingChange[];
}
/** A finding of the workbook, with the number of the evidence that it is from. */
export type RecordedFinding = Omit<Finding, 'rule' | 'resourceType' | 'service' | 'requirements'> & {
  readonly evidence: number;
};
/** How the checks of one assignment ended. */
export interface FindingCounts {
  readonly ref: string;
  readonly results: Readonly<Record<FindingResult, number>>;
}
/** Findings of one check that nobody placed yet, with one place before; of a check that judges a host as a whole, of one host. */
export interface FindingsToPlace {
  readonly source: FindingSource;
  readonly check: string;
  readonly host: string | null;
  readonly title: string;
  readonly findings: number;
  /** At most the first thousand. */
  readonly ids: readonly string[];
  /** Where people placed findings of this check before, in the same account, of what is still asked. */
  readonly before: readonly string[];
}
export interface FindingsList {
  readonly findings: number;
  readonly results: Readonly<Record<FindingResult, number>>;
  /** The first two hundred, failed ones first. */
  readonly first: readonly RecordedFinding[];
  /** Empty when asked about one assignment. */
  readonly toPlace: readonly FindingsToPlace[];
}
