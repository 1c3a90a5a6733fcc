import { z } from 'zod';
import type {
  DiscoveredChange,
  DiscoveredFile,
  DiscoveredService,
  DiscoverReport,
  TypeCount,
} from '../../../../contract/discover.ts';
import { errorCode } from './errors.ts';

export const typeCount = z.object({ type: z.string(), count: z.number() }) satisfies z.ZodType<TypeCount>;
export const discoveredFile = z.object({
  file: z.string(),
  input: z.number(),
  format: z.string().nullable(),
  resources: z.number(),
  types: z.array(typeCount),
  unmapped: z.array(typeCount),
  notes: z.array(z.string()),
  unknown: z.boolean(),
  refused: z.object({ code: errorCode, message: z.string() }).nullable(),
}) satisfies z.ZodType<DiscoveredFile>;
export const discoveredService = z.object({
  ref: z.string(),
  catalogueId: z.string(),
  name: z.string(),
  resources: z.array(typeCount),
  files: z.array(z.string()),
  accounts: z.array(z.string()),
  regions: z.array(z.string()),
  alreadyInUse: z.boolean(),
  variants: z.array(z.object({ id: z.string(), name: z.string(), when: z.string() })),
}) satisfies z.ZodType<DiscoveredService>;
const discoveredChange = z.object({
  ref: z.string(),
  label: z.string(),
  file: z.string(),
  types: z.array(z.object({ type: z.string(), before: z.number(), now: z.number() })),
}) satisfies z.ZodType<DiscoveredChange>;
export const discoverReport = z.object({
  files: z.array(discoveredFile),
  services: z.array(discoveredService),
  gone: z.array(discoveredChange),
  changed: z.array(discoveredChange),
}) satisfies z.ZodType<DiscoverReport>;
