import { z } from 'zod';
import { type MergePreview, type MergeRecord, type MergeResult, RESOLUTIONS } from '../merge.ts';
import { job, query, returns } from './method.ts';

const handle = z.string().max(200);
const answered = {
  file: handle,
  base: handle.optional(),
  resolutions: z.record(z.string().max(600), z.enum(RESOLUTIONS)).default({}),
  /** Answer for every conflict that `resolutions` does not name; without it, each must be named. */
  otherwise: z.enum(['mine', 'theirs']).optional(),
  /** Somebody said that the two are one assessment, whatever the preview doubts. RULE_VIOLATION where it does and nobody did. */
  oneAssessment: z.boolean().default(false),
  /** Heads of both change logs as the preview had them: a workbook that changed since is a CONFLICT. */
  expected: z.object({ mine: z.string().max(64), theirs: z.string().max(64) }),
};

export const merge = {
  /** What merging a colleague's copy would bring, and what has to be decided; nothing is written. */
  preview: job(
    z.object({
      file: handle,
      base: handle.optional(),
      /** What is decided already: to keep a record can raise further questions about it. */
      resolutions: answered.resolutions,
    }),
    returns<MergePreview>(),
  ),
  /** Merges into the open workbook: all of it or nothing, as one change that one undo takes back. */
  apply: job(z.object(answered), returns<MergeResult>()),
  /** Writes the merged workbook to another place, checks it whole, and leaves both files as they are. */
  write: job(
    z.object({ ...answered, target: handle }),
    returns<MergeResult & { readonly bytes: number; readonly evidence: number }>(),
  ),
  history: query(z.object({}).optional(), returns<readonly MergeRecord[]>()),
};
