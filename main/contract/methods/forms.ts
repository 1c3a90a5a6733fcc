import { z } from 'zod';
import { COLUMN_TAKES, type FilledForm } from '../forms.ts';
import { preparedShape } from './audience.ts';
import { asOfSchema } from './ids.ts';
import { job, returns } from './method.ts';

const namedColumnsSchema = z.object({
  sheet: z.string().min(1).max(100).optional(),
  headingRow: z.int().min(1).max(1_048_576).optional(),
  framework: z.string().min(1).max(64).optional(),
  columns: z
    .array(z.object({ takes: z.enum(COLUMN_TAKES), at: z.string().trim().min(1).max(300) }))
    .min(1)
    .max(100)
    .readonly(),
});

export const forms = {
  /**
   * Fills in somebody's own form, an Excel workbook, in place: a copy of it in which nothing but the cells that are ours changed. What
   * is filled in already stays unless `overwrite` says otherwise. `columns` says what the columns of tables take, which are then
   * all that is filled in, one in a sheet; with `remember` the workbook keeps it for the next form with the same headings, which then needs no
   * word. READ_ONLY where it cannot. INVALID_INPUT for a file that is no form that can be told, with its headings (`FormHeadings`) as details, for columns that it does not have,
   * for a target that is the form itself, and for an audience that is not told what a form asks; NOTHING_TO_SAY, with the reasons, where no cell could be written.
   */
  fill: job(
    z.object({
      form: z.string().max(200),
      target: z.string().max(200),
      vantage: z.string().min(1).max(100).optional(),
      overwrite: z.boolean().optional(),
      columns: z.array(namedColumnsSchema).min(1).max(50).readonly().optional(),
      remember: z.boolean().optional(),
      ...preparedShape,
      asOf: asOfSchema,
    }),
    returns<FilledForm>(),
  ),
};
