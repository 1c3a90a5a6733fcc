import type { Row } from '../../domain/merge/rows.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import type { AppliedMerge } from './apply.ts';
import { renamedFinding } from './rename-findings.ts';

/** What a recorded row only names: rows that are never changed and lie outside the change log, each content once. */
interface Content {
  readonly of: string;
  /** The column of the recorded row that names its content, and the one under which the content lies. */
  readonly named: string;
  readonly table: string;
  readonly by: string;
}
const CONTENTS: readonly Content[] = [
  { of: 'snapshot', named: 'digest', table: 'snapshot_content', by: 'digest' },
  { of: 'assignment', named: 'basis', table: 'basis', by: 'hash' },
  { of: 'control_catalogue', named: 'source', table: 'control_text', by: 'source' },
  { of: 'vendor_matrix', named: 'id', table: 'vendor_claim', by: 'matrix' },
  { of: 'evidence', named: 'number', table: 'finding', by: 'evidence' },
  { of: 'merge', named: 'number', table: 'merged_change', by: 'merge' },
];

/** Tables of such contents; for a check that a merge forgets none. */
export const CONTENT_TABLES: readonly string[] = CONTENTS.map(({ table }) => table);

type Renames = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Brings along what the merged rows name. Where a row has another number now, its content is written again under it;
 * under the old one it counts for nothing, and for everything again after an undo.
 */
export function copyContents(db: WriteDb, other: ReadDb, { operations, renames }: AppliedMerge): void {
  for (const { table, row } of operations.puts)
    for (const content of CONTENTS) {
      const value = row[content.named] ?? null;
      if (content.of !== table || value === null || has(db, content, value)) continue;
      for (const [source, names] of [
        [db, renames.mine],
        [other, renames.theirs],
      ] as const) {
        const before = typeof value === 'number' ? oldNumber(names[table] ?? {}, value) : value;
        if (copy(source, db, content, before, value, names)) break;
      }
    }
}

const has = (db: ReadDb, { table, by }: Content, value: string | number): boolean =>
  db.get(`SELECT 1 FROM "${table}" WHERE "${by}" = ? LIMIT 1`, value) !== undefined;

const oldNumber = (names: Readonly<Record<string, string>>, number: number): number =>
  Number(Object.entries(names).find(([, name]) => name === String(number))?.[0] ?? number);

function copy(
  source: ReadDb,
  db: WriteDb,
  { table, by }: Content,
  before: string | number,
  after: string | number,
  names: Renames,
): boolean {
  const rows = source.all<Row>(`SELECT * FROM "${table}" WHERE "${by}" = ?`, before);
  for (const found of rows) {
    const row = table === 'finding' ? renamedFinding(found, names) : found;
    const columns = Object.keys(row);
    db.run(
      `INSERT OR IGNORE INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ...columns.map((name) => (name === by ? after : (row[name] ?? null))),
    );
  }
  return rows.length > 0;
}
