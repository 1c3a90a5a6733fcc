import { z } from 'zod';
import type { ControlTextsPreview, ControlTextsSource, ShownControlText } from '../control-texts.ts';
import { frameworkIdSchema } from './ids.ts';
import { command, job, query, returns } from './method.ts';

const catalogueKey = z.string().min(1).max(200);
const source = {
  file: z.string().max(200),
  /** Catalogues that a profile chooses from; without them it chooses from what the workbook has. */
  beside: z.array(z.string().max(200)).max(20).optional(),
  /** The catalogue in the workbook that the file replaces; without it, the texts come in beside those that are there. */
  replaces: catalogueKey.optional(),
};

export const texts = {
  /**
   * Reads an OSCAL catalogue, or a profile with what it chooses from, in JSON, XML or YAML. INVALID_INPUT when it is neither, too large, or of no
   * framework that is known here; NOT_FOUND for a catalogue to replace that is not there.
   */
  preview: job(z.object(source), returns<ControlTextsPreview>()),
  /** Takes its texts in as one change that can be undone. */
  record: job(z.object(source), returns<ControlTextsPreview>()),
  /**
   * The full text of a control, in either spelling of its id: as the first catalogue that was taken in words it, or the one that is named, else as the
   * shipped one does; null where none is there.
   */
  get: query(
    z.object({
      framework: frameworkIdSchema,
      control: z.string().min(1).max(60),
      catalogue: catalogueKey.optional(),
    }),
    returns<ShownControlText | null>(),
  ),
  list: query(z.object({}).optional(), returns<readonly ControlTextsSource[]>()),
  /** NOT_FOUND when there is no such catalogue. */
  remove: command(z.object({ catalogue: catalogueKey }), returns<null>()),
};
