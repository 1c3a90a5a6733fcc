import { expect, type Page } from 'playwright/test';
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
  await startAt(page, served);
  await page.getByRole('link', { name: 'Import', exact: true }).click();
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
