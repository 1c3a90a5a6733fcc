import { z } from 'zod';
import type { FoundIn, ServiceInUse, ServiceInUseRow } from '../../../../contract/services-in-use.ts';
import { lifecycle, serviceModel } from './catalogue.ts';

export const foundIn = z.object({
  file: z.string(),
  format: z.string(),
  resources: z.array(z.object({ type: z.string(), count: z.number() })),
}) satisfies z.ZodType<FoundIn>;
export const serviceInUse = z.object({
  ref: z.string(),
  catalogueId: z.string(),
  label: z.string(),
  environments: z.array(z.string()),
  account: z.string().nullable(),
  region: z.string().nullable(),
  model: serviceModel,
  dataClassification: z.string().nullable(),
  lead: z.string().nullable(),
  notes: z.string().nullable(),
  tags: z.array(z.string()),
  reviewOn: z.string().nullable(),
  foundIn: z.array(foundIn),
  order: z.number(),
}) satisfies z.ZodType<ServiceInUse>;
export const serviceInUseRow = serviceInUse.extend({
  serviceName: z.string(),
  category: z.string(),
  lifecycle: lifecycle,
  asked: z.number(),
  answered: z.number(),
  parked: z.number(),
  variants: z.array(z.object({ id: z.string(), name: z.string(), when: z.string() })),
}) satisfies z.ZodType<ServiceInUseRow>;
