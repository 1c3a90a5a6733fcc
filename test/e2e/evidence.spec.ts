import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { expect, type Page } from 'playwright/test';
import { violations, violationsInBoth } from '../support/axe.ts';
import { demarc, type Served, serve } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { addressOf, startAt } from '../support/screens.ts';

const REF = 'orders-db/restore-testing';
/** The example has 27 pieces of evidence; these follow. */
let folder: string;
let served: Served;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-evidence-'));
  const make = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);
  make('restore.pdf', await pdf(['First page of the report', 'Second page of the report']));
  make('page.html', '<h1>Markup</h1><script>document.title = "ran"</script>');
  make('report-2026.txt', 'The report of 2026');
  make('report-2027.txt', 'The report of 2027');
  make(
    'scan.csv',
    `CHECK_ID;STATUS;RESOURCE_UID;CHECK_TITLE
s3_bucket_default_encryption;FAIL;arn:aws:s3:::images;Buckets are encrypted
our_own_check;FAIL;arn:aws:s3:::images;A rule of our own
`,
  );
  make(
    'evaluations.json',
    JSON.stringify({
      EvaluationResults: [
        {
          EvaluationResultIdentifier: {
            EvaluationResultQualifier: {
              ConfigRuleName: 's3-bucket-versioning-enabled',
              ResourceType: 'AWS::S3::Bucket',
              ResourceId: 'images',
            },
          },
          ComplianceType: 'NON_COMPLIANT',
          ResultRecordedTime: '2026-11-20T08:00:00+01:00',
        },
      ],
    }),
  );
  copyExample(folder);
  const options = { cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } };
  const attached = demarc(
    [
      'attach',
      'shop.demarc',
      REF,
      'restore.pdf',
      'page.html',
      'report-2026.txt',
      '--covers-from',
      '2026-01-01',
    ],
    options,
  );
  expect(attached.status, attached.err).toBe(0);
  served = await serve(['serve', 'shop.demarc'], options);
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

function pdf(pages: readonly string[]): Promise<Buffer> {
  return new Promise((resolve) => {
    const document = new PDFDocument({ autoFirstPage: false });
    const pieces: Buffer[] = [];
    document.on('data', (piece: Buffer) => pieces.push(piece));
    document.on('end', () => resolve(Buffer.concat(pieces)));
    for (const text of pages) document.addPage().fontSize(24).text(text);
    document.end();
  });
}

async function open(page: Page, query = ''): Promise<void> {
  await startAt(page, served, `evidence${query}`);
  await expect(page.getByRole('heading', { name: 'Evidence', level: 1 })).toBeVisible();
}

test('a PDF is drawn and read page by page, markup is shown as text, and the arrows go from piece to piece', {
  tag: '@long',
}, async ({ page }) => {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
  await open(page, '?open=28');
  await page.keyboard.press('v');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('First page of the report')).toBeAttached();
  await dialog.getByRole('button', { name: 'Next page' }).click();
  await expect(dialog.getByText('Second page of the report')).toBeAttached();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByText('<h1>Markup</h1>')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByText('The report of 2026')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'E-28', exact: true })).toBeVisible();
  expect(await page.title()).not.toBe('ran');
  expect(heard).toEqual([]);
});

test('a newer revision takes over, a report on a provider says so, and every hash still holds', async ({
  page,
}) => {
  await open(page, '?open=30');
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const chosen = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose the newer file' }).click();
  await (await chosen).setFiles(join(folder, 'report-2027.txt'));
  await expect(dialog.getByText('report-2027.txt')).toBeVisible();
  await dialog.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'E-31', exact: true })).toBeVisible();
  await expect(page.getByText('Replaces E-30')).toBeVisible();
  await page.getByRole('button', { name: 'It is a report on a provider' }).click();
  await expect(dialog.getByLabel('Services in its scope')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('SOC 2 report on AWS, all services')).toBeVisible();
  await page.getByLabel('State').selectOption('replaced');
  await expect(page.getByText('1 of 31 pieces')).toBeVisible();
  await expect(page.getByText('Replaced by E-31').first()).toBeVisible();
  await page.getByRole('button', { name: 'Check all hashes' }).click();
  await expect(dialog.getByText('Every file still has its SHA-256')).toBeVisible();
});

test('a preview that comes late moves nothing away from under the pointer', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/evidence\//, async (route) => {
    await held;
    await route.continue();
  });
  await open(page, '?open=28');
  const button = page.getByRole('button', { name: 'Link to other duties' });
  await expect(button).toBeAttached();
  // What stands still: the dialog has come in by then.
  let before = await button.boundingBox();
  await expect(async () => {
    const seen = before;
    before = await button.boundingBox();
    expect(before).toEqual(seen);
  }).toPass();
  release();
  await expect(page.getByText('First page of the report')).toBeAttached();
  await expect(page.getByText('Page 1 of 2', { exact: true })).toBeVisible();
  await expect.poll(() => button.boundingBox()).toEqual(before);
});

test('one piece is linked to several duties at once, and the timeline is a table', async ({ page }) => {
  await open(page, '?open=28');
  await page.getByRole('button', { name: 'Link to other duties' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill('backup');
  const free = dialog.getByRole('checkbox', { disabled: false });
  await expect(dialog.getByRole('checkbox', { name: /Backup/ }).first()).toBeVisible();
  await free.nth(0).check();
  await free.nth(1).check();
  await dialog.getByRole('button', { name: 'Link to 2 duties' }).click();
  await expect(page.getByRole('heading', { name: 'Supports 3 duties' })).toBeVisible();
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page.getByRole('rowheader', { name: /E-28 restore/ })).toBeVisible();
  expect(await violationsInBoth(page)).toEqual([]);
});

test('findings are read, looked at, taken in after a yes, and the rest is placed by hand', {
  tag: '@long',
}, async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Import findings' }).click();
  const dialog = page.getByRole('dialog');
  const chosen = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose files' }).click();
  await (await chosen).setFiles(join(folder, 'scan.csv'));
  await expect(
    dialog.getByText('Prowler, CSV, 2 findings: 0 passed, 2 failed, 0 manual, 0 suppressed'),
  ).toBeVisible();
  await expect(dialog.getByText('our_own_check, 1 finding: the check is not known')).toBeVisible();
  expect(await violationsInBoth(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Import 2 findings' }).click();
  await expect(dialog.getByText('2 new, 0 with another result, 0 as before, 0 gone.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Place our_own_check' }).click();
  await dialog.getByRole('checkbox').first().check();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Place 1 finding' }).click();
  await expect(dialog.getByText('to be placed by you')).toHaveCount(0);
  await dialog.getByRole('button', { name: /^Open E-\d+ scan\.csv/ }).click();
  await expect(page.getByRole('heading', { name: /^E-\d+$/ })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Findings: scan.csv (Prowler, CSV)');

  await page.goto(addressOf(served, 'walk/shop-front?card=encryption-at-rest'));
  const checks = page.getByRole('region', { name: 'Automated checks' });
  await expect(checks.getByText('1 failed')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await checks.getByRole('link', { name: 'Show these findings' }).click();
  await expect(dialog.getByRole('row', { name: /failed Buckets are encrypted/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^Open E-\d+/ }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Findings: scan.csv (Prowler, CSV)');

  // The duties with checks as a list: it stays, its arrows lead the card, and Escape comes back to the row.
  await page.goto(addressOf(served, 'evidence?view=findings'));
  const grid = page.getByRole('grid', { name: 'Findings by duty' });
  await grid.getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  const card = page.getByRole('complementary', { name: /^Card: / });
  const inCard = () => page.evaluate(() => document.activeElement?.closest('[data-pane]') !== null);
  await expect.poll(inCard).toBe(true);
  const first = (await card.getAttribute('aria-label')) ?? '';
  await page.keyboard.press('Escape');
  await expect(grid.locator('[role="gridcell"]:focus')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(card).not.toHaveAttribute('aria-label', first);
  await expect.poll(inCard).toBe(false);
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  expect(await violations(page, 'colours')).toEqual([]);
  await page.emulateMedia({ forcedColors: 'none' });
  // The card belongs to the findings, and goes with them.
  await page.getByRole('tab', { name: 'Register' }).click();
  await expect(card).toHaveCount(0);
});

test('findings whose file names no account are put where a person says they are from', {
  tag: '@long',
}, async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Import findings' }).click();
  const dialog = page.getByRole('dialog');
  const chosen = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose files' }).click();
  await (await chosen).setFiles(join(folder, 'evaluations.json'));
  const again = dialog.getByRole('button', { name: 'Read again' });
  await expect(dialog.getByText('Where are they from? Nothing tells the account of 1 finding')).toBeVisible();
  await dialog.getByLabel('Account').fill('1234');
  await expect(dialog.getByText('An account has 12 digits.')).toBeVisible();
  await expect(again).toBeDisabled();
  await dialog.getByLabel('Account').fill('111122223333');
  await dialog.getByLabel('Region').fill('eu-west-1');
  expect(await violationsInBoth(page)).toEqual([]);
  await again.click();
  // Read with what was typed, which stays there to be put right.
  await expect(again).toBeDisabled();
  await expect(dialog.getByLabel('Account')).toHaveValue('111122223333');
  await dialog.getByRole('button', { name: 'Import 1 finding' }).click();
  await expect(dialog.getByText('1 new, 0 with another result')).toBeVisible();
});
