import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { type FrozenState, freeze } from '../domain/compare/frozen-state.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { listAssignments } from '../workbook/tables/assignments.ts';
import { listEnvironments } from '../workbook/tables/environments.ts';
import { listEvidence } from '../workbook/tables/evidence.ts';
import { readStoredHouseRules } from '../workbook/tables/house-rules.ts';
import { readLogo } from '../workbook/tables/logo.ts';
import { listParties, listPeople } from '../workbook/tables/parties.ts';
import { listServices } from '../workbook/tables/services-in-use.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import { catalogueOf } from './workbook-catalogue.ts';

/** Reads the plain state of a workbook, its own or another's; `db` should stay on one state of the file meanwhile. */
export function readFrozenState(db: ReadDb, catalogue: CatalogueIndex): FrozenState {
  const own = catalogueOf(catalogue, db);
  return freeze({
    workbook: readWorkbook(db),
    logo: readLogo(db),
    houseRules: readStoredHouseRules(db),
    parties: listParties(db),
    people: listPeople(db),
    environments: listEnvironments(db),
    services: listServices(db),
    assignments: listAssignments(db),
    evidence: listEvidence(db),
    serviceName: (id) => own.service(id)?.name ?? id,
    frameworkName: (id) => {
      const known = own.framework(id);
      return known === undefined ? id : `${known.name} ${known.version}`;
    },
    dutyName: (id) => own.responsibility(id)?.name ?? id,
  });
}
