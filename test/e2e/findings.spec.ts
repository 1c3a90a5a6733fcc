import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from 'playwright/test';
import { violations, violationsInBoth } from '../support/axe.ts';
import { type Served, serve } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { startAt } from '../support/screens.ts';

const HEADINGS = 'CHECK_ID;STATUS;RESOURCE_UID;CHECK_TITLE;REGION;COMPLIANCE\n';
const row = (check: string, bucket: string, title: string, compliance = '') =>
  `${check};FAIL;arn:aws:s3:::${bucket};${title};eu-west-1;${compliance}\n`;
let folder: string;
let served: Served;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-findings-'));
  const make = (name: string, content: string) => writeFileSync(join(folder, name), content);
  make(
    'scan.csv',
    HEADINGS +
      row('own_open', 'images', 'Our buckets are closed', 'CIS-3.0: 2.1.4') +
      row('own_secret', 'images', 'Our buckets are encrypted', 'NIST-800-53-Revision-5: sc_28') +
      row('own_rule', 'images', 'A rule of our own'),
  );
  make('later.csv', HEADINGS + row('own_rule', 'logs', 'A rule of our own'));
  make('clean.csv', HEADINGS);
  const inAccount = (account: string) =>
    `${HEADINGS.replace('REGION', 'ACCOUNT_UID')}s3_bucket_acl_prohibited;FAIL;arn:aws:s3:::a;Lists;${account};\n`;
  make('shortened.csv', inAccount('1.11122E+11'));
  make('whole.csv', inAccount('111122223333'));
  copyExample(folder);
  const options = { cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } };
  served = await serve(['serve', 'shop.demarc'], options);
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function read(page: Page, name: string) {
  await startAt(page, served, 'evidence');
  await page.getByRole('button', { name: 'Import findings' }).click();
  const dialog = page.getByRole('dialog');
  const chosen = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose files' }).click();
  await (await chosen).setFiles(join(folder, name));
  return dialog;
}

test('unknown checks go by the control that they name, or show likely duties, and what was placed once is offered again', {
  tag: '@long',
}, async ({ page }) => {
  const look = async () => {
    expect(await violationsInBoth(page)).toEqual([]);
  };
  const dialog = await read(page, 'scan.csv');
  await expect(dialog.getByText('1 unknown check placed by a control')).toBeVisible();
  await expect(dialog.getByText(/by CIS AWS 3\.0 2\.1\.4/)).toBeVisible();
  await expect(dialog.getByText('2 checks for a person to place')).toBeVisible();
  await expect(dialog.getByText(/the check is not known; likely Encryption at rest/)).toBeVisible();
  await look();
  await dialog.getByRole('button', { name: 'Import 3 findings' }).click();
  await dialog.getByRole('button', { name: 'Place own_secret' }).click();
  const likely = dialog.getByRole('group', { name: 'Likely' });
  await expect(likely.getByRole('checkbox')).toHaveCount(3);
  await likely.getByRole('checkbox').first().check();
  await look();
  await dialog.getByRole('button', { name: 'Place 1 finding' }).click();
  await dialog.getByRole('button', { name: 'Place own_rule' }).click();
  await expect(dialog.getByRole('heading', { name: /^Which duties does / })).toBeVisible();
  await expect(dialog.getByRole('group', { name: 'Likely' })).toHaveCount(0);
  await dialog.getByRole('checkbox').first().check();
  await dialog.getByRole('button', { name: 'Place 1 finding' }).click();
  await expect(dialog.getByText('to be placed by you')).toHaveCount(0);

  await read(page, 'later.csv');
  const again = dialog.getByRole('checkbox', { name: 'Place 1 finding there again' });
  await expect(again).toBeChecked();
  await look();
  await dialog.getByRole('button', { name: 'Import 1 finding' }).click();
  await expect(dialog.getByText(/^1 new, 0 with another result, 0 as before, 1 gone\./)).toBeVisible();
  await expect(dialog.getByText('to be placed by you')).toHaveCount(0);
});

test('a scan that found nothing is recorded as its result', async ({ page }) => {
  const dialog = await read(page, 'clean.csv');
  await expect(dialog.getByText(/Nothing was found, which is a result too/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Record the result' }).click();
  await expect(dialog.getByText('The result is in the workbook')).toBeVisible();
  await dialog.getByRole('button', { name: /^Open E-\d+ clean\.csv/ }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(
    'Findings: clean.csv (Prowler, CSV)',
  );
});

test('says of each file what a spreadsheet did to its accounts, and which account it is taken for', {
  tag: '@long',
}, async ({ page }) => {
  const dialog = await read(page, 'shortened.csv');
  await expect(dialog.getByText(/^A spreadsheet shortened accounts to 1\.11122E\+11/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Import 1 finding' }).click();
  await expect(dialog.getByText(/^1 new/)).toBeVisible();
  await read(page, 'whole.csv');
  await expect(
    dialog.getByText(
      'The account 111122223333 was kept shortened as 1.11122E+11 before; its findings are replaced.',
    ),
  ).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Import 1 finding' }).click();
  await expect(dialog.getByText(/^0 new, 0 with another result, 1 as before, 0 gone\./)).toBeVisible();
});
