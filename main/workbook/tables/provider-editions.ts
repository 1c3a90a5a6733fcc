import type { z } from 'zod';
import { DemarcError } from '../../contract/errors.ts';
import type { EditionFacts } from '../../contract/providers.ts';
import {
  type EditionRow,
  type EndedRow,
  editionRowsSchema,
  endedSchema,
  factsSchema,
} from '../../domain/providers/edition.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

/** The edition of another workbook that answers here as a party. */
export interface StoredEdition {
  readonly party: string;
  readonly facts: EditionFacts;
  readonly rows: readonly EditionRow[];
  readonly ended: readonly EndedRow[];
  readonly takenAt: string;
  readonly takenBy: string | null;
  readonly authorisedOn: string | null;
}
interface Row {
  readonly party: string;
  readonly facts: string;
  readonly content: string;
  readonly ended: string;
  readonly taken_at: string;
  readonly taken_by: string | null;
  readonly authorised_on: string | null;
}

/** Reads a value of JSON by its schema; WORKBOOK_DAMAGED where it is none. */
function read<T>(schema: z.ZodType<T>, json: string, party: string): T {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    value = undefined;
  }
  const { data, success } = schema.safeParse(value);
  if (success) return data;
  throw new DemarcError(
    'WORKBOOK_DAMAGED',
    `What this workbook took from its provider "${party}" cannot be read. Remove that provider under Scope and take its workbook again.`,
  );
}

const fromRow = ({ party, ...row }: Row): StoredEdition => ({
  party,
  facts: read(factsSchema, row.facts, party),
  rows: read(editionRowsSchema, row.content, party),
  ended: read(endedSchema, row.ended, party),
  takenAt: row.taken_at,
  takenBy: row.taken_by,
  authorisedOn: row.authorised_on,
});

/** The editions that a workbook inherits from, by party. WORKBOOK_DAMAGED where what lies there is none. */
export const listEditions = (db: ReadDb): readonly StoredEdition[] =>
  db.all<Row>('SELECT * FROM provider_edition ORDER BY party').map(fromRow);

/** The parties that answer from other workbooks, whether or not what they gave can be read. */
export const listEditionParties = (db: ReadDb): readonly string[] =>
  db.all<{ party: string }>('SELECT party FROM provider_edition ORDER BY party').map(({ party }) => party);

/** The edition of one provider; null where the party is none. */
export function readEdition(db: ReadDb, party: string): StoredEdition | null {
  const row = db.get<Row>('SELECT * FROM provider_edition WHERE party = ?', party);
  return row ? fromRow(row) : null;
}

/** Puts an edition in the place of the one that its party had. */
export function writeEdition(db: WriteDb, edition: StoredEdition): void {
  db.run(
    `INSERT INTO provider_edition (party, facts, content, ended, taken_at, taken_by, authorised_on) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (party) DO UPDATE SET facts = excluded.facts, content = excluded.content, ended = excluded.ended,
       taken_at = excluded.taken_at, taken_by = excluded.taken_by, authorised_on = excluded.authorised_on`,
    edition.party,
    JSON.stringify(edition.facts),
    JSON.stringify(edition.rows),
    JSON.stringify(edition.ended),
    edition.takenAt,
    edition.takenBy,
    edition.authorisedOn,
  );
}

/** Takes a provider out, whether or not what it gave can be read. */
export const deleteEdition = (db: WriteDb, party: string): void => {
  db.run('DELETE FROM provider_edition WHERE party = ?', party);
};
