import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { RegisterRow } from '../contract/assignments.ts';
import { misconceptionFor } from '../domain/duties/misconceptions.ts';
import { kindsById, namesById, ownerClassOf } from '../domain/duties/ownership.ts';
import type { GapInput } from '../domain/gaps/gaps.ts';
import { byName } from '../domain/review/who.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { listActions } from '../workbook/tables/actions.ts';
import { listCadences } from '../workbook/tables/cadences.ts';
import { listEvidence } from '../workbook/tables/evidence.ts';
import { countFindings } from '../workbook/tables/findings.ts';
import { listPeople } from '../workbook/tables/parties.ts';
import { hasSignatures } from '../workbook/tables/sign-offs.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import { namedParties } from './parties.ts';
import { whoIn } from './people.ts';
import { registerOf } from './register.ts';
import { acknowledgementStates, signOffRows } from './sign-offs.ts';
import { listSubjects } from './subjects.ts';

/**
 * Everything that the gap rules look at; `today` is an ISO date. `rows` where somebody has the register at hand: they are
 * walked more than once, so a generator will not do.
 */
export function gapInput(
  db: ReadDb,
  catalogue: CatalogueIndex,
  today: string,
  rows: Iterable<RegisterRow> = registerOf(db, catalogue),
): GapInput {
  const { periodFrom, periodTo, reviewOn, rules } = readWorkbook(db);
  const parties = namedParties(db);
  const kinds = kindsById(parties);
  const people = listPeople(db);
  const names = namesById(people);
  // What was signed or acknowledged is compared with all rows as they are.
  const signed = hasSignatures(db);
  const acknowledged = signed ? acknowledgementStates(db, rows) : null;
  const subjects = listSubjects(db, catalogue);
  const services = new Map(subjects.map(({ ref, service }) => [ref, service]));
  return {
    rows,
    people: people.map(({ id, name }) => ({ id, name, acknowledged: acknowledged?.get(id) ?? 'none' })),
    signOffs: signed ? signOffRows(db, catalogue, rows) : [],
    services: subjects.flatMap(({ service, entry }) =>
      service && entry
        ? [
            {
              ref: service.ref,
              label: service.label,
              catalogueId: service.catalogueId,
              environments: service.environments,
              serviceName: entry.name,
              lifecycle: entry.lifecycle,
              reviewOn: service.reviewOn,
            },
          ]
        : [],
    ),
    parties,
    evidence: listEvidence(db),
    failedFindings: new Map(
      [...countFindings(db)].flatMap(([ref, { results, failed }]) =>
        failed === null ? [] : [[ref, { count: results.fail, title: failed }] as const],
      ),
    ),
    actions: listActions(db).map((action) => ({
      ...action,
      personName: names.get(action.person ?? '') ?? null,
    })),
    cadences: listCadences(db),
    rules: new Set(rules),
    who: rules.length === 0 ? byName : whoIn(db),
    periodFrom,
    periodTo,
    reviewOn,
    severities: catalogue.catalogue.house?.severities,
    today,
    misconceptionOf: (row: RegisterRow) => {
      // The register marks the rows that raise one; its words are worked out for those alone.
      if (!row.misconception) return null;
      const duty = catalogue.responsibility(row.responsibility);
      return duty
        ? misconceptionFor(duty, row.suggested, ownerClassOf(row.ownership, kinds), services.get(row.subject))
        : null;
    },
  };
}
