import { z } from 'zod';
import { type MarksFor, OTHERS } from '../../contract/audience.ts';
import { DemarcError } from '../../contract/errors.ts';
import { RULE_IDS, type RuleId } from '../../contract/rules.ts';
import type { BegunFrom } from '../../contract/workbook.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

interface Row {
  readonly uuid: string;
  readonly title: string;
  readonly organisation: string;
  readonly lead_assessor: string | null;
  readonly period_from: string | null;
  readonly period_to: string | null;
  readonly review_on: string | null;
  readonly scope_note: string | null;
  readonly frameworks: string;
  readonly catalogue_version: string;
  readonly created_at: string;
  readonly app_version: string;
  readonly example: string | null;
  readonly classification: string | null;
  readonly distribution: string | null;
  readonly rules: string;
  /** Missing in a workbook of an older schema that is open for reading only. */
  readonly begun_from?: string | null;
  readonly usual_agenda: string;
  readonly auditor_classification: string | null;
  readonly auditor_distribution: string | null;
  readonly client_classification: string | null;
  readonly client_distribution: string | null;
  readonly public_classification: string | null;
  readonly public_distribution: string | null;
}
/** What the workbook says of itself. */
export interface WorkbookRecord {
  readonly uuid: string;
  readonly title: string;
  readonly organisation: string;
  readonly leadAssessor: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly reviewOn: string | null;
  readonly scopeNote: string | null;
  readonly frameworks: readonly string[];
  readonly catalogueVersion: string;
  readonly createdAt: string;
  readonly appVersion: string;
  readonly example: string | null;
  /** The marks that documents bear unless something else is said. */
  readonly classification: string | null;
  readonly distribution: string | null;
  /** The same of documents for somebody else. */
  readonly marksFor: MarksFor;
  /** Refs, as they were recorded: what is gone may be among them. */
  readonly usualAgenda: readonly string[];
  /** Those that are on. */
  readonly rules: readonly RuleId[];
  /** The template that it was made from, or the workbook that it was a copy of. */
  readonly begunFrom: BegunFrom | null;
}

const begunFromSchema: z.ZodType<BegunFrom> = z.object({
  how: z.enum(['template', 'copy']),
  uuid: z.string(),
  title: z.string(),
  rev: z.number(),
  head: z.string(),
});
/** Null for what a later program may write here in another way: nothing hangs on it. */
function readBegunFrom(text: string | null | undefined): BegunFrom | null {
  return typeof text === 'string' ? (begunFromSchema.safeParse(JSON.parse(text)).data ?? null) : null;
}

const fromRow = (row: Row): WorkbookRecord => ({
  uuid: row.uuid,
  title: row.title,
  organisation: row.organisation,
  leadAssessor: row.lead_assessor,
  periodFrom: row.period_from,
  periodTo: row.period_to,
  reviewOn: row.review_on,
  scopeNote: row.scope_note,
  frameworks: JSON.parse(row.frameworks) as string[],
  catalogueVersion: row.catalogue_version,
  createdAt: row.created_at,
  appVersion: row.app_version,
  example: row.example,
  classification: row.classification,
  distribution: row.distribution,
  marksFor: {
    auditor: { classification: row.auditor_classification, distribution: row.auditor_distribution },
    client: { classification: row.client_classification, distribution: row.client_distribution },
    public: { classification: row.public_classification, distribution: row.public_distribution },
  },
  usualAgenda: JSON.parse(row.usual_agenda) as string[],
  rules: (JSON.parse(row.rules) as RuleId[]).filter((id) => RULE_IDS.includes(id)),
  begunFrom: readBegunFrom(row.begun_from),
});

/** The record of the workbook itself. WORKBOOK_DAMAGED where it is missing. */
export function readWorkbook(db: ReadDb): WorkbookRecord {
  const row = db.get<Row>('SELECT * FROM workbook WHERE id = 1');
  if (!row)
    throw new DemarcError(
      'WORKBOOK_DAMAGED',
      'The workbook lacks the record that describes it. Restore it from a backup.',
    );
  return fromRow(row);
}

/** Inserts or replaces the one record. */
export function writeWorkbook(db: WriteDb, record: WorkbookRecord): void {
  db.run(
    `INSERT INTO workbook (id, uuid, title, organisation, lead_assessor, period_from, period_to, review_on, scope_note,
       frameworks, catalogue_version, created_at, app_version, example, classification, distribution, rules, begun_from,
       usual_agenda, auditor_classification, auditor_distribution, client_classification, client_distribution,
       public_classification, public_distribution)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, organisation = excluded.organisation,
       lead_assessor = excluded.lead_assessor, period_from = excluded.period_from, period_to = excluded.period_to,
       review_on = excluded.review_on, scope_note = excluded.scope_note, frameworks = excluded.frameworks, catalogue_version = excluded.catalogue_version,
       app_version = excluded.app_version, example = excluded.example, classification = excluded.classification,
       distribution = excluded.distribution, rules = excluded.rules, begun_from = excluded.begun_from, usual_agenda = excluded.usual_agenda,
       auditor_classification = excluded.auditor_classification, auditor_distribution = excluded.auditor_distribution,
       client_classification = excluded.client_classification, client_distribution = excluded.client_distribution,
       public_classification = excluded.public_classification, public_distribution = excluded.public_distribution`,
    record.uuid,
    record.title,
    record.organisation,
    record.leadAssessor,
    record.periodFrom,
    record.periodTo,
    record.reviewOn,
    record.scopeNote,
    JSON.stringify(record.frameworks),
    record.catalogueVersion,
    record.createdAt,
    record.appVersion,
    record.example,
    record.classification,
    record.distribution,
    JSON.stringify(record.rules),
    record.begunFrom === null ? null : JSON.stringify(record.begunFrom),
    JSON.stringify(record.usualAgenda),
    ...OTHERS.flatMap((other) => [
      record.marksFor[other].classification,
      record.marksFor[other].distribution,
    ]),
  );
}

/** Gives the workbook another identity, as `writeWorkbook` never does. */
export const giveIdentity = (db: WriteDb, uuid: string): void => {
  db.run('UPDATE workbook SET uuid = ? WHERE id = 1', uuid);
};

/** Where the assessor stands; outside the change log, since it says nothing about the assessment. */
export const readPosition = (db: ReadDb): string | null =>
  db.get<{ ref: string | null }>('SELECT ref FROM position WHERE id = 1')?.ref ?? null;
/** Remembers where the assessor stands. */
export const writePosition = (db: WriteDb, ref: string): void => {
  db.run(
    'INSERT INTO position (id, ref) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET ref = excluded.ref',
    ref,
  );
};
