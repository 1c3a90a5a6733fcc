import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import type { Catalogue } from '../../main/contract/catalogue.ts';
import { workerUrl } from '../../main/platform/app-paths.ts';
import { fixedClock } from '../../main/platform/clock.ts';
import { createMemoryLogger } from '../../main/platform/logger.ts';
import { createCore } from '../../main/services/core.ts';
import { type Served, serve } from '../support/cli.ts';
import { addressOf, startAt } from '../support/screens.ts';

/** Last year's catalogue: one duty was worded otherwise, and of one it was said that AWS does it. */
function lastYears(): Catalogue {
  const shipped = loadCatalogue();
  return {
    ...shipped,
    version: '2025.11.1',
    responsibilities: shipped.responsibilities.map((duty) => {
      if (duty.id === 'secrets-rotation')
        return {
          ...duty,
          duties: { ...duty.duties, customer: 'Changes passwords once a year.' },
          dutiesByModel: {},
        };
      if (duty.id === 'data-classification')
        return {
          ...duty,
          defaults: { ...duty.defaults, paas: { owner: 'shared' as const, why: 'So it was said then.' } },
        };
      return duty;
    }),
  };
}

let folder: string;
let served: Served;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
  const path = join(folder, 'acme.demarc');
  const core = createCore({
    capabilities: { nativeDialogs: false, revealInFolder: false, nativeMenu: false },
    dataDir: join(folder, 'data'),
    logger: createMemoryLogger(),
    workerUrl: workerUrl(),
    actor: 'Ann Assessor',
    clock: fixedClock('2025-11-20T09:00:00.000Z'),
    catalogue: lastYears(),
  });
  const { id } = await core.createAt(path, { title: 'Acme', organisation: 'Acme' });
  for (const [name, input] of [
    ['services.add', { services: [{ catalogueId: 'rds', ref: 'orders-db', label: 'orders-db' }] }],
    ['assignments.acceptSuggestions', { subject: 'orders-db' }],
    [
      'evidence.addLink',
      {
        refs: ['orders-db/restore-testing'],
        url: 'https://example.com/drill',
        title: 'Drill of 2025',
        expires: '2026-06-30',
      },
    ],
    ['snapshots.take', { name: 'As of November 2025' }],
  ] as const) {
    const reply = await core.dispatch({ name, input, workbook: id }, 'test');
    expect(reply.ok, name).toBe(true);
  }
  await core.close();
  served = await serve(['serve', path], { cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } });
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a year later only what changed is asked again, and the year is told on one screen', async ({
  page,
}) => {
  await startAt(page, served);
  const at = (route: string) => page.goto(addressOf(served, route));

  // The catalogue moved on in two places, and those two are asked again.
  await at('compare?view=reask');
  await expect(page.getByRole('tab', { name: 'Re-ask 2' })).toBeVisible();
  const again = page.getByRole('main');
  await expect(again).toContainText('Changes passwords once a year.');
  await expect(again).toContainText('Data classification');
  await expect(again).not.toContainText('Guest operating system patching');

  // One is answered anew, and stays in its place until one goes on; the other is confirmed. Its card is not there before the parties
  // are known, between whom its keys choose.
  const asked = Promise.withResolvers<void>();
  const parties = Promise.withResolvers<void>();
  await page.route('**/rpc/parties.list', async (route) => {
    asked.resolve();
    await parties.promise;
    await route.continue();
  });
  await again.getByRole('link', { name: /Data classification/ }).click();
  await asked.promise;
  await expect(page.locator('[data-pane][aria-busy="true"]')).toBeVisible();
  parties.resolve();
  await expect(page.locator('[data-pane] article')).toBeFocused();
  const cut = again
    .getByRole('columnheader')
    .evaluateAll((all) =>
      all.filter((head) => head.scrollWidth > head.clientWidth).map((head) => head.textContent),
    );
  expect(await cut).toEqual([]);
  await page.keyboard.press('c');
  await expect(page.getByRole('tab', { name: 'Re-ask 1' })).toBeVisible();
  await expect(again.getByRole('listitem').filter({ hasText: 'Answered just now' })).toContainText(
    'Data classification',
  );
  await page
    .getByRole('button', { name: /^The answer stands/ })
    .first()
    .click();
  await expect(page.getByRole('tab', { name: 'Re-ask', exact: true })).toBeVisible();

  // What expired since then is a gap, and the comparison with the snapshot tells what moved.
  await at('gaps');
  await expect(page.getByRole('main')).toContainText('Drill of 2025');
  await at('compare');
  await expect(page.getByRole('main')).toContainText('As of November 2025');
});
