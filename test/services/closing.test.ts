import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestWorkbook, startCore, temporaryFolder } from '../support/core.ts';

const passes = async (times: number) => {
  for (let time = 0; time < times; time += 1) await new Promise((resolve) => setImmediate(resolve));
};

test.each([0, 1, 5, 25])(
  'an example that is given up after %i turns leaves nothing behind',
  async (turns) => {
    const folder = temporaryFolder();
    const { core } = startCore(folder);
    const into = join(folder, 'made');
    mkdirSync(into);
    const path = join(into, 'shop.demarc');
    const made = core.createAt(path, { example: 'ecommerce' }).catch((error: unknown) => error);
    await passes(turns);
    await core.close();
    const why = await made;
    expect(why).toBeInstanceOf(Error);
    expect(String(why)).not.toContain('EXAMPLE-');
    expect(readdirSync(into)).toEqual([]);
  },
);

test('a workbook that is closed from two places at once is closed once', async () => {
  const { core, folder, call, workbook } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 's3', label: 'one' }] });
  const close = () => core.dispatch({ name: 'app.close', input: { id: workbook } }, 'test');
  const [first, second] = await Promise.all([close(), close()]);
  expect([first.ok, second.ok]).toEqual([true, true]);
  expect(readdirSync(folder).filter((name) => name.includes('acme'))).toEqual(['acme.demarc']);
});
