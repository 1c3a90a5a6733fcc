import { z } from 'zod';
import type { Layout, WrittenLayout } from '../layouts.ts';
import { preparedShape } from './audience.ts';
import { asOfSchema, frameworkIdSchema } from './ids.ts';
import { job, query, returns } from './method.ts';

const layoutIdSchema = z.string().min(1).max(100);

export const layouts = {
  /** Every layout that can be written, in the order to offer them. Works without a workbook. */
  list: query(z.object({}).optional(), returns<readonly Layout[]>()),
  /** Writes one layout, reads it back and refuses a file that is not complete. NOT_FOUND names the nearest id; INVALID_INPUT for an audience that gets no layout. */
  write: job(
    z.object({
      layout: layoutIdSchema,
      vantage: z.string().min(1).max(100).optional(),
      /** Of an OSCAL document: the framework that it is of. A plan is of the first that the workbook chose where none is named. */
      framework: frameworkIdSchema.optional(),
      /** Of a FedRAMP Security Decision Record, which must name it: the full address of the Certification Package Overview. */
      packageOverview: z.url().max(2000).optional(),
      target: z.string().max(200),
      ...preparedShape,
      asOf: asOfSchema,
    }),
    returns<WrittenLayout>(),
  ),
};
