import { z } from 'zod';
import type { ControlTextsPreview, ControlTextsSource, ShownControlText } from '../control-texts.ts';
import { frameworkIdSchema } from './ids.ts';
import { command, job, query, returns } from './method.ts';

const file = z.string().max(200);

export const texts = {
  /** Reads an OSCAL catalogue. INVALID_INPUT when it is none, too large, or of no framework that is known here. */
  preview: job(z.object({ file }), returns<ControlTextsPreview>()),
  /** Takes its texts in as one change that can be undone; they replace earlier texts of the same framework. */
  record: job(z.object({ file }), returns<ControlTextsPreview>()),
  /**
   * The full text of a control, in either spelling of its id: as the catalogue that was taken in words it, else as the shipped one does;
   * null where none is there.
   */
  get: query(
    z.object({ framework: frameworkIdSchema, control: z.string().min(1).max(60) }),
    returns<ShownControlText | null>(),
  ),
  list: query(z.object({}).optional(), returns<readonly ControlTextsSource[]>()),
  /** NOT_FOUND when the framework has no texts. */
  remove: command(z.object({ framework: frameworkIdSchema }), returns<null>()),
};
