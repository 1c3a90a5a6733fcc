import { afterAll, describe, expect, test } from 'vitest';
import { runAtOnce } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';
import { emptyPortfolio } from '../support/portfolio.ts';
import {
  makeDatabase,
  makeUser,
  PASSWORD,
  POSTGRES,
  sharedServer,
  type TestDatabase,
} from '../support/postgres.ts';
import { teamWorkbook } from '../support/team-workbooks.ts';

const BACKUPS = 'orders/backup-configuration';

let forget: () => Promise<void> = async () => undefined;
let made: Promise<TestDatabase> | null = null;
/** Is set up once, for tests that leave it as it was; the last of them takes away what a publisher may. */
function roles(): Promise<TestDatabase> {
  made ??= setUp();
  return made;
}
afterAll(() => forget());

/** A portfolio with two units, published by two people, and readers of one, of all and of none. */
async function setUp(): Promise<TestDatabase> {
  const { drop, ...database } = await makeDatabase(await sharedServer());
  forget = drop;
  process.env.PGPASSWORD = PASSWORD;
  const setup = await runAtOnce('portfolio', 'setup', '--to', database.address('postgres'), '--json');
  expect([setup.status, setup.err]).toEqual([0, '']);
  for (const [name, role] of [
    ['pat', 'demarc_publisher'],
    ['pia', 'demarc_publisher'],
    ['rob', 'demarc_reader'],
    ['ria', 'demarc_reader'],
    ['rex', 'demarc_reader'],
  ] as const)
    await makeUser(database, name, `GRANT ${role} TO ${name};`);
  await makeUser(database, 'nobody_of_ours');
  await database.ask(
    `INSERT INTO demarc.unit_access (unit, role_name, may) VALUES
       ('Shops', 'pat', 'publish'), ('Payments', 'pia', 'publish'), ('Shops', 'rob', 'read'), ('*', 'ria', 'read')`,
  );
  const folder = temporaryFolder();
  for (const [user, unit] of [
    ['pat', 'Shops'],
    ['pia', 'Payments'],
  ] as const) {
    const path = await teamWorkbook(folder, unit, {
      title: `${unit} book`,
      answers: { [BACKUPS]: ['organisation'] },
    });
    const told = await runAtOnce('publish', path, '--to', database.address(user), '--unit', unit, '--json');
    expect([told.status, told.err], told.out).toEqual([0, '']);
  }
  return database;
}

const TITLES = 'SELECT title FROM demarc.publication ORDER BY title';
const UNITS_OF_DUTIES = 'SELECT DISTINCT unit AS title FROM demarc.duty ORDER BY unit';
const VIEW = 'SELECT title FROM demarc.v_workbook ORDER BY title';
const DUTIES_VIEW = 'SELECT DISTINCT unit AS title FROM demarc.v_duty ORDER BY unit';
const WRITE_OWN = `UPDATE demarc.publication SET title = 'x'`;
const DELETE_ALL = 'DELETE FROM demarc.publication';
const ADD_AS_OTHER = `INSERT INTO demarc.trend SELECT unit, 'other', workbook, line, 'pia', title, revision, head, judged_as_of,
  published_at, asked, answered, implemented, gaps_high, gaps_medium, gaps_low, evidence, signed FROM demarc.trend`;
const GRANT_ONESELF = `INSERT INTO demarc.unit_access VALUES ('*', current_user, 'read')`;
const SEE_GRANTS = 'SELECT unit AS title FROM demarc.unit_access ORDER BY unit';
const DROP = 'DROP TABLE demarc.duty';

const REFUSED = /permission denied|must be owner|row-level security/;

describe.skipIf(POSTGRES === null)('who may do what', () => {
  test('a table: what publishers, readers and others can and cannot', async () => {
    const database = await roles();
    const table: Record<string, Record<string, unknown>> = {};
    for (const user of ['pat', 'rob', 'ria', 'rex', 'nobody_of_ours']) {
      const can: Record<string, unknown> = {};
      for (const [what, statement] of Object.entries({
        TITLES,
        UNITS_OF_DUTIES,
        VIEW,
        DUTIES_VIEW,
        SEE_GRANTS,
        WRITE_OWN,
        ADD_AS_OTHER,
        GRANT_ONESELF,
        DROP,
      })) {
        try {
          if (statement.startsWith('SELECT')) {
            const rows = await database.ask<{ title: string }>(statement, user);
            can[what] = rows.map(({ title }) => title);
          } else {
            // Whatever it did is taken back.
            await database.ask(`BEGIN; ${statement}; ROLLBACK`, user);
            can[what] = 'did it';
          }
        } catch (error) {
          expect(String(error), `${user}: ${what}`).toMatch(REFUSED);
          can[what] = 'refused';
        }
      }
      table[user] = can;
    }
    const never = {
      WRITE_OWN: 'refused',
      ADD_AS_OTHER: 'refused',
      GRANT_ONESELF: 'refused',
      DROP: 'refused',
    };
    expect(table).toEqual({
      pat: {
        TITLES: ['Shops book'],
        UNITS_OF_DUTIES: ['Shops'],
        VIEW: 'refused',
        DUTIES_VIEW: 'refused',
        SEE_GRANTS: ['Shops'],
        ...never,
      },
      rob: {
        TITLES: ['Shops book'],
        UNITS_OF_DUTIES: ['Shops'],
        VIEW: ['Shops book'],
        DUTIES_VIEW: ['Shops'],
        SEE_GRANTS: ['Shops'],
        ...never,
      },
      ria: {
        TITLES: ['Payments book', 'Shops book'],
        UNITS_OF_DUTIES: ['Payments', 'Shops'],
        VIEW: ['Payments book', 'Shops book'],
        DUTIES_VIEW: ['Payments', 'Shops'],
        SEE_GRANTS: ['*'],
        ...never,
      },
      rex: { TITLES: [], UNITS_OF_DUTIES: [], VIEW: [], DUTIES_VIEW: [], SEE_GRANTS: [], ...never },
      nobody_of_ours: {
        TITLES: 'refused',
        UNITS_OF_DUTIES: 'refused',
        VIEW: 'refused',
        DUTIES_VIEW: 'refused',
        SEE_GRANTS: 'refused',
        ...never,
      },
    });
  });

  test('a publisher is refused another unit by name, and a reader publishes nothing', async () => {
    const database = await roles();
    const folder = temporaryFolder();
    const path = await teamWorkbook(folder, 'x', { title: 'X' });
    const other = await runAtOnce(
      'publish',
      path,
      '--to',
      database.address('pat'),
      '--unit',
      'Payments',
      '--json',
    );
    expect([other.status, JSON.parse(other.out)]).toMatchObject([
      1,
      { published: [], failed: [{ code: 'NOT_ALLOWED', message: expect.stringContaining('for that unit') }] },
    ]);
    const reader = await runAtOnce(
      'publish',
      path,
      '--to',
      database.address('rob'),
      '--unit',
      'Shops',
      '--json',
    );
    expect([reader.status, JSON.parse(reader.out)]).toMatchObject([1, { failed: [{ code: 'NOT_ALLOWED' }] }]);
    const nobody = await runAtOnce('publish', path, '--to', database.address('nobody_of_ours'), '--json');
    expect([nobody.status, JSON.parse(nobody.out)]).toMatchObject([3, { error: { code: 'NOT_ALLOWED' } }]);
    expect(await database.ask(TITLES)).toEqual([{ title: 'Payments book' }, { title: 'Shops book' }]);
    // What a reader may see is what the reports tell it.
    const overview = await runAtOnce('portfolio', 'overview', '--from', database.address('rob'), '--json');
    expect(JSON.parse(overview.out)).toMatchObject({ body: { totals: { workbooks: 1 } } });
    const none = await runAtOnce('portfolio', 'overview', '--from', database.address('rex'), '--json');
    expect(JSON.parse(none.out)).toMatchObject({ body: { totals: { workbooks: 0 } } });
  });

  test('a reader who brings operators of its own sees no more by them', async () => {
    const database = await roles();
    await database.ask('CREATE SCHEMA robs AUTHORIZATION rob');
    const everything = ['text, text', 'name, name'].flatMap((types, index) => [
      `CREATE FUNCTION robs.yes${index}(${types}) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'`,
      `CREATE OPERATOR robs.= (LEFTARG = ${types.split(',')[0]}, RIGHTARG = ${types.split(',')[0]}, FUNCTION = robs.yes${index})`,
    ]);
    const asked = `${everything.join(';')}; SET search_path = robs, pg_catalog; SELECT title FROM demarc.publication`;
    expect(await database.ask(asked, 'rob')).toEqual([{ title: 'Shops book' }]);
    const again = 'SET search_path = robs, pg_catalog; SELECT DISTINCT unit FROM demarc.v_duty';
    expect(await database.ask(again, 'rob')).toEqual([{ unit: 'Shops' }]);
  });

  test('a publisher takes away its own, and nobody else’s', async () => {
    const database = await roles();
    await database.ask(DELETE_ALL, 'pat');
    expect(await database.ask(TITLES)).toEqual([{ title: 'Payments book' }]);
    await expect(database.ask(DELETE_ALL, 'rob')).rejects.toThrow(/permission denied/);
  });

  test('setting up again changes nothing; its statements, run by hand on an empty server, do the same', async () => {
    const { database } = await emptyPortfolio('postgres');
    if (database === null) throw new Error('no server');
    const printed = await runAtOnce('portfolio', 'setup', '--print');
    expect([printed.status, printed.err]).toEqual([0, '']);
    await database.ask(printed.out);
    const list = `SELECT string_agg(schemaname || tablename || policyname || cmd || coalesce(qual, '') || coalesce(with_check, ''), E'\\n' ORDER BY tablename, policyname) AS all
      FROM pg_policies`;
    const before = await database.ask(list);
    const again = await runAtOnce('portfolio', 'setup', '--to', database.address('postgres'), '--json');
    expect([again.status, JSON.parse(again.out)]).toMatchObject([0, { applied: true, steps: [] }]);
    expect(await database.ask(list)).toEqual(before);
    await makeUser(database, 'pat');
    const weak = await runAtOnce('portfolio', 'setup', '--to', database.address('pat'), '--json');
    expect([weak.status, JSON.parse(weak.out)]).toMatchObject([3, { error: { code: 'NOT_ALLOWED' } }]);
  });

  test('setting up is all or nothing, and one at a time', async () => {
    const { database } = await emptyPortfolio('postgres');
    if (database === null) throw new Error('no server');
    const setup = () => runAtOnce('portfolio', 'setup', '--to', database.address('postgres'), '--json');
    await database.ask(`CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE insufficient_privilege; END $$;
      CREATE EVENT TRIGGER no_policies ON ddl_command_start WHEN TAG IN ('CREATE POLICY') EXECUTE FUNCTION refuse()`);
    const refused = await setup();
    expect([refused.status, JSON.parse(refused.out)]).toMatchObject([3, { error: { code: 'NOT_ALLOWED' } }]);
    const schemas = `SELECT nspname FROM pg_namespace WHERE nspname = 'demarc'`;
    expect(await database.ask(schemas)).toEqual([]);
    await database.ask('DROP EVENT TRIGGER no_policies');
    const all = await Promise.all([setup(), setup(), setup()]);
    expect(all.map(({ status, err }) => [status, err])).toEqual([0, 1, 2].map(() => [0, '']));
    const steps = all.flatMap(({ out }) => (JSON.parse(out) as { steps: string[] }).steps);
    expect(steps).toEqual([
      '10 tables',
      '20 views and access',
      '30 editions of providers, duties of controls',
    ]);
  });
});
