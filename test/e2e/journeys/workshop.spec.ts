import { readFileSync } from 'node:fs';
import { expect } from 'playwright/test';
import { ask } from '../../support/ask.ts';
import type { Served } from '../../support/cli.ts';
import { serveExample } from '../../support/example-shop.ts';
import { test } from '../../support/one-page.ts';
import { unpack } from '../../support/pack.ts';
import { pdfText } from '../../support/pdf-tools.ts';
import { findProgram } from '../../support/programs.ts';
import { readCard, startAt } from '../../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
  // Nobody has answered anything of it, and it has fewer duties than most.
  await ask(served, 'services.add', { services: [{ catalogueId: 'acm', label: 'trial-certificates' }] });
});
test.afterAll(() => close());

test('a meeting, one service in front of the room by keyboard alone, and what comes out of it', {
  tag: '@long',
}, async ({ page }) => {
  await startAt(page, served, 'workshop');

  // The meeting begins, and somebody comes in.
  await page.getByLabel('Title of the meeting').focus();
  await page.keyboard.type('Round one');
  await page.keyboard.press('Enter');
  const room = page.getByRole('combobox', { name: 'Add somebody to the room' });
  await expect(room).toBeVisible();
  await room.focus();
  await page.keyboard.type('Bo Ek');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Who is in the room' })).toContainText('Bo Ek');
  await page
    .getByRole('row', { name: /trial-certificates/ })
    .getByRole('link')
    .focus();
  await page.keyboard.press('Enter');

  // The whole service: nothing of it is answered yet.
  const question = page.getByRole('article').getByRole('heading', { level: 2 });
  const status = page.getByRole('status').last();
  await expect(question).toBeVisible();
  await expect(page.getByRole('article')).toBeFocused();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  const line = page.getByText(/^Duty \d+ of \d+, \d+ answered$/);
  const total = Number(/of (\d+)/.exec((await line.textContent()) ?? '')?.[1]);
  expect(total).toBeGreaterThan(10);
  for (let at = 1; at <= total; at += 1) {
    await expect(line).toContainText(`Duty ${at} of ${total}`);
    if (at === 1) {
      await page.keyboard.press('d');
      await page.keyboard.type('No customer data.');
      await page.keyboard.press('Enter');
      await expect(status).toContainText('Decision noted');
      // Parked with what it waits for; whom can be left open.
      await page.keyboard.press('p');
      await page.keyboard.type('Test load.');
      await page.keyboard.press('Enter');
    } else if (at === 2) {
      await page.keyboard.press('n');
      await page.keyboard.type('Not reached.');
      await page.keyboard.press('Enter');
    } else {
      await readCard(page);
      await page.keyboard.press('Enter');
    }
  }
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText('trial-certificates');

  // Back at the agenda: answered but for the one that was parked, and the decision is in the log.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: 'Workshop' })).toBeVisible();
  await expect(page.getByRole('row', { name: /trial-certificates/ }).first()).toContainText(
    `${total - 1} of ${total}`,
  );
  const decision = page.getByRole('row', { name: /No customer data/ });
  await expect(decision).toContainText('Round one');
  await expect(decision).toContainText('trial-certificates');

  // What was accepted in bulk is confirmed at once, and nothing is left waiting.
  await page.getByRole('button', { name: /^Confirm all/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing waits.')).toBeVisible();
});

test('a workshop day from its beginning to its minutes: people, agenda, end, download', {
  tag: '@long',
}, async ({ page }) => {
  await startAt(page, served, 'workshop');
  await page.getByLabel(/Title of the meeting|Begin another meeting/).fill('Second round');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Meeting', { exact: true })).toHaveValue('Second round');

  // A few letters find somebody of the workbook; whoever it does not know is a guest.
  const room = page.getByRole('combobox', { name: 'Add somebody to the room' });
  await room.fill('ama');
  await expect(page.getByRole('option').first()).toContainText('Amara');
  await page.keyboard.press('Enter');
  const present = page.getByRole('list', { name: 'Who is in the room' });
  await expect(present).toContainText('Amara');
  await page.keyboard.type('Bo Ek');
  await expect(page.getByRole('option')).toHaveText('Add “Bo Ek” as a guest');
  await page.keyboard.press('Enter');
  await expect(present.getByRole('listitem')).toHaveCount(2);

  // Two services, the second one first.
  await page.getByRole('button', { name: 'Choose for this meeting' }).click();
  for (const name of ['orders-db', 'shop-web']) {
    await page.getByRole('checkbox', { name: `${name} is on the agenda` }).click();
    await expect(page.getByRole('checkbox', { name: `${name} is on the agenda` })).toBeChecked();
  }
  const earlier = page.getByRole('button', { name: 'shop-web earlier' });
  await earlier.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('rowheader', { name: /^1\./ })).toContainText('shop-web');
  await expect(earlier).toBeFocused();
  await page.getByRole('button', { name: 'Keep for the next meetings' }).click();
  await expect(page.getByRole('button', { name: 'Kept for the next meetings' })).toBeDisabled();
  await page.getByRole('button', { name: 'Done' }).click();

  // Before the room, by keyboard: a third party by its digit, the person of the workbook that bears it, what is parked and for whom.
  await page
    .getByRole('row', { name: /shop-web/ })
    .getByRole('link')
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('shop-web');
  await page.keyboard.press('3');
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByRole('status').last()).toContainText('Recorded: Platform team alone');
  await page.keyboard.press('p');
  await page.keyboard.type('The contract');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Amara');
  // Takes the person of that name; then it is parked.
  await expect(page.getByRole('option').first()).toContainText('Amara');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Parked, waits for: The contract \(Amara/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: 'Workshop' })).toBeVisible();

  await page.getByLabel('A decision about no duty in particular').fill('Shield Advanced is not bought.');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /Shield Advanced/ })).toBeVisible();

  await page.getByRole('button', { name: 'End the meeting' }).click();
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Second round has ended');
  const other = page.getByRole('listitem').filter({ hasText: 'Second round' }).first();
  await other.getByRole('button', { name: 'Change Second round' }).click();
  await expect(other).toContainText(/Began at \d\d:\d\d, ended at \d\d:\d\d/);
  const take = async (format: string, ending: string) => {
    await other.getByRole('button', { name: 'Minutes of Second round' }).click();
    await page.getByRole('menuitem', { name: `As ${format}` }).click();
    await page.keyboard.press('Enter');
    await expect(other).toContainText(
      new RegExp(`Minutes .* Second round\\.${ending}, .* read back and complete`),
    );
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      other.getByRole('button', { name: 'Download' }).click(),
    ]);
    const path = test.info().outputPath(`minutes.${ending}`);
    await download.saveAs(path);
    return path;
  };
  const minutes = readFileSync(await take('Markdown', 'md'), 'utf8');
  for (const words of [
    '# Minutes: Second round',
    '| Amara',
    '| Bo Ek | Guest |',
    '| shop-web | 1 |',
    'Shield Advanced is not bought.',
    'Platform team',
    'The contract',
  ])
    expect(minutes).toContain(words);
  // The same by readers of other makers, where they are installed.
  const told = ['Second round', 'Bo Ek', 'Platform team', 'The contract', 'Shield Advanced is not bought.'];
  const plain = (text: string) => text.replace(/\s+/g, ' ');
  if (findProgram('poppler')) {
    const text = plain(pdfText(await take('PDF', 'pdf'), '-raw'));
    for (const words of told) expect(text).toContain(words);
  }
  // That LibreOffice reads such a document is for the tests of minutes.
  const word = plain(await wordText(await take('Word', 'docx')));
  for (const words of told) expect(word).toContain(words);
});

/** The text of a Word document. */
const wordText = async (path: string) =>
  String((await unpack(path)).get('word/document.xml')).replace(/<[^>]+>/g, ' ');

test('in front of the room at 1280 x 800 nothing that is to be read or filled in lies below the fold', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const place of ['orders-db?card=backup-configuration', 'shop-front?card=public-exposure']) {
    await startAt(page, served, `present/${place}`);
    const card = page.getByRole('article');
    await expect(card.getByRole('heading', { level: 2 })).toBeVisible();
    const decision = page.getByRole('region', { name: 'The room’s decision' });
    for (const part of [
      card.getByText(/^Suggested: /),
      // Where the recorded answer is one that is often believed.
      ...(place.startsWith('orders-db') ? [card.getByText(/matches a known misconception/)] : []),
      card.getByRole('textbox', { name: 'Note' }),
      card.getByRole('textbox', { name: /differ/ }),
    ])
      await expect(async () => {
        const [box, fold] = await Promise.all([part.boundingBox(), decision.boundingBox()]);
        expect((box?.y ?? 0) + (box?.height ?? 1e6), place).toBeLessThan(fold?.y ?? 0);
      }).toPass();
  }
});

test('the line moves with the kind of service, by keyboard, and says so', async ({ page }) => {
  await startAt(page, served);
  await page.goto(`${served.address}#/learn/service-models`);
  const picture = page.getByRole('main').getByRole('img');
  await expect(picture).toHaveAttribute('aria-label', /^Infrastructure: /);
  const before = await page.getByRole('status').textContent();
  await page.getByRole('radio', { name: /Infrastructure/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(picture).toHaveAttribute('aria-label', /^Platform: /);
  await expect(page.getByRole('status')).toContainText('Compared with container');
  await expect(page.getByRole('status')).not.toHaveText(before ?? '');
});
