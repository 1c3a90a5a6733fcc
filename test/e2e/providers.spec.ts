import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import type { Card } from '../../main/contract/assignments.ts';
import type { CommonControl } from '../../main/contract/common-controls.ts';
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

const cardOf = (ref: string) => ask<Card>(served, 'assignments.card', { ref });
const controls = () => ask<readonly CommonControl[]>(served, 'common.list', {});

test('what a team answers once is made under Scope, and stands in the grid and on the cards of services', async () => {
  const open = await ask<readonly string[]>(served, 'assignments.refs', {
    filter: { subject: 'orders-db-test', ownership: 'unanswered' },
  });
  const here = open[0] ?? '';
  const { responsibility } = await cardOf(here);
  await openScreen(page, served, 'scope');
  await page.getByRole('button', { name: 'Add a common control' }).click();
  const dialog = page.getByRole('dialog', { name: 'A common control' });
  await dialog.getByLabel('Who answers').selectOption('platform-team');
  await dialog.getByLabel('What is answered once').selectOption(responsibility.id);
  await dialog.getByLabel('Every service that is asked it').uncheck();
  await dialog.getByLabel('orders-db-test', { exact: true }).check();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog).toBeHidden();
  const [control] = await controls();
  expect(control).toMatchObject({ ref: `platform-team/${responsibility.id}`, services: 1 });
  const list = page.getByRole('region', { name: 'Common controls' });
  await expect(list.getByRole('link', { name: responsibility.name })).toBeVisible();

  await openScreen(page, served, `matrix?view=grid&cell=${here}`);
  const cell = page.locator('[role="gridcell"]:focus');
  await expect(cell).toHaveAccessibleName(/Platform team.*held/);
  await expect(page.getByRole('region', { name: 'The cell in focus' })).toContainText(
    'Held from Platform team',
  );

  // Its own column has what it answers, and no foundations under it.
  const column = page.locator(`[data-ref="platform-team/${responsibility.id}"]`);
  await expect(column).toHaveAccessibleName(/Platform team/);
  await expect(page.locator('[data-ref^="platform-team/"]')).toHaveCount(1);
  await openScreen(page, served, `walk/orders-db-test?card=${responsibility.id}`);
  const nav = page.getByRole('navigation', { name: 'Services and duties' });
  await expect(nav.getByRole('region', { name: 'Once for many services' })).toContainText('Platform team');
  await expect(page.getByText('Held from Platform team, answered once for 1 service.')).toBeVisible();
  // What is said by the team cannot be written here, and a key for it says why; what is the service's own can.
  const card = page.getByRole('main').locator('article');
  await expect(card.getByRole('radio', { name: 'In progress' })).toBeDisabled();
  await expect(card.getByLabel('Due (W)')).toBeDisabled();
  await expect(card.getByRole('textbox', { name: 'What Platform team does' })).not.toBeEditable();
  await expect(card.getByRole('combobox', { name: /Platform team/ })).toBeDisabled();
  await expect(card.getByRole('textbox', { name: 'Note' })).toBeEnabled();
  await page.keyboard.press('t');
  await expect(page.getByText('Held from Platform team: it is changed there.')).toBeVisible();
  await page.getByRole('button', { name: 'Open it' }).click();
  await expect(
    page.getByText('Answered once by Platform team: what is recorded here shows in one column'),
  ).toBeVisible();

  // Left out with its reason, it is open again.
  await openScreen(page, served, 'scope');
  await list.getByRole('button', { name: /^Where / }).click();
  const places = page.getByRole('dialog', { name: /^Platform team: / });
  await places.getByLabel('Service', { exact: true }).selectOption('orders-db-test');
  await places.getByLabel('Why it does not hold there').fill('It is thrown away each night.');
  // Enter there leaves the service out; it does not close the dialog over what was typed.
  await page.keyboard.press('Enter');
  await expect(places).toContainText('It is thrown away each night.');
  expect((await cardOf(here)).common).toMatchObject({ how: 'excepted' });
  await places.getByRole('button', { name: 'Cancel' }).click();
});

test('the workbook of a landing zone is taken under Scope, and a newer edition of it is looked at before it is', {
  tag: '@long',
}, async () => {
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

test('a provider is taken as it was published to the portfolio, and a newer edition from there as well', {
  tag: '@long',
}, async () => {
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
