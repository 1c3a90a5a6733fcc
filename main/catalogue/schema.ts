import { z } from 'zod';
import {
  type Catalogue,
  type CatalogueService,
  type Contested,
  type Domain,
  type Framework,
  INHERITANCE,
  type Matching,
  OWNER_CLASSES,
  type Partition,
  type Responsibility,
  type RetiredResponsibility,
  SCOPES,
  SERVICE_MODELS,
  SERVICE_TRAITS,
  SOURCE_SUBJECTS,
  WITHOUT_DUTY,
  type WithoutDuty,
} from '../contract/catalogue.ts';
import { frameworkIdSchema, slugSchema } from '../contract/methods/ids.ts';

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
  withoutControl: z.record(frameworkIdSchema, sentence).exactOptional(),
});
const retiredSchema: z.ZodType<RetiredResponsibility> = z.strictObject({
  id: slugSchema,
  domain: slugSchema,
  scope: z.enum(SCOPES),
  name: sentence,
  question: sentence,
  duties: dutySchema,
  suggested: defaultSchema,
  into: z.array(slugSchema).min(2),
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
  duties: z.array(z.strictObject({ responsibility: slugSchema, ...dutyFields })).max(12),
  traits: z.array(z.enum(SERVICE_TRAITS)),
  sources: z.array(
    z.strictObject({
      about: z.enum(SOURCE_SUBJECTS),
      title: sentence,
      url,
      edition: sentence,
      readOn: z.iso.date(),
    }),
  ),
  noPage: z.array(z.strictObject({ about: z.enum(SOURCE_SUBJECTS), why: sentence })).exactOptional(),
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
const duties = z.array(slugSchema);
const without = z.enum(Object.keys(WITHOUT_DUTY) as [WithoutDuty, ...WithoutDuty[]]).exactOptional();
const inherit = z.enum(INHERITANCE);
const partitionSchema: z.ZodType<Partition> = z.strictObject({
  id: slugSchema,
  name: sentence,
  regionPrefix: z.string().regex(/^[a-z-]+-$/),
  source: z.strictObject({ title: sentence, url, edition: sentence, readOn: z.iso.date() }),
  differences: z.array(
    z.strictObject({
      responsibilities: z.array(slugSchema).min(1),
      text: sentence,
      ask: sentence.nullable(),
    }),
  ),
});
const frameworkSchema: z.ZodType<Framework> = z.strictObject({
  id: frameworkIdSchema,
  name: sentence,
  version: sentence,
  publisher: sentence,
  titleKind: sentence,
  licence: z.strictObject({ kind: sentence, mayShipText: z.boolean(), note: sentence }),
  subsetOf: frameworkIdSchema.exactOptional(),
  bases: z.record(
    slugSchema,
    z.strictObject({
      title: sentence,
      url: url.exactOptional(),
      edition: sentence.exactOptional(),
      readOn: z.iso.date().exactOptional(),
    }),
  ),
  controls: z.array(
    z.strictObject({
      duties,
      without,
      inherit,
      id: sentence,
      // OSCAL tokens: a letter or underscore, then letters, digits, dot, hyphen, underscore.
      oscalId: z.string().regex(/^[A-Za-z_][A-Za-z0-9._-]*$/),
      title: sentence,
      group: sentence,
      basis: slugSchema,
      why: sentence.exactOptional(),
      parts: z
        .array(
          z.strictObject({
            id: sentence,
            duties: duties.exactOptional(),
            without,
            inherit: inherit.exactOptional(),
          }),
        )
        .min(1)
        .exactOptional(),
      questions: z.array(sentence).min(1).exactOptional(),
      objectives: z
        .array(z.strictObject({ id: sentence, text: sentence }))
        .min(1)
        .exactOptional(),
      text: sentence.exactOptional(),
      formerly: z.array(sentence).min(1).exactOptional(),
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
  retired: z.array(retiredSchema),
  services: z.array(serviceSchema),
  contested: z.array(contestedSchema),
  partitions: z.array(partitionSchema),
  frameworks: z.array(frameworkSchema),
  matching: matchingSchema,
});
