import { expect, test } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import type { DemarcEvent } from '../../main/contract/events.ts';
import { systemClock } from '../../main/platform/clock.ts';
import { openTestWorkbook } from '../support/core.ts';

test.each(['__proto__.toString', 'constructor.name', 'assignments.__proto__', 'assignments', 'a.b.c', ''])(
  '%j names no method',
  async (name) => {
    const { core, workbook } = await openTestWorkbook();
    expect(await core.dispatch({ name, input: {}, workbook }, 'test')).toMatchObject({
      ok: false,
      error: { code: 'INVALID_INPUT' },
    });
  },
);

test('an input of another shape is refused with its place', async () => {
  const { core, workbook } = await openTestWorkbook();
  const reply = await core.dispatch(
    { name: 'services.add', input: { services: [{ catalogueId: 'S3!' }] }, workbook },
    'test',
  );
  expect(reply).toMatchObject({
    ok: false,
    error: { code: 'INVALID_INPUT', message: expect.stringContaining('services.0.catalogueId') },
  });
});

test('a call without its workbook, or for one that is closed, is refused', async () => {
  const { core, workbook } = await openTestWorkbook();
  await core.dispatch({ name: 'app.close', input: { id: workbook } }, 'test');
  expect(await core.dispatch({ name: 'services.list', input: {}, workbook }, 'test')).toMatchObject({
    ok: false,
    error: { code: 'NOT_FOUND' },
  });
  expect(await core.dispatch({ name: 'services.list', input: {} }, 'test')).toMatchObject({
    ok: false,
    error: { code: 'INVALID_INPUT' },
  });
});

test('a change is announced after its commit, once, with who asked and what it touched', async () => {
  const { core, workbook, call } = await openTestWorkbook();
  const events: DemarcEvent[] = [];
  core.subscribe((event) => events.push(event));
  await call('services.add', { services: [{ catalogueId: 's3' }] });
  await core.dispatch(
    {
      name: 'assignments.answer',
      input: { ref: 's3/public-exposure', answer: { owners: ['organisation'] } },
      workbook,
    },
    'window-2',
  );
  await call('services.list', {});
  expect(events).toEqual([
    { type: 'changed', workbook, rev: 2, origin: 'test', entities: ['service'] },
    { type: 'changed', workbook, rev: 3, origin: 'window-2', entities: ['assignment'] },
  ]);
});

test('the catalogue can be read with no workbook open', async () => {
  const { core, workbook } = await openTestWorkbook();
  await core.dispatch({ name: 'app.close', input: { id: workbook } }, 'test');
  const reply = await core.dispatch({ name: 'catalogue.services', input: {} }, 'test');
  expect(reply.ok && (reply.value as unknown[]).length).toBe(loadCatalogue().services.length);
});

test('what breaks inside is logged and crosses as an id only', async () => {
  let broken = false;
  // What the context gives is taken for sound: nothing knows what to do with a clock that fails.
  const clock = {
    ...systemClock,
    now: () => {
      if (broken) throw new Error('no time in /some/folder');
      return systemClock.now();
    },
  };
  const { core, workbook, log } = await openTestWorkbook({ clock });
  broken = true;
  const reply = await core.dispatch(
    { name: 'parties.add', input: { name: 'Owlhurst', kind: 'third-party' }, workbook },
    'test',
  );
  expect(reply).toMatchObject({ ok: false, error: { code: 'UNEXPECTED', logId: log.entries.at(-1)?.id } });
  expect(JSON.stringify(reply)).not.toContain('/some/folder');
  broken = false;
});
