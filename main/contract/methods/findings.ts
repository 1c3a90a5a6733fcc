import { z } from 'zod';
import type { FindingCounts, FindingsAdded, FindingsList, FindingsReport } from '../findings.ts';
import { assignmentRefSchema } from './ids.ts';
import { command, job, query, returns } from './method.ts';

const input = z.object({
  files: z.array(z.string().max(200)).min(1).max(100),
  /** Account and Region of the findings that name no account; told apart by them from scan to scan. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'an account has 12 digits')
    .optional(),
  region: z
    .string()
    .regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/, 'a Region is written like eu-west-1')
    .optional(),
});
const addInput = input.extend({
  /** The files hold all pages of their answers: what they do not hold of the checks in them is over. */
  complete: z.boolean().default(false),
  /** Places what no table places where people placed the same checks of the same account before. */
  asBefore: z.boolean().default(false),
});

export const findings = {
  /** Reads files of findings, says which assignments they bear on, and changes nothing. */
  read: job(input, returns<FindingsReport>()),
  /**
   * Reads them again, takes each readable file in as evidence linked to the assignments that it bears on, and records
   * its findings. Of one finding the latest observation counts. What a later scan of Prowler did not find any more of the
   * same check, account and Region is gone; files of one scan never replace each other. Of Security Hub and AWS Config,
   * whose answers come in pages, only what is closed by name is gone, or with `complete` all that the files do not hold of
   * their checks, accounts and Regions. One undo takes it all back.
   */
  add: job(addInput, returns<{ readonly report: FindingsReport; readonly added: FindingsAdded | null }>()),
  /** Places findings by hand, also for the next imports. NOT_FOUND for one that the workbook does not have. */
  place: command(
    z.object({
      ids: z.array(z.string().min(1).max(4000)).min(1).max(200_000),
      refs: z.array(assignmentRefSchema).min(1).max(100),
    }),
    returns<{ readonly placed: number }>(),
  ),
  /** Every assignment that findings bear on, with how they ended. */
  counts: query(z.object({}).optional(), returns<readonly FindingCounts[]>()),
  /** What is recorded, of one assignment or in all; only what no newer import replaced. */
  list: query(z.object({ ref: assignmentRefSchema.optional() }).optional(), returns<FindingsList>()),
};
