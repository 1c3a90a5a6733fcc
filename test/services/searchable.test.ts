import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { callers, startCore, temporaryFolder } from '../support/core.ts';
import { makeLargeWorkbook, serviceRef } from '../support/large-workbook.ts';

/** Some five thousand rows: two parts to be made ready. */
const SERVICES = 180;
const made = join(mkdtempSync(join(tmpdir(), 'demarc-test-')), 'large.demarc');
beforeAll(() => makeLargeWorkbook(made, { services: SERVICES, answered: SERVICES, entries: 10 }));
afterAll(() => rmSync(dirname(made), { recursive: true, force: true }));

async function openLarge() {
  const path = join(temporaryFolder(), 'large.demarc');
  copyFileSync(made, path);
  const { core } = startCore(temporaryFolder());
  onTestFinished(() => core.close());
  const { id } = await core.openPath(path);
  return { core, id, path, ...callers(core, id) };
}

test.each([
  { name: 'find.everything', input: { text: 'turnip' } },
  { name: 'assignments.refs', input: { filter: { text: 'turnip' } } },
] as const)(
  'while $name makes ready what it searches, others are answered, and what they record is found',
  async ({ name, input }) => {
    const { call } = await openLarge();
    const { total } = await call('assignments.register', { limit: 1 });
    expect(total).toBeGreaterThan(5000);
    const order: string[] = [];
    const search = call(name, input).then((found) => {
      order.push('search');
      return found;
    });
    const ref = `${serviceRef(SERVICES)}/restore-testing`;
    await call('assignments.update', { ref, note: 'A turnip' }).then(() => order.push('update'));
    expect(JSON.stringify(await search)).toContain(ref);
    expect(order).toEqual(['update', 'search']);
  },
);

test('a workbook that is closed while it is made ready for a search says so', async () => {
  const { call, core, id } = await openLarge();
  const search = call('find.everything', { text: 'turnip' });
  const closed = core.dispatch({ name: 'app.close', input: { id } }, 'test');
  await expect(search).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await closed).toMatchObject({ ok: true });
});

test('a search in a copy that is only read comes to an end while somebody goes on writing', async () => {
  const { call, path } = await openLarge();
  const { core: reader } = startCore(temporaryFolder());
  onTestFinished(() => reader.close());
  const { id, readOnly } = await reader.openPath(path);
  expect(readOnly).toBe(true);
  let found: unknown = null;
  const search = callers(reader, id)
    .call('find.everything', { text: 'restore' })
    .then((hits) => {
      found = hits;
    });
  let writes = 0;
  for (; found === null && writes < 200; writes += 1) {
    await call('assignments.update', { ref: `${serviceRef(1)}/restore-testing`, note: `Note ${writes}` });
    await setImmediate();
  }
  expect(writes).toBeLessThan(200);
  await search;
  expect(found).not.toEqual([]);
});
