import type { Claim } from '../../contract/claims.ts';
import { compareClaims } from '../../domain/claims.ts';
import { underFrameworks } from '../../domain/claims-before.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { listVendorMatrices, readClaims, type StoredMatrix } from '../../workbook/tables/claims.ts';
import { listParties } from '../../workbook/tables/parties.ts';

// Which recorded claims give way to a newer matrix.

export type Vendor = { readonly party: string } | { readonly name: string };

/**
 * Matrices of the vendor on any of the same frameworks, which give way to a newer one: whole, or on those frameworks where
 * they speak of others as well. With their claims that would count no more. Claims of the same document that were read without its
 * framework are told by their places, and give way as well.
 */
export function formerOf(db: ReadDb, party: string, claims: readonly Claim[]) {
  const frameworks = frameworksOf(claims);
  const former: StoredMatrix[] = [];
  const carried = new Map<number, readonly Claim[]>();
  const limited: (StoredMatrix & { readonly others: readonly string[] })[] = [];
  for (const matrix of listVendorMatrices(db)) {
    if (matrix.party !== party) continue;
    const others = matrix.frameworks.filter((id) => !frameworks.includes(id));
    if (others.length === 0 && (matrix.frameworks.length > 0 || frameworks.length === 0)) former.push(matrix);
    else if (others.length < matrix.frameworks.length) limited.push({ ...matrix, others });
    else if (matrix.frameworks.length === 0) {
      const now = underFrameworks(readClaims(db, matrix), claims);
      if (now === null) continue;
      former.push(matrix);
      carried.set(matrix.id, now);
    }
  }
  const before = [
    ...former.flatMap((matrix) => carried.get(matrix.id) ?? readClaims(db, matrix)),
    ...limited.flatMap((matrix) =>
      readClaims(db, matrix).filter(({ framework }) => framework !== null && frameworks.includes(framework)),
    ),
  ];
  return { former, limited, carried, before };
}

/** Every framework that claims are on, once. */
export const frameworksOf = (claims: readonly Claim[]): readonly string[] => [
  ...new Set(claims.flatMap(({ framework }) => framework ?? [])),
];

/** What recording it would take the place of, in words; nothing where the vendor is not known here. */
export function replacing(db: ReadDb, vendor: Vendor | undefined, all: readonly Claim[]): readonly string[] {
  const known = listParties(db).find(({ id, name }) =>
    vendor === undefined
      ? false
      : 'party' in vendor
        ? id === vendor.party
        : name.toLowerCase() === vendor.name.toLowerCase(),
  );
  if (!known || all.length === 0) return [];
  const { former, limited, carried, before } = formerOf(db, known.id, all);
  if (former.length + limited.length === 0) return [];
  const { fresh, changed, unchanged, gone } = compareClaims(before, all);
  return [
    ...former.map(
      ({ id, title, recordedAt }) =>
        `It takes the place of "${title}" of ${recordedAt.slice(0, 10)}${carried.has(id) ? ', whose claims were read without their framework' : ''}.`,
    ),
    ...limited.map(
      ({ title, recordedAt, others }) =>
        `It takes the place of "${title}" of ${recordedAt.slice(0, 10)}, which keeps its claims on ${others.join(', ')}.`,
    ),
    `Compared with what is recorded: ${fresh} new, ${changed} changed, ${unchanged} as before, ${gone} gone.`,
  ];
}
