import { assignmentRef } from '../contract/ids.ts';
import { isAnswered, type kindsById, namesById, ownershipOf } from '../domain/duties/ownership.ts';
import { type Edition, type EditionRow, editionSchema } from '../domain/providers/edition.ts';
import { lastChangeOf, readHead } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { readSubjectAssignments } from '../workbook/tables/assignments.ts';
import { listCustomResponsibilities } from '../workbook/tables/custom.ts';
import { listEnvironments } from '../workbook/tables/environments.ts';
import { listProofsOf } from '../workbook/tables/evidence.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import { type CommonAnswer, type Commons, inheritedAt, readCommons } from './common-controls.ts';
import { namedParties } from './parties.ts';

/** What a workbook gives to those that inherit from it, and how many of its common controls it keeps to itself. */
export interface Given {
  readonly edition: Edition;
  /** Answers that hold in single services of its own only. */
  readonly kept: number;
  /** Answers beside another one to the same duty, which reaches further. */
  readonly beside: number;
}

/**
 * Reads what a workbook gives to those that inherit from it: the answers of its parties that hold in services of others, one a duty, those
 * that it inherits itself among them.
 */
export function editionOf(db: ReadDb): Given {
  const commons = readCommons(db);
  const rows: EditionRow[] = [];
  let kept = 0;
  let beside = 0;
  const names = {
    parties: namesById(namedParties(db)),
    environments: namesById(listEnvironments(db)),
    duties: namesById(listCustomResponsibilities(db)),
  };
  for (const [, answers] of [...commons.byDuty].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const answered = answers.filter(
      ({ party, record, ended }) =>
        ended === null && commons.kinds.get(party) !== 'provider' && isAnswered(ownershipOf(record)),
    );
    const given = answered.filter(reachesOthers).sort((a, b) => rankOf(a) - rankOf(b));
    const [first] = given;
    kept += answered.length - given.length;
    beside += Math.max(0, given.length - 1);
    if (first) rows.push(rowOf(db, first, commons.kinds, names));
  }
  for (const answer of foundationsOf(db, commons))
    rows.push({ ...rowOf(db, answer, commons.kinds, names), foundation: true });
  const { uuid, title, organisation } = readWorkbook(db);
  const { rev, hash: head, state: digest } = readHead(db);
  const day = lastChangeOf(db).slice(0, 10);
  const facts = { uuid, title, organisation, rev, digest, day, head };
  return { edition: editionSchema.parse({ facts, rows }), kept, beside };
}

/** The foundations of each cloud that are answered here, or in a workbook above. */
function foundationsOf(db: ReadDb, commons: Commons): readonly CommonAnswer[] {
  return namedParties(db)
    .filter(({ kind }) => kind === 'provider')
    .flatMap(({ id }) => {
      const own = [...readSubjectAssignments(db, id)].filter(([, record]) => isAnswered(ownershipOf(record)));
      const answers = own.map(
        ([responsibility, record]): CommonAnswer => ({
          party: id,
          giver: id,
          ref: assignmentRef(id, responsibility),
          responsibility,
          record,
          evidence: [],
          reach: { everywhere: false, environments: [], tags: [], services: [] },
          exceptions: new Map(),
          inherited: null,
          ended: null,
        }),
      );
      return [...answers, ...inheritedAt(commons, id).values()].sort((a, b) =>
        a.responsibility < b.responsibility ? -1 : 1,
      );
    });
}

/** Its own services are nobody's below. */
const reachesOthers = ({ reach }: CommonAnswer): boolean =>
  reach.everywhere || reach.environments.length + reach.tags.length > 0;
/** What reaches further goes first, then what it answers itself. */
const rankOf = ({ reach, inherited }: CommonAnswer): number =>
  (reach.everywhere ? 0 : 2) + (inherited === null ? 0 : 1);

function rowOf(
  db: ReadDb,
  { party, responsibility, record, reach, inherited }: CommonAnswer,
  kinds: ReturnType<typeof kindsById>,
  names: {
    readonly parties: ReadonlyMap<string, string>;
    readonly environments: ReadonlyMap<string, string>;
    /** Duties of the workbook's own. */
    readonly duties: ReadonlyMap<string, string>;
  },
): EditionRow {
  const { notApplicable, deviationReason, status, dueOn, review, answeredAt } = record;
  const until = inherited
    ? inherited.acceptedUntil
    : status === 'risk-accepted'
      ? record.risk?.expiresOn
      : null;
  const named = names.duties.get(responsibility);
  return {
    duty: responsibility,
    ...(named === undefined ? {} : { named }),
    party: inherited?.origins.at(-1)?.party ?? names.parties.get(party) ?? party,
    reach: {
      everywhere: reach.everywhere,
      environments: reach.environments.flatMap((id) => names.environments.get(id) ?? []),
      tags: [...reach.tags],
    },
    shares: record.shares.map((share) => ({
      party: names.parties.get(share.party) ?? share.party,
      kind: kinds.get(share.party) ?? 'third-party',
      text: share.text,
    })),
    notApplicable,
    deviationReason,
    status,
    ...(until == null ? {} : { acceptedUntil: until }),
    dueOn,
    review,
    answeredAt,
    evidence: [...(inherited ? inherited.evidence : listProofsOf(db, party, responsibility))],
    above: [...(inherited?.origins ?? [])],
  };
}
