import type { Portfolio } from '../portfolio.ts';
import { INITIAL_TABLES } from './0010-initial.ts';
import type { TableShape } from './shape.ts';

const DAYS: ReadonlySet<string> = new Set([
  'judged_as_of',
  'due_on',
  'covers_from',
  'covers_to',
  'expires',
  'held_on',
]);
const INSTANTS: ReadonlySet<string> = new Set([
  'last_change',
  'published_at',
  'signed_at',
  'collected_at',
  'created_at',
  'closed_at',
  'decided_at',
]);
const YES_OR_NO: ReadonlySet<string> = new Set(['deviates', 'parked', 'counts', 'by_key']);
/** What only the program has a use for. */
const INTERNAL: ReadonlySet<string> = new Set(['heads', 'seq']);
/** Views of tables that mean something else by their name. */
const NAMES: Readonly<Record<string, string>> = { publication: 'workbook', position: 'owner' };

/** Tables that other programs have a use for, and so a view of. */
export const VIEWED_TABLES = Object.keys(INITIAL_TABLES);

/** The name of the view of a table. */
export const viewName = (table: string): string => `v_${NAMES[table] ?? table}`;

/** A column as BI tools want it: days, instants, yes and no in types of their own, where the engine has them. */
function shown(column: string, engine: Portfolio['engine']): string {
  const from = `t."${column}"`;
  if (engine === 'sqlite') return from;
  if (DAYS.has(column)) return `nullif(${from}, '')::date AS "${column}"`;
  if (INSTANTS.has(column)) return `nullif(${from}, '')::timestamptz AS "${column}"`;
  if (YES_OR_NO.has(column)) return `${from} = 1 AS "${column}"`;
  return column === 'shares' ? `${from}::jsonb AS "${column}"` : from;
}

/** The condition under which a row is shown: before PostgreSQL 15 a view has the rights of its owner, past every policy. */
const VISIBLE = `((SELECT demarc.reads_all()) OR t."unit" = ANY ((SELECT demarc.units_for('read'))::text[]))`;

function viewOf(table: string, shape: TableShape, engine: Portfolio['engine']): string {
  const place = engine === 'postgres' ? 'demarc.' : '';
  const columns = Object.keys(shape.columns).filter((column) => !INTERNAL.has(column));
  const own = columns.map((column) => shown(column, engine));
  const ofWhich = shape.ofPublication ? ['p."workbook"', 'p."title" AS "workbook_title"'] : [];
  const join = shape.ofPublication
    ? ` JOIN ${place}"publication" p ON p."unit" = t."unit" AND p."id" = t."publication"`
    : '';
  return [
    `CREATE VIEW ${place}"${viewName(table)}"${engine === 'postgres' ? ' WITH (security_barrier = true)' : ''} AS`,
    `SELECT ${[...own, ...ofWhich].join(', ')} FROM ${place}"${table}" t${join}`,
    ...(engine === 'postgres' ? [`WHERE ${VISIBLE}`] : []),
  ].join(' ');
}

/**
 * Who may read and publish which unit, and the functions by which policies and views ask for it. They run with the rights of whoever asks,
 * and look for operators where nobody else can put any.
 */
const ACCESS = [
  `CREATE TABLE demarc.unit_access (
     unit text COLLATE "C" NOT NULL, role_name name NOT NULL, may text NOT NULL CHECK (may IN ('read', 'publish')),
     PRIMARY KEY (unit, role_name, may))`,
  `CREATE FUNCTION demarc.units_for(what text) RETURNS text[] LANGUAGE sql STABLE
     SET search_path = pg_catalog, pg_temp AS $$
     SELECT coalesce(array_agg(a.unit::text), '{}') FROM demarc.unit_access a JOIN pg_catalog.pg_roles r ON r.rolname = a.role_name
     WHERE a.may = what AND pg_catalog.pg_has_role(current_user, r.oid, 'MEMBER') $$`,
  `CREATE FUNCTION demarc.reads_all() RETURNS boolean LANGUAGE sql STABLE
     SET search_path = pg_catalog, pg_temp AS $$
     SELECT '*' = ANY (demarc.units_for('read')) OR pg_catalog.pg_has_role(current_user,
       (SELECT nspowner FROM pg_catalog.pg_namespace WHERE nspname = 'demarc'), 'MEMBER') $$`,
  `CREATE FUNCTION demarc.publishes(which text) RETURNS boolean LANGUAGE sql STABLE
     SET search_path = pg_catalog, pg_temp AS $$
     SELECT which = ANY (demarc.units_for('publish')) OR '*' = ANY (demarc.units_for('publish')) $$`,
];

/** Makes the views, which are the interface for other programs, and on PostgreSQL what they ask of. */
export async function makeViews({ engine, run }: Pick<Portfolio, 'engine' | 'run'>): Promise<void> {
  if (engine === 'postgres') for (const statement of ACCESS) await run(statement);
  for (const [table, shape] of Object.entries(INITIAL_TABLES)) await run(viewOf(table, shape, engine));
}
