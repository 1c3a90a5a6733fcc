import {
  type CatalogueService,
  type OwnerClass,
  type Responsibility,
  SERVICE_MODELS,
  type ServiceModel,
} from '../../contract/catalogue.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

interface ServiceRow {
  readonly id: string;
  readonly name: string;
  readonly model: ServiceModel;
  readonly category: string;
  readonly notes: string;
}
interface ResponsibilityRow {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly scope: 'service' | 'organisation';
  readonly question: string;
  readonly owner: Exclude<OwnerClass, 'na'>;
  readonly why: string;
  readonly provider_duty: string | null;
  readonly customer_duty: string | null;
  readonly evidence_suggestions: string;
  readonly controls: string;
}
export interface CustomResponsibility {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly scope: 'service' | 'organisation';
  readonly question: string;
  readonly owner: Exclude<OwnerClass, 'na'>;
  readonly why: string;
  readonly provider: string | null;
  readonly customer: string | null;
  readonly evidenceSuggestions: readonly string[];
  /** `framework/control`. */
  readonly controls: readonly string[];
}

/** Custom entries take the catalogue's own shape, so that nothing downstream treats them apart. */
const serviceFromRow = (row: ServiceRow): CatalogueService => ({
  id: row.id,
  name: row.name,
  aliases: [],
  category: row.category,
  model: row.model,
  notes: row.notes,
  awsPrefix: '',
  otherPrefixes: [],
  cfnNamespaces: [],
  terraformPrefixes: [],
  lifecycle: { state: 'active' },
  overrides: [],
  guidance: [],
  duties: [],
  traits: [],
  sources: [],
  custom: true,
});

function responsibilityFromRow(row: ResponsibilityRow): Responsibility {
  const proposal = { owner: row.owner, why: row.why };
  const defaults = Object.fromEntries(SERVICE_MODELS.map((model) => [model, proposal])) as Record<
    ServiceModel,
    typeof proposal
  >;
  return {
    id: row.id,
    domain: row.domain,
    scope: row.scope,
    name: row.name,
    question: row.question,
    kind: row.owner === 'aws' ? 'of' : row.owner === 'customer' ? 'in' : 'shared',
    awsClass: row.owner === 'aws' ? 'inherited' : row.owner === 'customer' ? 'customer-specific' : 'shared',
    classBasis: 'inferred',
    defaults,
    duties: { provider: row.provider_duty, customer: row.customer_duty },
    dutiesByModel: {},
    tools: [],
    evidenceSuggestions: JSON.parse(row.evidence_suggestions) as string[],
    custom: true,
  };
}

export const listCustomServices = (db: ReadDb): readonly CatalogueService[] =>
  db.all<ServiceRow>('SELECT * FROM custom_service ORDER BY id').map(serviceFromRow);
export const listCustomResponsibilities = (db: ReadDb): readonly Responsibility[] =>
  db.all<ResponsibilityRow>('SELECT * FROM custom_responsibility ORDER BY id').map(responsibilityFromRow);

/** Controls on which duties of the workbook's own bear, by duty; those of none are left out. */
export const listOwnControls = (db: ReadDb): ReadonlyMap<string, readonly string[]> =>
  new Map(
    db
      .all<Pick<ResponsibilityRow, 'id' | 'controls'>>(
        "SELECT id, controls FROM custom_responsibility WHERE controls <> '[]' ORDER BY id",
      )
      .map(({ id, controls }) => [id, JSON.parse(controls) as string[]]),
  );

/** Stores a service that the catalogue does not have, in the place of the one with its id. */
export const writeCustomService = (db: WriteDb, service: ServiceRow): void => {
  db.run(
    `INSERT INTO custom_service (id, name, model, category, notes) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, model = excluded.model, category = excluded.category, notes = excluded.notes`,
    service.id,
    service.name,
    service.model,
    service.category,
    service.notes,
  );
};
/** Stores a duty that the catalogue does not have, in the place of the one with its id. */
export const writeCustomResponsibility = (db: WriteDb, duty: CustomResponsibility): void => {
  db.run(
    `INSERT INTO custom_responsibility
       (id, name, domain, scope, question, owner, why, provider_duty, customer_duty, evidence_suggestions, controls)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, domain = excluded.domain, scope = excluded.scope,
       question = excluded.question, owner = excluded.owner, why = excluded.why, provider_duty = excluded.provider_duty,
       customer_duty = excluded.customer_duty, evidence_suggestions = excluded.evidence_suggestions, controls = excluded.controls`,
    duty.id,
    duty.name,
    duty.domain,
    duty.scope,
    duty.question,
    duty.owner,
    duty.why,
    duty.provider,
    duty.customer,
    JSON.stringify(duty.evidenceSuggestions),
    JSON.stringify(duty.controls),
  );
};
/** Takes out a service or duty of the workbook’s own; gives back how many there were under that id. */
export const deleteCustom = (db: WriteDb, id: string): number =>
  db.run('DELETE FROM custom_service WHERE id = ?', id) +
  db.run('DELETE FROM custom_responsibility WHERE id = ?', id);
/** How many services in use, or assignments, rest on a custom entry. */
export const countCustomUses = (db: ReadDb, id: string): number =>
  db.get<{ n: number }>(
    'SELECT (SELECT count(*) FROM service_in_use WHERE catalogue_id = ?) + (SELECT count(*) FROM assignment WHERE responsibility = ?) AS n',
    id,
    id,
  )?.n ?? 0;
