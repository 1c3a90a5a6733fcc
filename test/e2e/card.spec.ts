import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from 'playwright/test';
import type { Assignment, Card } from '../../main/contract/assignments.ts';
import { WORD_MS } from '../../renderer/components/shortcuts/typing.ts';
import { ask } from '../support/ask.ts';
import { type Served, serve } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { readCard, startAt } from '../support/screens.ts';

let folder: string;
let file: string;
let served: Served;
const inFolder = () => ({ cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } });
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
  file = copyExample(folder);
  served = await serve(['serve', file], inFolder());
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

const card = (page: Page) => page.getByRole('article');
/** Opens a duty in the walk-through, with the focus on its card. */
async function open(page: Page, ref: string): Promise<void> {
  const [subject, duty] = ref.split('/');
  await startAt(page, served, `walk/${subject}?card=${duty}`);
  await expect(card(page)).toContainText(ref);
  await expect(card(page)).toBeFocused();
}
const cardOf = (ref: string) => ask<Card>(served, 'assignments.card', { ref });
const recorded = async (ref: string): Promise<Assignment | null> => (await cardOf(ref)).assignment;
const openRefs = async (): Promise<readonly string[]> =>
  ask(served, 'assignments.refs', { filter: { subject: 'orders-db-test', ownership: 'unanswered' } });

test('everything beside an answer can be given before it, outlives the program, and is recorded with it as one step', async ({
  page,
}) => {
  const ref = 'orders-db-test/backup-configuration';
  await open(page, ref);
  // Parties by digit, a person, the status and the date, and why it differs: nothing of it is recorded.
  await page.keyboard.press('3');
  await page.keyboard.press('o');
  await page.keyboard.type('Tom');
  await page.keyboard.press('Enter');
  await expect(card(page)).toBeFocused();
  await page.keyboard.press('t');
  await page.keyboard.press('w');
  await page.keyboard.type('03032027');
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.keyboard.type('They keep it.');
  await page.keyboard.press('Escape');
  await expect(card(page)).toContainText('Draft, not recorded');
  expect(await recorded(ref)).toBeNull();
  expect(await openRefs()).toContain(ref);

  // Gone elsewhere, and the program killed: the draft is there in the page that the next one serves.
  await page.keyboard.press('j');
  await expect(card(page)).not.toContainText(ref);
  await expect(page.getByRole('link', { name: /draft, not recorded/ })).toBeVisible();
  const { port } = served;
  await served.stop('SIGKILL');
  served = await serve(['serve', file, '--port', String(port)], inFolder());
  await open(page, ref);
  await expect(card(page).getByRole('combobox', { name: /Platform team/ })).toHaveValue('Tomás Ó Briain');
  await expect(card(page).getByRole('radio', { name: 'In progress' })).toBeChecked();
  await expect(card(page).getByLabel(/Why/)).toHaveValue('They keep it.');

  await page.keyboard.press('Enter');
  await expect(card(page)).not.toContainText(ref);
  // It goes on before the disk has it.
  await expect
    .poll(() => recorded(ref))
    .toMatchObject({
      shares: [{ party: 'platform-team', person: expect.stringContaining('tom') }],
      status: 'in-progress',
      dueOn: '2027-03-03',
      deviationReason: 'They keep it.',
    });
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await expect.poll(async () => (await cardOf(ref)).ownership.kind).toBe('unanswered');
  expect((await recorded(ref))?.status ?? 'not-started').toBe('not-started');
});

test('a name typed at once after O is a name, while an answer is still on its way as well', async ({
  page,
}) => {
  const before = await openRefs();
  const [first = '', second = ''] = before;
  await open(page, first);
  await readCard(page);
  // No pause from here on: the first card is accepted, and the name belongs to the one that follows.
  await page.keyboard.press('Enter');
  await page.keyboard.press('o');
  await page.keyboard.type('Carl');
  await expect(card(page)).toContainText(second);
  await expect(page.getByRole('combobox', { name: /^Person named/ }).and(page.locator(':focus'))).toHaveValue(
    'Carl',
  );
  await expect.poll(openRefs).toEqual(before.filter((ref) => ref !== first));
});

test('an answer that differs asks why before it is recorded; Escape leaves it, an empty line is a gap', async ({
  page,
}) => {
  const [ref = ''] = await openRefs();
  const { suggestion } = await cardOf(ref);
  const key = suggestion.owner === 'customer' ? 's' : 'c';
  await open(page, ref);
  await page.keyboard.press(key);
  const why = page.getByRole('form', { name: 'Why it differs' });
  await expect(why.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();
  await expect(card(page)).toBeFocused();
  expect((await cardOf(ref)).ownership.kind).toBe('unanswered');
  await page.keyboard.press(key);
  await expect(why.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await cardOf(ref)).ownership.kind).not.toBe('unanswered');
  expect((await recorded(ref))?.deviationReason).toBeNull();
});

test('a letter that is taken for the head of a word says so, where its answer would have been asked about as well', async ({
  page,
}) => {
  const [ref = ''] = await openRefs();
  const { suggestion } = await cardOf(ref);
  await open(page, ref);
  // In one task of the page: the second letter comes as fast as one of a word, on any machine.
  await card(page).evaluate(
    (element, keys) => {
      for (const key of keys)
        element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    },
    [suggestion.owner === 'customer' ? 's' : 'c', 'q'],
  );
  await expect(page.getByRole('status').getByText('Typed as a word: nothing was recorded.')).toBeVisible();
  await expect(page.getByRole('form', { name: 'Why it differs' })).toBeHidden();
  expect((await cardOf(ref)).ownership.kind).toBe('unanswered');
  // Whoever points at something means the next key: the page goes on to another test, in which none is the tail of this word.
  await card(page).getByRole('heading').first().click();
});

test('what is typed before the question of an answer that differs is there is its text, not commands', async ({
  page,
}) => {
  const [ref = ''] = await openRefs();
  const { suggestion } = await cardOf(ref);
  await page.route('**/rpc/assignments.check', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  await open(page, ref);
  // By itself, as whoever thinks of a reason next presses it: letters that follow at once would make it a word.
  await page.keyboard.press(suggestion.owner === 'customer' ? 's' : 'c', { delay: 2 * WORD_MS });
  await page.keyboard.type('the hotel pays');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await recorded(ref))?.deviationReason).toBe('the hotel pays');
  expect(await recorded(ref)).toMatchObject({ status: 'not-started', note: null });
});

test('what is typed into a question outlives a reload, and is offered when that is asked again', async ({
  page,
}) => {
  const [ref = ''] = await openRefs();
  await open(page, ref);
  await page.keyboard.press('d');
  const asked = page.getByRole('form', { name: 'Decision' }).getByRole('textbox');
  await expect(asked).toBeFocused();
  await page.keyboard.type('The hotel.');
  await page.reload();
  await expect(card(page)).toContainText('Draft, not recorded');
  await expect(card(page)).toBeFocused();
  await page.keyboard.press('d');
  await expect(asked).toHaveValue('The hotel.');
  await page.keyboard.press('Enter');
  await expect(asked).toBeHidden();
  await expect(card(page)).not.toContainText('Draft, not recorded');
  const decisions = await ask<readonly { readonly text: string }[]>(served, 'workshop.decisions', {});
  expect(decisions.map(({ text }) => text)).toContain('The hotel.');
  // Given up by Escape, it is gone.
  await page.keyboard.press('d');
  await page.keyboard.type('No');
  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  await expect(asked).toHaveValue('');
});

test('a date typed while an answer is on its way is its due date, and a message covers no answer', async ({
  page,
}) => {
  const [ref = ''] = await openRefs();
  const { suggestion } = await cardOf(ref);
  await page.route('**/rpc/assignments.answer', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  await open(page, ref);
  await readCard(page);
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('w');
  await page.keyboard.type('03032027');
  if (suggestion.owner === 'aws') await expect(page.getByLabel('Due (W)')).toBeDisabled();
  else await expect.poll(async () => (await recorded(ref))?.dueOn).toBe('2027-03-03');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  const message = page.getByRole('region', { name: 'Messages' }).getByText(/^Undone/);
  await expect(message).toBeVisible();
  const [lowest, answers] = [
    await message.boundingBox(),
    await page.getByRole('region', { name: 'Answer' }).boundingBox(),
  ];
  expect((lowest?.y ?? 1e9) + (lowest?.height ?? 0)).toBeLessThanOrEqual(answers?.y ?? 0);
});

test('in front of the room every party can be chosen, and Shift+Enter records and stays', async ({
  page,
}) => {
  const [ref = ''] = await openRefs();
  const [subject, duty] = ref.split('/');
  await startAt(page, served, `present/${subject}?card=${duty}`);
  await expect(card(page)).toBeFocused();
  await page.keyboard.press('3');
  await page.keyboard.press('4');
  const room = page.getByRole('region', { name: 'The room’s decision' });
  await expect(
    room.getByRole('button', { name: /^Record: shared by Platform team and Owlhurst/ }),
  ).toBeVisible();
  await page.keyboard.press('r');
  await page.keyboard.type('On call.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByRole('status').last()).toContainText('Platform team and Owlhurst');
  await expect.poll(async () => (await recorded(ref))?.shares.map((share) => share.party)).toHaveLength(2);
  const { name } = (await cardOf(ref)).responsibility;
  await expect(card(page)).toContainText(name);
});

test('a foundation says before it is recorded in how many columns it shows', async ({ page }) => {
  await open(page, 'aws/physical-access');
  const { foundation } = await cardOf('aws/physical-access');
  expect(foundation?.columns).toBeGreaterThan(5);
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText(
    `shows in all ${foundation?.columns} columns of the matrix`,
  );
});

/** Takes back what the last message tells of, by its button. */
const takeBackByMessage = (page: Page) =>
  page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).last().click();

test('an answer goes to another service by one key, without what is left out, and comes back by one undo', async ({
  page,
}) => {
  const [from, to] = ['orders-db/backup-configuration', 'orders-db-test/backup-configuration'];
  expect((await recorded(from))?.note).not.toBeNull();
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, from);
  await page.keyboard.press('=');
  const dialog = page.getByRole('dialog', { name: /^The same for other services/ });
  const preview = dialog.getByRole('status');
  await expect(dialog.getByRole('checkbox', { name: 'Only where nothing is answered yet' })).toBeInViewport({
    ratio: 1,
  });
  for (const name of [/^orders-db-test/, /^shop-front/]) await dialog.getByRole('checkbox', { name }).check();
  await expect(preview).toContainText(/^orders-db-test, [^:]*: Unanswered becomes [^:]*, with [^:]*note/);
  await expect(preview).toContainText(/shop-front, .* stays as it is: It has an answer already/);
  await dialog.getByRole('checkbox', { name: 'Owners' }).uncheck();
  await expect(preview).toContainText(/: Unanswered as before, with note/);
  await dialog.getByRole('checkbox', { name: 'Owners' }).check();
  await dialog.getByRole('checkbox', { name: 'Note' }).uncheck();
  await expect(preview).toContainText(/^orders-db-test, [^:]*: Unanswered becomes /);
  await expect(preview).not.toContainText(/, with [^:]*note/);
  expect(await recorded(to)).toBeNull();
  await dialog.getByRole('button', { name: 'Answer 1 duty the same' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await cardOf(to)).ownership).toEqual((await cardOf(from)).ownership);
  expect((await recorded(to))?.note).toBeNull();
  await expect(card(page)).toBeFocused();
  await takeBackByMessage(page);
  await expect.poll(() => recorded(to)).toBeNull();
});

test('an open duty takes the answer of another service by the same key', async ({ page }) => {
  const [from, to] = ['orders-db/restore-testing', 'reporting-db/restore-testing'];
  expect((await cardOf(to)).ownership.kind).toBe('unanswered');
  await open(page, to);
  await page.keyboard.press('=');
  const dialog = page.getByRole('dialog', { name: /^The same as another service/ });
  await dialog.getByRole('radio', { name: /^orders-db / }).check();
  await expect(dialog.getByRole('status')).toContainText('reporting-db');
  expect((await cardOf(to)).ownership.kind).toBe('unanswered');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  expect((await cardOf(to)).ownership).toEqual((await cardOf(from)).ownership);
  await expect(card(page)).toBeFocused();
  await takeBackByMessage(page);
  await expect.poll(async () => (await cardOf(to)).ownership.kind).toBe('unanswered');
});

test('a second service of a kind is offered the answers of the first, which Enter pressed twice does not take', async ({
  page,
}) => {
  await startAt(page, served, 'services');
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog').getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('rds');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add 1 service' }).press('Enter');
  const offer = page.getByRole('dialog', { name: /^Answers of orders-db for / });
  const becomes = offer.getByText('What becomes of each duty');
  await expect(becomes).toBeFocused();
  const { ref } = (await ask<readonly { ref: string }[]>(served, 'services.list', {})).at(-1) ?? { ref: '' };
  const open = async () =>
    (
      await ask<readonly string[]>(served, 'assignments.refs', {
        filter: { subject: ref, ownership: 'unanswered' },
      })
    ).length;
  const all = await open();
  await page.keyboard.press('Enter');
  await expect(offer.getByText(/Restore testing/)).toBeVisible();
  await expect(offer.getByText(/becomes .*, with .*note/)).toHaveCount(0);
  expect(await open()).toBe(all);
  await offer.getByRole('checkbox', { name: 'With status, due dates, notes and evidence' }).check();
  await expect(offer.getByText(/becomes .*, with .*note/)).not.toHaveCount(0);
  const take = offer.getByRole('button', { name: /^Take \d+ answers$/ });
  const count = Number(/\d+/.exec((await take.textContent()) ?? '')?.[0]);
  await take.click();
  await expect(offer).toBeHidden();
  await expect.poll(open).toBe(all - count);
  await takeBackByMessage(page);
  await expect.poll(open).toBe(all);
});
