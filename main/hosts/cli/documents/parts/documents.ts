import { z } from 'zod';
import type { DocumentFormat, WrittenDocument } from '../../../../contract/documents.ts';

export const documentFormat = z.enum(['pdf', 'docx', 'html', 'md']) satisfies z.ZodType<DocumentFormat>;
export const writtenDocument = z.object({
  format: documentFormat,
  name: z.string(),
  handle: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  texts: z.number(),
  warnings: z.array(z.string()),
}) satisfies z.ZodType<WrittenDocument>;
