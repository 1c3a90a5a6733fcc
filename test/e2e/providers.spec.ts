import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import type { Card } from '../../main/contract/assignments.ts';
import type { Provider } from '../../main/contract/providers.ts';
import { ask } from '../support/ask.ts';
import { violations } from '../support/axe.ts';
import { demarc, type Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { loadProgram, openScreen } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
let page: Page;
const folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-provider-'));
const LANDING = join(folder, 'landing.demarc');
test.beforeAll(async ({ browser }) => {
  ({ served, close } = await serveExample());
  page = await browser.newPage();
  await loadProgram(page, served);
});
test.afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the people of the landing zone do in their own workbook. */
function atLanding(...args: string[]): void {
  const done = demarc(args, { cwd: folder });
  expect(done.err).toBe('');
  expect(done.status).toBe(0);
}

test('the workbook of a landing zone is taken under Scope, and a newer edition of it is looked at before it is', async () => {
  const open = await ask<readonly string[]>(served, 'assignments.refs', {
    filter: { subject: 'orders-db-test', ownership: 'unanswered' },
  });
  const here = open[0] ?? '';
  const { responsibility } = await ask<Card>(served, 'assignments.card', { ref: here });
  atLanding('new', LANDING, '--title', 'Landing zone', '--organisation', 'Acme');
  atLanding('parties', 'add', LANDING, 'Landing zone', '--kind', 'internal-provider');
  atLanding('common', LANDING, `landing-zone/${responsibility.id}`, '--everywhere');

  await openScreen(page, served, 'scope');
  await page.getByRole('button', { name: 'Add a provider' }).click();
  const dialog = page.getByRole('dialog', { name: 'A provider' });
  await dialog.getByLabel('As whom it answers here').selectOption('Another party…');
  await dialog.getByLabel('What it is called').fill('Landing zone');
  await dialog.getByLabel('Authorised on').fill('2026-03-01');
  const choose = async (button: string) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('dialog').getByRole('button', { name: button }).click();
    await (await chooser).setFiles(LANDING);
  };
  await choose('Choose its workbook…');
  await expect(dialog.getByRole('region', { name: 'New' })).toContainText(responsibility.name);
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Take it' }).click();
  await expect(dialog).toBeHidden();
  const list = page.getByRole('region', { name: 'Providers' });
  await expect(list).toContainText('“Landing zone”, revision');
  await expect(list).toContainText('authorised on 1 Mar 2026');
  expect((await ask<Card>(served, 'assignments.card', { ref: here })).common).toMatchObject({ how: 'held' });

  // The card says from where it is, and the answer is changed there alone.
  await openScreen(page, served, `walk/orders-db-test?card=${responsibility.id}`);
  await expect(
    page.getByText(/Held from Landing zone, inherited from “Landing zone”, revision/),
  ).toBeVisible();

  atLanding('common', LANDING, `landing-zone/${responsibility.id}`, '--remove');
  await openScreen(page, served, 'scope');
  await list.getByRole('button', { name: 'Take a newer edition…' }).click();
  const newer = page.getByRole('dialog', { name: 'A newer edition of Landing zone' });
  await choose('Choose its workbook…');
  await expect(newer.getByRole('region', { name: 'No longer held' })).toContainText(responsibility.name);
  await expect(newer.getByLabel('Authorised on')).toHaveValue('2026-03-01');
  await newer.getByRole('button', { name: 'Take it' }).click();
  await expect(newer).toBeHidden();
  await expect(list).toContainText('1 duty no longer held');
  await list.getByRole('button', { name: 'Inherit nothing more from Landing zone' }).click();
  await expect(list.getByRole('row')).toHaveCount(0);
  expect(await ask<readonly Provider[]>(served, 'providers.list', {})).toEqual([]);
});

test('a provider is taken as it was published to the portfolio, and a newer edition from there as well', async () => {
  atLanding('common', LANDING, 'landing-zone/encryption-at-rest', '--everywhere');
  // The file is elsewhere by then: what was published is all that is asked.
  const published = join(folder, 'published.demarc');
  copyFileSync(LANDING, published);
  await publish(published);
  await openScreen(page, served, 'scope');
  await page.getByRole('button', { name: 'Add a provider' }).click();
  const dialog = page.getByRole('dialog', { name: 'A provider' });
  await dialog.getByLabel('As whom it answers here').selectOption('Landing zone');
  const choose = async () => {
    const select = page.getByRole('dialog').getByLabel('From the portfolio');
    await select.selectOption({ index: 1 });
    await expect(
      page.getByRole('dialog').getByText(/^It is what was published of Landing zone on/),
    ).toBeVisible();
  };
  await choose();
  await expect(dialog.getByRole('region', { name: 'New' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Take it' }).click();
  await expect(dialog).toBeHidden();
  const list = page.getByRole('region', { name: 'Providers' });
  await expect(list).toContainText('“Landing zone”, revision');

  atLanding('common', published, 'landing-zone/encryption-at-rest', '--remove');
  await publish(published);
  await openScreen(page, served, 'scope');
  await list.getByRole('button', { name: 'Take a newer edition…' }).click();
  await choose();
  await expect(page.getByRole('dialog').getByRole('region', { name: 'No longer held' })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
});

/** Publishes a workbook to the portfolio of the program that is served. */
async function publish(file: string): Promise<void> {
  await page.goto(`${served.address}/#/portfolio/`);
  await page.getByRole('button', { name: 'Publish workbooks' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish workbooks' });
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose workbooks' }).click();
  await (await chooser).setFiles(file);
  await expect(dialog.getByText(/^1 workbook published/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
}
