import { z } from 'zod';
import type { FilledForm } from '../forms.ts';
import { preparedShape } from './audience.ts';
import { asOfSchema } from './ids.ts';
import { job, returns } from './method.ts';

export const forms = {
  /**
   * Fills in somebody's own form, an Excel workbook, in place: a copy of it in which nothing but the cells that are ours changed. What
   * is filled in already stays unless `overwrite` says otherwise. INVALID_INPUT for a file that is no form that can be told, and
   * for a target that is the form itself, and for an audience that is not told what a form asks; NOTHING_TO_SAY, with the reasons, where no cell could be written.
   */
  fill: job(
    z.object({
      form: z.string().max(200),
      target: z.string().max(200),
      vantage: z.string().min(1).max(100).optional(),
      overwrite: z.boolean().optional(),
      ...preparedShape,
      asOf: asOfSchema,
    }),
    returns<FilledForm>(),
  ),
};
