import { z } from 'zod';
import { PROVIDER_REPORT_KINDS } from '../contract/evidence.ts';
import { frameworkIdSchema, slugSchema } from '../contract/methods/ids.ts';
import { PARTY_KINDS } from '../contract/parties.ts';
import {
  FACT_SOURCES,
  type LayoutTemplate,
  type SheetTemplate,
  SIDES,
  TEXT_SOURCES,
} from '../domain/layouts/template.ts';

// The shape of the layouts' data files, which the tests and "catalogue:hash" put every one through.

const sentence = z.string().min(1);
const facts = z.array(sentence).min(1);
const conditions = { all: facts.exactOptional(), any: facts.exactOptional(), none: facts.exactOptional() };
const fillSchema = z.strictObject({
  from: z.enum(FACT_SOURCES).exactOptional(),
  reports: z.array(z.enum(PROVIDER_REPORT_KINDS)).min(1).exactOptional(),
  otherwise: sentence.exactOptional(),
  choose: z.array(z.strictObject({ ...conditions, say: sentence.nullable() })).exactOptional(),
  text: z
    .array(
      z.strictObject({
        ...conditions,
        label: sentence.exactOptional(),
        from: z.enum(TEXT_SOURCES).exactOptional(),
        say: sentence.exactOptional(),
      }),
    )
    .exactOptional(),
});
const columnSchema = z.strictObject({
  header: sentence,
  group: sentence.exactOptional(),
  width: z.number().min(4).max(120),
  most: z.int().min(1).max(200).exactOptional(),
  mark: z.boolean().exactOptional(),
  eachParty: z.boolean().exactOptional(),
  fill: fillSchema,
});
const base = {
  // Excel's own limits for the name of a sheet.
  name: sentence.max(31).regex(/^[^[\]:*?/\\]+$/),
  vantages: z.array(slugSchema).exactOptional(),
};
const sheetSchema: z.ZodType<SheetTemplate> = z.union([
  z.strictObject({
    ...base,
    kind: z.literal('notes'),
    title: sentence,
    facts: z.array(z.strictObject({ label: sentence, value: z.string() })),
    paragraphs: z.array(sentence),
  }),
  z.strictObject({
    ...base,
    kind: z.enum(['controls', 'parts', 'questions', 'objectives', 'lines', 'parties']),
    title: sentence.exactOptional(),
    guidance: z.array(sentence).exactOptional(),
    side: z.enum(SIDES).exactOptional(),
    linked: z.boolean().exactOptional(),
    necessary: z.boolean().exactOptional(),
    byDuty: z.boolean().exactOptional(),
    prefix: sentence.exactOptional(),
    columns: z.array(columnSchema).min(1),
  }),
]);
const seatSchema = z.strictObject(
  Object.fromEntries(PARTY_KINDS.map((kind) => [kind, z.enum(SIDES)])) as Record<
    (typeof PARTY_KINDS)[number],
    z.ZodEnum<{ upstream: 'upstream'; self: 'self'; downstream: 'downstream' }>
  >,
);

/** One layout's file. Throws a ZodError that names the place. */
export const layoutTemplateSchema: z.ZodType<LayoutTemplate> = z.strictObject({
  id: z.string().regex(/^[a-z0-9.-]+(:\{framework-id\})?$/),
  version: sentence,
  title: sentence,
  publisher: sentence,
  format: z.literal('xlsx'),
  framework: frameworkIdSchema.nullable(),
  verified: z.boolean(),
  basis: sentence,
  about: sentence,
  cannotHold: z.array(sentence),
  vantages: z
    .array(
      z.strictObject({
        id: slugSchema,
        name: sentence,
        about: sentence,
        seat: seatSchema,
        needs: z.enum(SIDES).exactOptional(),
      }),
    )
    .min(1),
  idStyle: z.enum(['as-listed', 'zero-padded']).exactOptional(),
  extendedBy: z.array(frameworkIdSchema).min(1).exactOptional(),
  groupTitles: z.record(sentence, sentence).exactOptional(),
  sheets: z.array(sheetSchema).min(1),
});
