import { z } from 'zod';
import {
  type CatalogueEntry,
  type CatalogueServiceDetail,
  type Domain,
  type FrameworkSummary,
  type Responsibility,
  SERVICE_MODELS,
} from '../catalogue.ts';
import type { HouseRulesReading } from '../house-rules.ts';
import { houseRulesTextSchema } from './house-rules.ts';
import { query, returns } from './method.ts';

export const serviceModelSchema = z.enum(SERVICE_MODELS);
/** These read the shipped catalogue plus, inside a workbook, its custom entries. */
export const catalogue = {
  services: query(z.object({}).optional(), returns<readonly CatalogueEntry[]>()),
  service: query(z.object({ id: z.string().max(100) }), returns<CatalogueServiceDetail>()),
  responsibilities: query(
    z.object({}).optional(),
    returns<{ readonly domains: readonly Domain[]; readonly responsibilities: readonly Responsibility[] }>(),
  ),
  /** What a text of house rules is, and what is wrong with it. */
  check: query(z.object({ text: houseRulesTextSchema }), returns<HouseRulesReading>()),
  frameworks: query(z.object({}).optional(), returns<readonly FrameworkSummary[]>()),
};
