import type { ServiceModel } from '../../contract/catalogue.ts';
import type { FoundIn, ServiceInUse } from '../../contract/services-in-use.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

interface Row {
  readonly ref: string;
  readonly catalogue_id: string;
  readonly label: string;
  readonly environment: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly model: ServiceModel;
  readonly data_classification: string | null;
  readonly lead: string | null;
  readonly notes: string | null;
  readonly review_on: string | null;
  readonly found_in: string;
  /** Missing in a workbook of an older schema that is open for reading only. */
  readonly tags?: string;
  readonly ord: number;
}
const fromRow = (row: Row): ServiceInUse => ({
  ref: row.ref,
  catalogueId: row.catalogue_id,
  label: row.label,
  environment: row.environment,
  account: row.account,
  region: row.region,
  model: row.model,
  dataClassification: row.data_classification,
  lead: row.lead,
  notes: row.notes,
  reviewOn: row.review_on,
  foundIn: JSON.parse(row.found_in) as FoundIn[],
  tags: row.tags === undefined ? [] : (JSON.parse(row.tags) as string[]),
  order: row.ord,
});

export const listServices = (db: ReadDb): readonly ServiceInUse[] =>
  db.all<Row>('SELECT * FROM service_in_use ORDER BY ord, ref').map(fromRow);

/** A service in use by its ref; null where there is none. */
export function readService(db: ReadDb, ref: string): ServiceInUse | null {
  const row = db.get<Row>('SELECT * FROM service_in_use WHERE ref = ?', ref);
  return row ? fromRow(row) : null;
}

/** Adds a service in use, or replaces the one with its ref. */
export const writeService = (db: WriteDb, service: ServiceInUse): void => {
  db.run(
    `INSERT INTO service_in_use (ref, catalogue_id, label, environment, account, region, model, data_classification, lead, notes, review_on, found_in, tags, ord)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (ref) DO UPDATE SET catalogue_id = excluded.catalogue_id, label = excluded.label, environment = excluded.environment,
       account = excluded.account, region = excluded.region, model = excluded.model, data_classification = excluded.data_classification,
       lead = excluded.lead, notes = excluded.notes, review_on = excluded.review_on, found_in = excluded.found_in, tags = excluded.tags, ord = excluded.ord`,
    service.ref,
    service.catalogueId,
    service.label,
    service.environment,
    service.account,
    service.region,
    service.model,
    service.dataClassification,
    service.lead,
    service.notes,
    service.reviewOn,
    JSON.stringify(service.foundIn),
    JSON.stringify(service.tags),
    service.order,
  );
};
export const deleteService = (db: WriteDb, ref: string): number =>
  db.run('DELETE FROM service_in_use WHERE ref = ?', ref);
