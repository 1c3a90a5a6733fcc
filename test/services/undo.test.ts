import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { LOGGED_TABLES } from '../../main/workbook/state/tables.ts';
import { openTestWorkbook } from '../support/core.ts';

/** The whole content of the logged tables, without the revisions that tell when a record last changed. */
function contentOf(path: string): string[] {
  const db = new Database(path, { readonly: true });
  const content = Object.keys(LOGGED_TABLES).flatMap((table) =>
    (db.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]).map(
      ({ rev: _rev, ...row }) => `${table} ${JSON.stringify(row)}`,
    ),
  );
  db.close();
  // Where SQLite happens to keep a row is no content.
  return content.sort();
}

test('every change of a sitting can be undone to the first, and redone to the last', async () => {
  const { call, path } = await openTestWorkbook();
  const states = [contentOf(path)];
  const steps: (() => Promise<unknown>)[] = [
    () =>
      call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }, { catalogueId: 's3' }] }),
    () => call('people.add', { name: 'Zoë Müller' }),
    () => call('environments.add', { name: 'Production' }),
    () => call('services.update', { ref: 'orders-db', environments: ['production'], lead: 'zoe-muller' }),
    () =>
      call('assignments.answer', {
        ref: 'orders-db/restore-testing',
        answer: { owners: ['organisation'] },
        people: { organisation: 'zoe-muller' },
      }),
    () => call('assignments.acceptSuggestions', { subject: 's3' }),
    () =>
      call('assignments.update', {
        ref: 'orders-db/restore-testing',
        note: 'Quarterly',
        status: 'implemented',
      }),
    () =>
      call('evidence.addLink', {
        refs: ['orders-db/restore-testing', 's3/public-exposure'],
        url: 'https://example.com/runbook',
      }),
    () => call('parties.add', { name: 'Managed SOC', kind: 'third-party' }),
    () =>
      call('assignments.answer', {
        ref: 'orders-db/restore-testing',
        answer: { owners: ['managed-soc', 'organisation'] },
      }),
    () => call('assignments.clear', { ref: 's3/public-exposure' }),
    () => call('evidence.remove', { number: 1 }),
    () => call('people.remove', { id: 'zoe-muller' }),
    () => call('environments.remove', { id: 'production' }),
    () => call('services.remove', { ref: 'orders-db' }),
    () => call('workbook.update', { organisation: 'Acme Holding', frameworks: ['nist-csf-2.0'] }),
  ];
  for (const step of steps) {
    await step();
    states.push(contentOf(path));
  }
  for (let at = steps.length - 1; at >= 0; at -= 1) {
    await call('workbook.undo', {});
    expect(contentOf(path), `after undoing step ${at + 1}`).toEqual(states[at]);
  }
  await expect(call('workbook.undo', {})).rejects.toThrow(/nothing to undo/);
  for (let at = 1; at <= steps.length; at += 1) {
    await call('workbook.redo', {});
    expect(contentOf(path), `after redoing step ${at}`).toEqual(states[at]);
  }
  await expect(call('workbook.redo', {})).rejects.toThrow(/nothing to redo/);
});

test('an undo that names a change takes back that one, or nothing', async () => {
  const { core, workbook, path } = await openTestWorkbook();
  const send = async (name: string, input: unknown) => core.dispatch({ name, input, workbook }, 'test');
  const made = async (name: string, input: unknown) => {
    const reply = await send(name, input);
    expect(reply).toMatchObject({ ok: true });
    return reply.ok ? (reply.change ?? null) : null;
  };
  const added = await made('services.add', { services: [{ catalogueId: 's3' }] });
  const note = { ref: 's3/public-exposure', note: 'By policy' };
  const noted = await made('assignments.update', note);
  expect([added, noted]).toEqual([expect.any(Number), expect.any(Number)]);
  // What changes nothing names no change, so that nothing older is taken for it; nor does a query, nor an undo.
  expect(await made('assignments.update', note)).toBeNull();
  expect(await made('workbook.info', {})).toBeNull();
  const before = contentOf(path);

  // The one before the last, one that never was, and both again after the last was taken back.
  expect(await send('workbook.undo', { change: added })).toMatchObject({
    ok: false,
    error: { code: 'CONFLICT', message: expect.stringContaining('Something was changed after it') },
  });
  expect(await send('workbook.undo', { change: 9999 })).toMatchObject({ ok: false });
  expect(contentOf(path)).toEqual(before);
  expect(await made('workbook.undo', { change: noted })).toBeNull();
  // What stands then came before it, and is no reason why it cannot be taken back.
  expect(await send('workbook.undo', { change: noted })).toMatchObject({
    ok: false,
    error: { code: 'CONFLICT', message: 'It was taken back already.' },
  });
  expect(await made('workbook.undo', { change: added })).toBeNull();
  expect(await send('workbook.undo', { change: added })).toMatchObject({
    ok: false,
    error: { code: 'CONFLICT', message: 'It was taken back already.' },
  });
});

test('a new change ends what could be redone, and the history says what comes next', async () => {
  const { call, run } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 's3' }] });
  await call('assignments.answer', { ref: 's3/public-exposure', answer: { owners: ['organisation'] } });
  expect(await call('workbook.history', {})).toEqual({
    undo: 'Answered Public exposure of endpoints and data, Amazon S3: Acme',
    redo: null,
  });
  expect(await call('workbook.undo', {})).toEqual({
    undone: 'Answered Public exposure of endpoints and data, Amazon S3: Acme',
  });
  expect(await call('workbook.history', {})).toMatchObject({
    undo: 'Added the service Amazon S3',
    redo: expect.stringMatching(/Public exposure of endpoints and data, Amazon S3/),
  });
  await call('assignments.update', { ref: 's3/public-exposure', note: 'later' });
  expect((await call('workbook.history', {})).redo).toBeNull();
  expect(await call('assignments.card', { ref: 's3/public-exposure' })).toMatchObject({
    ownership: { kind: 'unanswered' },
    assignment: { note: 'later' },
  });
  expect(await run('workbook.verify', {})).toMatchObject({ ok: true });
});
