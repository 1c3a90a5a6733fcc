import { z } from 'zod';
import { MAX_SHEET_CHANGES, SHEET_FIELDS, type SheetApplied, type SheetPreview } from '../sheets.ts';
import { assignmentRefSchema, slugSchema } from './ids.ts';
import { job, returns } from './method.ts';
import { nameSchema } from './parties.ts';

export const sheetFieldSchema = z.union([
  z.enum(SHEET_FIELDS),
  z.templateLiteral(['text/', slugSchema]),
  z.templateLiteral(['person/', slugSchema]),
]);

const fileSchema = z.string().max(200);
const writtenSchema = z.string().min(1).max(300);
/** Names that nobody and nothing here bears, as written (capitals do not matter), and what is meant by them. */
export const resolutionsSchema = z.object({
  people: z
    .array(
      z.object({
        written: writtenSchema,
        /** Somebody who is listed, or somebody to be added, of that party. */
        is: z.union([z.object({ person: slugSchema }), z.object({ addTo: slugSchema })]),
      }),
    )
    .max(1000)
    .default([]),
  evidence: z
    .array(z.object({ written: writtenSchema, number: z.int().min(1) }))
    .max(1000)
    .default([]),
});
export type Resolutions = z.output<typeof resolutionsSchema>;

const keysSchema = z.array(z.string().max(220)).max(MAX_SHEET_CHANGES);

export const sheets = {
  /**
   * Reads a register that came back and says cell by cell what it would change; nothing is changed. INVALID_INPUT for a file
   * that cannot be read or holds no register.
   */
  preview: job(
    z.object({ file: fileSchema, resolutions: resolutionsSchema.optional() }),
    returns<SheetPreview>(),
  ),
  /**
   * Writes the chosen cells as one change in the name of whoever sent the sheet. CONFLICT when the file is no longer the one that
   * was looked at. What was changed here after `rev`, is accepted
   * without a yes, or is refused stays as it is and is named in `left`.
   */
  apply: job(
    z.object({
      file: fileSchema,
      rev: z.int().min(0),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      resolutions: resolutionsSchema.optional(),
      /** Keys of changes (`changeKey`): these only, or all but these. */
      cells: z.union([z.object({ only: keysSchema }), z.object({ except: keysSchema })]),
      sender: z.union([z.object({ person: slugSchema }), z.object({ name: nameSchema })]),
      /** The yes for accepted answers: which, and why they are opened again. */
      accepted: z
        .object({
          refs: z.array(assignmentRefSchema).min(1).max(MAX_SHEET_CHANGES),
          reason: z.string().trim().min(1).max(10_000),
        })
        .optional(),
    }),
    returns<SheetApplied>(),
  ),
};
