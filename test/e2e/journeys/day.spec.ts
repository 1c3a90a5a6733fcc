import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from 'playwright/test';
import { REST_MS } from '../../../renderer/components/shortcuts/typing.ts';
import { demarc, type Served, serve } from '../../support/cli.ts';
import { readCard } from '../../support/screens.ts';

/** What an inventory of twelve services looks like when Resource Explorer exports it. */
const INVENTORY = [
  's3:bucket',
  'cloudfront:distribution',
  'ec2:instance',
  'rds:db',
  'lambda:function',
  'apigateway:restapis',
  'dynamodb:table',
  'sqs:queue',
  'sns:topic',
  'kms:key',
  'cloudtrail:trail',
  'acm:certificate',
];

let folder: string;
let served: Served;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
  const lines = INVENTORY.map((type, at) => `resource-${at},${type},eu-west-1,111122223333,0`);
  writeFileSync(
    join(folder, 'inventory.csv'),
    `Identifier,Resource type,Region,AWS account,Total tags\n${lines.join('\n')}\n`,
  );
  served = await serve(['serve'], {
    cwd: folder,
    env: { DEMARC_DATA_DIR: join(folder, 'data'), DEMARC_WORKBOOKS_DIR: join(folder, 'workbooks') },
  });
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return `${element?.getAttribute('aria-label') ?? ''} ${element?.textContent ?? ''}`.trim();
    });
    if (name.test(focused)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${name}`);
}

async function tabInto(page: Page, region: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await region.evaluate((element) => element.contains(document.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never came into the table');
}

async function goBy(page: Page, second: string, heading: RegExp): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press(second);
  await expect(page.getByRole('main').getByRole('heading', { name: heading }).first()).toBeVisible();
}

test('a workshop over twelve services, by keyboard from the empty page to the signature', async ({
  page,
}) => {
  await page.goto(served.url);

  // A workbook for the day.
  await tabTo(page, /^New workbook$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type('Workshop day');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Acme');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Ann Assessor');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('banner')).toContainText('Workshop day');

  // Twelve services out of an inventory.
  await goBy(page, 's', /Services|Which AWS services/);
  page.on('filechooser', (chooser) => void chooser.setFiles(join(folder, 'inventory.csv')));
  await tabTo(page, /^Find in files$/);
  await page.keyboard.press('Enter');
  const found = page.getByRole('dialog', { name: 'Find services in files' });
  await expect(found).toBeVisible();
  await tabTo(page, /^Choose files$/);
  await page.keyboard.press('Enter');
  await expect(found).toContainText('12 services found');
  await tabTo(page, /^Add 12 services$/);
  await page.keyboard.press('Enter');
  await expect(found).toBeHidden();

  // The walk-through: some questions one by one, then domain by domain; what is open then, all at once in the matrix.
  await page.keyboard.press('g');
  // Whoever reads the first question is past the time in which Enter would be the tail of a word.
  await page.keyboard.press('w', { delay: REST_MS });
  const card = page.getByRole('article');
  const question = card.getByRole('heading').first();
  await expect(question).toBeVisible();
  // Its keys count from when it has the focus, which is a moment after it is seen.
  await expect(card).toBeFocused();
  for (let answered = 0; answered < 6; answered += 1) {
    const before = await question.textContent();
    await readCard(page);
    await page.keyboard.press('Enter');
    await expect(question).not.toHaveText(before ?? '');
  }
  const done = page.getByRole('banner').getByText(/^(\d+) of (\d+) answered/);
  const counts = async () => (((await done.textContent()) ?? '').match(/\d+/g) ?? []).map(Number);
  // All of one service, and on into the next one.
  const service = page.getByRole('heading', { level: 1 });
  const first = (await service.textContent()) ?? '';
  for (let into = 0; into < 2; into += (await service.textContent()) === first ? 0 : 1) {
    const [before = 0] = await counts();
    const shown = await question.textContent();
    // The key that brought this domain counts for it only from when it can have been read.
    await readCard(page);
    await page.keyboard.press('Shift+A');
    await expect.poll(async () => (await counts())[0] ?? 0).toBeGreaterThan(before);
    // The next question is one of another domain; the key would still go to this one.
    await expect(question).not.toHaveText(shown ?? '');
  }
  await goBy(page, 'm', /^Matrix$/);
  const [, all = 0] = await counts();
  await tabInto(page, page.getByRole('grid'));
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByRole('region', { name: 'Change what is selected' })).toContainText(`${all} duties`);
  await tabTo(page, /^Accept suggestions$/);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await counts())[0] ?? 0).toBe(all);
  const [answered = 0, asked = 1] = await counts();
  expect(answered).toBe(asked);
  expect(asked).toBeGreaterThan(300);

  // Review: everything submitted, then everything accepted.
  await goBy(page, 'i', /^Review and sign-off$/);
  const queue = page.getByRole('grid', { name: 'Answers in review' });
  const choose = async (state: string, arrow: string, step: string) => {
    await page.getByLabel('Review state').focus();
    for (let press = 0; press < 2; press += 1) await page.keyboard.press(arrow);
    await expect(page.getByLabel('Review state').locator('option:checked')).toHaveText(`${state} (${asked})`);
    await expect(queue.getByRole('row').nth(1)).toBeVisible();
    await tabInto(page, queue);
    await page.keyboard.press('ControlOrMeta+a');
    await expect(page.getByText(`${asked} answers selected`)).toBeVisible();
    await page.keyboard.press(step);
  };
  await choose('Draft', 'ArrowDown', 's');
  await choose('Waits for review', 'ArrowUp', 'a');
  await expect(page.getByLabel('Review state')).toContainText(`Accepted (${asked})`);

  // The signature over the whole of it.
  await page.getByRole('tab', { name: 'Answers' }).focus();
  for (const name of ['Due', 'Sign-offs']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name, selected: true })).toBeFocused();
  }
  await tabTo(page, /^Sign Workshop day, as a whole/);
  await page.keyboard.press('Enter');
  const signing = page.getByRole('dialog', { name: /^Sign Workshop day/ });
  await expect(signing).toContainText(String(asked));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Ann Assessor');
  await tabTo(page, /^Sign$/);
  await page.keyboard.press('Enter');
  await expect(signing).toBeHidden();
  await expect(page.getByRole('region', { name: 'Sign-offs' })).toContainText('Ann Assessor');

  // What the file says of itself afterwards.
  const [name = ''] = readdirSync(join(folder, 'workbooks')).filter((entry) => entry.endsWith('.demarc'));
  const gaps = demarc(['gaps', join(folder, 'workbooks', name), '--json'], {
    env: { DEMARC_DATA_DIR: join(folder, 'reader') },
  });
  expect(gaps.status, gaps.err).toBe(0);
  expect(gaps.out).not.toContain('"unanswered"');
  expect(gaps.out).toContain('"no-named-person"');
});
