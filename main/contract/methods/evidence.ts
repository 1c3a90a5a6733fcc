import { z } from 'zod';
import { type Evidence, type EvidenceCheck, PROVIDER_REPORT_KINDS } from '../evidence.ts';
import { assignmentRefSchema, dateSchema, slugSchema } from './ids.ts';
import { command, job, query, returns } from './method.ts';

const titleSchema = z.string().trim().min(1).max(300);
const dates = {
  coversFrom: dateSchema.nullable().optional(),
  coversTo: dateSchema.nullable().optional(),
  expires: dateSchema.nullable().optional(),
};
const number = z.int().min(1);
const refs = z.array(assignmentRefSchema).min(1).max(10_000);

export const evidence = {
  list: query(z.object({ ref: assignmentRefSchema.optional() }).optional(), returns<readonly Evidence[]>()),
  /** Copies the file into the workbook in 1 MiB pieces; a file already there is stored once. Progress in bytes. */
  attachFile: job(
    z.object({
      refs,
      file: z.string().max(200),
      title: titleSchema.optional(),
      /** Keep only path and hash, where the file must not be copied. */
      reference: z.boolean().default(false),
      ...dates,
    }),
    returns<Evidence>(),
  ),
  addLink: command(
    z.object({
      refs,
      url: z.url({ protocol: /^https?$/ }).max(2000),
      title: titleSchema.optional(),
      ...dates,
    }),
    returns<Evidence>(),
  ),
  addNote: command(
    z.object({ refs, title: titleSchema, text: z.string().trim().min(1).max(100_000), ...dates }),
    returns<Evidence>(),
  ),
  update: command(z.object({ number, title: titleSchema.optional(), ...dates }), returns<Evidence>()),
  link: command(z.object({ number, refs }), returns<Evidence>()),
  unlink: command(z.object({ number, refs }), returns<Evidence>()),
  /**
   * Enters a newer revision of a piece of evidence. Links, title, dates and what it is as a provider's report pass on to it
   * unless given; the old one keeps its content, marked as replaced, and counts no more. RULE_VIOLATION when it was replaced before.
   */
  replace: job(
    z.object({
      number,
      file: z.string().max(200),
      title: titleSchema.optional(),
      reference: z.boolean().default(false),
      ...dates,
    }),
    returns<Evidence>(),
  ),
  /** Says that it is a report on a provider. RULE_VIOLATION when the party is no provider. */
  setProviderReport: command(
    z.object({
      number,
      party: slugSchema,
      kind: z.enum(PROVIDER_REPORT_KINDS),
      services: z.array(slugSchema).min(1).max(1000).nullable(),
    }),
    returns<Evidence>(),
  ),
  clearProviderReport: command(z.object({ number }), returns<Evidence>()),
  /** Reads every file again, inside the workbook and outside, and compares hashes. Progress in bytes. */
  checkHashes: job(z.object({}).optional(), returns<EvidenceCheck>()),
  /** Takes it out of the register; the change log keeps its hash. */
  remove: command(z.object({ number }), returns<null>()),
};
