import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { VIEWED_TABLES, viewName } from '../../main/portfolio/migrations/0020-views.ts';
import { TABLES } from '../../main/portfolio/tables.ts';
import { PROJECT } from '../support/cli.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';
import { askServer, freshDatabase, PASSWORD, POSTGRES, sharedServer } from '../support/postgres.ts';
import { teamWorkbook } from '../support/team-workbooks.ts';

/** The blocks of the page in their order: what they are, for whom, and their text. */
const blocks = [
  ...readFileSync(join(PROJECT, 'docs', 'portfolio.md'), 'utf8').matchAll(
    /```(sh|sql) (\w+)\n([\s\S]*?)```/g,
  ),
].map(([, language = '', who = '', text = '']) => ({ language, who, text }));

test.skipIf(POSTGRES === null)('the page is followed to the letter on an empty server', async () => {
  const server = await sharedServer();
  const database = await freshDatabase(server);
  const folder = temporaryFolder();
  const teams = join(folder, 'teams');
  mkdirSync(teams);
  await teamWorkbook(teams, 'one', { title: 'One', answers: { 'orders/restore-testing': ['organisation'] } });
  await teamWorkbook(teams, 'two', {
    title: 'Two',
    answers: { 'orders/restore-testing': ['platform-team'] },
  });
  // Only where the server and the files are is another than on the page.
  const here = (text: string) =>
    text
      .replaceAll('db.example/estate', `localhost:${server.port}/${database.name}`)
      .replaceAll('sslmode=verify-full', `sslmode=verify-full&sslrootcert=${join(server.folder, 'root.crt')}`)
      .replaceAll('choose-another', PASSWORD)
      .replaceAll(' teams', ` ${teams}`)
      .replace(/(?<=--to )(\w+\.(?:xlsx|pdf))/g, (name) => join(folder, name));
  expect(blocks.map(({ who }) => who)).toEqual([
    'local',
    'admin',
    'admin',
    'estate',
    'payments_team',
    'dashboards',
    'dashboards',
    'dashboards',
    'payments_team',
    'citus',
  ]);
  process.env.PGPASSWORD = PASSWORD;
  for (const { language, who, text } of blocks) {
    if (who === 'citus' || text.startsWith('CREATE DATABASE')) continue;
    if (language === 'sh') {
      for (const line of text.trim().split('\n')) {
        const { status, err } = await runAtOnce(...here(line).split(' ').slice(1));
        expect({ line, status, err }).toEqual({ line, status: 0, err: '' });
      }
      continue;
    }
    // Roles are those of the whole server, and stay for the next test.
    const statement = here(text).replace(/CREATE ROLE (\w+)/g, 'DROP ROLE IF EXISTS $1; CREATE ROLE $1');
    const rows = await askServer(server, database.name, who === 'estate' ? 'postgres' : who, statement);
    if (who === 'dashboards') expect(rows.length).toBe(2);
  }
  await database.ask('DROP SCHEMA demarc CASCADE; DROP OWNED BY demarc_reader, demarc_publisher');
  await database.ask('DROP ROLE payments_team; DROP ROLE dashboards');
});

test('the page names every view and every table that can be distributed', () => {
  const page = readFileSync(join(PROJECT, 'docs', 'portfolio.md'), 'utf8');
  const views = VIEWED_TABLES.map(viewName);
  expect([...page.matchAll(/^\| (v_\w+) \|/gm)].map(([, name]) => name).sort()).toEqual(views.sort());
  const distributed = [...page.matchAll(/create_distributed_table\('demarc\.(\w+)', 'unit'/g)].map(
    ([, name]) => name,
  );
  expect(distributed.sort()).toEqual(Object.keys(TABLES).sort());
  for (const { key } of Object.values(TABLES)) expect(key[0]).toBe('unit');
});
