import type { Prepared } from '../contract/audience.ts';
import type { SheetMapping } from '../contract/claims.ts';
import type { FilledForm, NamedColumns } from '../contract/forms.ts';

export interface FormTask {
  readonly kind: 'form';
  readonly prepared?: Prepared;
  readonly workbook: string;
  readonly path: string;
  readonly form: { readonly name: string; readonly path: string };
  readonly vantage?: string;
  readonly overwrite: boolean;
  /** What the columns of tables take, as a person says it. */
  readonly columns?: readonly NamedColumns[];
  /** ISO date as of which the document is judged. */
  readonly asOf: string;
  readonly appVersion: string;
}
export type FilledFormFile = Omit<FilledForm, 'file' | 'handle'> & {
  /** How the sheets were read whose columns were named. */
  readonly named: readonly SheetMapping[];
};
