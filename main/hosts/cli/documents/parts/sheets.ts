import { z } from 'zod';
import {
  SHEET_FIELDS,
  type SheetChange,
  type SheetField,
  UNPLACED_KINDS,
  type UnplacedCell,
  type UnplacedKind,
} from '../../../../contract/sheets.ts';

export const sheetField = z.union([
  z.enum(SHEET_FIELDS),
  z.templateLiteral(['text/', z.string()]),
  z.templateLiteral(['person/', z.string()]),
]) satisfies z.ZodType<SheetField>;
export const sheetChange = z.object({
  ref: z.string(),
  place: z.string(),
  field: sheetField,
  title: z.string(),
  before: z.string(),
  after: z.string(),
  atExport: z.string().nullable(),
  changedHereSince: z.boolean(),
  accepted: z.boolean(),
  sheet: z.string(),
  cell: z.string(),
  refusal: z.string().nullable(),
  brings: z.array(z.object({ title: z.string(), text: z.string() })),
  drops: z.array(z.object({ title: z.string(), text: z.string() })),
}) satisfies z.ZodType<SheetChange>;
export const unplacedKind = z.enum(UNPLACED_KINDS) satisfies z.ZodType<UnplacedKind>;
export const unplacedCell = z.object({
  sheet: z.string(),
  cell: z.string(),
  value: z.string(),
  why: z.string(),
  kind: unplacedKind,
  ref: z.string().nullable(),
  field: sheetField.nullable(),
  suggestion: z.string().nullable(),
  written: z.string(),
  party: z.string().nullable(),
}) satisfies z.ZodType<UnplacedCell>;
