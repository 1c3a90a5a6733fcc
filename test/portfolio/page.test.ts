import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { VIEWED_TABLES, viewName } from '../../main/portfolio/migrations/0020-views.ts';
import { TABLES } from '../../main/portfolio/tables.ts';
import { PROJECT } from '../support/cli.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';
import { askServer, PASSWORD, POSTGRES, QUICK, startServer } from '../support/postgres-server.ts';
import { teamWorkbook } from '../support/team-workbooks.ts';

/** The blocks of the page in their order: what they are, for whom, and their text. */
const blocks = [
  ...readFileSync(join(PROJECT, 'docs', 'portfolio.md'), 'utf8').matchAll(
    /```(sh|sql) (\w+)\n([\s\S]*?)```/g,
  ),
].map(([, language = '', who = '', text = '']) => ({ language, who, text }));

/** By whom a block of statements is said. */
const STATED_BY: Readonly<Record<string, string>> = { admin: 'postgres', estate: 'postgres' };

test.skipIf(POSTGRES === null)(
  'the page is followed to the letter on an empty server',
  { tags: 'long' },
  async () => {
    const server = await startServer(`demarc-page-${process.pid}-postgres`, process.pid, QUICK);
    const folder = temporaryFolder();
    const teams = join(folder, 'teams');
    mkdirSync(teams);
    await teamWorkbook(teams, 'one', {
      title: 'One',
      answers: { 'orders/restore-testing': ['organisation'] },
    });
    await teamWorkbook(teams, 'two', {
      title: 'Two',
      answers: { 'orders/restore-testing': ['platform-team'] },
    });
    // Only where the server and the files are is another than on the page.
    const here = (text: string) =>
      text
        .replaceAll('db.example/', `localhost:${server.port}/`)
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
      'estate',
      'citus',
    ]);
    process.env.PGPASSWORD = PASSWORD;
    process.env.PGSSLROOTCERT = join(server.folder, 'root.crt');
    onTestFinished(() => {
      delete process.env.PGSSLROOTCERT;
    });
    const command = async (line: string) => {
      const { status, err } = await runAtOnce(...here(line).split(' ').slice(1));
      expect({ line, status, err }).toEqual({ line, status: 0, err: '' });
    };
    const state = (who: string, text: string) =>
      askServer(server, text.startsWith('CREATE DATABASE') ? 'postgres' : 'estate', who, here(text));
    for (const { language, who, text } of blocks) {
      if (who === 'citus') continue;
      if (language === 'sh') {
        for (const line of text.trim().split('\n')) await command(line);
        continue;
      }
      const rows = await state(STATED_BY[who] ?? who, text);
      if (who !== 'dashboards') continue;
      expect(rows.length).toBe(2);
      // As Grafana writes its macro out.
      const range = "WHERE published_at BETWEEN '2020-01-01T00:00:00Z' AND '2999-12-31T00:00:00Z'";
      if (text.includes(' AS "time"'))
        expect((await state(who, text.replace(/^WHERE .*$/m, range))).length).toBe(2);
    }

    // The administrator of a managed server is no superuser.
    await askServer(server, 'postgres', 'postgres', 'DROP DATABASE estate');
    await askServer(
      server,
      'postgres',
      'postgres',
      `DROP ROLE payments_team, dashboards; CREATE ROLE administrator LOGIN CREATEDB CREATEROLE PASSWORD '${PASSWORD}'`,
    );
    for (const { language, text } of blocks.filter((block) => block.who in STATED_BY))
      if (language === 'sh') await command(text.trim().replace('//postgres@', '//administrator@'));
      else await state('administrator', text);
  },
);

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
