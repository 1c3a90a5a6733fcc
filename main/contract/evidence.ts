import { z } from 'zod';
import { assignmentRefSchema, dateSchema } from './ids.ts';
import { command, job, query, returns } from './method.ts';

/** file: embedded in the workbook. reference: path and hash of a file that stays outside. finding: an automated result. */
export const EVIDENCE_KINDS = ['file', 'reference', 'link', 'note', 'finding'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export interface Evidence {
  /** Number in the register, shown as E-12; never given twice. */
  readonly number: number;
  readonly kind: EvidenceKind;
  readonly title: string;
  /** Name of the file, embedded or referenced. */
  readonly fileName: string | null;
  /** Lower-case hexadecimal; null for links. */
  readonly sha256: string | null;
  readonly mediaType: string | null;
  /** Bytes. */
  readonly size: number | null;
  readonly url: string | null;
  readonly text: string | null;
  readonly coversFrom: string | null;
  readonly coversTo: string | null;
  readonly expires: string | null;
  readonly collectedBy: string | null;
  readonly collectedAt: string;
  readonly links: readonly string[];
}

const titleSchema = z.string().trim().min(1).max(300);
const dates = {
  coversFrom: dateSchema.nullable().optional(),
  coversTo: dateSchema.nullable().optional(),
  expires: dateSchema.nullable().optional(),
};
const number = z.int().min(1);
const refs = z.array(assignmentRefSchema).min(1).max(10_000);

export const evidence = {
  list: query(z.object({ ref: assignmentRefSchema.optional() }).optional(), returns<readonly Evidence[]>()),
  /** Copies the file into the workbook in 1 MiB pieces; a file already there is stored once. Progress in bytes. */
  attachFile: job(
    z.object({
      refs,
      file: z.string().max(200),
      title: titleSchema.optional(),
      /** Keep only path and hash, where the file must not be copied. */
      reference: z.boolean().default(false),
      ...dates,
    }),
    returns<Evidence>(),
  ),
  addLink: command(
    z.object({
      refs,
      url: z.url({ protocol: /^https?$/ }).max(2000),
      title: titleSchema.optional(),
      ...dates,
    }),
    returns<Evidence>(),
  ),
  addNote: command(
    z.object({ refs, title: titleSchema, text: z.string().trim().min(1).max(100_000), ...dates }),
    returns<Evidence>(),
  ),
  update: command(z.object({ number, title: titleSchema.optional(), ...dates }), returns<Evidence>()),
  link: command(z.object({ number, refs }), returns<Evidence>()),
  unlink: command(z.object({ number, refs }), returns<Evidence>()),
  /** Takes it out of the register; the change log keeps its hash. */
  remove: command(z.object({ number }), returns<null>()),
};
