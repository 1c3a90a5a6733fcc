import { sql } from 'kysely';
import type { Part, PortfolioDuty, PortfolioGap } from '../../contract/portfolio.ts';
import type { Portfolio } from '../portfolio.ts';
import { anywhere } from './filter.ts';

/** Which rows a number of a report counts. */
export interface WantedRows {
  readonly unit?: string | undefined;
  readonly publication?: string | undefined;
  readonly service?: string | undefined;
  readonly duty?: string | undefined;
  readonly owner?: string | undefined;
  readonly status?: string | undefined;
  readonly person?: string | undefined;
  readonly party?: string | undefined;
  readonly answered?: boolean | undefined;
  readonly severity?: string | undefined;
  readonly rule?: string | undefined;
}

/** The duties that a number counts, in the order of their registers; at most `limit`. */
export async function readDuties(
  { db }: Portfolio,
  wanted: WantedRows,
  limit: number,
): Promise<Part<PortfolioDuty>> {
  let query = db
    .selectFrom('duty')
    .innerJoin('publication', (join) =>
      join.onRef('publication.unit', '=', 'duty.unit').onRef('publication.id', '=', 'duty.publication'),
    );
  if (wanted.unit !== undefined) query = query.where('duty.unit', '=', wanted.unit);
  if (wanted.publication !== undefined) query = query.where('duty.publication', '=', wanted.publication);
  for (const field of ['service', 'duty', 'owner', 'status'] as const) {
    const value = wanted[field];
    if (value !== undefined) query = query.where(`duty.${field}`, '=', value);
  }
  if (wanted.answered !== undefined)
    query = query.where('duty.answer', wanted.answered ? '<>' : '=', 'unanswered');
  for (const field of ['person', 'party'] as const) {
    const value = wanted[field];
    if (value !== undefined)
      query = query.where(
        sql<boolean>`duty.shares like ${anywhere(`"${field}":${JSON.stringify(value)}`)} escape '\\'`,
      );
  }
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
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

/** The gaps that a number counts, those of a workbook in the order of its list; at most `limit`. */
export async function readGaps(
  { db }: Portfolio,
  wanted: WantedRows,
  limit: number,
): Promise<Part<PortfolioGap>> {
  let query = db
    .selectFrom('gap')
    .innerJoin('publication', (join) =>
      join.onRef('publication.unit', '=', 'gap.unit').onRef('publication.id', '=', 'gap.publication'),
    );
  if (wanted.unit !== undefined) query = query.where('gap.unit', '=', wanted.unit);
  if (wanted.publication !== undefined) query = query.where('gap.publication', '=', wanted.publication);
  for (const field of ['severity', 'rule', 'duty'] as const) {
    const value = wanted[field];
    if (value !== undefined) query = query.where(`gap.${field}`, '=', value);
  }
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
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
