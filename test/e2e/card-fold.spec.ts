import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import type { Card } from '../../main/contract/assignments.ts';
import type { FindingsList } from '../../main/contract/findings.ts';
import type { Party } from '../../main/contract/parties.ts';
import { REST_MS } from '../../renderer/components/shortcuts/typing.ts';
import { ask } from '../support/ask.ts';
import { PROJECT, type Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { isLongLook } from '../support/property.ts';
import { addressOf, loadProgram, openScreen, openStart } from '../support/screens.ts';
import { settled } from '../support/settled.ts';

/**
 * What is read or filled in to answer a duty stands in sight without scrolling, in the walk-through and in the pane beside each list, whoever
 * and however many own it.
 */
const SUBJECT = 'orders-db';
/** By a suggestion that many can share, and by one from which whoever shares deviates. */
const DUTIES = { shared: 'backup-configuration', customer: 'network-segmentation' } as const;
const WINDOW = { width: 1280, height: 800 };
const PROJECTOR = { width: 1920, height: 1080 };
/** Six parties with those of the example. */
const MORE_PARTIES = [
  ['Platform & Reliability Engineering (Group IT, München)', 'internal-provider'],
  ['佐藤システム開発株式会社', 'third-party'],
] as const;
/** The same window at 200 %. */
const ZOOMED = { width: 640, height: 400 };

let served: Served;
let close: () => Promise<void>;
let page: Page;
let parties: readonly string[];
let approver: string;
/** Number of a piece of evidence that supports the duties. */
let piece: number;
test.beforeAll(async ({ browser }) => {
  ({ served, close } = await serveExample({ scan: join(PROJECT, 'test/fixtures/findings/prowler-3.csv') }));
  for (const [name, kind] of MORE_PARTIES) await ask(served, 'parties.add', { name, kind });
  [{ id: approver }] = await ask<readonly [{ id: string }]>(served, 'people.list', {});
  parties = (await ask<readonly Party[]>(served, 'parties.list', {})).map(({ id }) => id);
  const refs = Object.values(DUTIES).map((duty) => `${SUBJECT}/${duty}`);
  const evidence = { title: 'Minutes of the storage board', text: 'Seen.', refs };
  ({ number: piece } = await ask<{ number: number }>(served, 'evidence.addNote', evidence));
  const { first } = await ask<FindingsList>(served, 'findings.list', {});
  await ask(served, 'findings.place', { ids: first.slice(0, 2).map(({ id }) => id), refs });
  await ask(served, 'snapshots.take', { name: 'Before' });
  page = await browser.newPage({ viewport: WINDOW });
  await loadProgram(page, served);
});
test.afterAll(() => close());

const STATES = ['unanswered', 'deviating', 'answered'] as const;
type State = (typeof STATES)[number];

/** Who owns the duty, or is chosen for it, in one state: with more than one, an answer deviates from a suggestion of the customer alone. */
const dutyOf = (state: State): string => (state === 'deviating' ? DUTIES.customer : DUTIES.shared);

const refOf = (state: State): string => `${SUBJECT}/${dutyOf(state)}`;

/** Brings a duty into a state, with its first owners; what is not answered is chosen on the card. */
async function bring(state: State, count: number): Promise<void> {
  const ref = refOf(state);
  const { ownership } = await ask<Card>(served, 'assignments.card', { ref });
  if (ownership.kind !== 'unanswered') await ask(served, 'assignments.clear', { ref });
  if (state === 'answered') await ask(served, 'assignments.update', { ref, ...NO_RISK });
  if (state !== 'unanswered') await answerBy(state, count);
}
async function answerBy(state: State, count: number): Promise<void> {
  const ref = refOf(state);
  await ask(served, 'assignments.answer', { ref, answer: { owners: parties.slice(0, count) } });
  // Where most own it, it stands with all that can stand on a card.
  if (state === 'answered' && count > 4) await ask(served, 'assignments.update', { ref, ...RISK() });
}
/** Has more parties share a duty whose card is open. */
async function shareAmong(state: State, count: number): Promise<void> {
  if (state === 'unanswered') await choose(count);
  else await answerBy(state, count);
  await expect(texts()).toHaveCount(count);
}
const RISK = () => ({
  status: 'risk-accepted',
  note: 'Said in the room.',
  risk: {
    reason: 'Costs more than the loss that it averts, says the board of the group.',
    approver,
    approvedOn: '2026-01-10',
    expiresOn: '2030-02-10',
  },
});
const NO_RISK = { status: 'not-started', note: null };

const PLACES = {
  'walk-through': (duty: string) => `walk/${SUBJECT}?card=${duty}`,
  grid: (duty: string) => `matrix?view=grid&cell=${SUBJECT}/${duty}`,
  presenter: (duty: string) => `present/${SUBJECT}?card=${duty}`,
} as const;
type Place = keyof typeof PLACES;
const holder = () => page.locator('[data-card]').last();

async function open(place: Place, duty: string): Promise<void> {
  await openScreen(page, served, PLACES[place](duty));
  if (place === 'grid') await page.keyboard.press('Enter');
  await expect(holder()).toHaveAttribute('data-ref', `${SUBJECT}/${duty}`);
  await expect(page.getByRole('article')).toBeFocused();
}
/** Chooses so many parties by their digits, where that is not what stands suggested. */
async function choose(count: number): Promise<void> {
  if (count === 2) return;
  const chosen = page.locator('fieldset button[aria-keyshortcuts][aria-pressed="true"]');
  const before = await chosen.count();
  for (let digit = before + 1; digit <= count; digit += 1) {
    await page.keyboard.press(String(digit));
    await expect(
      page.locator(`fieldset button[aria-keyshortcuts="${digit}"][aria-pressed="true"]`),
    ).toBeVisible();
  }
  await expect(chosen).toHaveCount(count);
}

/** What is read or filled in, and how much of each stands out of the room that is seen: of the scroller, and of the window. */
const outOfSight = () =>
  holder().evaluate((card) => {
    const scroller = card.querySelector('[data-scroller]');
    const room = (scroller ?? card).getBoundingClientRect();
    const article = card.querySelector('article');
    const found: Record<string, Element[]> = {
      question: [...(article?.querySelectorAll('header p') ?? [])],
      suggestion: [...(article?.querySelectorAll('[aria-label="Suggestion"] p') ?? [])],
      texts: [...(article?.querySelectorAll('textarea[aria-label^="What "]') ?? [])],
      persons: [...(article?.querySelectorAll('input[aria-label^="Person named for"]') ?? [])],
      reason: [...(article?.querySelectorAll('textarea[data-key="reason"]') ?? [])],
      note: [...(article?.querySelectorAll('textarea[data-key="note"]') ?? [])],
      risk: [...(article?.querySelectorAll('[aria-label="Accepted risk"] > *') ?? [])],
    };
    const out = Object.entries(found).flatMap(([name, elements]) =>
      elements
        .map((element) => element.getBoundingClientRect())
        .filter((box) => box.height < 12 || box.top < room.top - 1 || box.bottom > room.bottom + 1)
        .map(
          (box) =>
            `${name}: ${Math.round(box.top)} to ${Math.round(box.bottom)} of ${Math.round(room.bottom)}`,
        ),
    );
    for (const name of ['reason', 'note', 'risk'])
      for (const element of found[name] ?? []) {
        const box = element.getBoundingClientRect();
        // Whatever is meant to be pressed or read lies on top, from its first line to its last.
        for (const y of [box.top + 3, box.bottom - 3])
          if (!element.contains(document.elementFromPoint(box.left + box.width / 2, y)))
            out.push(`${name}: covered at ${Math.round(y)}`);
      }
    const buttons = [...card.querySelectorAll('button[aria-keyshortcuts]')];
    const below = buttons
      .filter((button) => button.getBoundingClientRect().bottom > innerHeight + 1)
      .map((button) => `answer: ${button.textContent}`);
    return { out: [...out, ...below], scrolled: scroller?.scrollTop ?? 0 };
  });
const texts = () => page.getByRole('article').locator('textarea[aria-label^="What "]');
const cutWhereTyped = () =>
  page.evaluate(() => {
    const field = document.activeElement;
    return field === null || field.scrollHeight > field.clientHeight + 1;
  });
/** Texts of which a part is to be had by scrolling in them only. */
const cutTexts = () =>
  texts().evaluateAll((fields) =>
    fields
      .filter((field) => field.scrollHeight > field.clientHeight + 1)
      .map((field) => `${field.scrollHeight} in ${field.clientHeight}`),
  );

async function expectWhole(message: string, count: number): Promise<void> {
  await expect(texts()).toHaveCount(count);
  await expect.poll(outOfSight, { message }).toEqual({ out: [], scrolled: 0 });
  await expect.poll(cutTexts, { message }).toEqual([]);
}
/** Goes on to another duty of the screen that stands. */
async function goOn(place: Place, duty: string): Promise<void> {
  await page.goto(addressOf(served, PLACES[place](duty)));
  await expect(holder()).toHaveAttribute('data-ref', `${SUBJECT}/${duty}`);
  await expect(page.getByRole('article')).toBeFocused();
}
// Beside a list as little room as there is anywhere is looked at below. In front of a room, where all of it is larger, the most is what shows
// whether it fits, on a large projector, too.
for (const [place, sizes, counts] of [
  ['walk-through', [WINDOW], [2, 4, 5]],
  ['presenter', [WINDOW, PROJECTOR], [5]],
] as const)
  test(`${place}: what is read and filled in is in sight, whoever shares it`, async () => {
    await page.setViewportSize(WINDOW);
    for (const state of STATES) {
      await bring(state, counts[0]);
      if (state === STATES[0]) await open(place, dutyOf(state));
      else await goOn(place, dutyOf(state));
      for (const count of counts) {
        if (count !== counts[0] || state === 'unanswered') await shareAmong(state, count);
        for (const size of sizes) {
          await page.setViewportSize(size);
          await expectWhole(`${place} at ${size.width}, ${state}, ${count} parties`, count);
        }
      }
      // What was chosen is kept as a draft; the next one begins without it.
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: 'Discard' })).toHaveCount(0);
    }
  });

/** Of so many duties, those with most to be read and those with a known misconception stand for all; DEMARC_TIMES looks at each. */
const WORDIEST = 5;
let fullest: Promise<readonly string[]> | undefined;
/** Has all parties answer every duty of the service; those that are looked at. */
async function answerAll(): Promise<readonly string[]> {
  // A page that shows some of it would read and draw it anew after each answer.
  await openStart(page, served);
  const refs = await ask<readonly string[]>(served, 'assignments.refs', { filter: { subject: SUBJECT } });
  const found: { readonly ref: string; readonly words: number }[] = [];
  for (const ref of refs) {
    await ask(served, 'assignments.answer', { ref, answer: { owners: parties }, reason: 'Agreed.' });
    const { responsibility, suggestion, misconception } = await ask<Card>(served, 'assignments.card', {
      ref,
    });
    const words = JSON.stringify([responsibility, suggestion]).length;
    found.push({ ref, words: misconception ? Number.POSITIVE_INFINITY : words });
  }
  expect(found.some(({ words }) => words === Number.POSITIVE_INFINITY)).toBe(true);
  const most = found.toSorted((one, other) => other.words - one.words);
  return most.slice(0, isLongLook ? most.length : WORDIEST).map(({ ref }) => ref);
}
async function expectReadAndTyped(ref: string): Promise<void> {
  await expect(holder()).toHaveAttribute('data-ref', ref);
  await expect.poll(outOfSight, { message: ref }).toEqual({ out: [], scrolled: 0 });
  for (let nth = 0; nth < 2; nth += 1) {
    await page.keyboard.press('h');
    await expect(page.locator('textarea[data-key="duty"]:focus')).toBeVisible();
    await expect.poll(cutWhereTyped, { message: ref }).toBe(false);
    await page.keyboard.press('Escape');
  }
}
for (const place of ['grid', 'walk-through'] as const)
  test(`${place}: the duties with most to be read are in sight with six owners, and what their texts have more comes by their key`, {
    tag: '@long',
  }, async () => {
    fullest ??= answerAll();
    await page.setViewportSize(WINDOW);
    for (const [at, ref] of (await fullest).entries()) {
      const duty = ref.split('/')[1] ?? '';
      await (place === 'grid' || at === 0 ? open(place, duty) : goOn(place, duty));
      await expectReadAndTyped(ref);
    }
  });

/** Another list that has the card beside it: where it stands, and what has a duty stand in it. */
interface List {
  readonly route: (name: string, ref: string) => string;
  readonly grid?: true;
  /** A grid whose cell has the focus as it opens. */
  readonly cell?: true;
  readonly set?: object;
}
const LISTS: Readonly<Record<string, List>> = {
  // Of many gaps a list shows the first ones only.
  gaps: { route: (name) => `gaps?rule=no-named-person&subject=${SUBJECT}&text=${encodeURIComponent(name)}` },
  actions: { route: () => 'gaps?view=actions' },
  'accepted risks': { route: () => 'gaps?view=risks', set: { status: 'risk-accepted' } },
  review: { route: () => `review?state=draft&subject=${SUBJECT}`, grid: true },
  'what is due': { route: () => 'review?view=due&kind=duty', set: { dueOn: '2020-01-02' } },
  'what evidence supports': { route: () => `evidence?open=${piece}` },
  findings: { route: () => 'evidence?view=findings', grid: true },
  changes: { route: () => 'compare?group=notes' },
  register: { route: () => `matrix?view=register&subject=${SUBJECT}`, grid: true },
  grid: { route: (_name, ref) => `matrix?view=grid&cell=${ref}`, cell: true },
};
/** What has a duty stand in a list. */
async function enter(name: string, duty: string): Promise<void> {
  const ref = `${SUBJECT}/${duty}`;
  const { ownership } = await ask<Card>(served, 'assignments.card', { ref });
  const status = ownership.kind === 'unanswered' ? {} : { status: 'in-progress' };
  const given = { note: 'Said in the room.', ...status, ...LISTS[name]?.set };
  await ask(served, 'assignments.update', { ref, ...given });
  await ask(served, 'evidence.link', { number: piece, refs: [ref] });
  await ask(served, 'actions.add', { title: 'Write it down', subject: SUBJECT, responsibility: duty });
}
async function openBeside(name: string, duty: string): Promise<void> {
  const ref = `${SUBJECT}/${duty}`;
  const { responsibility } = await ask<Card>(served, 'assignments.card', { ref });
  await openScreen(page, served, LISTS[name]?.route(responsibility.name, ref) ?? '');
  if (LISTS[name]?.cell) {
    await expect(page.locator('[role="gridcell"]:focus')).toHaveAttribute('data-ref', ref);
    await page.keyboard.press('Enter');
  } else if (LISTS[name]?.grid) {
    const line = page.getByRole('row').filter({ hasText: responsibility.name }).filter({ hasText: SUBJECT });
    await line.getByRole('gridcell').filter({ hasText: responsibility.name }).click();
    await page.keyboard.press('Enter');
  } else await page.locator(`main a[data-duty="${ref}"]`).first().click();
  await expect(holder()).toHaveAttribute('data-ref', ref);
  await expect(page.getByRole('article')).toBeFocused();
}
/** What stands beside the card and is to be had by scrolling sideways only. */
const sideways = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((box) => box.scrollWidth > box.clientWidth + 1 && !box.closest('[data-pane]'))
      .filter((box) => /auto|scroll/.test(getComputedStyle(box).overflowX))
      .map((box) => `${box.ariaLabel ?? box.className}: ${box.scrollWidth} in ${box.clientWidth}`),
  );
/** The room that a card has to stand in: how it is laid out comes of that, and of the card itself. */
const roomOf = () =>
  holder().evaluate((card) => {
    const { width = 0, height = 0 } = card.querySelector('[data-scroller]')?.getBoundingClientRect() ?? {};
    return { width, height };
  });
async function expectInSight(count: number): Promise<void> {
  await expectWhole(`${count} parties`, count);
  await expect.poll(sideways, { message: `${count} parties` }).toEqual([]);
}
/** Beside this list, which can have every card, there is as little room as beside any. */
const TIGHTEST = 'actions';
let least: ReturnType<typeof roomOf> | undefined;
async function leastRoom(): ReturnType<typeof roomOf> {
  await enter(TIGHTEST, DUTIES.shared);
  await openBeside(TIGHTEST, DUTIES.shared);
  await settled(page);
  return roomOf();
}
for (const state of STATES)
  test(`beside ${TIGHTEST}, ${state}: what is read and filled in is in sight, whoever shares it`, async () => {
    await page.setViewportSize(WINDOW);
    await bring(state, 2);
    await enter(TIGHTEST, dutyOf(state));
    await openBeside(TIGHTEST, dutyOf(state));
    for (const count of [2, 4, 5]) {
      if (count > 2) {
        await shareAmong(state, count);
        await enter(TIGHTEST, dutyOf(state));
      }
      await expectInSight(count);
    }
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Discard' })).toHaveCount(0);
  });
/** One of the plain lists, of the details and of the grids each; what is beside the others comes of the same parts. */
const OF_A_KIND = ['gaps', 'what evidence supports', 'register', 'grid'];
for (const name of Object.keys(LISTS).filter((each) => each !== TIGHTEST))
  test(`beside ${name} a card has no less room than beside ${TIGHTEST}, and nothing of the list goes out to the side`, {
    tag: OF_A_KIND.includes(name) ? [] : '@long',
  }, async () => {
    await page.setViewportSize(WINDOW);
    await bring('answered', 5);
    least ??= leastRoom();
    const { width, height } = await least;
    await enter(name, DUTIES.shared);
    await openBeside(name, DUTIES.shared);
    // A matrix goes out to the side where it has many columns.
    if (LISTS[name]?.cell) await expectWhole('5 parties', 5);
    else await expectInSight(5);
    const room = await roomOf();
    expect(room.width).toBe(width);
    expect(room.height).toBeGreaterThanOrEqual(height);
    // The list beside it still tells who owns each.
    if (name === 'register')
      await expect(page.getByRole('columnheader', { name: 'Owner' })).toBeInViewport({ ratio: 1 });
  });

/** Whether the field that has the focus is seen: nothing lies over its first line, and the window does not cut it off. */
const isFieldInSight = () =>
  page.evaluate(() => {
    const field = document.activeElement;
    if (!field?.matches('input, textarea')) return false;
    const box = field.getBoundingClientRect();
    const seen = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(12, box.height / 2));
    return box.bottom <= innerHeight + 1 && seen !== null && field.contains(seen);
  });
/** Reason, note, due date, person, text; what it waits for, a decision, why not applicable; and why it differs. */
const ASKING = ['r', 'm', 'w', 'o', 'h', 'p', 'd', 'n', 's'];
for (const place of ['walk-through', 'grid'] as const)
  test(`${place}: what is asked is in sight when it is asked`, { tag: '@long' }, async () => {
    await page.setViewportSize(ZOOMED);
    await ask(served, 'assignments.answer', {
      ref: `${SUBJECT}/${DUTIES.customer}`,
      answer: { owners: parties },
    });
    await open(place, DUTIES.customer);
    // All of it where there is least room, and in the larger window each at one of the places.
    const half = ASKING.filter((_, at) => (at % 2 === 0) === (place === 'grid'));
    for (const [size, keys] of [
      [ZOOMED, ASKING],
      [WINDOW, half],
    ] as const) {
      await page.setViewportSize(size);
      for (const key of keys) {
        await page.waitForTimeout(REST_MS);
        await page.keyboard.press(key);
        await expect.poll(isFieldInSight, { message: `${size.width} ${key}` }).toBe(true);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('article')).toBeFocused();
      }
    }
  });
