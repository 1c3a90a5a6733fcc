import type { AudienceId } from './audience.ts';
import type { ErrorCode } from './errors.ts';

/**
 * What became of a workbook that was to be published. new: it was not there. updated: in the place of what it goes on from. fork: beside
 * what went on another way. unchanged, older: nothing was written.
 */
export const PUBLISH_OUTCOMES = ['new', 'updated', 'fork', 'unchanged', 'older'] as const;
export type PublishOutcome = (typeof PUBLISH_OUTCOMES)[number];

export interface PublishedWorkbook {
  /** The name of the file. */
  readonly file: string;
  readonly unit: string;
  /** The workbook's own id. */
  readonly workbook: string;
  readonly title: string;
  readonly revision: number;
  readonly outcome: PublishOutcome;
  /** Rows written, of all tables. */
  readonly rows: number;
  /** What may be missing in the file, in sentences. */
  readonly notices: readonly string[];
}
export interface PublishReport {
  /** What messages call the portfolio; no secret. */
  readonly portfolio: string;
  readonly audience: AudienceId;
  /** ISO date as of which the workbooks were judged. */
  readonly asOf: string;
  /** Steps by which the portfolio itself was brought up to date. */
  readonly steps: readonly string[];
  readonly published: readonly PublishedWorkbook[];
  readonly failed: readonly { readonly file: string; readonly code: ErrorCode; readonly message: string }[];
}

/** What a portfolio can be asked for as a whole. */
export const PORTFOLIO_REPORTS = [
  'overview',
  'differences',
  'coverage',
  'evidence',
  'load',
  'changes',
] as const;
export type PortfolioReportName = (typeof PORTFOLIO_REPORTS)[number];

/** Which publications, and which rows of them, a report is made of. */
export interface PortfolioFilter {
  readonly unit?: string | undefined;
  /** A workbook's own id. */
  readonly workbook?: string | undefined;
  /** Words in the title or the organisation of a workbook. */
  readonly text?: string | undefined;
  /** Catalogue ids. */
  readonly service?: string | undefined;
  readonly duty?: string | undefined;
  readonly framework?: string | undefined;
  readonly person?: string | undefined;
  readonly party?: string | undefined;
  /** ISO dates: through which day evidence is listed, and since when changes are. */
  readonly until?: string | undefined;
  readonly since?: string | undefined;
}

interface GapCounts {
  readonly high: number;
  readonly medium: number;
  readonly low: number;
}
/** Which publication a line of a report is about. */
export interface PublicationRef {
  readonly publication: string;
  readonly unit: string;
  readonly workbook: string;
  readonly title: string;
}
export interface OverviewLine extends PublicationRef {
  readonly organisation: string;
  readonly publisher: string;
  /** Several publications of one workbook: copies that went different ways, or that several people published. */
  readonly forks: number;
  readonly revision: number;
  readonly audience: AudienceId;
  readonly judgedAsOf: string;
  readonly publishedAt: string;
  readonly asked: number;
  readonly answered: number;
  readonly implemented: number;
  readonly gaps: GapCounts;
  readonly evidence: number;
  readonly expired: number;
  readonly expiring: number;
  readonly actionsOpen: number;
  readonly signed: 'current' | 'changed' | 'none';
  readonly signedAt: string | null;
  /** Its last publications, the oldest first. */
  readonly trend: readonly {
    readonly at: string;
    readonly answered: number;
    readonly asked: number;
    readonly gaps: number;
  }[];
}
export interface PortfolioOverview {
  readonly totals: {
    readonly workbooks: number;
    /** Of these workbooks: one that went different ways has several, and what follows is of all of them. */
    readonly copies: number;
    readonly units: number;
    readonly asked: number;
    readonly answered: number;
    readonly implemented: number;
    readonly gaps: GapCounts;
    readonly expired: number;
    readonly expiring: number;
    readonly actionsOpen: number;
    readonly signed: number;
  };
  readonly workbooks: readonly OverviewLine[];
}

/** One answer to a duty, with how many give it and why. */
export interface OwnerPosition {
  readonly owner: string;
  readonly workbooks: number;
  readonly duties: number;
  /** Of these duties, those in which the answer is not what was suggested. */
  readonly deviating: number;
  readonly reasons: readonly { readonly reason: string; readonly workbooks: number }[];
}
export interface Difference {
  readonly service: string;
  readonly serviceName: string;
  readonly domainName: string;
  readonly duty: string;
  readonly dutyName: string;
  /** The most frequent first. */
  readonly owners: readonly OwnerPosition[];
}
export interface PortfolioDifferences {
  /** How many there are; the list may hold fewer. */
  readonly total: number;
  /** Those first in which most workbooks go another way than most. */
  readonly differences: readonly Difference[];
}

interface CoverageCounts {
  readonly duties: number;
  readonly answered: number;
  readonly implemented: number;
  readonly evidenced: number;
}
export interface PortfolioCoverage {
  readonly frameworks: readonly (CoverageCounts & {
    readonly framework: string;
    readonly name: string;
    readonly version: string;
    readonly workbooks: number;
    readonly controls: number;
  })[];
  /** Of the framework that was asked for; none without one. */
  readonly controls: readonly (CoverageCounts & {
    readonly control: string;
    readonly title: string;
    /** Workbooks in which duties bear on it, and those in which all of them are answered. */
    readonly workbooks: number;
    readonly whole: number;
  })[];
  readonly workbooks: readonly (PublicationRef &
    CoverageCounts & { readonly framework: string; readonly controls: number; readonly whole: number })[];
}

export interface PortfolioEvidence {
  readonly until: string;
  /** Through `until`, the earliest first; what has expired is among them. */
  readonly items: readonly (PublicationRef & {
    readonly number: number;
    readonly kind: string;
    readonly name: string;
    readonly expires: string;
    readonly expired: boolean;
    readonly duties: number;
    readonly collectedBy: string | null;
  })[];
  readonly total: number;
  /** All that expires, by month (`2026-12`). */
  readonly months: readonly { readonly month: string; readonly count: number }[];
}

interface LoadLine {
  readonly party: string;
  readonly partyKind: string;
  /** Null for duties that name nobody. */
  readonly person: string | null;
  readonly workbooks: number;
  readonly duties: number;
  readonly open: number;
  readonly overdue: number;
}
export interface PortfolioLoad {
  readonly lines: readonly LoadLine[];
  readonly actions: readonly {
    readonly person: string | null;
    readonly workbooks: number;
    readonly open: number;
    readonly overdue: number;
  }[];
}

export interface ChangeLine extends PublicationRef {
  readonly how: 'new' | 'changed' | 'same';
  readonly revision: { readonly before: number | null; readonly after: number };
  readonly answered: { readonly before: number | null; readonly after: number };
  readonly asked: { readonly before: number | null; readonly after: number };
  readonly gaps: { readonly before: number | null; readonly after: number };
  readonly publishedAt: string;
}
export interface PortfolioChanges {
  readonly since: string;
  readonly workbooks: readonly ChangeLine[];
}

interface PortfolioBodies {
  readonly overview: PortfolioOverview;
  readonly differences: PortfolioDifferences;
  readonly coverage: PortfolioCoverage;
  readonly evidence: PortfolioEvidence;
  readonly load: PortfolioLoad;
  readonly changes: PortfolioChanges;
}
interface ReportHead<N extends PortfolioReportName> {
  readonly report: N;
  readonly portfolio: string;
  /** ISO date as of which days are judged. */
  readonly asOf: string;
  readonly filter: PortfolioFilter;
}
/** A report of a portfolio under its name. */
export type PortfolioReport<N extends PortfolioReportName = PortfolioReportName> = {
  readonly [K in N]: ReportHead<K> & { readonly body: PortfolioBodies[K] };
}[N];
export type PortfolioBody<N extends PortfolioReportName> = PortfolioBodies[N];

/** A row of a register, as a number of a report opens it. */
export interface PortfolioDuty extends PublicationRef {
  readonly ref: string;
  readonly subjectLabel: string;
  readonly service: string;
  readonly serviceName: string;
  readonly domainName: string;
  readonly duty: string;
  readonly dutyName: string;
  readonly owner: string;
  readonly status: string;
  readonly reason: string | null;
  readonly dueOn: string | null;
  readonly evidence: number;
}
export interface PortfolioGap extends PublicationRef {
  readonly rule: string;
  readonly severity: string;
  readonly sentence: string;
  readonly ref: string | null;
  readonly action: number | null;
}
/** A piece of evidence that expires, as a number opens it. */
export interface PortfolioPiece extends PublicationRef {
  readonly number: number;
  readonly name: string;
  readonly expires: string;
  readonly duties: number;
}
/** An action that is still to be done. */
export interface PortfolioAction extends PublicationRef {
  readonly number: number;
  readonly name: string;
  readonly about: string;
  readonly person: string | null;
  readonly dueOn: string | null;
  readonly state: string;
}
/** How far a workbook answers what bears on a control. */
export interface PortfolioControl extends PublicationRef, CoverageCounts {
  readonly control: string;
  readonly controlTitle: string;
}
/** A workbook as it was published once, and what it came to then. */
export interface PortfolioState extends PublicationRef {
  readonly revision: number;
  readonly publishedAt: string;
  readonly asked: number;
  readonly answered: number;
  readonly gaps: number;
  readonly signed: OverviewLine['signed'];
}
/** A published workbook that others can inherit from. */
export interface PortfolioEdition extends PublicationRef {
  readonly organisation: string;
  readonly revision: number;
  readonly publisher: string;
  readonly publishedAt: string;
  /** Duties that it answers for others; 0 where there is none, or none any more. */
  readonly answers: number;
}
/** A list that may hold fewer than there are. */
export interface Part<T> {
  readonly total: number;
  readonly rows: readonly T[];
}
/** A portfolio that was connected beside the user's own, for as long as the program runs; no secret. */
export interface PortfolioConnection {
  /** By which it is asked. */
  readonly handle: string;
  readonly kind: 'file' | 'server';
  /** What messages call it. */
  readonly name: string;
  /** A copy of ours of a file that was uploaded: nothing is published to it. */
  readonly copy: boolean;
}
/** How a portfolio was set up, or would be: the statements, in their order. */
export interface PortfolioSetup {
  /** Null where nothing was asked. */
  readonly portfolio: string | null;
  readonly applied: boolean;
  readonly steps: readonly string[];
  readonly statements: readonly string[];
}
/** A report that was written: what it says, and the files. */
export interface WrittenPortfolio {
  readonly report: PortfolioReport;
  readonly files: readonly {
    readonly format: 'xlsx' | 'pdf';
    readonly name: string;
    readonly handle: string;
    readonly bytes: number;
    readonly sha256: string;
    /** Texts and numbers that were read back and compared. */
    readonly texts: number;
    readonly warnings: readonly string[];
  }[];
}
