import { laterEditions, type MatrixEdition } from '../claims-editions.ts';
import { type Row, type Tables, tableOf } from './rows.ts';

type Edition = MatrixEdition & { readonly title: string; readonly file: string };

/** A vendor's matrix on one line, with what it took the place of in a state, or what took its place. */
export function matrixWords(tables: Tables): (row: Row) => string {
  let known: readonly Edition[] | undefined;
  return (row) => {
    known ??= [...tableOf(tables, 'vendor_matrix').values()].map(editionOf);
    const edition = editionOf(row);
    const [later] = laterEditions(edition, known);
    const former = known.find((other) => laterEditions(other, [edition]).length > 0);
    const beside = later
      ? `, which gave way to ${words(later)}`
      : former
        ? `, which takes the place of ${words(former)}`
        : '';
    return `${words(edition)}${beside}`;
  };
}

const words = ({ title, file, recordedAt }: Edition): string =>
  `"${title}" of ${recordedAt.slice(0, 10)} (${file})`;

const editionOf = (row: Row): Edition => ({
  id: Number(row.id),
  party: String(row.party),
  title: String(row.title),
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
