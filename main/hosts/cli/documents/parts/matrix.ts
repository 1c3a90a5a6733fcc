import { z } from 'zod';
import type { Matrix } from '../../../../contract/matrix.ts';
import { domain, scope, subjectKind } from './catalogue.ts';
import { partyKind } from './parties.ts';

export const matrix = z.object({
  rev: z.number(),
  parties: z.array(z.object({ id: z.string(), name: z.string(), kind: partyKind })),
  subjects: z.array(
    z.object({
      ref: z.string(),
      kind: subjectKind,
      label: z.string(),
      detail: z.string(),
      environments: z.array(z.string()).exactOptional(),
      tags: z.array(z.string()).exactOptional(),
      accounts: z.array(z.string()).exactOptional(),
      regions: z.array(z.string()).exactOptional(),
    }),
  ),
  domains: z.array(domain),
  responsibilities: z.array(z.object({ id: z.string(), name: z.string(), domain: z.string(), scope: scope })),
  cells: z.array(z.tuple([z.number(), z.number(), z.string(), z.number()])),
}) satisfies z.ZodType<Matrix>;
