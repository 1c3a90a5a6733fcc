import { z } from 'zod';
import type { ErasureReport, RemovedList, RetentionRules } from '../erasure.ts';
import type { WorkbookInfo } from '../workbook.ts';
import { command, fileJob, job, query, returns } from './method.ts';
import { nameSchema } from './parties.ts';

const person = {
  /** Id, name or address of a person of the workbook or of its history, or the name of somebody who only wrote something. */
  who: nameSchema,
  /** Other texts to be erased with them, such as a nickname. */
  also: z.array(nameSchema).max(20).default([]),
};
const workbook = z.string().max(100);
const reason = z.string().trim().min(1).max(500).nullable();

export const erasure = {
  /** What erasing a person would touch; nothing is changed. */
  look: job(z.object(person), returns<ErasureReport>()),
  /**
   * Erases a person for good: in the workbook, its log and the backups that the program keeps. `workbook` names the open one, which is
   * closed for it and opened again under the same id; `typed` is the name once more. There is no way back.
   */
  person: fileJob(
    z.object({ workbook, ...person, typed: nameSchema }),
    returns<{ readonly report: ErasureReport; readonly info: WorkbookInfo }>(),
  ),
  /** Evidence that was taken out of the register and whose content still lies in the workbook, and the rules for it. */
  removed: query(z.object({}).optional(), returns<RemovedList>()),
  /**
   * Destroys contents of removed evidence, as `person` does: those that are named, or all that are due. `remove`: what is named and
   * still in the register leaves it in the same step. RULE_VIOLATION for what is under hold, and then nothing is removed.
   */
  destroy: fileJob(
    z.object({
      workbook,
      numbers: z.union([z.array(z.int().min(1)).min(1).max(10_000), z.literal('due')]),
      remove: z.boolean().default(false),
    }),
    returns<{ readonly report: ErasureReport; readonly info: WorkbookInfo }>(),
  ),
  /** Forbids to destroy a piece of evidence, in the register or taken out of it, or with null allows it again. */
  hold: command(z.object({ number: z.int().min(1), reason }), returns<null>()),
  /** A hold on the whole workbook, and the days after which removed evidence is due; what is left out stays. */
  rules: command(
    z.object({ hold: reason.optional(), retentionDays: z.int().min(0).max(36_500).nullable().optional() }),
    returns<RetentionRules>(),
  ),
};
