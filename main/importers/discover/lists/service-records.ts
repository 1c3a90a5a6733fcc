import { isOfServices } from '../../../domain/services/guess-columns.ts';
import { type Records, recordsIn } from '../../text/records.ts';
import type { Given } from '../given.ts';

/** The records of a text (`Service: …`, `Status: …`) as a table, where they have one field of services and name some in it; null for any other text. */
export function serviceRecords(text: string, namesService: Given['namesService']): Records | null {
  const records = recordsIn(text);
  if (records === null) return null;
  const { headers, rows } = records;
  const [at, ...more] = headers.flatMap((heading, column) => (isOfServices(heading) ? [column] : []));
  if (at === undefined || more.length > 0) return null;
  const namesAt = (column: number) =>
    rows.flatMap((row) => (row[column] ?? '').split(/,\s*/)).filter((name) => name !== '');
  // Where other fields name services as well (`Compute: EC2, Lambda`), they are lists with titles.
  const isOfLists = headers.some((_, column) => {
    const names = column === at ? [] : namesAt(column);
    return names.length > 0 && names.every(namesService);
  });
  return !isOfLists && namesAt(at).some(namesService) ? records : null;
}
