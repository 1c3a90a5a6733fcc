import { assignmentRef, parseAssignmentRef } from '../../contract/ids.ts';
import type { Names } from '../../domain/merge/names.ts';
import type { Row } from '../../domain/merge/rows.ts';
import type { RowChange } from '../change-log.ts';
import type { WriteDb } from '../connection.ts';

/** A result of a scan by new names: it names the first file of its import and the answers that it bears on. */
export function renamedFinding(finding: Row, names: Names): Row {
  const services = names.service_in_use ?? {};
  const refs = (JSON.parse(String(finding.refs)) as string[]).map((ref) => {
    const { subject, responsibility } = parseAssignmentRef(ref);
    return assignmentRef(nameIn(services, subject), responsibility);
  });
  const batch = String(finding.batch);
  return { ...finding, batch: Number(nameIn(names.evidence ?? {}, batch)), refs: JSON.stringify(refs) };
}

const nameIn = (names: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(names, name) ? (names[name] ?? name) : name;

/** Numbers of the scans that the workbook has now. */
export const scansIn = (db: WriteDb): readonly number[] =>
  db
    .all<{ number: number }>("SELECT number FROM evidence WHERE kind = 'finding'")
    .map(({ number }) => number);

/**
 * Lets the results of scans that stay under their numbers speak of everything by its new name. Those whose number is among the
 * renamed ones are written again under the new one instead, and keep the old names under the old one.
 */
export function renameFindings(db: WriteDb, scans: readonly number[], names: Names, back = false): void {
  const used = back ? inverse(names) : names;
  if (!['service_in_use', 'evidence'].some((table) => Object.keys(names[table] ?? {}).length > 0)) return;
  for (const number of scans) {
    if (Object.hasOwn(names.evidence ?? {}, String(number))) continue;
    for (const row of db.all<Row>('SELECT batch, id, refs FROM finding WHERE evidence = ?', number)) {
      const { batch, refs } = renamedFinding(row, used);
      if (batch === row.batch && refs === row.refs) continue;
      db.run(
        'UPDATE finding SET batch = ?, refs = ? WHERE batch = ? AND id = ?',
        batch ?? null,
        refs ?? null,
        row.batch ?? null,
        row.id ?? null,
      );
    }
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
