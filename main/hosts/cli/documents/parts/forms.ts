import { z } from 'zod';
import { type FilledForm, FORM_KINDS, type FormKind, type FormRowLeft } from '../../../../contract/forms.ts';

export const formKind = z.enum(FORM_KINDS) satisfies z.ZodType<FormKind>;
export const formRowLeft = z.object({
  sheet: z.string(),
  row: z.number(),
  id: z.string(),
  why: z.string(),
  partly: z.boolean(),
}) satisfies z.ZodType<FormRowLeft>;
export const filledForm = z.object({
  form: formKind,
  title: z.string(),
  vantage: z.string().nullable(),
  file: z.string(),
  handle: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  cells: z.number(),
  sheets: z.array(z.object({ sheet: z.string(), filled: z.number(), partly: z.number(), left: z.number() })),
  left: z.array(formRowLeft),
  leftOut: z.array(z.string()),
  remembered: z.array(z.object({ sheet: z.string(), fingerprint: z.string() })),
}) satisfies z.ZodType<FilledForm>;
