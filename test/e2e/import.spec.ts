import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from 'playwright/test';
import { ask } from '../support/ask.ts';
import { violations } from '../support/axe.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { addressOf, startAt } from '../support/screens.ts';
import { FEDRAMP, writeBook } from '../support/vendor-books.ts';

let folder: string;
let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-vendor-'));
  await writeBook(folder, 'crm.xlsx', FEDRAMP);
  await writeBook(folder, 'list.xlsx', [
    {
      name: 'Lista',
      rows: [
        ['Hostwellin vastuut'],
        ['Vaatimus', 'Kuka'],
        ['PE-3', 'Toimittaja'],
        ['AC-2', 'Asiakas'],
        ['SI-2', 'Asiakas'],
      ],
    },
  ]);
  await writeBook(folder, 'services.xlsx', [
    {
      name: 'Services',
      rows: [
        ['Service', 'Task', 'Responsible party'],
        ['Amazon S3', 'Replaces broken disks', 'AWS'],
        ['Amazon S3', 'Keeps copies of each object', 'AWS'],
        ['Amazon S3', 'Says who may read a bucket', 'Customer'],
        ['AWS Ground Station', 'Runs the antennas', 'Shared'],
      ],
    },
  ]);
  ({ served, close } = await serveExample());
});
test.afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

const SCAN = `CHECK_ID;STATUS;RESOURCE_UID;CHECK_TITLE
s3_bucket_default_encryption;FAIL;arn:aws:s3:::images;Buckets are encrypted
`;
const TEMPLATE = 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n';
const text = (name: string, content: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});

async function openImport(page: Page): Promise<void> {
  await startAt(page, served, 'import');
  await expect(page.getByRole('heading', { level: 1, name: 'Import' })).toBeVisible();
}
async function choose(page: Page, ...files: ReturnType<typeof text>[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose files' }).click(),
  ]);
  await chooser.setFiles(files);
}

test('several files are told apart, and one that is no file of ours is refused in words', async ({
  page,
}) => {
  await openImport(page);
  await choose(
    page,
    text('scan.csv', SCAN),
    text('network.yaml', TEMPLATE),
    text('broken.xlsx', 'PK\u0003\u0004 and nothing more'),
    text('letter.txt', 'Dear all,'),
  );
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  await expect(row('scan.csv')).toContainText('Findings of a scanner');
  await expect(row('network.yaml')).toContainText('A template, a plan or an inventory');
  await expect(row('broken.xlsx')).toContainText('broken.xlsx is no Excel workbook that can be read');
  await page.getByRole('button', { name: 'Look at letter.txt' }).click();
  await expect(page.getByText('Nothing in this file can be taken in')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the files' }).click();

  await page.getByRole('button', { name: 'Look at scan.csv' }).click();
  await page.getByRole('link', { name: 'Read the findings' }).click();
  await expect(page.getByRole('dialog', { name: 'Import findings' })).toContainText('1 finding');
});

test('a template leads to the services that are in it', async ({ page }) => {
  await openImport(page);
  await choose(page, text('network.yaml', TEMPLATE));
  await page.getByRole('link', { name: 'Find services in it' }).click();
  await expect(page.getByRole('dialog')).toContainText('Amazon SQS');
});

async function give(page: Page, file: string): Promise<void> {
  await startAt(page, served, 'import');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose files' }).click(),
  ]);
  await chooser.setFiles(resolve(folder, file));
}

test('a matrix is recognised, a word explained, recorded for AWS, and stands beside the record', async ({
  page,
}) => {
  await give(page, 'crm.xlsx');
  await expect(page.getByText('9 claims on 4 controls')).toBeVisible();
  await page.getByRole('button', { name: /^CRM Worksheet/ }).click();
  await expect(page.getByLabel('Meaning of column B, Can Be Inherited from CSP')).toHaveValue('inherited');
  await expect(page.getByText('4 cells of the matrix', { exact: true })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('What "Maybe later" means').selectOption({ label: 'The customer (us)' });
  await expect(page.getByText('3 cells of the matrix', { exact: true })).toBeVisible();
  await page.getByLabel('Vendor', { exact: true }).selectOption({ label: 'AWS' });
  await page.getByRole('button', { name: 'Record 9 claims' }).click();
  await expect(page.getByText('9 claims on 4 controls recorded')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  const claims = page.getByRole('region', { name: 'What vendors claim, beside our record' });
  await expect(claims.getByText('4 controls', { exact: true })).toBeVisible();
  const row = claims.getByRole('button', { name: /PE-3/ });
  await row.click();
  await expect(claims.getByText('CRM Worksheet!A9')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  // A claim fills our record only where somebody says so.
  await claims.getByRole('button', { name: 'Use this text' }).click();
  await expect(claims.getByRole('button', { name: 'Use this text' })).toHaveCount(0);
  await claims.getByRole('link', { name: /^AWS: Physical/ }).click();
  await expect(page).toHaveURL(/walk\/aws\?card=physical-access/);
  await expect(page.getByText('Hostwell guards its sites.').first()).toBeVisible();
  await page.goBack();
  await expect(claims).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText(/^Undone: Changed Physical access to data centers, AWS/)).toBeVisible();
  // By key: the message of the undo may come to lie over the row.
  await expect(async () => {
    // What the undo brings may draw the list anew, closed.
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.press('Enter');
    await expect(claims.getByRole('button', { name: 'Use this text' })).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  // The claims come and go as one step.
  await page.keyboard.press('ControlOrMeta+z');
  await expect(claims).toHaveCount(0);
});

test('a table in other words is mapped by hand, and the next one with these headings maps itself', {
  tag: '@long',
}, async ({ page }) => {
  await give(page, 'list.xlsx');
  await expect(page.getByText('No sheet reads as a responsibility matrix')).toBeVisible();
  await page.getByLabel('Headings in row').fill('2');
  await page.getByLabel('Meaning of column A, Vaatimus').selectOption({ label: 'Control id' });
  await page.getByLabel('Meaning of column B, Kuka').selectOption({ label: 'Owner, in a word' });
  await expect(page.getByText('3 claims on 3 controls')).toBeVisible();
  await page.getByLabel('What "Asiakas" means').selectOption({ label: 'The customer (us)' });
  await page.getByLabel('What "Toimittaja" means').selectOption({ label: 'The vendor' });
  await expect(page.getByText('0 of the matrix not read', { exact: false })).toBeVisible();
  await page.getByLabel('Vendor', { exact: true }).selectOption({ label: 'Another party…' });
  await page.getByLabel('Name', { exact: true }).fill('Hostwell');
  await page.getByRole('button', { name: 'Record 3 claims' }).click();
  await expect(page.getByText('3 claims on 3 controls recorded')).toBeVisible();
  await expect(page.getByText('No answer names Hostwell yet', { exact: false })).toBeVisible();
  await give(page, 'list.xlsx');
  await expect(page.getByText('as remembered')).toBeVisible();
  await expect(page.getByText('3 claims on 3 controls', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Forget how these headings are read' }).click();
  await expect(page.getByText('No sheet reads as a responsibility matrix')).toBeVisible();
  await page.getByRole('button', { name: 'Take out' }).click();
  await expect(page.getByRole('region', { name: 'What vendors claim, beside our record' })).toHaveCount(0);
});

test("a vendor's plan in OSCAL is told by its entries, and recorded as what it claims", async ({ page }) => {
  await give(page, fileURLToPath(new URL('../fixtures/oscal-claims/leveraged-ssp.xml', import.meta.url)));
  await expect(page.getByText('2 claims on 1 control')).toBeVisible();
  await expect(page.getByText(/^OSCAL system security plan\. 2 entries: 2 read, 0 not read\./)).toBeVisible();
  // There are no columns that anybody could map.
  await expect(page.getByRole('heading', { name: 'How it is read' })).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Vendor', { exact: true }).selectOption({ label: 'AWS' });
  await page.getByRole('button', { name: 'Record 2 claims' }).click();
  await expect(page.getByText('2 claims on 1 control recorded')).toBeVisible();
});

test('what a table says of a service stands beside the duties of the service', async ({ page }) => {
  await give(page, 'services.xlsx');
  await expect(page.getByText('4 claims', { exact: true })).toBeVisible();
  await page.getByLabel('Vendor', { exact: true }).selectOption({ label: 'AWS' });
  await page.getByRole('button', { name: 'Record 4 claims' }).click();
  await expect(page.getByText(/^4 claims.* recorded$/)).toBeVisible();
  const row = page.getByRole('button', { name: /^Amazon S3/ });
  await expect(row).toContainText('Not compared');
  await expect(page.getByText(/recorded on [^.]+\. 4 claims[.;]/)).toBeVisible();
  await row.click();
  const says = page.getByLabel('What AWS says on Amazon S3');
  for (const task of ['Replaces broken disks', 'Keeps copies of each object', 'Says who may read a bucket'])
    await expect(says).toContainText(task);
  await expect(page.getByLabel('Our record on Amazon S3').getByRole('link').first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

const fixture = (name: string) =>
  fileURLToPath(new URL(`../fixtures/control-texts/${name}`, import.meta.url));
const CATALOGUE = fixture('sample-catalog.json');

/** The example speaks of other frameworks; the texts are those of NIST. */
const speakOfNist = () => ask(served, 'workbook.update', { frameworks: ['nist-800-53-r5'] });

test('a catalogue is looked at, taken in, read beside a duty, and removed again', { tag: '@long' }, async ({
  page,
}) => {
  await startAt(page, served, 'scope');
  await page.getByRole('checkbox', { name: /NIST Special Publication 800-53/ }).check();
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  const choose = async () => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Choose files' }).click(),
    ]);
    await chooser.setFiles(CATALOGUE);
  };
  await choose();
  await expect(page.getByRole('heading', { name: 'Sample catalogue for tests' })).toBeVisible();
  await expect(page.getByText('3 of 410 controls have their full text in this file')).toBeVisible();
  await expect(page.getByText('sc-28: its id is there a second time')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Take in 4 texts' }).click();
  await expect(page.getByText('4 texts of NIST Special Publication 800-53 taken in')).toBeVisible();

  await page.goto(addressOf(served, 'walk/orders-db?card=encryption-at-rest'));
  await page.getByText(/Helps to meet \d+ controls?/).click();
  await page
    .locator('summary')
    .filter({ hasText: /^SC-28 / })
    .focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Data at rest is encrypted.')).toBeVisible();
  await expect(page.getByText('Sample catalogue for tests, version 1.0.')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await choose();
  await expect(page.getByText('These texts are in the workbook already.')).toBeVisible();
  await page
    .getByRole('button', { name: 'Remove the texts of Sample catalogue for tests, version 1.0' })
    .click();
  await expect(page.getByRole('button', { name: /Remove the texts/ })).toHaveCount(0);
});

test('a baseline comes in beside another one, and a control shows the words of either', {
  tag: '@long',
}, async ({ page }) => {
  await speakOfNist();
  await startAt(page, served, 'import');
  const choose = async (...names: readonly string[]) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Choose files' }).click(),
    ]);
    await chooser.setFiles(names.map(fixture));
  };
  await choose('nist-moderate-part.xml');
  await page.getByRole('button', { name: 'Take in 11 texts' }).click();
  // A profile finds its catalogue among the files that were chosen with it.
  await choose('nist-low-profile.yaml', 'nist-moderate-part.yaml');
  await page.getByRole('button', { name: /nist-low-profile/ }).click();
  await expect(page.getByText(/^AC-1, AC-3.* and 138 more: the profile chooses it/)).toBeVisible();
  await expect(page.getByLabel('Where they go')).toHaveValue('');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Take in 3 texts' }).click();
  await expect(page.getByText('3 texts of NIST Special Publication 800-53 taken in')).toBeVisible();

  await page.goto(addressOf(served, 'walk/orders-db?card=backup-configuration'));
  await page.getByText(/Helps to meet \d+ controls?/).click();
  await page
    .locator('summary')
    .filter({ hasText: /^CP-9 / })
    .focus();
  await page.keyboard.press('Enter');
  const words = page.getByLabel('In the words of');
  await expect(page.getByText(/MODERATE IMPACT BASELINE, version 5\.1\.1\+u4\.$/)).toBeVisible();
  await words.selectOption({ index: 1 });
  await expect(page.getByText(/LOW IMPACT BASELINE, version 5\.1\.1\+u4\.$/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
