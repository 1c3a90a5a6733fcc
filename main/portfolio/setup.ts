import { VIEWED_TABLES, viewName } from './migrations/0020-views.ts';
import { CHILD_TABLES, TABLE_NAMES } from './tables.ts';

const PUBLISHER_ROLE = 'demarc_publisher';
const READER_ROLE = 'demarc_reader';

const role = (name: string): string =>
  `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '${name}') THEN CREATE ROLE ${name} NOLOGIN; END IF; END $$`;

/** A policy, made anew where it is there. */
const policy = (table: string, name: string, what: string): readonly string[] => [
  `DROP POLICY IF EXISTS ${name} ON demarc.${table}`,
  `CREATE POLICY ${name} ON demarc.${table} ${what}`,
];

/** Asked once for a statement, not for each row. */
const READABLE = "(SELECT demarc.reads_all()) OR unit = ANY ((SELECT demarc.units_for('read'))::text[])";
const MINE = 'publisher = current_user';
const OF_MINE = `(unit, publication) IN (SELECT p.unit, p.id FROM demarc.publication p WHERE p.${MINE})`;

const ofTable = (table: string): readonly string[] => {
  const child = CHILD_TABLES.some((name) => name === table);
  const own = child ? OF_MINE : MINE;
  return [
    `ALTER TABLE demarc.${table} ENABLE ROW LEVEL SECURITY`,
    `GRANT SELECT ON demarc.${table} TO ${READER_ROLE}`,
    `GRANT SELECT, INSERT ON demarc.${table} TO ${PUBLISHER_ROLE}`,
    ...policy(table, 'reader_reads', `FOR SELECT TO ${READER_ROLE} USING (${READABLE})`),
    ...policy(table, 'publisher_reads', `FOR SELECT TO ${PUBLISHER_ROLE} USING (${own})`),
    ...policy(
      table,
      'publisher_adds',
      `FOR INSERT TO ${PUBLISHER_ROLE} WITH CHECK (${own}${child ? '' : ' AND (SELECT demarc.publishes(unit))'})`,
    ),
  ];
};

/**
 * What makes the roles and gives them their rights, one statement each; all can be run again. A publisher adds, reads and takes away what
 * it published itself, and nothing else; a reader reads the units that it was granted.
 */
export const SETUP_STATEMENTS: readonly string[] = [
  role(PUBLISHER_ROLE),
  role(READER_ROLE),
  `GRANT USAGE ON SCHEMA demarc TO ${PUBLISHER_ROLE}, ${READER_ROLE}`,
  `DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO ${PUBLISHER_ROLE}', current_database()); END $$`,
  `GRANT SELECT ON demarc.portfolio_schema TO ${PUBLISHER_ROLE}, ${READER_ROLE}`,
  `GRANT SELECT ON demarc.unit_access TO ${PUBLISHER_ROLE}, ${READER_ROLE}`,
  'ALTER TABLE demarc.unit_access ENABLE ROW LEVEL SECURITY',
  ...policy(
    'unit_access',
    'own_access',
    `FOR SELECT TO ${PUBLISHER_ROLE}, ${READER_ROLE} USING (EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = role_name AND pg_catalog.pg_has_role(current_user, r.oid, 'MEMBER')))`,
  ),
  ...TABLE_NAMES.flatMap(ofTable),
  `GRANT DELETE ON demarc.publication TO ${PUBLISHER_ROLE}`,
  ...policy('publication', 'publisher_takes_away', `FOR DELETE TO ${PUBLISHER_ROLE} USING (${MINE})`),
  ...VIEWED_TABLES.map((table) => `GRANT SELECT ON demarc.${viewName(table)} TO ${READER_ROLE}`),
];
