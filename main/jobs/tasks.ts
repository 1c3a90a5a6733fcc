import type { ComparedEnds } from '../assessment/compared-states.ts';
import type { Search } from '../assessment/find-groups.ts';
import type { RegisterFilter, Status } from '../contract/assignments.ts';
import type { Prepared } from '../contract/audience.ts';
import type { CatalogueService, Responsibility } from '../contract/catalogue.ts';
import type { ControlText, ControlTextsFile } from '../contract/control-texts.ts';
import type { DocumentFormat, WrittenDocument } from '../contract/documents.ts';
import type { ErasedEvidence } from '../contract/erasure.ts';
import type { Failure } from '../contract/errors.ts';
import type {
  ExportFormat,
  HandOutFormat,
  Paper,
  Reconciliation,
  WrittenExtract,
} from '../contract/exports.ts';
import type { FindingsReport } from '../contract/findings.ts';
import type { WrittenLayout } from '../contract/layouts.ts';
import type { Resolution } from '../contract/merge.ts';
import type { GivenMapping } from '../contract/methods/claims.ts';
import type { Resolutions } from '../contract/methods/sheets.ts';
import type { MinutesFormat } from '../contract/minutes.ts';
import type { ServiceInUse } from '../contract/services-in-use.ts';
import type { SheetPreview } from '../contract/sheets.ts';
import type { ComparisonFormat } from '../contract/snapshots.ts';
import type { SavedCopy, VerifiedSignOff, VerifyReport } from '../contract/workbook.ts';
import type { AskedMarks } from '../domain/report/audience.ts';
import type { SheetDifference } from '../domain/returned-sheet/compare-sheet.ts';
import type { KeptTexts } from '../importers/control-texts/read-texts.ts';
import type { ColumnsSaid } from '../importers/discover/lists/inventory-columns.ts';
import type { SavedSheet } from '../importers/vendor-matrix/map-sheet.ts';
import type { PartyNames } from '../importers/vendor-matrix/words.ts';
import type { BackupPlaces } from '../workbook/backups/list.ts';
import type { FormTask } from './form-tasks.ts';
import type { EncryptPackTask, PackTask, VerifyPackTask } from './pack-tasks.ts';
import type { PortfolioTask } from './portfolio-tasks.ts';
import type { ProviderTask } from './provider-tasks.ts';

/** Work that a worker thread does on its own read-only connection. Plain data both ways, and a key where one is to sign. */
export type Task =
  | ExportTask
  | DiscoverTask
  | FindingsTask
  | VerifyTask
  | GapsTask
  | FindTask
  | MatrixTask
  | CopyTask
  | RepairTask
  | EraseTask
  | ComparisonTask
  | MergeTask
  | RecogniseTask
  | PackTask
  | EncryptPackTask
  | VerifyPackTask
  | LayoutTask
  | FormTask
  | MinutesTask
  | HandOutsTask
  | HandOutListTask
  | ReturnedSheetTask
  | ControlTextsTask
  | ActionStatesTask
  | ProviderTask
  | PortfolioTask
  | VendorMatrixTask;

export interface ExportTask {
  readonly kind: 'export';
  readonly workbook: string;
  readonly files: readonly { readonly format: ExportFormat; readonly path: string }[];
  /** Whose hand-out it is; absent for the whole workbook. */
  readonly person?: string;
  /** Only the rows that a filter shows, in the state that it was put into words in: which the workbook must still have. */
  readonly rows?: {
    readonly filter: RegisterFilter;
    /** The filter in words. */
    readonly by: readonly string[];
    readonly revision: number;
    /** Who filters. Gaps are judged as of the day of the document. */
    readonly actor: string | null;
  };
  /** Whether the history goes into the Excel file and the PDF. */
  readonly history?: boolean;
  /** What the Excel file and the PDF are printed on; A4 unless said. */
  readonly paper?: Paper;
  readonly prepared?: Prepared;
  /** ISO date as of which the document is judged. */
  readonly asOf: string;
  readonly appVersion: string;
}
export interface WrittenFile {
  readonly format: ExportFormat;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly reconciliation: Reconciliation;
  readonly warnings: readonly string[];
}
export interface WrittenExport {
  readonly files: readonly WrittenFile[];
  /** Null for the whole workbook. */
  readonly extract: WrittenExtract | null;
}
export interface DiscoverTask {
  readonly kind: 'discover';
  readonly files: readonly { readonly name: string; readonly path: string; readonly way?: string }[];
  readonly existing: readonly (Pick<ServiceInUse, 'ref' | 'catalogueId'> &
    Partial<Pick<ServiceInUse, 'label' | 'foundIn'>>)[];
  readonly customServices: readonly CatalogueService[];
  readonly said?: ColumnsSaid;
  /** The day (ISO) as of which it is judged what is in use. */
  readonly asOf: string;
}
export interface FindingsTask {
  readonly kind: 'findings';
  readonly files: readonly { readonly name: string; readonly path: string }[];
  readonly inUse: readonly Pick<ServiceInUse, 'ref' | 'catalogueId' | 'account' | 'region'>[];
  /** Where the findings are from that name no account. */
  readonly account: string | null;
  readonly region: string | null;
  /** The day (ISO) on which exceptions have to hold that people wrote beside findings. */
  readonly asOf: string;
  /** New file for the findings themselves. */
  readonly into: string;
  /** Every assignment, in the order of the register. */
  readonly assignments: readonly { readonly ref: string; readonly status: Status }[];
  readonly customServices: readonly CatalogueService[];
  readonly customResponsibilities: readonly Responsibility[];
  /** They are taken in after it, which needs memory of its own: nobody will ask of these files again. */
  readonly last: boolean;
}
/** The accounts of one file of findings. */
interface FileAccounts {
  /** Those of AWS that it names, also such as were shortened. */
  readonly named: readonly string[];
  /** Findings that those of another account would be taken for. */
  readonly interchangeable: number;
}
export interface ReadFindings {
  readonly report: Omit<FindingsReport, 'effect' | 'before'>;
  /** SHA-256 of what was read of each file of the task; null where it was refused. */
  readonly hashes: readonly (string | null)[];
  /** Ids that several findings of these files share though they speak of different places. */
  readonly sharedIds: ReadonlySet<string>;
  readonly accounts: readonly FileAccounts[];
}
export interface GapsTask {
  readonly kind: 'gaps';
  readonly workbook: string;
  /** ISO date as of which they are judged. */
  readonly asOf: string;
}
export interface FindTask {
  readonly kind: 'find';
  readonly workbook: string;
  readonly search: Search;
}
export interface MatrixTask {
  readonly kind: 'matrix';
  readonly workbook: string;
}
export interface CopyTask {
  readonly kind: 'copy';
  readonly workbook: string;
  readonly path: string;
}
export type WrittenCopy = Pick<SavedCopy, 'bytes' | 'rev' | 'head'>;
/** What a worker can say, which knows no keys. */
export interface VerifiedRecord extends Omit<VerifyReport, 'signOffs' | 'places'> {
  readonly signOffs: readonly Omit<VerifiedSignOff, 'known'>[];
}
export interface VerifyTask {
  readonly kind: 'verify';
  readonly workbook: string;
  /** The file itself, where that is not what is read: its pages are looked over. */
  readonly file?: string;
  /** A head of the log, or a digest of a state, to be looked for in the history. */
  readonly head?: string;
}
export interface RepairTask {
  readonly kind: 'repair';
  /** Only read. */
  readonly path: string;
  readonly name: string;
  readonly target: string;
  readonly at: string;
  readonly who: string | null;
}
/** What is to be erased for good. */
export type Erasable =
  | { readonly kind: 'person'; readonly who: string; readonly also: readonly string[] }
  | { readonly kind: 'evidence'; readonly contents: readonly ErasedEvidence[] };
export interface EraseTask {
  readonly kind: 'erase';
  /** The file: open for `look` only. */
  readonly workbook: string;
  readonly name: string;
  readonly what: Erasable;
  /** Only to say what would be touched; nothing is changed. */
  readonly look: boolean;
  readonly backups: BackupPlaces;
  /** Paths that the workbook had before it was moved, under which its earlier backups lie. */
  readonly formerly?: readonly string[];
  /** Its path, where a copy of it is looked at. */
  readonly place?: string;
  /** Paths at which the workbook lay when it was opened there, and at which another file is now: a copy of its own, or another workbook. */
  readonly others?: readonly string[];
  readonly at: string;
  readonly who: string | null;
}

export interface ComparisonTask extends ComparedEnds {
  readonly kind: 'comparison';
  /** For whom it is; the marks that were not given are those of the two sides. */
  readonly asked: AskedMarks;
  readonly workbook: string;
  /** What the workbook is called. */
  readonly fileName: string;
  readonly files: readonly { readonly format: ComparisonFormat; readonly path: string }[];
  readonly paper: Paper;
  /** ISO date as of which workbooks are judged as they are; a snapshot is as of its day. */
  readonly asOf: string;
  readonly appVersion: string;
}

export interface MergeTask {
  readonly kind: 'merge';
  readonly workbook: string;
  /** What the user knows the workbook by. */
  readonly name: string;
  readonly theirs: { readonly name: string; readonly path: string };
  readonly base: { readonly name: string; readonly path: string } | null;
  readonly resolutions: Readonly<Record<string, Resolution>>;
  readonly otherwise: 'mine' | 'theirs' | undefined;
  /** Somebody said that the two are one assessment. */
  readonly oneAssessment: boolean;
  /** The stamp of a copy that was held against its own log before; null for none. */
  readonly sound: string | null;
  /** Heads of both change logs as they were looked at. */
  readonly expected: { readonly mine: string; readonly theirs: string } | null;
  /** Whether what has to be written is told as well: it is as large as what was changed, and whoever only looks needs none of it. */
  readonly toWrite: boolean;
  /** Where to write the merged workbook, when, and by whom; null to work the merge out only. */
  readonly write: { readonly path: string; readonly at: string; readonly who: string | null } | null;
}
/** The merged workbook as it was written and checked. */
export interface MergeWritten {
  readonly rev: number;
  readonly head: string;
  readonly bytes: number;
  readonly evidence: number;
}
export interface LayoutTask {
  readonly kind: 'layout';
  readonly prepared?: Prepared;
  readonly workbook: string;
  readonly path: string;
  readonly layout: string;
  /** The seat that it is written from; absent for the first one. */
  readonly vantage?: string;
  readonly framework?: string;
  readonly packageOverview?: string;
  /** ISO date as of which the document is judged. */
  readonly asOf: string;
  readonly appVersion: string;
}
export interface MinutesTask {
  readonly kind: 'minutes';
  readonly workbook: string;
  readonly meeting: number;
  readonly files: readonly { readonly format: MinutesFormat; readonly path: string }[];
  /** What the PDF and the Word document are printed on. */
  readonly paper: Paper;
  readonly prepared?: Prepared;
  /** ISO date of the day on which they are read. */
  readonly asOf: string;
  readonly appVersion: string;
}
export interface HandOutListTask {
  readonly kind: 'hand-out-list';
  readonly workbook: string;
}
export interface HandOutsTask {
  readonly kind: 'hand-outs';
  readonly prepared?: Prepared;
  readonly workbook: string;
  readonly path: string;
  readonly into: 'zip' | 'folder';
  readonly formats: readonly HandOutFormat[];
  /** ISO date as of which they are judged. */
  readonly asOf: string;
  readonly appVersion: string;
}
/** A file of a document, before a host has it under a name. */
export type WrittenDocumentFile<F extends DocumentFormat = DocumentFormat> = Omit<
  WrittenDocument<F>,
  'name' | 'handle'
>;
export type WrittenLayoutFile = Omit<WrittenLayout, 'layout' | 'file' | 'handle'>;

export interface RecogniseTask {
  readonly kind: 'recognise';
  readonly path: string;
  readonly name: string;
}
export interface ControlTextsTask {
  readonly kind: 'control-texts';
  readonly path: string;
  readonly name: string;
  /** Catalogues given with a profile, and the texts that the workbook has. */
  readonly beside?: readonly { readonly path: string; readonly name: string }[];
  readonly kept?: readonly KeptTexts[];
}

export interface ActionStatesTask {
  readonly kind: 'action-states';
  readonly path: string;
  readonly name: string;
}

export interface ReturnedSheetTask {
  readonly kind: 'returned-sheet';
  readonly workbook: string;
  readonly path: string;
  /** What messages call the file. */
  readonly name: string;
  readonly resolutions: Resolutions;
}
/** A register that came back, before the rules of the workbook have had their say. */
export interface ReadSheet extends Omit<SheetPreview, 'changes'> {
  readonly differences: readonly SheetDifference[];
}

export interface VendorMatrixTask {
  readonly kind: 'vendor-matrix';
  readonly file: { readonly name: string; readonly path: string };
  readonly mapping: GivenMapping | undefined;
  /** How ids are written that may be those of several frameworks. */
  readonly framework?: string | undefined;
  /** By fingerprint. */
  readonly saved: readonly (readonly [string, SavedSheet])[];
  readonly names: PartyNames | undefined;
  /** Names of the services that the workbook has of its own. */
  readonly ownServices: readonly string[];
}

export interface ReadControlTexts {
  readonly about: ControlTextsFile;
  readonly texts: readonly ControlText[];
}

export type FromWorker =
  | {
      readonly type: 'progress';
      readonly done: number;
      readonly total: number | null;
      readonly label: string;
    }
  /** Told every second while the thread is free to tell anything. */
  | { readonly type: 'alive' }
  /** `stays`: it has let go of all that it held, and waits for the next task. */
  | { readonly type: 'done'; readonly result: unknown; readonly stays: boolean }
  | { readonly type: 'refused'; readonly failure: Failure }
  /** Not expected: crosses as text, since an Error loses its parts on the way. */
  | { readonly type: 'broken'; readonly message: string; readonly stack: string };
export type ToWorker =
  | {
      readonly type: 'task';
      readonly task: Task;
      /** Of the process as it is now: a thread has a copy of its own. */
      readonly env: Readonly<Record<string, string | undefined>>;
      /** With how many megabytes in memory the thread may do another task after it; 0 where it must go in any case. */
      readonly stayWithMb: number;
    }
  | { readonly type: 'cancel' };

/** What a task needs while it runs. */
export interface TaskControls {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number | null, label: string) => void;
}
