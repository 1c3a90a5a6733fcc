import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { TEMPLATE_TABLES } from '../../main/domain/templates.ts';
import { connect } from '../../main/workbook/connection.ts';
import { LOGGED_TABLES } from '../../main/workbook/state/tables.ts';
import { runAtOnce as demarc } from '../support/cli-in-process.ts';
import { callers, openTestWorkbook, temporaryFolder } from '../support/core.ts';
import { unpackStored } from '../support/stored-workbooks.ts';

let folder = '';
beforeEach(() => {
  folder = temporaryFolder();
  vi.stubEnv('DEMARC_DATA_DIR', join(folder, 'data'));
  return () => vi.unstubAllEnvs();
});

test('what becomes of each recorded table in a workbook that begins from another is said', () => {
  expect(Object.keys(TEMPLATE_TABLES).sort()).toEqual(Object.keys(LOGGED_TABLES).sort());
});

/** What a new workbook has of its own: who assesses, and the secret of its own log. */
const OWN_ROWS: Readonly<Record<string, number>> = { person: 1, blinding: 1 };

/** How many rows of every recorded table a workbook has. */
function countRows(path: string): Record<string, number> {
  const db = connect(path, { readonly: true });
  try {
    return Object.fromEntries(
      Object.keys(LOGGED_TABLES).map((table) => [
        table,
        db.get<{ n: number }>(`SELECT count(*) AS n FROM "${table}"`)?.n ?? 0,
      ]),
    );
  } finally {
    db.close();
  }
}

test('a workbook that begins from another has how it works and nothing that was answered, in one change of its own', async () => {
  const { core, folder: place, path, call } = await openTestWorkbook({ example: 'ecommerce' });
  await call('custom.addResponsibility', {
    name: 'Golden images',
    domain: 'patching',
    scope: 'service',
    question: 'Who builds the images?',
    owner: 'customer',
  });
  await call('houseRules.take', {
    text: 'house-rules: 1\nname: Acme\nedition: 1\ngaps: { unanswered: low }\n',
  });
  await call('views.save', { name: 'Open', screen: 'matrix', query: '?show=open' });
  await call('workbook.update', {
    classification: 'Internal',
    periodFrom: '2026-01-01',
    periodTo: '2026-12-31',
  });
  await call('services.bulk', { refs: ['orders-db'], set: { addEnvironments: ['test'] } });
  await call('workbook.update', {
    usualAgenda: ['orders-db', 'aws'],
    marksFor: { auditor: { classification: 'For the auditor', distribution: 'Nobody else' } },
  });
  const before = await call('workbook.info', {});
  const [last] = await call('workbook.changes', { limit: 1 });
  const services = await call('services.list', {});
  // While it is open, and with its services.
  const full = await core.createAt(join(place, 'team-c.demarc'), {
    title: 'Team C',
    organisation: 'Another Ltd',
    template: { path, name: 'acme.demarc' },
    withServices: true,
  });
  const c = callers(core, full.id);
  expect(await c.call('services.list', {})).toMatchObject(
    services.map(({ ref, label, account, region, environments, lead, tags }) => ({
      ...{ ref, label, account, region, environments, lead, tags },
      ...{ foundIn: [], reviewOn: null, answered: 0 },
    })),
  );
  expect((await c.call('parties.list', {})).find(({ kind }) => kind === 'organisation')?.name).toBe(
    'Another Ltd',
  );
  const made = join(place, 'team-b.demarc');
  const b = await core.createAt(made, {
    title: 'Team B',
    template: { path, name: 'acme.demarc' },
    assessor: 'Grace Müller',
  });
  expect(b).toMatchObject({
    title: 'Team B',
    organisation: before.organisation,
    classification: 'Internal',
    frameworks: before.frameworks,
    scopeNote: before.scopeNote,
    usualAgenda: ['orders-db', 'aws'],
    marksFor: before.marksFor,
    periodFrom: null,
    periodTo: null,
    reviewOn: null,
    example: null,
    rev: 1,
    begunFrom: {
      how: 'template',
      uuid: before.uuid,
      title: before.title,
      rev: before.rev,
      head: last?.hash,
    },
  });
  expect(b.uuid).not.toBe(before.uuid);
  const { call: ask, run } = callers(core, b.id);
  expect((await ask('views.list', {})).map(({ name }) => name)).toContain('Open');
  expect(await ask('houseRules.held', {})).toMatchObject({ name: 'Acme' });
  expect(await ask('workbook.changes', {})).toEqual([
    expect.objectContaining({
      who: 'Ann Assessor',
      summary: `Made the workbook "Team B" from the template "${before.title}" (its change log is at ${last?.hash})`,
    }),
  ]);
  expect(await run('workbook.verify', {})).toMatchObject({ ok: true, changes: 1 });
  await core.close();
  const [source, taken] = [countRows(path), countRows(made)];
  for (const [table, taking] of Object.entries(TEMPLATE_TABLES))
    expect({ table, rows: taken[table] }).toEqual({
      table,
      rows: (taking === 'taken' ? (source[table] ?? 0) : 0) + (OWN_ROWS[table] ?? 0),
    });
  expect(source.assignment).toBeGreaterThan(50);
});

test('the command line begins from a workbook of any schema and leaves every byte of it; it says what came along', async () => {
  const old = unpackStored(70, join(folder, 'old.demarc'));
  const bytes = readFileSync(old);
  const made = join(folder, 'new.demarc');
  const { status, out, err } = await demarc('new', made, '--from', old, '--title', 'Next');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toContain('Made');
  expect(out).toContain('Not taken: answers, evidence');
  expect(out).toContain('--with-services takes them along');
  expect(readFileSync(old).equals(bytes)).toBe(true);
  expect(countRows(made)).toMatchObject({ assignment: 0, service_in_use: 0, workbook: 1 });
  expect(await demarc('verify', made)).toMatchObject({ status: 0 });
  expect(await demarc('new', made, '--from', old)).toMatchObject({ status: 2 });
  expect(await demarc('new', join(folder, 'x.demarc'), '--from', join(folder, 'none.demarc'))).toMatchObject({
    status: 3,
    err: expect.stringContaining('There is no workbook at'),
  });
  expect(await demarc('new', join(folder, 'x.demarc'), '--with-services')).toMatchObject({ status: 2 });
});

test('a template that is not what its change log says, or is no workbook, makes nothing', async () => {
  const path = join(folder, 'acme.demarc');
  await demarc('new', path);
  const altered = join(folder, 'altered.demarc');
  copyFileSync(path, altered);
  const db = connect(altered, { readonly: false });
  db.raw.exec("UPDATE party SET name = 'Mallory' WHERE id = 'organisation'");
  db.close();
  const made = join(folder, 'made.demarc');
  expect(await demarc('new', made, '--from', altered)).toMatchObject({
    status: 3,
    err: expect.stringMatching(
      /altered\.demarc does not hold what its change log says, so nothing was begun from it/,
    ),
  });
  const noWorkbook = join(folder, 'notes.demarc');
  copyFileSync(new URL(import.meta.url), noWorkbook);
  expect(await demarc('new', made, '--from', noWorkbook)).toMatchObject({
    status: 3,
    err: expect.stringContaining('notes.demarc is not a Demarc workbook'),
  });
  expect(existsSync(made)).toBe(false);
});
