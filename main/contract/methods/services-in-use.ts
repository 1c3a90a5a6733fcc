import { z } from 'zod';
import { LONGEST_FILE_NAME, type ServiceInUse, type ServiceInUseRow } from '../services-in-use.ts';
import { serviceModelSchema } from './catalogue.ts';
import { fingerprintSchema, mappedColumnsSchema } from './discover.ts';
import { accountSchema, regionsSchema } from './environments.ts';
import { dateSchema, slugSchema } from './ids.ts';
import { command, query, returns } from './method.ts';
import { nameSchema } from './parties.ts';

const tagsSchema = z.array(z.string().trim().min(1).max(60)).max(30);
/** Every environment that a service stands in; none for nowhere. */
const environmentsSchema = z.array(slugSchema).max(100);
const optional = (max: number) => z.string().trim().max(max).nullable().optional();
const foundInSchema = z.object({
  file: z.string().max(LONGEST_FILE_NAME),
  format: z.string().max(100),
  resources: z.array(z.object({ type: z.string().max(300), count: z.int().min(1) })).max(5000),
});
const details = {
  environments: environmentsSchema.optional(),
  /** AWS account ids, and Regions, with commas between several. */
  account: optional(4000),
  region: optional(1000),
  dataClassification: optional(100),
  lead: slugSchema.nullable().optional(),
  notes: optional(10_000),
  tags: tagsSchema.optional(),
  reviewOn: dateSchema.nullable().optional(),
};

/** An inventory of a large organisation. */
const MOST_AT_ONCE = 5000;

export const services = {
  list: query(z.object({}).optional(), returns<readonly ServiceInUseRow[]>()),
  /** Adds several at once, as one change; the ref is made from the label. */
  add: command(
    z
      .object({
        services: z
          .array(
            z.object({
              catalogueId: slugSchema,
              /** Wanted ref; a number is put behind it when it is taken. Left out, it is made from the label. */
              ref: slugSchema.optional(),
              label: nameSchema.optional(),
              model: serviceModelSchema.optional(),
              foundIn: z.array(foundInSchema).max(500).optional(),
              ...details,
            }),
          )
          .max(MOST_AT_ONCE),
        /** Environments that are made with them, and which of the services stand in each, by their place in the list. */
        newEnvironments: z
          .array(
            z.object({
              name: nameSchema,
              account: accountSchema.default(null),
              regions: regionsSchema.default(null),
              services: z.array(z.int().min(0)).max(MOST_AT_ONCE).default([]),
            }),
          )
          .max(MOST_AT_ONCE)
          .optional(),
        /** Tables in which they were found, of which it is remembered what their columns hold. */
        tables: z
          .array(
            z.object({
              fingerprint: fingerprintSchema,
              headings: z.array(z.string().max(200)).max(500),
              columns: mappedColumnsSchema,
            }),
          )
          .max(500)
          .optional(),
      })
      .refine(
        ({ services, newEnvironments = [] }) => services.length + newEnvironments.length > 0,
        'say what to add',
      ),
    returns<readonly ServiceInUse[]>(),
  ),
  /** Another catalogueId switches to a variant: answers stay, suggestions change. */
  update: command(
    z.object({
      ref: slugSchema,
      label: nameSchema.optional(),
      catalogueId: slugSchema.optional(),
      model: serviceModelSchema.optional(),
      ...details,
    }),
    returns<ServiceInUse>(),
  ),
  /** Changes many alike, as one step: what is left out stays; tags and environments are added to and taken from those that each has. */
  bulk: command(
    z.object({
      refs: z.array(slugSchema).min(1).max(10_000),
      set: z
        .object({
          environments: environmentsSchema,
          addEnvironments: environmentsSchema,
          removeEnvironments: environmentsSchema,
          lead: slugSchema.nullable(),
          addTags: tagsSchema,
          removeTags: tagsSchema,
        })
        .partial()
        .refine((set) => Object.values(set).some((value) => value !== undefined), 'say what to set'),
    }),
    returns<{ readonly changed: readonly string[] }>(),
  ),
  /** Its answers go with it (and come back with undo); evidence stays in the register. */
  remove: command(z.object({ ref: slugSchema }), returns<{ readonly answers: number }>()),
};
