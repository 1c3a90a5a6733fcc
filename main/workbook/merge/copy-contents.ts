import type { Row } from '../../domain/merge/rows.ts';
import type { ReadDb, SqlValue, WriteDb } from '../connection.ts';
import { contentsId, NUMBERED_CONTENTS } from '../contents.ts';
import { plainlyPacked } from '../packed-state.ts';
import type { AppliedMerge, MergeFacts } from './apply.ts';
import { renamedFinding } from './rename-findings.ts';

type Stored = Readonly<Record<string, SqlValue>>;

/** What a recorded row only names: rows that are never changed and lie outside the change log, under their own hash. */
interface Hashed {
  readonly of: string;
  /** The column of the recorded row that names its content, and the one under which the content lies. */
  readonly named: string;
  readonly table: string;
  readonly by: string;
}
const HASHED: readonly Hashed[] = [
  { of: 'snapshot', named: 'digest', table: 'snapshot_content', by: 'digest' },
  { of: 'assignment', named: 'basis', table: 'basis', by: 'hash' },
  { of: 'control_catalogue', named: 'source', table: 'control_text', by: 'source' },
];

/** Tables of such contents, under a hash or an id; for a check that a merge forgets none. */
export const CONTENT_TABLES: readonly string[] = [
  ...HASHED.map(({ table }) => table),
  ...Object.values(NUMBERED_CONTENTS).map(({ contents }) => contents),
];

/** Brings along what a merged row names by its hash. */
export function copyHashed(db: WriteDb, other: ReadDb, of: string, row: Row): void {
  for (const { named, table, by } of HASHED.filter((content) => content.of === of)) {
    const value = row[named] ?? null;
    if (value === null || db.get(`SELECT 1 FROM "${table}" WHERE "${by}" = ? LIMIT 1`, value)) continue;
    for (const found of other.all<Stored>(`SELECT * FROM "${table}" WHERE "${by}" = ?`, value))
      insert(db, table, table === 'snapshot_content' ? withoutMore(found) : found);
  }
}

/** Of a copy comes what its snapshot says, and nothing that was put around it. */
const withoutMore = ({ bytes, ...row }: Stored): Stored =>
  bytes instanceof Uint8Array ? { ...row, bytes: plainlyPacked(bytes) } : { ...row, bytes: bytes ?? null };

type Renamed = Readonly<Record<string, string>>;

/** Ids for what one merge brings: negative, and made of its revision, so that none is ever given twice. */
const MAX_BROUGHT = 1_000_000;

/**
 * The contents of numbered records in one merge. What is in the workbook already stays under its id, whatever number its record
 * has now; what comes from the copy gets an id that was never given. To be made before any row is written.
 */
export class NumberedContents {
  readonly #db: WriteDb;
  readonly #other: ReadDb;
  readonly #merge: Pick<AppliedMerge, 'renames'>;
  readonly #rev: number;
  #given = 0;
  /** Table -> number after the merge -> id in this workbook. */
  readonly #here = new Map<string, ReadonlyMap<number, number>>();
  readonly #coming: { readonly table: string; readonly theirs: number; readonly id: number }[] = [];

  constructor(
    db: WriteDb,
    other: ReadDb,
    merge: Pick<AppliedMerge, 'renames'>,
    { rev }: Pick<MergeFacts, 'rev'>,
  ) {
    this.#db = db;
    this.#other = other;
    this.#merge = merge;
    this.#rev = rev;
    for (const [table, { number }] of Object.entries(NUMBERED_CONTENTS)) {
      const names = merge.renames.mine[table] ?? {};
      const rows = db.all<{ number: number; id: number }>(
        `SELECT t."${number}" AS number, ${contentsId(db, table, 't')} AS id FROM "${table}" t`,
      );
      this.#here.set(table, new Map(rows.map((row) => [numberIn(names, row.number), row.id])));
    }
  }

  /** The row with the id of its contents in this workbook. */
  placed(table: string, row: Row): Row {
    const column = NUMBERED_CONTENTS[table]?.number;
    if (column === undefined) return row;
    const number = Number(row[column]);
    const here = this.#here.get(table)?.get(number);
    if (here !== undefined) return { ...row, contents: here === number ? null : here };
    if (table === 'evidence' && row.kind !== 'finding') return { ...row, contents: null };
    const theirs = this.#theirId(table, oldNumber(this.#merge.renames.theirs[table] ?? {}, number));
    const id = this.#newId();
    this.#coming.push({ table, theirs, id });
    return { ...row, contents: id };
  }

  /** Copies the contents of all rows that came. */
  copy(): void {
    const batches = new Map<number, number>();
    for (const { table, theirs, id } of this.#coming) {
      const { contents = '', by = '' } = NUMBERED_CONTENTS[table] ?? {};
      for (const found of this.#other.iterate<Row>(`SELECT * FROM "${contents}" WHERE "${by}" = ?`, theirs)) {
        const row = { ...found, [by]: id };
        if (contents !== 'finding') insert(this.#db, contents, row);
        else {
          const batch = batches.get(Number(found.batch)) ?? this.#batchOf(Number(found.batch), theirs, id);
          batches.set(Number(found.batch), batch);
          insert(this.#db, contents, { ...renamedFinding(row, this.#merge.renames.theirs), batch });
        }
      }
    }
  }

  #theirId(table: string, number: number): number {
    const { number: column = '' } = NUMBERED_CONTENTS[table] ?? {};
    return (
      this.#other.get<{ id: number }>(
        `SELECT ${contentsId(this.#other, table, 't')} AS id FROM "${table}" t WHERE t."${column}" = ?`,
        number,
      )?.id ?? number
    );
  }

  #newId(): number {
    this.#given += 1;
    if (this.#given >= MAX_BROUGHT)
      throw new RangeError('A merge brings more scans and matrices than any has.');
    return -(this.#rev * MAX_BROUGHT + this.#given);
  }

  /** The files of one import are one batch: that of a file of it that is here already, else one of its own. */
  #batchOf(batch: number, theirs: number, id: number): number {
    const names = this.#merge.renames.theirs.evidence ?? {};
    for (const { number } of this.#other.all<{ number: number }>(
      `SELECT e.number FROM evidence e WHERE e.kind = 'finding'
       AND ${contentsId(this.#other, 'evidence', 'e')} IN (SELECT DISTINCT evidence FROM finding WHERE batch = ?)`,
      batch,
    )) {
      const here = this.#here.get('evidence')?.get(numberIn(names, number));
      const found =
        here === undefined
          ? undefined
          : this.#db.get<{ batch: number }>('SELECT batch FROM finding WHERE evidence = ? LIMIT 1', here);
      if (found) return found.batch;
    }
    return batch === theirs ? id : this.#newId();
  }
}

const numberIn = (names: Renamed, number: number): number =>
  Object.hasOwn(names, String(number)) ? Number(names[String(number)]) : number;

const oldNumber = (names: Renamed, number: number): number =>
  Number(Object.entries(names).find(([, name]) => name === String(number))?.[0] ?? number);

function insert(db: WriteDb, table: string, row: Stored): void {
  const columns = Object.keys(row);
  db.run(
    `INSERT OR IGNORE INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    ...columns.map((name) => row[name] ?? null),
  );
}
