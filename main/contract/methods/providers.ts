import { z } from 'zod';
import type { EditionLook, Provider } from '../providers.ts';
import { dateSchema, slugSchema } from './ids.ts';
import { command, job, query, returns } from './method.ts';
import { nameSchema } from './parties.ts';
import { portfolioTargetSchema } from './portfolio.ts';

/** A workbook or a pack of it by its handle, or what a portfolio has of one. */
const file = z.union([
  z.string().max(200),
  z.object({ portfolio: portfolioTargetSchema, publication: z.string().min(1).max(500) }),
]);
/** As whom it answers here: a party of the workbook, or one that becomes one. Left out, as the party as which it answers already. */
const as = z
  .union([
    z.object({ party: slugSchema }),
    z.object({ name: nameSchema, kind: z.enum(['internal-provider', 'third-party']) }),
  ])
  .optional();

/** Other workbooks whose answers stand in this one. */
export const providers = {
  list: query(z.object({}).optional(), returns<readonly Provider[]>()),
  /**
   * Reads what another workbook gives, and says what taking it would change; nothing is written. NOT_FOUND where it is no provider here and
   * nobody said as whom it answers.
   */
  look: job(z.object({ file, as }), returns<EditionLook>()),
  /**
   * Takes what another workbook gives in the place of what was taken from it before, as one change. CONFLICT where the file was changed
   * since it was looked at (`expected`: the head of its log then); RULE_VIOLATION where the party answers from another workbook, the
   * workbook inherits from this one, or the edition is older than the one that is held and nobody asked for that (`older`).
   */
  take: job(
    z.object({
      file,
      as,
      expected: z.string().max(64).optional(),
      older: z.boolean().optional(),
      /** Left out, it stays as it was. */
      authorisedOn: dateSchema.nullable().optional(),
    }),
    returns<EditionLook>(),
  ),
  /** Says on which day the system of a provider was authorised; null where that is not known. */
  authorise: command(
    z.object({ party: slugSchema, authorisedOn: dateSchema.nullable() }),
    returns<Provider>(),
  ),
  /** Inherits nothing more from a provider: what was held is open again; own answers and own parts stay. */
  remove: command(z.object({ party: slugSchema }), returns<null>()),
};
