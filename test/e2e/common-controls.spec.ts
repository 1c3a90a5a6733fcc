import { expect, type Page, test } from 'playwright/test';
import type { Card } from '../../main/contract/assignments.ts';
import type { CommonControl } from '../../main/contract/common-controls.ts';
import { ask } from '../support/ask.ts';
import { violations } from '../support/axe.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { loadProgram, openScreen } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
let page: Page;
test.beforeAll(async ({ browser }) => {
  ({ served, close } = await serveExample());
  page = await browser.newPage();
  await loadProgram(page, served);
});
test.afterAll(() => close());

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
