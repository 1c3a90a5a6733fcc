import { z } from 'zod';
import { type CatalogueService, OWNER_CLASSES, type Responsibility } from '../catalogue.ts';
import { serviceModelSchema } from './catalogue.ts';
import { slugSchema } from './ids.ts';
import { command, query, returns } from './method.ts';
import { nameSchema } from './parties.ts';

const text = (max: number) => z.string().trim().max(max);

const service = {
  name: nameSchema,
  model: serviceModelSchema,
  category: text(60),
  notes: text(2000),
};
const responsibility = {
  name: nameSchema,
  domain: slugSchema,
  scope: z.enum(['service', 'organisation']),
  question: text(500).min(1),
  owner: z.enum(OWNER_CLASSES).exclude(['na']),
  why: text(1000),
  provider: text(2000).nullable(),
  customer: text(2000).nullable(),
  evidenceSuggestions: z.array(text(300).min(1)).max(10),
  /** `framework/control`. */
  controls: z.array(text(130).min(3)).max(200),
};

/** Services and responsibilities that the catalogue lacks, kept in the workbook. Ids start with `custom-`. */
export const custom = {
  list: query(
    z.object({}).optional(),
    returns<{
      readonly services: readonly CatalogueService[];
      readonly responsibilities: readonly Responsibility[];
      /** Controls on which the duties bear, by duty: `framework/control`. */
      readonly controls: Readonly<Record<string, readonly string[]>>;
    }>(),
  ),
  addService: command(
    z.object({
      ...service,
      category: service.category.default('custom'),
      notes: service.notes.default(''),
    }),
    returns<CatalogueService>(),
  ),
  /** What is left out stays as it is. */
  updateService: command(
    z.object({ id: slugSchema, ...z.object(service).partial().shape }),
    returns<CatalogueService>(),
  ),
  addResponsibility: command(
    z.object({
      ...responsibility,
      why: responsibility.why.default('Set by the assessor for this workbook.'),
      provider: responsibility.provider.default(null),
      customer: responsibility.customer.default(null),
      evidenceSuggestions: responsibility.evidenceSuggestions.default([]),
      controls: responsibility.controls.default([]),
    }),
    returns<Responsibility>(),
  ),
  /** What is left out stays as it is; where it is asked stays while it is answered. */
  updateResponsibility: command(
    z.object({ id: slugSchema, ...z.object(responsibility).partial().shape }),
    returns<Responsibility>(),
  ),
  /** Refused while something in the workbook uses it. */
  remove: command(z.object({ id: slugSchema }), returns<null>()),
};
