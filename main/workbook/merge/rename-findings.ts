import { assignmentRef, parseAssignmentRef } from '../../contract/ids.ts';
import type { Names } from '../../domain/merge/names.ts';
import type { Row } from '../../domain/merge/rows.ts';
import type { WriteDb } from '../connection.ts';
import { contentsId } from '../contents.ts';
import type { RowChange } from '../state/rows.ts';

/** A result of a scan by new names: it names the answers that it bears on. */
export function renamedFinding(finding: Row, names: Names): Row {
  const services = names.service_in_use ?? {};
  const refs = (JSON.parse(String(finding.refs)) as string[]).map((ref) => {
    const { subject, responsibility } = parseAssignmentRef(ref);
    return assignmentRef(
      Object.hasOwn(services, subject) ? (services[subject] ?? subject) : subject,
      responsibility,
    );
  });
  return { ...finding, refs: JSON.stringify(refs) };
}

/** Ids of the results of the scans that the workbook has now. */
export const scansIn = (db: WriteDb): readonly number[] =>
  db
    .all<{ id: number }>(
      `SELECT ${contentsId(db, 'evidence', 'e')} AS id FROM evidence e WHERE kind = 'finding'`,
    )
    .map(({ id }) => id);

/** Lets the results of scans speak of every service by its new name, or with `back` by its old one. */
export function renameFindings(db: WriteDb, scans: readonly number[], names: Names, back = false): void {
  if (Object.keys(names.service_in_use ?? {}).length === 0) return;
  const used = back ? inverse(names) : names;
  for (const scan of scans)
    for (const row of db.all<Row>('SELECT batch, id, refs FROM finding WHERE evidence = ?', scan)) {
      const { refs } = renamedFinding(row, used);
      if (refs !== row.refs)
        db.run(
          'UPDATE finding SET refs = ? WHERE batch = ? AND id = ?',
          refs ?? null,
          row.batch ?? null,
          row.id ?? null,
        );
    }
}

const inverse = (names: Names): Names =>
  Object.fromEntries(
    Object.entries(names).map(([table, renamed]) => [
      table,
      Object.fromEntries(Object.entries(renamed).map(([from, to]) => [to, from])),
    ]),
  );

/** What a merge among row changes called the records of the workbook itself; null where none comes or goes with them. */
export function ownRenamesIn(
  changes: readonly RowChange[],
): { readonly names: Names; readonly goes: boolean } | null {
  for (const { table, before, after } of changes) {
    if (table !== 'merge' || (before !== null && after !== null)) continue;
    const row = before ?? after;
    if (typeof row?.own_renames === 'string' && row.own_renames !== '{}')
      return { names: JSON.parse(row.own_renames) as Names, goes: after !== null };
  }
  return null;
}
