import { z } from 'zod';
import {
  type Catalogue,
  type CatalogueService,
  type Contested,
  type Domain,
  type Framework,
  type Matching,
  OWNER_CLASSES,
  type Responsibility,
  SCOPES,
  SERVICE_MODELS,
} from '../contract/catalogue.ts';
import { frameworkIdSchema, slugSchema } from '../contract/ids.ts';

// The shape of every data file. What one file says about another is checked in check.ts.

const sentence = z
  .string()
  .min(1)
  .refine((text) => text === text.trim(), 'has blanks at an end');
const url = z.url({ protocol: /^https$/ });
const ownerSchema = z.enum(OWNER_CLASSES);
const modelSchema = z.enum(SERVICE_MODELS);
const dutyText = sentence.regex(/\.$/, 'must end with a full stop').nullable();
const dutyFields = { provider: dutyText, customer: dutyText };
const dutySchema = z.strictObject(dutyFields);
const defaultSchema = z.strictObject({ owner: ownerSchema, why: sentence });
const words = z.record(z.string().min(1), slugSchema);

const domainSchema: z.ZodType<Domain> = z.strictObject({
  id: slugSchema,
  name: sentence,
  order: z.int().min(1),
  summary: sentence,
});
const responsibilitySchema: z.ZodType<Responsibility> = z.strictObject({
  id: slugSchema,
  domain: slugSchema,
  scope: z.enum(SCOPES),
  name: sentence,
  question: sentence.regex(/\?$/, 'must end with a question mark'),
  kind: z.enum(['of', 'in', 'shared']),
  awsClass: z.enum(['inherited', 'shared', 'customer-specific']),
  classBasis: z.enum(['aws-listed', 'inferred']),
  defaults: z.record(modelSchema, defaultSchema),
  duties: dutySchema,
  dutiesByModel: z.partialRecord(modelSchema, dutySchema),
  tools: z.array(slugSchema),
  evidenceSuggestions: z.array(sentence).min(2).max(4),
  misconception: z
    .strictObject({
      whenOwner: ownerSchema,
      belief: sentence,
      correction: sentence,
      cases: z
        .array(
          z
            .strictObject({
              services: z.array(slugSchema).min(1).exactOptional(),
              models: z.array(modelSchema).min(1).exactOptional(),
              belief: sentence,
              correction: sentence,
            })
            .refine(({ services, models }) => services || models, 'say where the case holds'),
        )
        .min(1)
        .exactOptional(),
      family: z.union([z.literal(1), z.literal(2), z.literal(3)]).exactOptional(),
    })
    .exactOptional(),
});
const serviceSchema: z.ZodType<CatalogueService> = z.strictObject({
  id: slugSchema,
  name: sentence,
  aliases: z.array(sentence),
  family: slugSchema.exactOptional(),
  category: slugSchema,
  model: modelSchema,
  notes: sentence,
  awsPrefix: z.string().min(1),
  otherPrefixes: z.array(z.string().min(1)),
  cfnNamespaces: z.array(z.string().regex(/^AWS::/)),
  terraformPrefixes: z.array(z.string().regex(/^aws_/)),
  variantOf: slugSchema.exactOptional(),
  variantWhen: sentence.exactOptional(),
  lifecycle: z.strictObject({
    state: z.enum(['active', 'closed-to-new', 'end-of-support']),
    date: z.iso.date().exactOptional(),
    dateKind: z.enum(['closed', 'announced', 'end-of-support']).exactOptional(),
    note: sentence.exactOptional(),
    source: z.strictObject({ title: sentence, url }).exactOptional(),
  }),
  overrides: z.array(z.strictObject({ responsibility: slugSchema, owner: ownerSchema, why: sentence })),
  guidance: z.array(z.strictObject({ responsibility: slugSchema, text: sentence })),
  duties: z.array(z.strictObject({ responsibility: slugSchema, ...dutyFields })).max(8),
  doc: z.strictObject({ title: sentence, url, status: z.enum(['read', 'page-exists', 'unverified']) }),
});
const contestedSchema: z.ZodType<Contested> = z.strictObject({
  id: slugSchema,
  title: sentence,
  text: sentence,
  ask: sentence.nullable(),
  responsibilities: z.array(slugSchema).min(1),
  services: z.array(slugSchema),
  models: z.array(modelSchema),
});
const frameworkSchema: z.ZodType<Framework> = z.strictObject({
  id: frameworkIdSchema,
  name: sentence,
  version: sentence,
  publisher: sentence,
  titleKind: sentence,
  licence: z.strictObject({ kind: sentence, mayShipText: z.boolean(), note: sentence }),
  subsetOf: frameworkIdSchema.exactOptional(),
  controls: z.array(
    z.strictObject({
      id: sentence,
      // OSCAL tokens: a letter or underscore, then letters, digits, dot, hyphen, underscore.
      oscalId: z.string().regex(/^[A-Za-z_][A-Za-z0-9._-]*$/),
      title: sentence,
      group: sentence,
    }),
  ),
});
const matchingSchema: z.ZodType<Matching> = z.strictObject({
  cloudFormation: words,
  resourceTypes: words,
  servicePrefixes: words,
  billing: words,
  billingEndings: words,
});

export const manifestSchema = z.strictObject({
  version: z.string().regex(/^\d{4}\.\d{2}\.\d{2}$/),
  asOf: z.iso.date(),
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** The whole catalogue as load.ts puts it together. Throws a ZodError that names the place. */
export const catalogueSchema: z.ZodType<Catalogue> = z.strictObject({
  version: z.string(),
  asOf: z.iso.date(),
  domains: z.array(domainSchema),
  responsibilities: z.array(responsibilitySchema),
  services: z.array(serviceSchema),
  contested: z.array(contestedSchema),
  frameworks: z.array(frameworkSchema),
  crosswalk: z.record(slugSchema, z.record(frameworkIdSchema, z.array(z.string()))),
  crosswalkNotes: z.record(slugSchema, z.record(frameworkIdSchema, sentence)),
  matching: matchingSchema,
});
