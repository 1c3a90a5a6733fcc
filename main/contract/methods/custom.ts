import { z } from 'zod';
import { type CatalogueService, OWNER_CLASSES, type Responsibility } from '../catalogue.ts';
import { serviceModelSchema } from './catalogue.ts';
import { slugSchema } from './ids.ts';
import { command, query, returns } from './method.ts';
import { nameSchema } from './parties.ts';

const text = (max: number) => z.string().trim().max(max);

/** Services and responsibilities that the catalogue lacks, kept in the workbook. Ids start with `custom-`. */
export const custom = {
  list: query(
    z.object({}).optional(),
    returns<{
      readonly services: readonly CatalogueService[];
      readonly responsibilities: readonly Responsibility[];
    }>(),
  ),
  addService: command(
    z.object({
      name: nameSchema,
      model: serviceModelSchema,
      category: text(60).default('custom'),
      notes: text(2000).default(''),
    }),
    returns<CatalogueService>(),
  ),
  addResponsibility: command(
    z.object({
      name: nameSchema,
      domain: slugSchema,
      scope: z.enum(['service', 'organisation']),
      question: text(500).min(1),
      owner: z.enum(OWNER_CLASSES).exclude(['na']),
      why: text(1000).default('Set by the assessor for this workbook.'),
      provider: text(2000).nullable().default(null),
      customer: text(2000).nullable().default(null),
      evidenceSuggestions: z.array(text(300).min(1)).max(10).default([]),
    }),
    returns<Responsibility>(),
  ),
  /** Refused while something in the workbook uses it. */
  remove: command(z.object({ id: slugSchema }), returns<null>()),
};
