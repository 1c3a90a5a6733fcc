import { z } from 'zod';
import { RULE_IDS } from '../rules.ts';
import { type AppliedSteps, STEP_NAMES } from '../steps.ts';
import type {
  ChangeEntry,
  History,
  Logo,
  Progress,
  RepairReport,
  SavedCopy,
  VerifyReport,
  WorkbookInfo,
} from '../workbook.ts';
import { classificationSchema, distributionSchema } from './audience.ts';
import { dateSchema, frameworkIdSchema, slugSchema } from './ids.ts';
import { command, fileJob, job, query, returns } from './method.ts';
import { nameSchema } from './parties.ts';
import { agendaSchema } from './workshop.ts';

const marksSchema = z.object({
  classification: classificationSchema,
  distribution: distributionSchema,
});

export const workbook = {
  info: query(z.object({}).optional(), returns<WorkbookInfo>()),
  update: command(
    z.object({
      title: nameSchema.optional(),
      organisation: nameSchema.optional(),
      leadAssessor: slugSchema.nullable().optional(),
      periodFrom: dateSchema.nullable().optional(),
      periodTo: dateSchema.nullable().optional(),
      reviewOn: dateSchema.nullable().optional(),
      scopeNote: z.string().trim().max(10_000).nullable().optional(),
      frameworks: z.array(frameworkIdSchema).max(50).optional(),
      classification: classificationSchema,
      distribution: distributionSchema,
      rules: z.array(z.enum(RULE_IDS)).max(RULE_IDS.length).optional(),
      /** Marks of documents for somebody else; null for those of the workbook, and what is left out stays. */
      marksFor: z
        .strictObject({ auditor: marksSchema, client: marksSchema, public: marksSchema })
        .partial()
        .optional(),
      /** What meetings go through unless it is said otherwise; none for everything. NOT_FOUND for what is not in the workbook. */
      usualAgenda: agendaSchema.optional(),
    }),
    returns<WorkbookInfo>(),
  ),
  /**
   * Makes another assessment of this copy: it gets an identity of its own, and remembers of what it was a copy and when. What is recorded
   * in it stays.
   */
  beginAnew: command(
    z.object({ title: nameSchema.optional(), organisation: nameSchema.optional() }),
    returns<WorkbookInfo>(),
  ),
  logo: query(z.object({}).optional(), returns<Logo | null>()),
  /**
   * Keeps the picture of a PNG or JPEG file, given in Base64, without what else the file says; null takes it away. INVALID_INPUT, with
   * what to do, for a file that is none, broken or too large.
   */
  setLogo: command(z.object({ file: z.string().max(1_000_000).nullable() }), returns<Logo | null>()),
  progress: query(z.object({}).optional(), returns<Progress>()),
  changes: query(
    z.object({ before: z.int().min(0).optional(), limit: z.int().min(1).max(1000).default(50) }).optional(),
    returns<readonly ChangeEntry[]>(),
  ),
  history: query(z.object({}).optional(), returns<History>()),
  /**
   * Takes the last change of this sitting back, as one change of its own. RULE_VIOLATION when there is none. `change`: only that one, as the
   * reply to its command named it; a CONFLICT once another came after it or it was taken back.
   */
  undo: command(
    z.object({ change: z.int().min(1).optional() }).optional(),
    returns<{ readonly undone: string }>(),
  ),
  redo: command(z.object({}).optional(), returns<{ readonly redone: string }>()),
  /**
   * Does several steps as one change: all of them or none, and one undo takes all of them back. What a step refuses is refused with its
   * place and number. `dryRun`: each is done as it would be, and taken back.
   */
  apply: command(
    z.object({
      steps: z
        .array(
          z.object({
            step: z.enum(STEP_NAMES),
            /** In the words of the file: parties, people, services and the like by id or by name. */
            with: z.record(z.string(), z.unknown()).default({}),
            /** Where it stands, for messages: `changes.yaml, line 12`; null where it stands alone. */
            at: z.string().max(500).nullable().default(null),
          }),
        )
        .min(1)
        .max(10_000),
      /** What the steps are from, for the change log. */
      from: nameSchema,
      dryRun: z.boolean().default(false),
    }),
    returns<AppliedSteps>(),
  ),
  /** Writes a whole copy of the workbook as it is now, and opens it to see that it is one. No other workbook is written over. */
  saveCopy: job(z.object({ target: z.string().max(200) }), returns<SavedCopy>()),
  /**
   * Checks the database, every link of the change log, every recorded row against the log and every content against its hash.
   * `head`: a head of the log or a digest of a state as documents print them, whole or its first 12 digits, to be found.
   */
  verify: job(z.object({ head: z.string().trim().max(200).optional() }).optional(), returns<VerifyReport>()),
  /** As `repair`, of the open workbook, which is only read: all is kept as its change log has it. */
  rebuild: job(
    z.object({ target: z.string().max(200) }),
    returns<RepairReport & { readonly name: string; readonly handle: string }>(),
  ),
  /**
   * Writes a new workbook file from the change log of another, which is only read, and says what was different. CONFLICT
   * where there is a file already; INVALID_INPUT where not one change can be played.
   */
  repair: fileJob(
    z.object({ file: z.string().max(200), target: z.string().max(200) }),
    returns<RepairReport>(),
  ),
};
