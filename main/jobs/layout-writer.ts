import type { ReportOptions } from '../assessment/report.ts';
import type { LayoutReconciliation } from '../contract/layouts.ts';
import type { FillLook } from '../domain/layouts/gather.ts';
import type { TaskControls } from './tasks.ts';

/** One layout, filled from a workbook and ready to be written and read back. Paths are those of the temporary file. */
export interface LayoutWriter {
  /** Id of the seat that it is written from; null where there is no choice. */
  readonly vantage: string | null;
  readonly rows: number;
  readonly leftOut: readonly string[];
  write(path: string, controls: TaskControls): Promise<void>;
  reconcile(path: string, look?: (done: number) => void): Promise<LayoutReconciliation>;
}
export interface LayoutOptions extends ReportOptions {
  readonly layout: string;
  readonly vantage?: string | undefined;
  /** Of an OSCAL document: the framework that it is of. */
  readonly framework?: string | undefined;
  /** Of a Security Decision Record: the address of the package overview that it belongs to. */
  readonly packageOverview?: string | undefined;
  /** Hears how far it is once the register is gathered: duties read, rows filled in. */
  readonly filled?: FillLook;
}
