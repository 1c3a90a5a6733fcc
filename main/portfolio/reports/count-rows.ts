import { type SelectQueryBuilder, sql } from 'kysely';

/** How many rows a query finds that names no columns yet: what a list says of itself, of which only the beginning is read. */
export async function countRows<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
): Promise<number> {
  const rows = await query.select(sql<number>`count(*)`.as('total')).$castTo<{ total: number }>().execute();
  return rows[0]?.total ?? 0;
}
