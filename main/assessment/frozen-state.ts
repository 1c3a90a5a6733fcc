import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { Assignment } from '../contract/assignments.ts';
import { type FrozenState, freeze } from '../domain/compare/frozen-state.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { readRecordedSubjects, readSubjectAssignments } from '../workbook/tables/assignments.ts';
import { listEnvironments } from '../workbook/tables/environments.ts';
import { listEvidence } from '../workbook/tables/evidence.ts';
import { readStoredHouseRules } from '../workbook/tables/house-rules.ts';
import { readLogo } from '../workbook/tables/logo.ts';
import { listParties, listPeople } from '../workbook/tables/parties.ts';
import { listServices } from '../workbook/tables/services-in-use.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import { canBeInherited, partyRecords, readCommons, standingRecords } from './common-controls.ts';
import { dutiesOfRecords, listSubjects } from './subjects.ts';
import { catalogueOf } from './workbook-catalogue.ts';

/** Every record as it stands: what a service holds from a common control is its answer, too, as far as it is asked the duty. */
function* answersAsTheyStand(db: ReadDb, catalogue: CatalogueIndex): Generator<Assignment> {
  const commons = readCommons(db);
  const subjects = new Map(listSubjects(db, catalogue).map((subject) => [subject.ref, subject]));
  const recorded = readRecordedSubjects(db);
  for (const ref of new Set([...recorded, ...subjects.keys()])) {
    const subject = subjects.get(ref);
    if (subject?.service) continue;
    const own = recorded.has(ref) ? readSubjectAssignments(db, ref) : new Map<string, Assignment>();
    yield* (subject && canBeInherited(subject) ? partyRecords(commons, ref, own) : own).values();
  }
  for (const subject of subjects.values()) {
    if (!subject.service) continue;
    const own = recorded.has(subject.ref)
      ? readSubjectAssignments(db, subject.ref)
      : new Map<string, Assignment>();
    const asked = new Set(dutiesOfRecords(subject, catalogue, own).map(({ id }) => id));
    for (const record of standingRecords(commons, subject.service, own).values())
      if (own.has(record.responsibility) || asked.has(record.responsibility)) yield record;
  }
}

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
    assignments: answersAsTheyStand(db, catalogue),
    evidence: listEvidence(db),
    serviceName: (id) => own.service(id)?.name ?? id,
    frameworkName: (id) => {
      const known = own.framework(id);
      return known === undefined ? id : `${known.name} ${known.version}`;
    },
    dutyName: (id) => own.responsibility(id)?.name ?? id,
  });
}
