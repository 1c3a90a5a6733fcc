import { z } from 'zod';
import {
  type Difference,
  type Part,
  PORTFOLIO_REPORTS,
  type PortfolioAction,
  type PortfolioConnection,
  type PortfolioControl,
  type PortfolioDuty,
  type PortfolioEdition,
  type PortfolioGap,
  type PortfolioPiece,
  type PortfolioReport,
  type PortfolioSetup,
  type PortfolioState,
  type PublishReport,
  type WrittenPortfolio,
} from '../portfolio.ts';
import { audienceSchema } from './audience.ts';
import { asOfSchema, dateSchema } from './ids.ts';
import { action, fileJob, returns } from './method.ts';

/**
 * Where a portfolio is: the user's own file, another file by its handle, the address of a PostgreSQL server, without a password, or the one
 * that was connected in this session.
 */
export const portfolioTargetSchema = z.union([
  z.literal('own'),
  z.object({ file: z.string().max(200) }),
  z.object({ address: z.string().max(2000) }),
  z.object({ connected: z.string().max(200) }),
]);
/** The part of the organisation that a workbook belongs to, by which readers are told apart. */
export const unitSchema = z.string().trim().min(1).max(200);

const word = z.string().min(1).max(500).optional();
export const portfolioFilterSchema = z.object({
  unit: unitSchema.optional(),
  workbook: word,
  text: word,
  service: word,
  duty: word,
  framework: word,
  person: word,
  party: word,
  until: dateSchema.optional(),
  since: dateSchema.optional(),
});
const to = portfolioTargetSchema.default('own');
const report = z.enum(PORTFOLIO_REPORTS);
/** Of a list on a screen; a document is whole. */
const limit = z.int().min(1).max(100_000).default(500);
const placeShape = {
  from: to,
  unit: unitSchema.optional(),
  publication: word,
  /** As in the filter of a report. */
  workbook: word,
  text: word,
  limit,
};
const wantedShape = { ...placeShape, duty: word };
/** Null: where nobody is named. */
const personSchema = z.string().min(1).max(500).nullable().optional();

/** Many workbooks as one picture, in a file or on PostgreSQL. */
export const portfolio = {
  /**
   * Connects a portfolio beside the user's own, for as long as the program runs: a file that was chosen, or a server, which is asked
   * first. A password stays in memory; with `keep` the operating system's key store keeps it, too, where there is one, and without it
   * forgets what it kept. UNREACHABLE, NOT_ALLOWED or NOT_FOUND where it cannot be read; what was connected before then stays.
   */
  connect: action(
    z.object({
      to: z.union([
        z.object({ file: z.string().max(200) }),
        z.object({ address: z.string().trim().min(1).max(2000) }),
      ]),
      /** Left out: what the key store kept, else PGPASSWORD or the file of PGPASSFILE. */
      password: z.string().min(1).max(1000).optional(),
      keep: z.boolean().default(false),
    }),
    returns<PortfolioConnection>(),
  ),
  /** Asks nothing of it any more, and forgets its password. */
  disconnect: action(z.object({}).optional(), returns<null>()),
  /** What is connected now; null for the user's own file alone. */
  connection: action(z.object({}).optional(), returns<PortfolioConnection | null>()),
  /** Whether the operating system's key store would keep a password; it is asked for this alone, because some systems ask their user back. */
  keepsPasswords: action(z.object({}).optional(), returns<boolean>()),
  /**
   * Publishes what an audience may see of each workbook, each in one transaction. A workbook that cannot be read is named and does not
   * stop the others. The handle "open" stands for the workbook for which it is called. Without a unit it is that of the workbook's organisation. UNREACHABLE and NOT_ALLOWED of a server; NOT_FOUND for a handle that is none.
   */
  publish: fileJob(
    z.object({
      files: z.array(z.string().max(200)).min(1).max(100_000),
      to: portfolioTargetSchema.default('own'),
      unit: unitSchema.optional(),
      audience: audienceSchema.default('internal'),
      asOf: asOfSchema,
    }),
    returns<PublishReport>(),
  ),
  /** Makes the schema, the roles and their rights on a server, in one transaction; without an address it only says the statements. */
  setup: fileJob(z.object({ address: z.string().max(2000).optional() }), returns<PortfolioSetup>()),
  /** A report of one state of a portfolio. NOT_FOUND where nothing was published yet. */
  report: action(
    z.object({ from: to, report, filter: portfolioFilterSchema.default({}), asOf: asOfSchema, limit }),
    returns<PortfolioReport>(),
  ),
  /** Writes a report as documents, each of which is read back and compared first. */
  exportReport: fileJob(
    z.object({
      from: to,
      report,
      filter: portfolioFilterSchema.default({}),
      asOf: asOfSchema,
      files: z
        .array(z.object({ format: z.enum(['xlsx', 'pdf']), target: z.string().max(200) }))
        .min(1)
        .max(2),
    }),
    returns<WrittenPortfolio>(),
  ),
  /** The duties that a number of a report counts. */
  duties: action(
    z.object({
      ...wantedShape,
      service: word,
      owner: z.string().max(2000).optional(),
      status: word,
      person: personSchema,
      party: word,
      partyKind: word,
      answered: z.boolean().optional(),
      /** Only what is answered and not implemented. */
      todo: z.boolean().optional(),
      /** Only what is answered otherwise than was suggested. */
      deviating: z.boolean().optional(),
      /** Only what this piece of evidence of a publication proves. */
      piece: z.int().positive().optional(),
      /** Only what bears on a control of a framework, and what it counts as that. */
      framework: word,
      control: word,
      counted: z.enum(['answered', 'implemented', 'evidenced']).optional(),
      /** Only what was due before this day. */
      dueBefore: dateSchema.optional(),
    }),
    returns<Part<PortfolioDuty>>(),
  ),
  /** The gaps that a number of a report counts. */
  gaps: action(z.object({ ...wantedShape, severity: word, rule: word }), returns<Part<PortfolioGap>>()),
  /** The pieces of evidence that a number counts: those that expire from one day through another. */
  evidence: action(
    z.object({ ...placeShape, since: dateSchema.optional(), until: dateSchema.optional() }),
    returns<Part<PortfolioPiece>>(),
  ),
  /** The actions that a number counts: those that are still to be done. */
  actions: action(
    z.object({ ...placeShape, person: personSchema, dueBefore: dateSchema.optional() }),
    returns<Part<PortfolioAction>>(),
  ),
  /**
   * What a number of a framework's coverage counts: the workbooks in which duties bear on a control, or that answer all of them; of a
   * publication, the controls on which its duties bear, or all of whose duties it answers.
   */
  controls: action(
    z.object({
      ...placeShape,
      framework: z.string().min(1).max(500),
      control: word,
      whole: z.boolean().optional(),
    }),
    returns<Part<PortfolioControl>>(),
  ),
  /** The workbooks that a number counts, each as it was last published; `beside`: the other copies of the workbook of that publication. */
  workbooks: action(
    z.object({ ...placeShape, signed: z.literal(true).optional(), beside: word }),
    returns<Part<PortfolioState>>(),
  ),
  /** What a workbook came to with each of its publications, the last one first; with a day, with those before it. */
  publications: action(
    z.object({
      from: to,
      unit: unitSchema.optional(),
      publication: z.string().min(1).max(500),
      before: dateSchema.optional(),
      limit,
    }),
    returns<Part<PortfolioState>>(),
  ),
  /** The published workbooks that others can inherit from (`providers.take`): those published for internal use, with how much they answer for others. */
  editions: action(z.object(placeShape).omit({ publication: true }), returns<Part<PortfolioEdition>>()),
  /**
   * How other workbooks answer the duties of one kind of service, whether they agree or not: precedent for whoever answers one. Nothing where
   * nothing was published to the user's own file; of any other target NOT_FOUND.
   */
  precedents: action(
    z.object({
      from: to,
      service: z.string().min(1).max(500),
      duty: word,
      unit: unitSchema.optional(),
      /** The own id of the workbook that asks: it is no precedent for itself. */
      except: word,
    }),
    returns<readonly Difference[]>(),
  ),
};
