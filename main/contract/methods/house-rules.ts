import { z } from 'zod';
import type { HouseRulesHeld, HouseRulesReading } from '../house-rules.ts';
import { command, query, returns } from './method.ts';

/** Longer than any that is taken in, so that a text which is too long is refused in words that say so. */
export const houseRulesTextSchema = z.string().max(1_000_000);

/** The house rules of a workbook: what stands over the shipped catalogue. `catalogue.check` looks at a text without taking it in. */
export const houseRules = {
  /** Null where the workbook has none. */
  held: query(z.object({}).optional(), returns<HouseRulesHeld | null>()),
  /** Takes a text in, in the place of the one that is there; adds the parties that it names and the workbook lacks. */
  take: command(z.object({ text: houseRulesTextSchema }), returns<HouseRulesReading>()),
  /** Refused while a service or a duty of theirs is in use. */
  remove: command(z.object({}).optional(), returns<null>()),
};
