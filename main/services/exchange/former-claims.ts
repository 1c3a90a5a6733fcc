import type { Claim, DocumentIds, MatrixReading } from '../../contract/claims.ts';
import { compareClaims } from '../../domain/claims.ts';
import { claimsBefore } from '../../domain/claims-before.ts';
import { chunksOf } from '../../workbook/blobs.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { listVendorMatrices, readClaims, type StoredMatrix } from '../../workbook/tables/claims.ts';
import { listParties } from '../../workbook/tables/parties.ts';

// Which recorded claims give way to a newer matrix.

export type Vendor = { readonly party: string } | { readonly name: string };

type Reading = Pick<MatrixReading, 'claims' | 'document'>;

/**
 * Matrices of the vendor on any of the same frameworks, which give way to a newer one: whole, or on those frameworks where
 * they speak of others as well. With their claims that would count no more. An earlier state of the same document gives way whole; what may be
 * one, read without its framework, is `unsure` and stays.
 */
export function formerOf(db: ReadDb, party: string, reading: Reading) {
  const { claims } = reading;
  const frameworks = frameworksOf(claims);
  const former: StoredMatrix[] = [];
  const unsure: StoredMatrix[] = [];
  const carried = new Map<number, readonly Claim[]>();
  const limited: (StoredMatrix & { readonly others: readonly string[] })[] = [];
  for (const matrix of listVendorMatrices(db)) {
    if (matrix.party !== party) continue;
    const others = matrix.frameworks.filter((id) => !frameworks.includes(id));
    const isSame = isSameDocument(db, matrix, reading.document);
    if (isSame && matrix.frameworks.length > 0) former.push(matrix);
    else if (others.length === 0 && (matrix.frameworks.length > 0 || frameworks.length === 0))
      former.push(matrix);
    else if (others.length < matrix.frameworks.length) limited.push({ ...matrix, others });
    else if (matrix.frameworks.length === 0) {
      const before = claimsBefore(readClaims(db, matrix), claims, isSame);
      if (before.is === 'unsure') unsure.push(matrix);
      if (before.is !== 'same') continue;
      former.push(matrix);
      carried.set(matrix.id, before.carried);
    }
  }
  const before = [
    ...former.flatMap((matrix) => carried.get(matrix.id) ?? readClaims(db, matrix)),
    ...limited.flatMap((matrix) =>
      readClaims(db, matrix).filter(({ framework }) => framework !== null && frameworks.includes(framework)),
    ),
  ];
  return { former, limited, unsure, carried, before };
}

/** Whether the file of a recorded matrix bears the ids of a document. */
function isSameDocument(db: ReadDb, { sha256 }: StoredMatrix, ids: DocumentIds | undefined): boolean {
  if (!ids || ids.own.length + ids.parts.length === 0) return false;
  const found = idsInFile(db, sha256, [...ids.own, ...ids.parts]);
  return (
    ids.own.some((id) => found.has(id)) || (ids.parts.length > 0 && ids.parts.every((id) => found.has(id)))
  );
}

function idsInFile(db: ReadDb, sha256: string, ids: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = new Set(ids);
  const overlap = Math.max(0, ...ids.map(({ length }) => length));
  let end = '';
  for (const bytes of chunksOf(db, sha256)) {
    const text = `${end}${Buffer.from(bytes).toString('latin1').toLowerCase()}`;
    for (const id of open)
      if (text.includes(id)) {
        found.add(id);
        open.delete(id);
      }
    if (open.size === 0) break;
    end = text.slice(-overlap);
  }
  return found;
}

/** What may be an earlier state of a document and stays beside it, in words. */
export const unsureWords = (unsure: readonly StoredMatrix[]): readonly string[] =>
  unsure.map(
    ({ title, file, recordedAt }) =>
      `"${title}" of ${recordedAt.slice(0, 10)} (${file}) may be an earlier state of it, read without its framework; it stays beside it. Take its claims out if it is.`,
  );

/** Every framework that claims are on, once. */
export const frameworksOf = (claims: readonly Claim[]): readonly string[] => [
  ...new Set(claims.flatMap(({ framework }) => framework ?? [])),
];

/** What recording it would take the place of, in words; nothing where the vendor is not known here. */
export function replacing(db: ReadDb, vendor: Vendor | undefined, reading: Reading): readonly string[] {
  const { claims: all } = reading;
  const known = listParties(db).find(({ id, name }) =>
    vendor === undefined
      ? false
      : 'party' in vendor
        ? id === vendor.party
        : name.toLowerCase() === vendor.name.toLowerCase(),
  );
  if (!known || all.length === 0) return [];
  const { former, limited, unsure, carried, before } = formerOf(db, known.id, reading);
  if (former.length + limited.length === 0) return unsureWords(unsure);
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
    ...unsureWords(unsure),
  ];
}
