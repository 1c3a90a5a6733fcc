import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Browser, expect, type Page } from 'playwright/test';
import { ask } from '../support/ask.ts';
import { violations } from '../support/axe.ts';
import { demarc, type Served, serve } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { startAt } from '../support/screens.ts';

let folder: string;
let file: string;
let served: Served;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-room-'));
  file = copyExample(folder);
  const options = { cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } };
  served = await serve(
    ['room', file, '--address', '127.0.0.1', '--port', '0', '--title', 'Round one'],
    options,
  );
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

const PHONE = {
  viewport: { width: 360, height: 740 },
  ignoreHTTPSErrors: true,
  isMobile: true,
  hasTouch: true,
};

/** A phone at the door of the room, come by the picture: the code stands in its address, and goes from there. */
async function phone(browser: Browser, { room }: Served = served): Promise<Page> {
  const page = await (await browser.newContext(PHONE)).newPage();
  await page.goto(`${room?.url}/#${room?.code}`);
  await expect(page.getByRole('heading', { name: 'Round one' })).toBeVisible();
  expect(page.url()).toBe(`${room?.url}/`);
  return page;
}
const fits = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    )
    .toBe(0);

test('five people answer from their phones, one person records, and the minutes hold what each said', async ({
  page,
  browser,
}) => {
  // What was said in another meeting stands on the card, and counts among nobody's voices today.
  await ask(served, 'proposals.make', {
    ref: 'orders-db-test/backup-configuration',
    kind: 'object',
    text: 'Said last time.',
    by: { name: 'Somebody else' },
    meeting: 1,
  });
  await startAt(page, served, 'workshop');
  await expect(page.getByText(served.room?.code ?? '')).toBeVisible();

  const phones = await Promise.all(Array.from({ length: 5 }, () => phone(browser)));
  const [amara, tom, ida, guest, late] = phones as [Page, Page, Page, Page, Page];
  await amara.getByLabel('Who are you?').selectOption({ label: 'Amara Okonkwo' });
  for (const [device, name] of [
    [tom, 'Tom'],
    [ida, 'Ida'],
    [guest, 'Guest of the bank'],
    [late, 'Late'],
  ] as const)
    await device.getByLabel('Your name, as a guest').fill(name);
  expect(await violations(amara)).toEqual([]);
  for (const device of phones) {
    await fits(device);
    await device.getByRole('button', { name: 'Join' }).click();
    await expect(device.getByText(/lets you in/)).toBeVisible();
  }

  // Let in, one by one and the rest at once.
  await expect(page.getByRole('heading', { name: '5 wait to be let in' })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page, colorScheme === 'light' ? 'all' : 'colours')).toEqual([]);
    await amara.emulateMedia({ colorScheme });
    expect(await violations(amara, 'colours')).toEqual([]);
  }
  await page.getByRole('button', { name: 'Let in: Amara Okonkwo' }).click();
  await page.getByRole('button', { name: 'Let all in' }).click();
  await expect(page.getByRole('heading', { name: '5 devices in the room' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Who is in the room' })).toContainText('Guest of the bank');

  // What the presenter shows stands on every phone.
  await page.goto(
    `${served.address}/#/w/${served.workbook?.id}/present/orders-db-test?card=backup-configuration`,
  );
  for (const device of phones)
    await expect(device.getByRole('heading', { name: 'Backup configuration and retention' })).toBeVisible();
  expect(await violations(amara)).toEqual([]);
  for (const device of [amara, tom, ida]) await device.getByRole('button', { name: /^Agree/ }).click();
  await expect(tom.getByRole('status').filter({ hasText: 'You agree.' })).toBeInViewport({ ratio: 1 });
  await guest.getByRole('button', { name: 'Propose owners…' }).click();
  await guest.getByLabel('Platform team').check();
  await guest.getByLabel('Why?').fill('They run it since June.');

  // The network goes in the middle of it: what was typed is there afterwards, and so is the place in the room.
  await guest.context().setOffline(true);
  await guest.getByRole('button', { name: 'Say it' }).click();
  await expect(guest.getByText(/cannot be reached/)).toBeVisible();
  // A phone that is taken up again says so in sight, also of whoever writes far down.
  await guest.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(guest.getByText(/^The connection is lost\./)).toBeInViewport();
  await guest.context().setOffline(false);
  await guest.reload();
  await expect(guest.getByRole('heading', { name: 'Backup configuration and retention' })).toBeVisible();
  // So it is when the picture is scanned again, whose code does not stay in the address of a device that is in.
  await guest.evaluate((code) => {
    location.hash = code;
  }, served.room?.code ?? '');
  await expect(guest).toHaveURL(`${served.room?.url}/`);
  await expect(guest.getByRole('heading', { name: 'Backup configuration and retention' })).toBeVisible();
  await guest.getByRole('button', { name: 'Propose owners…' }).click();
  await expect(guest.getByLabel('Why?')).toHaveValue('They run it since June.');
  await guest.getByLabel('Platform team').check();
  await fits(guest);
  await guest.getByRole('button', { name: 'Say it' }).click();
  await late.getByRole('button', { name: 'Object…' }).click();
  await late.getByLabel('What is wrong with it?').fill('Nobody restores from it.');
  await late.getByRole('button', { name: 'Say it' }).click();
  await late.getByRole('button', { name: 'Raise your hand' }).click();
  await late
    .getByLabel('Attach a file or a photograph')
    .setInputFiles({ name: 'restore test.txt', mimeType: 'text/plain', buffer: Buffer.from('Not tested.') });
  await expect(late.getByText('You offer a file: restore test.txt')).toBeVisible();

  const tally = page.getByRole('region', { name: 'What the room says' });
  await expect(tally).toContainText('3 agree, 1 proposes Platform team, 1 objects');
  await expect(tally.getByRole('list', { name: 'Objections' })).toHaveText('Late: Nobody restores from it.');
  // Another window of the presenter says the same.
  const second = await page.context().newPage();
  await startAt(second, served, 'present/orders-db-test?card=backup-configuration');
  const theirs = second.getByRole('region', { name: 'What the room says' });
  await expect(theirs).toContainText('3 agree, 1 proposes Platform team, 1 objects');
  await expect(page.getByRole('button', { name: /^5 here · Late: hand up$/ })).toBeVisible();
  for (const device of phones) await expect(device.getByText(/^The room: 3 agree, 1 proposes/)).toBeVisible();

  expect(await violations(page)).toEqual([]);

  // One key takes over what most say.
  await page.getByRole('article').focus();
  await page.keyboard.press('q');
  await expect(page.getByRole('status').filter({ hasText: 'Decided:' })).toBeVisible();
  await expect(amara.getByText('Recorded: AWS + Thistlemoor Outfitters.')).toBeVisible();
  await expect(amara.getByText('taken over')).toBeVisible();
  await expect(second.getByRole('status').filter({ hasText: 'Decided:' })).toBeVisible();
  await second.close();

  await page.getByRole('button', { name: 'Attach as evidence' }).click();
  await expect(page.getByText(/Attached as evidence: E-\d+ restore test/)).toBeVisible();

  // In one's own time: duties of services that one leads arrive as proposals.
  await amara.getByRole('button', { name: 'Yours' }).click();
  await amara.getByRole('listitem').getByRole('button').first().click();
  await amara.getByRole('button', { name: 'Say how far it is…' }).click();
  await amara.getByLabel('Implemented').check();
  await amara.getByRole('button', { name: 'Say it' }).click();
  await expect(amara.getByText('You say how far it is: Implemented')).toBeVisible();

  // The end of the meeting ends the room, on every phone at once.
  await page.getByRole('button', { name: 'End the meeting' }).click();
  for (const device of phones)
    await expect(device.getByRole('heading', { name: 'You are out of the room' })).toBeVisible();
  const minutes = demarc(['minutes', file, '2'], { cwd: folder }).out;
  expect(minutes).toMatch(/Amara Okonkwo, Tom, Ida \| Agrees: AWS \+ Thistlemoor Outfitters *\| Taken over/);
  expect(minutes).toMatch(
    /Guest of the bank \| Proposes Platform team: They run it since June\. *\| Not taken/,
  );
  expect(minutes).toMatch(/Late \| Objects: Nobody restores from it\. *\| Not taken/);
  for (const device of phones) await device.context().close();
});

test('whoever opens the workbook second reads only, and is offered the room for the day and a copy for the week', async ({
  page,
}) => {
  const other = await serve(['serve', file], {
    cwd: folder,
    env: { DEMARC_DATA_DIR: join(folder, 'other') },
  });
  try {
    await startAt(page, other, 'import');
    const notice = page.getByRole('status').filter({ hasText: 'Read only:' });
    await expect(notice).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await notice.getByRole('button', { name: 'Save a copy to work on' }).click();
    await expect(page.getByRole('dialog', { name: 'Save a copy' })).toBeVisible();
    await page.keyboard.press('Escape');
    await notice.getByRole('link', { name: 'About the room' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^The room/ })).toBeVisible();
  } finally {
    await other.stop();
  }
});

test('where the workbook of a room is written over, every phone says that something is wrong, and only the screen and the terminal say what', {
  tag: '@long',
}, async ({ page, browser }) => {
  const own = join(folder, 'lost');
  mkdirSync(own);
  const lost = copyExample(own);
  const other = await serve(['room', lost, '--address', '127.0.0.1', '--port', '0', '--title', 'Round one'], {
    cwd: own,
    env: { DEMARC_DATA_DIR: join(own, 'data') },
  });
  try {
    const [ida, tom] = [await phone(browser, other), await phone(browser, other)];
    for (const [device, name] of [
      [ida, 'Ida'],
      [tom, 'Tom'],
    ] as const) {
      await device.getByLabel('Your name, as a guest').fill(name);
      await device.getByRole('button', { name: 'Join' }).click();
      await expect(device.getByText(/lets you in/)).toBeVisible();
    }
    await startAt(page, other, 'workshop');
    await page.getByRole('button', { name: 'Let in: Ida' }).click();
    await page.goto(
      `${other.address}/#/w/${other.workbook?.id}/present/orders-db-test?card=backup-configuration`,
    );
    await ida.getByRole('button', { name: /^Agree/ }).click();
    await expect(ida.getByText('You agree.')).toBeVisible();
    // Nobody said it to another answer.
    await ask(other, 'assignments.answer', {
      ref: 'orders-db-test/backup-configuration',
      answer: { owners: ['platform-team'] },
    });
    await expect(ida.getByText('Recorded: Platform team.')).toBeVisible();
    await expect(ida.getByText('You agree.')).toHaveCount(0);
    await expect(ida.getByRole('button', { name: /^Agree Platform team$/ })).toHaveAttribute(
      'aria-pressed',
      'false',
    );

    // What was refused stays in sight while whoever leads goes on and comes back.
    const held = new Database(lost);
    held.exec('BEGIN IMMEDIATE');
    const agree = ida.getByRole('button', { name: /^Agree/ });
    await agree.click();
    const refused = /^Something is wrong .* this may not be recorded/;
    await expect(ida.getByRole('status').filter({ hasText: refused })).toBeVisible();
    const card = (id: string) =>
      `${other.address}/#/w/${other.workbook?.id}/present/orders-db-test?card=${id}`;
    await page.goto(card('restore-testing'));
    await expect(ida.getByRole('alert')).toHaveText(
      /^“Backup configuration and retention”: Something is wrong/,
    );
    await page.goto(card('backup-configuration'));
    await expect(ida.getByRole('status').filter({ hasText: refused })).toBeVisible();
    await expect(ida.getByRole('alert')).toHaveText('');
    held.exec('ROLLBACK');
    held.close();
    await agree.click();
    await expect(ida.getByText('You agree.')).toBeVisible();
    await expect(ida.getByText(refused)).toHaveCount(0);
    // What all see comes after what is said to one, and is read from the file that is about to be lost.
    const agreed = ida.getByRole('button', { name: /^You agree/ });
    await expect(agreed).toBeVisible();

    for (const path of [lost, `${lost}-wal`]) writeFileSync(path, 'nothing of it '.repeat(90_000));
    await agreed.click();
    const wrong = /^Something is wrong on the computer of whoever leads/;
    // Beside the button, and above, for what is shown may be out of date.
    await expect(ida.getByText(wrong)).toHaveCount(2);
    await expect(tom.getByText(wrong)).toBeVisible();
    for (const device of [ida, tom]) {
      await expect(device.locator('body')).not.toContainText('rescued');
      expect(await violations(device)).toEqual([]);
      await fits(device);
    }
    await page.goto(`${other.address}/#/w/${other.workbook?.id}/workshop`);
    const panel = page.getByRole('region', { name: 'The room: everybody on their own device' });
    await expect(panel).toContainText(
      /Something is wrong on this computer.*All that was recorded here was saved as .*rescued/,
    );
    expect(await violations(page)).toEqual([]);
    expect(other.errors()).toMatch(/^demarc: in the room: .*was saved as .*rescued/m);
    await panel.getByRole('button', { name: 'Close the room' }).click();
    for (const device of [ida, tom]) {
      await expect(device.getByRole('heading', { name: 'You are out of the room' })).toBeVisible();
      await device.context().close();
    }
  } finally {
    await other.stop();
  }
});
