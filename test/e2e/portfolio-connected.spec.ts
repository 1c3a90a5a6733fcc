import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { violationsInAll } from '../support/axe.ts';
import { demarc, type Served, serve } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';
import { askServer, PASSWORD, POSTGRES, QUICK, startServer } from '../support/postgres-server.ts';
import { loadProgram, openScreen, openStart } from '../support/screens.ts';
import { settled } from '../support/settled.ts';

let folder: string;
let served: Served;
let page: Page;
test.describe.configure({ mode: 'serial' });
const options = () => ({ cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } });
const run = (...args: string[]) => expect(demarc(args, options())).toMatchObject({ status: 0 });
test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
  for (const [name, duty, owner] of [
    ['one', 'backup-configuration', 'organisation'],
    ['two', 'backup-configuration', 'organisation'],
    ['four', 'restore-testing', 'aws'],
  ] as const) {
    const file = `${name}.demarc`;
    run('new', file, '--title', `Team ${name}`, '--organisation', 'Acme');
    run('services', 'add', file, 'rds', '--label', 'Orders', '--ref', 'orders');
    run('answer', file, `orders/${duty}`, '--owner', owner, '--reason', `Team ${name} says so.`);
  }
  run('publish', 'one.demarc', 'two.demarc');
  run('publish', 'four.demarc', '--to', 'estate.portfolio');
  copyExample(folder);
  served = await serve(['serve', 'shop.demarc'], options());
  page = await browser.newPage();
  await loadProgram(page, served);
});
test.afterAll(async () => {
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Nothing in light, in dark and in forced colours; the page is light again. */
async function expectNoViolations(): Promise<void> {
  expect(await violationsInAll(page)).toEqual([]);
  await page.emulateMedia({ forcedColors: 'none' });
}

async function openPortfolio(): Promise<void> {
  await openStart(page, served);
  await page.goto(`${served.address}/#/portfolio/`);
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'New workbook' })).toHaveCount(0);
  await settled(page);
}

test('another portfolio file is connected until it is disconnected, also for the cards; it is only read', async () => {
  await openPortfolio();
  const lead = page.getByText(/^2 workbooks of/);
  await expect(lead).toBeVisible();
  await page.getByRole('button', { name: 'Connect a portfolio' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect a portfolio' });
  await expectNoViolations();
  await dialog.getByLabel('Address of the server').fill('postgresql://ann:geheim@db.example/estate');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('A password does not belong in an address')).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a portfolio file' }).click();
  await (await chooser).setFiles(join(folder, 'estate.portfolio'));
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^1 workbook of 1 unit/)).toBeVisible();
  await expect(page.getByText(/Connected until Demarc ends: estate.portfolio/)).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Workbooks' })).toContainText('Team four');
  await expect(page.getByRole('button', { name: 'Publish workbooks' })).toHaveCount(0);
  await expectNoViolations();
  await openScreen(page, served, 'walk/orders-db?card=restore-testing');
  await expect(page.getByText('Elsewhere in the organisation: 1 says AWS')).toBeVisible();
  await page.goto(`${served.address}/#/w/${served.workbook?.id}/walk/orders-db?card=backup-configuration`);
  await expect(page.getByRole('article')).toContainText('orders-db/backup-configuration');
  await expect(page.getByText(/^Elsewhere in the organisation/)).toHaveCount(0);
  await openPortfolio();
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(lead).toBeVisible();
  await expect(page.getByText(/Connected until/)).toHaveCount(0);
});

test('a server is connected with a password that is typed, published to, and asked only until it is disconnected', {
  tag: '@long',
}, async () => {
  test.skip(POSTGRES === null, 'PostgreSQL is not installed');
  test.slow();
  const server = await startServer(`demarc-e2e-${process.pid}-postgres`, process.pid, QUICK);
  await askServer(server, 'postgres', 'postgres', 'DROP DATABASE IF EXISTS estate');
  await askServer(server, 'postgres', 'postgres', 'CREATE DATABASE estate');
  const address = `postgresql://postgres@localhost:${server.port}/estate`;
  expect(
    demarc(['publish', 'four.demarc', '--to', address], {
      ...options(),
      env: { ...options().env, PGPASSWORD: PASSWORD },
    }),
  ).toMatchObject({ status: 0 });
  await openPortfolio();
  const connect = async (password: string) => {
    await page.getByRole('button', { name: 'Connect a portfolio' }).click();
    await page.getByLabel('Address of the server').fill(address);
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
  };
  await connect('wrong');
  const dialog = page.getByRole('dialog', { name: 'Connect a portfolio' });
  await expect(dialog.getByRole('alert')).toContainText('does not let this user in');
  await expectNoViolations();
  // Nothing that a browser keeps has it.
  await dialog.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Connected until Demarc ends: ${address}`)).toBeVisible();
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, location.href]),
  );
  expect(stored).not.toContain(PASSWORD);
  const grid = page.getByRole('grid', { name: 'Workbooks' });
  await expect(grid.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Publish workbooks' }).click();
  const publish = page.getByRole('dialog', { name: 'Publish workbooks' });
  await expect(publish).toContainText(`To ${address}.`);
  const chooser = page.waitForEvent('filechooser');
  await publish.getByRole('button', { name: 'Choose workbooks' }).click();
  await (await chooser).setFiles(join(folder, 'one.demarc'));
  await expect(publish.getByText('1 workbook published.')).toBeVisible({ timeout: 60_000 });
  await publish.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(grid.getByRole('row')).toHaveCount(3);
  // A connection that is gone is said on the card, and nothing is made up.
  await askServer(server, 'postgres', 'postgres', 'DROP DATABASE estate WITH (FORCE)');
  await openScreen(page, served, 'walk/orders-db?card=backup-configuration');
  await expect(page.getByText(/^How others answer is not known\. There is no such database/)).toBeVisible();
  await expectNoViolations();
  await openPortfolio();
  await expect(page.getByRole('alert')).toContainText('There is no such database');
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText(/^2 workbooks of/)).toBeVisible();
});
