import { z } from 'zod';
import {
  type CatalogueDuty,
  type CatalogueEntry,
  type CatalogueService,
  type CatalogueServiceDetail,
  type Domain,
  type DutyTexts,
  type Lifecycle,
  OWNER_CLASSES,
  type OwnerClass,
  SCOPES,
  type Scope,
  SERVICE_MODELS,
  SERVICE_TRAITS,
  type ServiceModel,
  type ServiceOverride,
  type ServiceTrait,
  SOURCE_SUBJECTS,
  type Source,
  type SourceSubject,
  type SubjectKind,
} from '../../../../contract/catalogue.ts';
import { PARTY_KINDS } from '../../../../contract/parties.ts';

export const serviceModel = z.enum(SERVICE_MODELS) satisfies z.ZodType<ServiceModel>;
export const lifecycle = z.object({
  state: z.enum(['active', 'closed-to-new', 'end-of-support']),
  date: z.string().exactOptional(),
  dateKind: z.enum(['closed', 'announced', 'end-of-support']).exactOptional(),
  note: z.string().exactOptional(),
  source: z.object({ title: z.string(), url: z.string() }).exactOptional(),
}) satisfies z.ZodType<Lifecycle>;
export const catalogueEntry = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  category: z.string(),
  model: serviceModel,
  lifecycle: lifecycle,
  notes: z.string(),
  questions: z.number(),
  variantOf: z.string().exactOptional(),
  variantWhen: z.string().exactOptional(),
  custom: z.boolean().exactOptional(),
}) satisfies z.ZodType<CatalogueEntry>;
export const ownerClass = z.enum(OWNER_CLASSES) satisfies z.ZodType<OwnerClass>;
export const serviceOverride = z.object({
  responsibility: z.string(),
  owner: ownerClass,
  why: z.string(),
}) satisfies z.ZodType<ServiceOverride>;
export const dutyTexts = z.object({
  provider: z.string().nullable(),
  customer: z.string().nullable(),
}) satisfies z.ZodType<DutyTexts>;
export const serviceTrait = z.enum(SERVICE_TRAITS) satisfies z.ZodType<ServiceTrait>;
export const sourceSubject = z.enum(SOURCE_SUBJECTS) satisfies z.ZodType<SourceSubject>;
export const source = z.object({
  about: sourceSubject,
  title: z.string(),
  url: z.string(),
  edition: z.string(),
  readOn: z.string(),
}) satisfies z.ZodType<Source>;
export const catalogueService = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  family: z.string().exactOptional(),
  category: z.string(),
  model: serviceModel,
  notes: z.string(),
  awsPrefix: z.string(),
  otherPrefixes: z.array(z.string()),
  cfnNamespaces: z.array(z.string()),
  terraformPrefixes: z.array(z.string()),
  variantOf: z.string().exactOptional(),
  variantWhen: z.string().exactOptional(),
  lifecycle: lifecycle,
  overrides: z.array(serviceOverride),
  guidance: z.array(z.object({ responsibility: z.string(), text: z.string() })),
  duties: z.array(dutyTexts.extend({ responsibility: z.string() })),
  traits: z.array(serviceTrait),
  sources: z.array(source),
  noPage: z.array(z.object({ about: sourceSubject, why: z.string() })).exactOptional(),
  custom: z.boolean().exactOptional(),
  source: z.string().exactOptional(),
  provider: z.object({ id: z.string(), name: z.string(), kind: z.enum(PARTY_KINDS) }).exactOptional(),
  environments: z.array(z.string()).exactOptional(),
}) satisfies z.ZodType<CatalogueService>;
export const catalogueDuty = z.object({
  responsibility: z.string(),
  name: z.string(),
  domain: z.string(),
  question: z.string(),
  asked: z.boolean(),
  owner: ownerClass,
  why: z.string(),
  basis: z.enum(['service', 'model']),
  duties: dutyTexts,
  guidance: z.string().nullable(),
  cautions: z.array(z.string()),
}) satisfies z.ZodType<CatalogueDuty>;
export const catalogueServiceDetail = z.object({
  service: catalogueService,
  variants: z.array(catalogueEntry),
  duties: z.array(catalogueDuty),
}) satisfies z.ZodType<CatalogueServiceDetail>;
export const scope = z.enum(SCOPES) satisfies z.ZodType<Scope>;
export const subjectKind = z.enum([...SCOPES, 'common']) satisfies z.ZodType<SubjectKind>;
export const domain = z.object({
  id: z.string(),
  name: z.string(),
  order: z.number(),
  summary: z.string(),
}) satisfies z.ZodType<Domain>;
