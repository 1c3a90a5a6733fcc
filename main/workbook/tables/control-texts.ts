import type { ControlText } from '../../contract/control-texts.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

interface Row {
  readonly framework: string;
  readonly source: string;
  readonly title: string;
  readonly version: string;
  readonly file_name: string;
  readonly controls: number;
  readonly recorded_at: string;
  readonly recorded_by: string | null;
}
/** A catalogue whose texts are kept for a framework. */
export interface ControlCatalogueRecord {
  /** What tells it apart: the framework's id with words of its own behind it; the id alone where it was taken in when there could be but one. */
  readonly key: string;
  readonly framework: string;
  /** SHA-256 of the file. */
  readonly source: string;
  readonly title: string;
  readonly version: string;
  readonly fileName: string;
  readonly controls: number;
  readonly recordedAt: string;
  readonly recordedBy: string | null;
}
const BEHIND = '~';
/** The key of a catalogue of a framework, by words of its own. */
export const catalogueKey = (framework: string, words: string): string => `${framework}${BEHIND}${words}`;
const frameworkOf = (key: string): string => key.split(BEHIND, 1)[0] ?? key;

const fromRow = (row: Row): ControlCatalogueRecord => ({
  key: row.framework,
  framework: frameworkOf(row.framework),
  source: row.source,
  title: row.title,
  version: row.version,
  fileName: row.file_name,
  controls: row.controls,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
});

/** A workbook of an older schema that is open for reading only has no such table. */
const hasTexts = (db: ReadDb): boolean =>
  db.get("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'control_catalogue'") !== undefined;

/** By framework, and of one framework in the order in which they were taken in. */
export const listControlCatalogues = (db: ReadDb): readonly ControlCatalogueRecord[] =>
  hasTexts(db)
    ? db
        .all<Row>('SELECT * FROM control_catalogue ORDER BY recorded_at, framework')
        .map(fromRow)
        .sort((a, b) => (a.framework < b.framework ? -1 : a.framework > b.framework ? 1 : 0))
    : [];

/** The catalogues whose texts are kept for the controls of a framework, the one that was taken in first before the others. */
export const readControlCatalogues = (db: ReadDb, framework: string): readonly ControlCatalogueRecord[] =>
  listControlCatalogues(db).filter((record) => record.framework === framework);

/** Inserts a catalogue, or replaces the one of its key. */
export function writeControlCatalogue(db: WriteDb, record: Omit<ControlCatalogueRecord, 'framework'>): void {
  db.run(
    `INSERT INTO control_catalogue (framework, source, title, version, file_name, controls, recorded_at, recorded_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (framework) DO UPDATE SET source = excluded.source, title = excluded.title, version = excluded.version,
       file_name = excluded.file_name, controls = excluded.controls, recorded_at = excluded.recorded_at,
       recorded_by = excluded.recorded_by`,
    record.key,
    record.source,
    record.title,
    record.version,
    record.fileName,
    record.controls,
    record.recordedAt,
    record.recordedBy,
  );
}
/** Takes a catalogue away; its texts stay in the workbook under the hash of their file. */
export const deleteControlCatalogue = (db: WriteDb, key: string): void => {
  db.run('DELETE FROM control_catalogue WHERE framework = ?', key);
};

/** Enters the texts of a file; what is there already under its hash is the same. */
export function insertControlTexts(db: WriteDb, source: string, texts: readonly ControlText[]): void {
  for (const text of texts)
    db.run(
      'INSERT INTO control_text (source, token, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      source,
      text.token,
      JSON.stringify(text),
    );
}

/** The text of one control; null where the file has none. */
export function readControlText(db: ReadDb, source: string, token: string): ControlText | null {
  const row = db.get<{ body: string }>(
    'SELECT body FROM control_text WHERE source = ? AND token = ?',
    source,
    token,
  );
  return row ? (JSON.parse(row.body) as ControlText) : null;
}

/** Token -> text as it was stored, for finding out what differs. */
export const readControlBodies = (db: ReadDb, source: string): ReadonlyMap<string, string> =>
  new Map(
    db
      .all<{ token: string; body: string }>('SELECT token, body FROM control_text WHERE source = ?', source)
      .map(({ token, body }) => [token, body]),
  );

/** Whether the texts that one workbook has from a file are those that another has from its own. */
export function haveSameTexts(db: ReadDb, source: string, other: ReadDb, otherSource: string): boolean {
  const [texts, others] = [readControlBodies(db, source), readControlBodies(other, otherSource)];
  return texts.size === others.size && [...texts].every(([token, body]) => others.get(token) === body);
}
