import { z } from 'zod';
import {
  COLUMN_MEANINGS,
  type DiscoveredAccount,
  type DiscoveredChange,
  type DiscoveredFile,
  type DiscoveredService,
  type DiscoverReport,
  type InventoryTable,
  type SaidOfService,
  type TypeCount,
} from '../../../../contract/discover.ts';
import { errorCode } from './errors.ts';

export const typeCount = z.object({ type: z.string(), count: z.number() }) satisfies z.ZodType<TypeCount>;
const inventoryTable = z.object({
  fingerprint: z.string(),
  headings: z.array(z.string()),
  samples: z.array(z.array(z.string())),
  columns: z.array(z.object({ column: z.number(), means: z.enum(COLUMN_MEANINGS) })),
  origin: z.enum(['given', 'saved', 'recognised', 'none']),
}) satisfies z.ZodType<InventoryTable>;
const saidOfService = z.object({
  label: z.string(),
  environments: z.array(z.object({ name: z.string(), id: z.string().nullable() })),
  owner: z.object({ name: z.string(), person: z.string().nullable() }).nullable(),
  tags: z.array(z.string()),
}) satisfies z.ZodType<SaidOfService>;
const discoveredAccount = z.object({
  account: z.string(),
  name: z.string(),
  environment: z.string().nullable(),
}) satisfies z.ZodType<DiscoveredAccount>;
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
  table: inventoryTable.nullable(),
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
  newAccounts: z.array(z.string()),
  said: saidOfService.nullable(),
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
  accounts: z.array(discoveredAccount),
  gone: z.array(discoveredChange),
  changed: z.array(discoveredChange),
}) satisfies z.ZodType<DiscoverReport>;
