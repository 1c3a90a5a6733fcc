import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, type Locator, type Page } from 'playwright/test';
import { violations } from '../support/axe.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { startAt } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
});
test.afterAll(() => close());

const text = (name: string, content: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});
const INVENTORY = [
  'System;Engine;Stage;Konto;Region;Owner;Cost centre',
  'Ledger;Mainframe;prod;111122223333;eu-west-1;Team Ledger;12',
  'Mail;SES;prod;111122223333;eu-west-1;;12',
  'Mail;SES;staging;444455556666;eu-west-1;;12',
].join('\n');

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Find services in files' });

async function openDialog(page: Page) {
  await startAt(page, served);
  await page.getByRole('link', { name: 'Services', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Services' })).toBeVisible();
  await page.keyboard.press('d');
  await expect(dialogOf(page)).toBeVisible();
  return dialogOf(page);
}

test('an inventory of one’s own is read once somebody says what its columns hold, and then for good', {
  tag: '@long',
}, async ({ page }) => {
  let dialog = await openDialog(page);
  const choose = async (...files: ReturnType<typeof text>[]) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      dialog.getByRole('button', { name: 'Choose files' }).click(),
    ]);
    await chooser.setFiles(files);
  };
  await choose(text('systems.csv', INVENTORY));
  await expect(dialog.getByText('Columns not known')).toBeVisible();
  // By its headings most is guessed; a person has the last word.
  await expect(dialog.getByLabel('What System holds')).toHaveValue('label');
  await dialog.getByLabel('What Owner holds').selectOption('');
  await expect(dialog.getByLabel('What Engine holds')).toHaveValue('service');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page, colorScheme === 'light' ? 'all' : 'colours')).toEqual([]);
  }
  await dialog.getByLabel('What Owner holds').selectOption('Its owner');
  await dialog.getByRole('button', { name: 'Read with these columns' }).click();
  await expect(dialog.getByText('No service that is known here: “Mainframe” in row 2.')).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Services found' })).toContainText(
    'prod (new), staging (new)',
  );
  await dialog.getByRole('button', { name: 'Add 2 environments and 1 service' }).click();
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Escape');

  await page.reload();
  dialog = await openDialog(page);
  await choose(text('systems.csv', INVENTORY));
  await expect(dialog.getByText('Columns, as remembered')).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Services found' })).toContainText('In use as mail');
});

const REPOSITORY: Readonly<Record<string, string>> = {
  'infra/queue.yaml': 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n',
  'infra/package.json': '{"name":"shop"}',
  'node_modules/x/topic.yaml': 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n',
  'readme.md': 'Read me',
};
function repositoryIn(folder: string): string {
  for (const [way, content] of Object.entries(REPOSITORY)) {
    const path = join(folder, 'shop', way);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return join(folder, 'shop');
}
/** Only the browser itself can drop a folder. */
async function dropOn(page: Page, zone: Locator, path: string): Promise<void> {
  const box = await zone.boundingBox();
  if (!box) throw new Error('There is nothing to drop it on.');
  const session = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + 4 };
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  await session.detach();
}

test(
  'a whole folder is dropped or chosen, and what is worth reading in it is read under its way',
  { tag: '@long' },
  async ({ page }, info) => {
    const folder = repositoryIn(info.outputPath());
    const dialog = await openDialog(page);
    await dropOn(page, dialog.getByText('or drop or paste them here'), folder);
    const read = dialog.getByRole('region', { name: 'Files read' });
    await expect(read).toContainText('2 files read');
    await expect(read.getByRole('listitem').first()).toContainText('shop/infra/queue.yaml');
    await expect(read).toContainText('1 file of a folder in which nothing was recognised');
    await expect(dialog.getByRole('region', { name: 'Services found' })).not.toContainText('SNS');

    const again = await openDialog(page);
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      again.getByRole('button', { name: 'Choose a folder' }).click(),
    ]);
    await chooser.setFiles(folder);
    await expect(again.getByRole('region', { name: 'Files read' })).toContainText('2 files read');
  },
);

test('a folder dropped on Import stands there as the files in it', async ({ page }, info) => {
  const folder = repositoryIn(info.outputPath());
  await startAt(page, served, 'import');
  await dropOn(page, page.getByText('or drop or paste them here'), folder);
  await expect(page.getByRole('listitem').filter({ hasText: 'queue.yaml' })).toContainText(
    'A template, a plan or an inventory',
  );
});

test('accounts of an organisation are added as environments, with a service for each account', async ({
  page,
}) => {
  const dialog = await openDialog(page);
  const account = (id: string, name: string) => ({
    Id: id,
    Arn: `arn:aws:organizations::999988887777:account/o-1/${id}`,
    Name: name,
    Status: 'ACTIVE',
  });
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.getByRole('button', { name: 'Choose files' }).click(),
  ]);
  await chooser.setFiles([
    text(
      'accounts.json',
      JSON.stringify({
        Accounts: [account('999988887777', 'shop-live'), account('888877776666', 'shop-lab')],
      }),
    ),
    text(
      'places.csv',
      'Service,Account\nAmazon SES,999988887777\nAWS Glue,999988887777\nAWS Glue,888877776666\n',
    ),
  ]);
  await expect(dialog.getByRole('region', { name: 'Accounts found' })).toContainText(
    '2 accounts in no environment',
  );
  await dialog.getByRole('checkbox', { name: 'Add them as environments' }).check();
  await dialog.getByRole('checkbox', { name: 'A service for each account' }).check();
  await dialog.getByRole('button', { name: /^Add 2 environments and \d services$/ }).click();
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row').filter({ hasText: 'AWS Glue, shop-lab' })).toContainText('shop-lab');
});
