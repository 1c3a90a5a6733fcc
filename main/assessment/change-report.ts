import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { RegisterRow } from '../contract/assignments.ts';
import { AUDIENCES, type Prepared } from '../contract/audience.ts';
import { authorsOf } from '../domain/changes/authors.ts';
import { statesFor } from '../domain/changes/for-audience.ts';
import { type ControlStanding, type Judged, standingWords } from '../domain/changes/judged.ts';
import type { ChangeReport, ChangeSide } from '../domain/changes/report.ts';
import { labelsOf } from '../domain/compare/assignments.ts';
import { compare } from '../domain/compare/compare.ts';
import type { FrozenState } from '../domain/compare/frozen-state.ts';
import { kindsById } from '../domain/duties/ownership.ts';
import { findGaps } from '../domain/gaps/gaps.ts';
import { historyWithout } from '../domain/history/without.ts';
import { dutyFacts, factsOf } from '../domain/layouts/facts.ts';
import type { TemplateVantage } from '../domain/layouts/template.ts';
import { type AskedMarks, preparedOfBoth } from '../domain/report/audience.ts';
import { gapsFor } from '../domain/report/for-audience.ts';
import { withRevision } from '../workbook/at-revision.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { hashOfRevision, stateOfRevision } from '../workbook/earlier-rows.ts';
import { listParties } from '../workbook/tables/parties.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import {
  type ComparedEnds,
  comparedStates,
  type OpenState,
  type OwnWorkbook,
  withBoth,
} from './compared-states.ts';
import { readFrozenState } from './frozen-state.ts';
import { gapInput } from './gap-input.ts';
import { historyLines } from './history.ts';
import { type LogRange, logBetween } from './log-between.ts';
import { registerOf } from './register.ts';
import { catalogueOf } from './workbook-catalogue.ts';

/** Hears now and then what is being read. */
type Look = (label: string) => void;

/**
 * Everything that a change report tells: the comparison, both sides judged by the rules of today, and who made the changes. A
 * snapshot is judged on the workbook as it was then, which its change log leads back to.
 */
export const readChangeReport = (
  own: OwnWorkbook,
  ends: ComparedEnds,
  { appVersion, asked }: Pick<ChangeReport, 'appVersion'> & { readonly asked: AskedMarks },
  look: Look,
): ChangeReport =>
  withBoth(own, ends, (from, to) => {
    const prepared = preparedOfBoth(asked, from.marks, to.marks);
    look('Comparing');
    const comparison = comparedStates(own, from, to, prepared);
    const [before, after] = statesFor(from.state, to.state, prepared);
    const frameworks = new Set([from, to].flatMap(({ db }) => readWorkbook(db).frameworks));
    const sides = {
      from: told(sideOf(from, own.catalogue, frameworks, look), before, prepared, own.catalogue),
      to: told(sideOf(to, own.catalogue, frameworks, look), after, prepared, own.catalogue),
    };
    look('Reading the change log');
    return {
      comparison,
      ...sides,
      ...authorsFor(prepared, () => authorsBetween(from, to, own.catalogue, prepared)),
      catalogueVersion: own.catalogue.catalogue.version,
      appVersion,
      prepared,
    };
  });

/** A side as an audience may see it. */
function told(
  side: ChangeSide,
  state: FrozenState,
  prepared: Prepared,
  catalogue: CatalogueIndex,
): ChangeSide {
  const subject = labelsOf(state, state);
  const duty = (id: string) => catalogue.responsibility(id)?.name ?? id;
  const { judged } = side;
  return {
    ...side,
    state,
    judged: judged && {
      gaps: gapsFor(judged.gaps, prepared, { subject, duty }),
      controls: AUDIENCES[prepared.audience].without.includes('status') ? [] : judged.controls,
    },
  };
}

/** Who changed what is of the history, and names people. */
function authorsFor(
  { audience }: Prepared,
  read: () => Pick<ChangeReport, 'authors' | 'told'>,
): Pick<ChangeReport, 'authors' | 'told'> {
  const { without } = AUDIENCES[audience];
  return without.includes('history') || without.includes('names')
    ? { authors: () => [], told: 'not' }
    : read();
}

function sideOf(
  open: OpenState,
  catalogue: CatalogueIndex,
  frameworks: ReadonlySet<string>,
  look: Look,
): ChangeSide {
  const { state, db, rev, snapshot, about } = open;
  look(`Judging ${about.name}`);
  const judgeIt = (then: ReadDb) => judge(then, catalogue, about.judgedAsOf, frameworks);
  if (snapshot === null)
    return {
      state,
      revision: rev,
      head: hashOfRevision(db, rev),
      digest: stateOfRevision(db, rev),
      snapshot: null,
      judged: judgeIt(db),
    };
  const judged = withRevision(db, rev, (then) =>
    // One that a merge brought names the last revision that both copies had, and holds what its own copy held.
    compare(state, readFrozenState(then, catalogue)).total === 0 ? judgeIt(then) : null,
  );
  return {
    state,
    revision: judged === null ? null : rev,
    head: judged === null ? null : hashOfRevision(db, rev),
    digest: judged === null ? null : stateOfRevision(db, rev),
    snapshot: snapshot.digest,
    judged,
  };
}

function judge(db: ReadDb, catalogue: CatalogueIndex, day: string, frameworks: ReadonlySet<string>): Judged {
  const own = catalogueOf(catalogue, db);
  const rows = registerOf(db, own);
  return { gaps: findGaps(gapInput(db, own, day, rows)), controls: standings(db, own, rows, frameworks) };
}

/** The seat of the cloud provider: what is not its own part is the customer side's, whoever has it there. */
const SEAT: Pick<TemplateVantage, 'id' | 'seat'> = {
  id: 'provider',
  seat: {
    provider: 'self',
    organisation: 'downstream',
    'internal-provider': 'downstream',
    'third-party': 'downstream',
    client: 'downstream',
  },
};

function standings(
  db: ReadDb,
  catalogue: CatalogueIndex,
  rows: Iterable<RegisterRow>,
  wanted: ReadonlySet<string>,
): readonly ControlStanding[] {
  const frameworks = catalogue.catalogue.frameworks.filter(({ id }) => wanted.has(id));
  if (frameworks.length === 0) return [];
  const kinds = kindsById(listParties(db));
  const kindOf = (party: string) => kinds.get(party) ?? 'third-party';
  const duties = new Map(
    [...Map.groupBy(rows, ({ responsibility }) => responsibility)].map(([id, own]) => [
      id,
      dutyFacts(own, (party) => SEAT.seat[kindOf(party)], kindOf),
    ]),
  );
  return frameworks.flatMap((framework) => {
    const helpers = catalogue.helpers(framework.id);
    return framework.controls.map((control) => ({
      framework: `${framework.name} ${framework.version}`,
      id: control.id,
      title: control.title,
      words: standingWords(
        factsOf(
          (helpers.get(control.id) ?? []).flatMap((id) => duties.get(id) ?? []),
          SEAT,
          control,
        ),
      ),
    }));
  });
}

/** Reads who changed what from the log between the two sides; of rules the comparison says it itself. */
function authorsBetween(
  from: OpenState,
  to: OpenState,
  catalogue: CatalogueIndex,
  prepared: Prepared,
): Pick<ChangeReport, 'authors' | 'told'> {
  const { told, range } = logBetween(from, to);
  if (range === null) return { authors: () => [], told };
  const found = between(range, catalogue, prepared);
  return {
    authors: (change) =>
      change.group === 'rules' ? (change.by ?? []).map((by) => ({ ...by, why: null })) : found(change),
    told,
  };
}

function between(
  { db, since, until }: LogRange,
  catalogue: CatalogueIndex,
  { audience }: Prepared,
): ChangeReport['authors'] {
  const own = catalogueOf(catalogue, db);
  const lines = function* () {
    for (const line of historyLines(db, own)) {
      if (line.rev <= since) return;
      if (line.rev <= until) yield line;
    }
  };
  return authorsOf(audience === 'internal' ? lines() : historyWithout(lines)());
}
