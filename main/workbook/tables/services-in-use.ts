import type { ServiceModel } from '../../contract/catalogue.ts';
import type { FoundIn, ServiceInUse } from '../../contract/services-in-use.ts';
import { groupBy } from '../../domain/group-by.ts';
import { tidyEnvironments } from '../../domain/services/environments.ts';
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
const fromRow = (row: Row, beside: readonly string[]): ServiceInUse => ({
  ref: row.ref,
  catalogueId: row.catalogue_id,
  label: row.label,
  environments: tidyEnvironments([...(row.environment === null ? [] : [row.environment]), ...beside]),
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

/** In which environments each service stands, as the file has it: the one in its own row, and those beside it. */
export function environmentRows(db: ReadDb): {
  readonly first: ReadonlyMap<string, string>;
  readonly beside: ReadonlyMap<string, readonly string[]>;
} {
  const first = db.all<{ ref: string; environment: string }>(
    'SELECT ref, environment FROM service_in_use WHERE environment IS NOT NULL',
  );
  return { first: new Map(first.map(({ ref, environment }) => [ref, environment])), beside: allBeside(db) };
}

function allBeside(db: ReadDb): ReadonlyMap<string, readonly string[]> {
  const rows = db.all<{ subject: string; environment: string }>(
    'SELECT subject, environment FROM service_environment',
  );
  const bySubject = groupBy(rows, ({ subject }) => subject);
  return new Map(
    [...bySubject].map(([subject, all]) => [subject, all.map(({ environment }) => environment)]),
  );
}

/** The services in use, in their order. */
export function listServices(db: ReadDb): readonly ServiceInUse[] {
  const beside = allBeside(db);
  return db
    .all<Row>('SELECT * FROM service_in_use ORDER BY ord, ref')
    .map((row) => fromRow(row, beside.get(row.ref) ?? []));
}

/** A service in use by its ref; null where there is none. */
export function readService(db: ReadDb, ref: string): ServiceInUse | null {
  const row = db.get<Row>('SELECT * FROM service_in_use WHERE ref = ?', ref);
  return row ? fromRow(row, environmentsBeside(db, ref)) : null;
}

/** Of a service in several environments, those beside the one in its own row. */
const environmentsBeside = (db: ReadDb, ref: string): readonly string[] =>
  db
    .all<{ environment: string }>('SELECT environment FROM service_environment WHERE subject = ?', ref)
    .map(({ environment }) => environment);

/** Adds a service in use, or replaces the one with its ref. */
export function writeService(db: WriteDb, service: ServiceInUse): void {
  const before = db.get<Row>(
    'SELECT environment FROM service_in_use WHERE ref = ?',
    service.ref,
  )?.environment;
  // The one in the row stays while the service stands there: what else changes concerns nobody who changed this one.
  const first = service.environments.find((id) => id === before) ?? service.environments[0] ?? null;
  db.run(
    `INSERT INTO service_in_use (ref, catalogue_id, label, environment, account, region, model, data_classification, lead, notes, review_on, found_in, tags, ord)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (ref) DO UPDATE SET catalogue_id = excluded.catalogue_id, label = excluded.label, environment = excluded.environment,
       account = excluded.account, region = excluded.region, model = excluded.model, data_classification = excluded.data_classification,
       lead = excluded.lead, notes = excluded.notes, review_on = excluded.review_on, found_in = excluded.found_in, tags = excluded.tags, ord = excluded.ord`,
    service.ref,
    service.catalogueId,
    service.label,
    first,
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
  writeBeside(
    db,
    service.ref,
    service.environments.filter((id) => id !== first),
  );
}

function writeBeside(db: WriteDb, ref: string, wanted: readonly string[]): void {
  const there = environmentsBeside(db, ref);
  for (const id of there)
    if (!wanted.includes(id))
      db.run('DELETE FROM service_environment WHERE subject = ? AND environment = ?', ref, id);
  for (const id of wanted)
    if (!there.includes(id))
      db.run('INSERT INTO service_environment (subject, environment) VALUES (?, ?)', ref, id);
}

/** Removes a service in use, with what is said of where it stands. */
export const deleteService = (db: WriteDb, ref: string): number =>
  db.run('DELETE FROM service_in_use WHERE ref = ?', ref);
