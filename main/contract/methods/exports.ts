import { z } from 'zod';
import {
  EXPORT_FORMATS,
  type ExportedFile,
  type ExportPreview,
  HAND_OUT_FORMATS,
  type HandOut,
  PAPERS,
  type WrittenExtract,
  type WrittenHandOut,
} from '../exports.ts';
import { registerFilterSchema } from './assignments.ts';
import { audienceSchema, preparedShape } from './audience.ts';
import { asOfSchema, slugSchema } from './ids.ts';
import { job, query, returns } from './method.ts';

export const exportFormatSchema = z.enum(EXPORT_FORMATS);
const limits = {
  /** Limits an export to the rows in which this person is named for a share, and the open rows of services that they lead: their hand-out. */
  person: slugSchema.optional(),
  /** Limits an export to the rows that the register shows by this filter. With a person, a row must fit both. */
  filter: registerFilterSchema.optional(),
  asOf: asOfSchema,
};

export const exports_ = {
  /** Everybody who has a hand-out, by name. */
  handOuts: query(z.object({}).optional(), returns<readonly HandOut[]>()),
  /** The same beside other work, with progress: for whoever asks once. */
  listHandOuts: job(z.object({}).optional(), returns<readonly HandOut[]>()),
  /** Writes everybody's hand-out at once, into one ZIP file or into a folder (made where there is none), each read back first. INVALID_INPUT for an audience: each is for its person. */
  writeHandOuts: job(
    z.object({
      target: z.string().max(200),
      into: z.enum(['zip', 'folder']).default('zip'),
      formats: z.array(z.enum(HAND_OUT_FORMATS)).min(1).max(HAND_OUT_FORMATS.length),
      ...preparedShape,
      asOf: asOfSchema,
    }),
    returns<{
      readonly name: string;
      readonly handle: string;
      readonly files: readonly WrittenHandOut[];
    }>(),
  ),
  /** `audience`: counted as they will get it. */
  counts: query(
    z.object({ ...limits, audience: audienceSchema.optional() }).optional(),
    returns<ExportPreview>(),
  ),
  run: job(
    z.object({
      files: z
        .array(z.object({ format: exportFormatSchema, target: z.string().max(200) }))
        .min(1)
        .max(EXPORT_FORMATS.length),
      /**
       * Adds the history to the Excel file and the PDF. Only for the whole workbook: INVALID_INPUT with a person or a filter,
       * and where the Excel sheet cannot hold it.
       */
      history: z.boolean().default(false),
      /** What the Excel file, the PDF and the Word document are printed on. */
      paper: z.enum(PAPERS).default('a4'),
      ...preparedShape,
      ...limits,
    }),
    returns<{
      readonly files: readonly ExportedFile[];
      /** Null for the whole workbook. */
      readonly extract: WrittenExtract | null;
    }>(),
  ),
};
