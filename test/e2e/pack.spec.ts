import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, expect, type Page } from 'playwright/test';
import { violations, violationsInBoth } from '../support/axe.ts';
import type { Served } from '../support/cli.ts';
import { narrowExample, serveExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { unpack } from '../support/pack.ts';
import { startAt } from '../support/screens.ts';

const PASSWORD = 'correct horse battery';
let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
  // What the pack of a large workbook holds is looked at in test/packs.
  await narrowExample(served, ['orders-db']);
});
test.afterAll(() => close());

const open = async (page: Page, route: string) => {
  await startAt(page, served, route);
};

/** Writes a pack on the export screen, and gives the path under which it was downloaded. */
async function download(page: Page, path: string): Promise<void> {
  await page.getByRole('button', { name: 'Write evidence pack' }).click();
  // Of its own section alone: all of the screen would be gone through again and again while the pack is written.
  const section = page.locator('section', { has: page.locator('h2', { hasText: 'Evidence pack' }) });
  await expect(section.getByText('Read back: every file has its hash')).toBeVisible({ timeout: 300_000 });
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  await file.saveAs(path);
}
async function give(page: Page, path: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose files' }).click(),
  ]);
  await chooser.setFiles(path);
}

test('a pack is written, its index opens, it is given back, and one flipped bit in it is named', async ({
  browser,
  page,
}, info) => {
  await open(page, 'export');
  const path = info.outputPath('pack.zip');
  await page.getByRole('button', { name: 'Make a key to sign with…' }).click();
  await page.getByLabel('Whose key it is').fill('Ann Lee');
  await page.getByRole('button', { name: 'Make the key' }).click();
  await expect(page.getByLabel('Sign with the key of Ann Lee')).toBeChecked();
  await download(page, path);
  await expect(page.getByText(/^Signed with the key .*, which calls itself Ann Lee\.$/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const index = info.outputPath('index.html');
  writeFileSync(index, (await unpack(path)).get('index.html') ?? '');
  await expectIndexThatStandsAlone(browser, index);
  await open(page, 'import');
  await give(page, path);
  await expect(page.getByText('The pack is as it was written')).toBeVisible();
  await expect(page.getByText('The pack holds the present state of shop.demarc')).toBeVisible();
  await expect(page.getByText(/^Signed with your own key .*, Ann Lee\./)).toBeVisible();
  expect(await violations(page)).toEqual([]);

  const bytes = readFileSync(path);
  const at = bytes.indexOf('%PDF') + 50;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  const altered = info.outputPath('altered.zip');
  writeFileSync(altered, bytes);
  await page.getByRole('button', { name: 'Another file' }).click();
  await give(page, altered);
  await expect(page.getByText('The pack is not as it was written')).toBeVisible();
  await expect(page.getByText(/E-1 .*\.pdf .*was altered/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

/** The index of a pack opens from a folder, in light and dark, with nothing that runs or is fetched. */
async function expectIndexThatStandsAlone(browser: Browser, index: string): Promise<void> {
  const context = await browser.newContext();
  const reader = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  reader.on('request', (request) => asked.push(request.url()));
  reader.on('console', (message) => complaints.push(message.text()));
  await reader.goto(pathToFileURL(index).href);
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(/Online shop/);
  await expect(reader.getByRole('link', { name: 'assessment.pdf' })).toBeVisible();
  expect(await violationsInBoth(reader)).toEqual([]);
  expect(asked).toEqual([pathToFileURL(index).href]);
  expect(complaints).toEqual([]);
  await context.close();
}

test(
  'a list of requests, layouts and a password are chosen, the screen says what is not there, and the password is asked for once when checking',
  { tag: '@long' },
  async ({ page }, info) => {
    await open(page, 'export');
    const list = info.outputPath('list.csv');
    writeFileSync(list, 'id,request,refs\nPBC-1,Restores,orders-db/restore-testing\nPBC-2,More,nonsense\n');
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Choose a file: List of requests' }).click(),
    ]);
    await chooser.setFiles(list);
    await expect(page.getByText('List of requests: list.csv')).toBeVisible();
    await page.getByText('Layouts in it: none').click();
    await page
      .getByRole('checkbox', { name: /Statement of Applicability/i })
      .first()
      .check();
    await expect(page.getByText('Layouts in it: 1')).toBeVisible();

    await page.getByText('Encrypt it with a password').click();
    await page.getByRole('button', { name: 'Write evidence pack' }).click();
    await expect(page.getByText('Give at least 8 characters.')).toBeVisible();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByLabel('The same again').fill('something else');
    await expect(page.getByText('The two are not the same.')).toBeVisible();
    expect(await violationsInBoth(page)).toEqual([]);
    await page.getByLabel('The same again').fill(PASSWORD);
    const path = info.outputPath('asked.zip');
    await download(page, path);
    await expect(page.getByText(/2 requests, \d of them without evidence/)).toBeVisible();
    await expect(page.getByText(/PBC-2: "nonsense" is no duty/)).toBeVisible();
    expect(await violationsInBoth(page)).toEqual([]);
    const inner = info.outputPath('inner.zip');
    writeFileSync(inner, (await unpack(path, PASSWORD)).get('evidence-pack.zip') ?? '');
    const files = await unpack(inner);
    expect([...files.keys()]).toEqual(expect.arrayContaining(['requests.csv', 'layouts/soa-iso-27001.xlsx']));

    await open(page, 'import');
    await give(page, path);
    await page.getByLabel('Password of the pack').fill('something else');
    await page.getByRole('button', { name: 'Check the pack' }).click();
    await expect(page.getByText('That is not its password.')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Password of the pack').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page.getByText('The pack is as it was written')).toBeVisible();
  },
);
