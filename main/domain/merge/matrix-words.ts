import { laterEditions, type MatrixEdition } from '../claims-editions.ts';
import { byText, type Row, type Tables, tableOf } from './rows.ts';

type Edition = MatrixEdition & { readonly file: string };

/** A vendor's matrix on one line, with what it took the place of in a state, or what took its place. */
export function matrixWords(tables: Tables): (row: Row) => string {
  let known: readonly Edition[] | undefined;
  return (row) => {
    known ??= [...tableOf(tables, 'vendor_matrix').values()]
      .map(editionOf)
      .sort((a, b) => byText(a.recordedAt, b.recordedAt));
    const edition = editionOf(row);
    const later = laterEditions(edition, known).at(-1);
    const former = known.findLast((other) => laterEditions(other, [edition]).length > 0);
    const beside = later
      ? `, which gives way to ${words(later)}`
      : former
        ? `, in the place of ${words(former)}`
        : '';
    return `${words(edition)}${beside}`;
  };
}

const words = ({ file, recordedAt }: Edition): string => `${file} of ${recordedAt.slice(0, 10)}`;

const editionOf = (row: Row): Edition => ({
  id: Number(row.id),
  party: String(row.party),
  file: String(row.file_name),
  recordedAt: String(row.recorded_at),
  sha256: String(row.sha256),
  frameworks: frameworksIn(String(row.frameworks)),
});

function frameworksIn(json: string): readonly string[] {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) ? list.map(String) : [];
  } catch {
    return [];
  }
}
