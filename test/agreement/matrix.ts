import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { SERVICE_MODELS } from '../../main/contract/catalogue.ts';

const rowSchema = z.looseObject({
  control: z.string().nullable().optional(),
  sourceId: z.string().optional(),
  service: z.string().nullable().optional(),
  duty: z.string().nullable().optional(),
  model: z.enum(SERVICE_MODELS).nullable().optional(),
  says: z.enum(['aws', 'customer', 'shared', 'na', 'inheritable', 'partial', 'customer-only']),
  kind: z.string().nullable().optional(),
  party: z.string().nullable().optional(),
  score: z.boolean().optional(),
  part: z.string().nullable().optional(),
  /** Where the row names one part of a duty (`part`): words of our half on its side that say the same. */
  inHalf: z.string().min(1).optional(),
});
const matrixSchema = z.looseObject({
  title: z.string(),
  publisher: z.string(),
  framework: z.string().nullable(),
  sourceFramework: z.string().optional(),
  /** `no` where the catalogue already rests on this page: agreement then says that it was copied well. */
  independent: z.enum(['yes', 'partly', 'no']),
  rows: z.array(rowSchema),
});
export type MatrixRow = z.infer<typeof rowSchema>;
export type PublishedMatrix = z.infer<typeof matrixSchema> & { readonly file: string };

/** Published responsibility matrices as facts: the files given, or those beside this one. Throws an Error that names the file. */
export function readMatrices(paths: readonly string[] = shipped()): readonly PublishedMatrix[] {
  return paths.map((path) => {
    const parsed = matrixSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (!parsed.success) throw new Error(`${path} is no matrix: ${z.prettifyError(parsed.error)}`);
    return { ...parsed.data, file: basename(path, '.json') };
  });
}

function shipped(): readonly string[] {
  const folder = join(import.meta.dirname, 'matrices');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}
