import { z } from 'zod';
import type { PackPlan, PackReport, WrittenPack } from '../packs.ts';
import { preparedShape } from './audience.ts';
import { asOfSchema, frameworkIdSchema } from './ids.ts';
import { fileJob, job, query, returns } from './method.ts';

const password = z.string().min(8, 'a password has at least 8 characters').max(1000);

export const packs = {
  plan: query(z.object({}).optional(), returns<PackPlan>()),
  /** Writes one ZIP of the PDF, the Excel file, the evidence and an index of it; reads it back before it gets its name. INVALID_INPUT for an audience that gets no evidence. */
  write: job(
    z.object({
      target: z.string().max(200),
      password: password.optional(),
      ...preparedShape,
      asOf: asOfSchema,
      /** Signed by the key of this profile. */
      sign: z.boolean().default(false),
      passphrase: z.string().max(1000).optional(),
      /** Layouts that go into it. NOTHING_TO_SAY for one that the workbook has nothing to say in. */
      layouts: z
        .array(
          z.object({
            layout: z.string().min(1).max(100),
            vantage: z.string().min(1).max(100).optional(),
            framework: frameworkIdSchema.optional(),
            /** Of a Security Decision Record: the address of the package overview that it belongs to. */
            packageOverview: z.url().max(2000).optional(),
          }),
        )
        .max(30)
        .default([]),
      /** Handle of a CSV or Excel sheet of what an auditor asked for, with the columns id, request, and refs or control ids. */
      requests: z.string().max(200).optional(),
      /** Handle of a timestamp reply or token by RFC 3161 on the manifest that this pack has. INVALID_INPUT for another one. */
      timestamp: z.string().max(200).optional(),
    }),
    returns<WrittenPack>(),
  ),
  /**
   * Reads a pack and names what was altered, is missing or was added. `against` is a workbook whose change log must hold
   * the state in the pack: the handle of its file, or 'open' for the open one. INVALID_INPUT for a file that is no pack
   * and for a password that is missing or wrong.
   */
  verify: fileJob(
    z.object({
      file: z.string().max(200),
      password: z.string().max(1000).optional(),
      against: z.string().max(200).optional(),
    }),
    returns<PackReport>(),
  ),
};
