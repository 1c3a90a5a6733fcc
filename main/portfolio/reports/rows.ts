import { type Expression, type SqlBool, sql } from 'kysely';
import type { Part, PortfolioDuty, PortfolioGap } from '../../contract/portfolio.ts';
import type { Portfolio } from '../portfolio.ts';
import { countRows } from './count-rows.ts';
import { holds, ofChosen } from './filter.ts';

/** Which rows a number of a report counts. */
export interface WantedRows {
  readonly unit?: string | undefined;
  readonly publication?: string | undefined;
  readonly service?: string | undefined;
  readonly duty?: string | undefined;
  readonly owner?: string | undefined;
  readonly status?: string | undefined;
  /** A workbook's own id, and words in its title or organisation, as in the reports. */
  readonly workbook?: string | undefined;
  readonly text?: string | undefined;
  /** Null: where nobody is named; only with `party`. */
  readonly person?: string | null | undefined;
  readonly party?: string | undefined;
  /** Of the party, such as `organisation`: two of the same name are told apart. */
  readonly partyKind?: string | undefined;
  readonly answered?: boolean | undefined;
  /** Answered, and neither implemented nor accepted as it is. */
  readonly todo?: boolean | undefined;
  /** Answered otherwise than was suggested. */
  readonly deviating?: boolean | undefined;
  /** The number of a piece of evidence that proves them; only with `publication`. */
  readonly piece?: number | undefined;
  /** Only what bears on a control of a framework. */
  readonly framework?: string | undefined;
  readonly control?: string | undefined;
  /** Only what a control counts as that. */
  readonly counted?: 'answered' | 'implemented' | 'evidenced' | undefined;
  /** ISO date: what was due before it. */
  readonly dueBefore?: string | undefined;
  readonly severity?: string | undefined;
  readonly rule?: string | undefined;
}

/** The duties that a number counts, in the order of their registers; at most `limit`. */
export async function readDuties(
  portfolio: Portfolio,
  wanted: WantedRows,
  limit: number,
): Promise<Part<PortfolioDuty>> {
  let query = portfolio.db
    .selectFrom('duty')
    .innerJoin('publication', (join) =>
      join.onRef('publication.unit', '=', 'duty.unit').onRef('publication.id', '=', 'duty.publication'),
    );
  query = query.where(ofChosen(portfolio, 'duty', wanted));
  if (wanted.publication !== undefined) query = query.where('duty.publication', '=', wanted.publication);
  for (const field of ['service', 'duty', 'owner', 'status'] as const) {
    const value = wanted[field];
    if (value !== undefined) query = query.where(`duty.${field}`, '=', value);
  }
  if (wanted.answered !== undefined)
    query = query.where('duty.answer', wanted.answered ? '<>' : '=', 'unanswered');
  for (const share of sharesWith(wanted))
    query = query.where(holds(portfolio, sql<string>`duty.shares`, share));
  if (wanted.todo === true) query = query.where('duty.status', 'in', ['not-started', 'in-progress']);
  if (wanted.deviating === true) query = query.where('duty.deviates', '=', 1);
  const { piece } = wanted;
  if (piece !== undefined)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('evidence_duty')
          .select('evidence_duty.ref')
          .whereRef('evidence_duty.unit', '=', 'duty.unit')
          .whereRef('evidence_duty.publication', '=', 'duty.publication')
          .whereRef('evidence_duty.ref', '=', 'duty.ref')
          .where('evidence_duty.number', '=', piece),
      ),
    );
  for (const condition of ofControl(portfolio, wanted)) query = query.where(condition);
  if (wanted.dueBefore !== undefined) query = query.where('duty.due_on', '<', wanted.dueBefore);
  const total = await countRows(query);
  const rows = await query
    .select(['duty.unit', 'duty.publication', 'publication.workbook', 'publication.title', 'ref', 'service'])
    .select(['duty', 'owner', 'status', 'reason', 'duty.evidence', 'subject_label', 'service_name'])
    .select(['domain_name', 'duty_name', 'due_on'])
    .orderBy('publication.title')
    .orderBy('duty.unit')
    .orderBy('duty.publication')
    .orderBy('seq')
    .limit(limit)
    .execute();
  return {
    total,
    rows: rows.map(({ subject_label, service_name, domain_name, duty_name, due_on, ...row }) => ({
      ...row,
      subjectLabel: subject_label,
      serviceName: service_name,
      domainName: domain_name,
      dutyName: duty_name,
      dueOn: due_on,
    })),
  };
}

/** What a control counts, by the rules of `tallies.ts`. */
function ofControl(
  portfolio: Portfolio,
  { framework, control, counted }: WantedRows,
): readonly Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = [];
  if (framework !== undefined && control !== undefined)
    conditions.push(
      sql`exists ${portfolio.db
        .selectFrom('control')
        .select('control.control')
        .where(sql<boolean>`control.unit = duty.unit and control.publication = duty.publication`)
        .where('control.framework', '=', framework)
        .where('control.control', '=', control)
        .where(holds(portfolio, sql<string>`control.responsibilities`, sql`'"' || duty.duty || '"'`))}`,
    );
  if (counted !== undefined) conditions.push(sql`duty.answer <> 'unanswered'`);
  if (counted === 'evidenced') conditions.push(sql`duty.evidence > 0`);
  if (counted === 'implemented')
    conditions.push(sql`duty.answer <> 'not-applicable' and duty.status in ('implemented', '')`);
  return conditions;
}

/** The gaps that a number counts, those of a workbook in the order of its list; at most `limit`. */
export async function readGaps(
  portfolio: Portfolio,
  wanted: WantedRows,
  limit: number,
): Promise<Part<PortfolioGap>> {
  let query = portfolio.db
    .selectFrom('gap')
    .innerJoin('publication', (join) =>
      join.onRef('publication.unit', '=', 'gap.unit').onRef('publication.id', '=', 'gap.publication'),
    );
  query = query.where(ofChosen(portfolio, 'gap', wanted));
  if (wanted.publication !== undefined) query = query.where('gap.publication', '=', wanted.publication);
  for (const field of ['severity', 'rule', 'duty'] as const) {
    const value = wanted[field];
    if (value !== undefined) query = query.where(`gap.${field}`, '=', value);
  }
  const total = await countRows(query);
  const rows = await query
    .select(['gap.unit', 'gap.publication', 'publication.workbook', 'publication.title'])
    .select(['rule', 'severity', 'sentence', 'ref', 'action'])
    .orderBy('publication.title')
    .orderBy('gap.unit')
    .orderBy('gap.publication')
    .orderBy('seq')
    .limit(limit)
    .execute();
  return { total, rows };
}

/** What stands in the shares of a duty (`from-report.ts` writes them) where a party or a person has a part in it: together of one share, where all of it is said. */
function sharesWith({ party, partyKind, person }: WantedRows): readonly string[] {
  const is = (field: string, value: string | null) => `"${field}":${JSON.stringify(value)}`;
  if (party !== undefined && partyKind !== undefined) {
    const share = [is('party', party), is('kind', partyKind)];
    return [[...share, ...(person === undefined ? [] : [is('person', person)])].join(',')];
  }
  return [
    ...(party === undefined ? [] : [is('party', party)]),
    ...(person === undefined ? [] : [is('person', person)]),
  ];
}
