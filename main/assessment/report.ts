import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { FOR_INTERNAL_USE, type Prepared } from '../contract/audience.ts';
import type { Matrix } from '../contract/matrix.ts';
import { kindsById } from '../domain/duties/ownership.ts';
import { findGaps } from '../domain/gaps/gaps.ts';
import { preparedOf } from '../domain/report/audience.ts';
import type { ReportDesk } from '../domain/report/desk.ts';
import { forAudience } from '../domain/report/for-audience.ts';
import {
  type Report,
  type ReportFramework,
  type ReportResponsibility,
  summarise,
} from '../domain/report/report.ts';
import { lastChangeOf, readHead } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { listEnvironments } from '../workbook/tables/environments.ts';
import { listEvidence } from '../workbook/tables/evidence.ts';
import { countCurrentFindings, placedFindings } from '../workbook/tables/findings.ts';
import { readLogo } from '../workbook/tables/logo.ts';
import { countAssignmentsByPerson, listPeople } from '../workbook/tables/parties.ts';
import { listEditions } from '../workbook/tables/provider-editions.ts';
import { hasSignatures } from '../workbook/tables/sign-offs.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import { readStandingMarks } from './common-controls.ts';
import { readDesk } from './desk.ts';
import { gapInput } from './gap-input.ts';
import { historyLines } from './history.ts';
import { buildMatrix } from './matrix.ts';
import { namedParties } from './parties.ts';
import { type Look, registerOf } from './register.ts';
import { signOffRows } from './sign-offs.ts';
import { dutiesOf, listSubjects } from './subjects.ts';

export interface ReportOptions {
  /** ISO date as of which gaps, expiry and overdue dates are judged. */
  readonly asOf: string;
  readonly appVersion: string;
  /** Hears of each walk through the register how far it is. */
  readonly look?: Look;
  /** For whom it is, and the marks that it bears; internal use with the marks of the workbook unless said. */
  readonly prepared?: Prepared | undefined;
  /** Whether the history goes with it. */
  readonly history?: boolean | undefined;
}

/**
 * Assembles the neutral report, which knows no present time: one state judged as of one day gives one report. What it is prepared for is
 * taken into account here, so that no document is made of more. `db` must stay on one snapshot for as long as `rows()` is walked.
 */
export const buildReport = (db: ReadDb, catalogue: CatalogueIndex, options: ReportOptions): Report =>
  forAudience(
    wholeReport(db, catalogue, options),
    options.prepared ?? preparedOf({ audience: 'internal' }, readWorkbook(db)),
  );

function wholeReport(db: ReadDb, catalogue: CatalogueIndex, options: ReportOptions): Report {
  const workbook = readWorkbook(db);
  const head = readHead(db);
  const parties = namedParties(db);
  const people = listPeople(db);
  const named = countAssignmentsByPerson(db);
  const marks = readStandingMarks(db);
  const matrix = buildMatrix(db, catalogue, marks, head.rev);
  const register = registerOf(db, catalogue, options.look);
  const gaps = findGaps(gapInput(db, catalogue, options.asOf, register));
  const evidence = listEvidence(db);
  const editions = listEditions(db).map(({ party, facts, takenAt, authorisedOn }) => ({
    party,
    edition: facts,
    takenAt,
    authorisedOn,
  }));
  let notes = 0;
  const counted = function* () {
    for (const row of register) {
      if (row.note !== null) notes += 1;
      yield row;
    }
  };
  const summary = summarise(counted(), gaps, kindsById(parties));
  const services = listSubjects(db, catalogue).flatMap((subject) => {
    const { service, entry } = subject;
    if (!service || !entry) return [];
    const recorded = marks.get(subject.ref);
    const duties = dutiesOf(subject, catalogue, recorded);
    return [
      {
        ...service,
        serviceName: entry.name,
        category: entry.category,
        lifecycle: entry.lifecycle,
        asked: duties.length,
        answered: duties.filter((duty) => (recorded?.get(duty.id)?.ownership ?? '') !== '').length,
      },
    ];
  });
  const responsibilities = usedResponsibilities(matrix, catalogue);
  const found = evidence.some(({ kind }) => kind === 'finding') ? countCurrentFindings(db) : 0;
  let desk: ReportDesk | undefined;
  return {
    meta: {
      workbook: workbook.uuid,
      person: null,
      extract: null,
      title: workbook.title,
      organisation: workbook.organisation,
      leadAssessor: people.find((person) => person.id === workbook.leadAssessor)?.name ?? null,
      periodFrom: workbook.periodFrom,
      periodTo: workbook.periodTo,
      scopeNote: workbook.scopeNote,
      prepared: FOR_INTERNAL_USE,
      lastChange: lastChangeOf(db),
      judgedAsOf: options.asOf,
      appVersion: options.appVersion,
      catalogueVersion: catalogue.catalogue.version,
      revision: head.rev,
      digest: head.hash,
      state: head.state,
      language: 'en',
    },
    logo: readLogo(db),
    parties,
    providers: editions.length === 0 ? undefined : editions,
    people: people.map((person) => ({ ...person, assignments: named.get(person.id) ?? 0 })),
    environments: listEnvironments(db),
    services,
    domains: catalogue.domains,
    responsibilities,
    counts: {
      services: services.length,
      rows: summary.asked,
      answered: summary.answered,
      notes,
      evidence: evidence.length,
      gaps: gaps.length,
      people: people.length,
    },
    summary,
    matrix,
    evidence,
    gaps,
    frameworks: annexes(workbook.frameworks, responsibilities, catalogue),
    signOffs: hasSignatures(db) ? signOffRows(db, catalogue, register) : [],
    desk: () => {
      desk ??= readDesk(db, catalogue, options.asOf, gaps);
      return desk;
    },
    rows: () => register,
    findings: found === 0 ? undefined : { count: found, rows: () => placedFindings(db) },
    ...(options.history ? { history: () => historyLines(db, catalogue) } : {}),
  };
}

const usedResponsibilities = (matrix: Matrix, catalogue: CatalogueIndex): readonly ReportResponsibility[] =>
  matrix.responsibilities.map((duty) => ({
    ...duty,
    question: catalogue.responsibility(duty.id)?.question ?? duty.name,
  }));

/** One annex per framework that matters to the workbook; all of the catalogue's where none was chosen. */
function annexes(
  chosen: readonly string[],
  responsibilities: readonly ReportResponsibility[],
  catalogue: CatalogueIndex,
): readonly ReportFramework[] {
  const { frameworks } = catalogue.catalogue;
  const told = new Set(responsibilities.map(({ id }) => id));
  const wanted =
    chosen.length > 0 ? frameworks.filter((framework) => chosen.includes(framework.id)) : frameworks;
  return wanted.map((framework) => {
    const helpers = catalogue.helpers(framework.id);
    return {
      id: framework.id,
      chosen: chosen.includes(framework.id),
      name: framework.name,
      version: framework.version,
      publisher: framework.publisher,
      controls: framework.controls.map((control) => ({
        id: control.id,
        title: control.title,
        group: control.group,
        responsibilities: (helpers.get(control.id) ?? []).filter((id) => told.has(id)),
        inherit: control.inherit,
        ...(control.without === undefined ? {} : { without: control.without }),
        ...(control.formerly === undefined ? {} : { formerly: control.formerly }),
      })),
    };
  });
}
