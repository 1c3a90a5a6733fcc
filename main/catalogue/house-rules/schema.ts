import { z } from 'zod';
import { SERVICE_MODELS } from '../../contract/catalogue.ts';
import { SEVERITIES } from '../../contract/gaps.ts';
import { frameworkIdSchema, slugSchema } from '../../contract/methods/ids.ts';
import { PARTY_KINDS } from '../../contract/parties.ts';

// The format of house rules: one YAML file over the shipped catalogue. What its parts say of each other and of the catalogue is
// checked in check.ts. docs/schemas/house-rules.schema.json is made from this.

/** Words of an owner that name no party of the file. */
export const SIDES = ['provider', 'customer', 'shared', 'not-applicable'] as const;

const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'must be one line of letters and signs');
const words = z.string().trim().min(1).max(2000);
const ids = (most = 500) => z.array(slugSchema).min(1).max(most);
const models = z.array(z.enum(SERVICE_MODELS)).min(1).max(SERVICE_MODELS.length);
const owner = z
  .union([slugSchema, z.array(slugSchema).min(1).max(6)])
  .describe(
    'provider, customer, shared, not-applicable, the id of a party of this file, or a list of parties',
  );
const texts = {
  provider: words.optional().describe('What the provider does'),
  customer: words.optional().describe('What the customer’s side does'),
};
const controls = z
  .record(frameworkIdSchema, z.array(name).min(1).max(200))
  .describe('Ids of controls on which it bears, by framework');

const party = z.strictObject({ id: slugSchema, name, kind: z.enum(PARTY_KINDS) });
const duty = z.strictObject({
  id: slugSchema,
  name,
  domain: slugSchema,
  asked: z.enum(['per-service', 'once']).default('per-service'),
  question: words.max(500),
  owner,
  why: words,
  models: z
    .partialRecord(z.enum(SERVICE_MODELS), z.strictObject({ owner, why: words, ...texts }))
    .optional()
    .describe('Where it is another’s under a service model'),
  ...texts,
  evidence: z.array(words.max(300)).max(10).default([]),
  tools: z.array(slugSchema).max(20).default([]).describe('Ids of services that help'),
  misconception: z
    .strictObject({ owner: z.enum(['provider', 'customer', 'shared']), belief: words, correction: words })
    .optional(),
  controls: controls.optional(),
});
const rule = z.strictObject({
  duties: ids(),
  services: ids().optional(),
  models: models.optional(),
  environments: ids(100).optional(),
  owner: owner.optional(),
  customer: z
    .union([slugSchema, z.array(slugSchema).min(1).max(6)])
    .optional()
    .describe('Who takes the customer’s part where there is one; the provider’s stays as it is'),
  why: words,
  texts: z.strictObject(texts).optional(),
});
const service = z.strictObject({
  id: slugSchema,
  name,
  aliases: z.array(name).max(20).default([]),
  category: slugSchema.default('own'),
  model: z.enum(SERVICE_MODELS),
  provider: slugSchema
    .optional()
    .describe('The party of this file that provides it; else the first provider'),
  notes: z.string().trim().max(2000).default(''),
  duties: z
    .array(
      z.strictObject({
        duty: slugSchema,
        owner: owner.optional(),
        why: words.optional(),
        ...texts,
        guidance: words.optional(),
      }),
    )
    .max(300)
    .default([]),
});
const control = z.strictObject({
  id: name.max(60),
  title: name,
  group: name.default('Controls'),
  duties: z.array(slugSchema).max(100).default([]),
});
const framework = z.strictObject({
  id: frameworkIdSchema,
  name,
  version: z.union([name.max(40), z.number()]),
  publisher: name,
  controls: z.array(control).min(1).max(2000),
});
const mapping = z.strictObject({ framework: frameworkIdSchema, control: name, duties: ids(100) });

/** The whole file. */
export const houseRulesSchema = z.strictObject({
  'house-rules': z.literal(1).describe('Version of this format'),
  name: name.max(100),
  edition: z.union([name.max(40), z.number()]).describe('Changes whenever the file does'),
  parties: z.array(party).max(100).default([]),
  duties: z.array(duty).max(500).default([]),
  defaults: z.array(rule).max(2000).default([]),
  services: z.array(service).max(500).default([]),
  frameworks: z.array(framework).max(50).default([]),
  mappings: z.array(mapping).max(5000).default([]),
  gaps: z.record(slugSchema, z.enum(SEVERITIES)).default({}).describe('Severity by gap rule'),
});
export type HouseRules = z.infer<typeof houseRulesSchema>;
export type HouseDuty = HouseRules['duties'][number];
export type HouseService = HouseRules['services'][number];

/** The same as a JSON schema, for editors and other programs. */
export const houseRulesJsonSchema = (): object => ({
  ...z.toJSONSchema(houseRulesSchema, { io: 'input' }),
  title: 'Demarc house rules, format 1',
});
