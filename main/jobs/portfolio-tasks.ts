import type { AudienceId } from '../contract/audience.ts';
import type { WrittenDocument } from '../contract/documents.ts';
import type {
  Difference,
  Part,
  PortfolioAction,
  PortfolioControl,
  PortfolioDuty,
  PortfolioEdition,
  PortfolioFilter,
  PortfolioGap,
  PortfolioPiece,
  PortfolioReport,
  PortfolioReportName,
  PortfolioState,
} from '../contract/portfolio.ts';
import type { WantedActions, WantedControls, WantedEvidence } from '../portfolio/reports/looks.ts';
import type { WantedRows } from '../portfolio/reports/rows.ts';
import type { WantedPublications, WantedWorkbooks } from '../portfolio/reports/states.ts';
import type { PortfolioTarget } from '../portfolio/target.ts';

export interface PublishTask {
  readonly kind: 'publish';
  readonly files: readonly { readonly path: string; readonly name: string }[];
  readonly target: PortfolioTarget;
  /** That of the workbook's organisation where none is named. */
  readonly unit?: string;
  readonly audience: AudienceId;
  /** ISO date as of which the workbooks are judged. */
  readonly asOf: string;
  readonly appVersion: string;
  /** ISO instant. */
  readonly now: string;
}
export interface PortfolioSetupTask {
  readonly kind: 'portfolio-setup';
  /** Null to say the statements without asking a server. */
  readonly target: PortfolioTarget | null;
  readonly appVersion: string;
  /** ISO instant. */
  readonly now: string;
}
type PortfolioFormat = 'xlsx' | 'pdf';
export interface PortfolioReportTask {
  readonly kind: 'portfolio-report';
  readonly target: PortfolioTarget;
  readonly report: PortfolioReportName;
  readonly filter: PortfolioFilter;
  /** Of a list, where nothing is to be written. */
  readonly limit: number;
  readonly asOf: string;
  /** Where it is to be written as a document. */
  readonly files: readonly { readonly format: PortfolioFormat; readonly path: string }[];
  readonly appVersion: string;
}
type PublishedFilter = Pick<PortfolioFilter, 'unit' | 'workbook' | 'text'>;
/** What a number of a report counts, how others answer a duty, or only whether the portfolio can be read. */
export interface PortfolioLookTask {
  readonly kind: 'portfolio-look';
  readonly target: PortfolioTarget;
  readonly look:
    | { readonly at: 'door' }
    | { readonly at: 'duties' | 'gaps'; readonly wanted: WantedRows; readonly limit: number }
    | { readonly at: 'evidence'; readonly wanted: WantedEvidence; readonly limit: number }
    | { readonly at: 'actions'; readonly wanted: WantedActions; readonly limit: number }
    | { readonly at: 'controls'; readonly wanted: WantedControls; readonly limit: number }
    | { readonly at: 'workbooks'; readonly wanted: WantedWorkbooks; readonly limit: number }
    | { readonly at: 'publications'; readonly wanted: WantedPublications; readonly limit: number }
    | { readonly at: 'editions'; readonly wanted: PublishedFilter; readonly limit: number }
    | {
        readonly at: 'precedents';
        readonly filter: {
          readonly unit?: string | undefined;
          readonly except?: string | undefined;
          readonly service: string;
          readonly duty?: string | undefined;
        };
      };
}
export type PortfolioTask = PublishTask | PortfolioSetupTask | PortfolioReportTask | PortfolioLookTask;
export type WrittenPortfolioFile = Omit<WrittenDocument<'pdf'>, 'name' | 'handle' | 'format'> & {
  readonly format: PortfolioFormat;
};

export interface ReadPortfolioReport {
  readonly report: PortfolioReport;
  readonly files: readonly WrittenPortfolioFile[];
}

/** What a look comes to: rows with how many there are, or how others answer; nothing of the door. */
export type PortfolioSeen =
  | Part<
      | PortfolioDuty
      | PortfolioGap
      | PortfolioPiece
      | PortfolioAction
      | PortfolioControl
      | PortfolioState
      | PortfolioEdition
    >
  | readonly Difference[];
