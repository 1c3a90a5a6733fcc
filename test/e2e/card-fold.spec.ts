import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import type { Card } from '../../main/contract/assignments.ts';
import type { FindingsList } from '../../main/contract/findings.ts';
import type { Party } from '../../main/contract/parties.ts';
import { REST_MS } from '../../renderer/components/shortcuts/typing.ts';
import { ask } from '../support/ask.ts';
import { PROJECT, type Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { loadProgram, openScreen } from '../support/screens.ts';
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
  register: () => `matrix?view=register&subject=${SUBJECT}`,
  presenter: (duty: string) => `present/${SUBJECT}?card=${duty}`,
} as const;
type Place = keyof typeof PLACES;
const holder = () => page.locator('[data-card]').last();

async function open(place: Place, duty: string): Promise<void> {
  await openScreen(page, served, PLACES[place](duty));
  if (place === 'register') {
    const { name } = (await ask<Card>(served, 'assignments.card', { ref: `${SUBJECT}/${duty}` }))
      .responsibility;
    await page.getByRole('gridcell', { name, exact: true }).click();
  }
  if (place === 'grid' || place === 'register') await page.keyboard.press('Enter');
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

// In front of a room, where all of it is larger, the most is what shows whether it fits, on a large projector, too.
for (const [place, size] of [
  ...(Object.keys(PLACES) as Place[]).map((each) => [each, WINDOW] as const),
  ['presenter', PROJECTOR],
] as const)
  for (const state of STATES)
    test(`${place} at ${size.width} x ${size.height}, ${state}: what is read and filled in is in sight, whoever shares it`, async () => {
      await page.setViewportSize(size);
      const [first, ...more] = place === 'presenter' ? [5] : [2, 4, 5];
      await bring(state, first ?? 0);
      await open(place, dutyOf(state));
      for (const count of [first ?? 0, ...more]) {
        if (count !== first || state === 'unanswered') await shareAmong(state, count);
        await expect(texts()).toHaveCount(count);
        await expect.poll(outOfSight, { message: `${count} parties` }).toEqual({ out: [], scrolled: 0 });
        await expect.poll(cutTexts, { message: `${count} parties` }).toEqual([]);
        // The list beside it still tells who owns each.
        if (place === 'register')
          await expect(page.getByRole('columnheader', { name: 'Owner' })).toBeInViewport({ ratio: 1 });
      }
      // What was chosen is kept as a draft; the next test begins without it.
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: 'Discard' })).toHaveCount(0);
    });

for (const place of ['walk-through', 'grid'] as const)
  test(`${place}: every duty of a service is in sight with five owners, and what its texts have more comes by their key`, async () => {
    const refs = await ask<readonly string[]>(served, 'assignments.refs', { filter: { subject: SUBJECT } });
    for (const ref of refs)
      await ask(served, 'assignments.answer', { ref, answer: { owners: parties }, reason: 'Agreed.' });
    await page.setViewportSize(WINDOW);
    await open(place, DUTIES.shared);
    for (const _ of refs) {
      const before = await holder().getAttribute('data-ref');
      await expect.poll(outOfSight, { message: before ?? '' }).toEqual({ out: [], scrolled: 0 });
      for (let nth = 0; nth < 2; nth += 1) {
        await page.keyboard.press('h');
        await expect(page.locator('textarea[data-key="duty"]:focus')).toBeVisible();
        await expect.poll(cutWhereTyped, { message: before ?? '' }).toBe(false);
        await page.keyboard.press('Escape');
      }
      await page.keyboard.press(place === 'grid' ? 'j' : 'ArrowRight');
      if (before !== `${SUBJECT}/${(refs.at(-1) ?? '').split('/')[1]}`)
        await expect(holder()).not.toHaveAttribute('data-ref', before ?? '');
    }
  });

/** Another list that has the card beside it: where it stands, and what has a duty stand in it. */
interface List {
  readonly route: (duty: string) => string;
  readonly grid?: true;
  readonly set?: object;
}
const LISTS: Readonly<Record<string, List>> = {
  // Of many gaps a list shows the first ones only.
  gaps: { route: (duty) => `gaps?rule=no-named-person&subject=${SUBJECT}&text=${encodeURIComponent(duty)}` },
  actions: { route: () => 'gaps?view=actions' },
  'accepted risks': { route: () => 'gaps?view=risks', set: { status: 'risk-accepted' } },
  review: { route: () => `review?state=draft&subject=${SUBJECT}`, grid: true },
  'what is due': { route: () => 'review?view=due&kind=duty', set: { dueOn: '2020-01-02' } },
  'what evidence supports': { route: () => `evidence?open=${piece}` },
  findings: { route: () => 'evidence?view=findings', grid: true },
  changes: { route: () => 'compare?group=notes' },
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
  await openScreen(page, served, LISTS[name]?.route(responsibility.name) ?? '');
  if (LISTS[name]?.grid) {
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
  await expect(texts()).toHaveCount(count);
  await expect.poll(outOfSight, { message: `${count} parties` }).toEqual({ out: [], scrolled: 0 });
  await expect.poll(cutTexts, { message: `${count} parties` }).toEqual([]);
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
for (const name of Object.keys(LISTS).filter((each) => each !== TIGHTEST))
  test(`beside ${name} a card has no less room than beside ${TIGHTEST}, and nothing of the list goes out to the side`, async () => {
    await page.setViewportSize(WINDOW);
    await bring('answered', 5);
    least ??= leastRoom();
    const { width, height } = await least;
    await enter(name, DUTIES.shared);
    await openBeside(name, DUTIES.shared);
    await expectInSight(5);
    const room = await roomOf();
    expect(room.width).toBe(width);
    expect(room.height).toBeGreaterThanOrEqual(height);
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
for (const place of ['walk-through', 'grid'] as const)
  for (const size of [WINDOW, ZOOMED])
    test(`${place} at ${size.width} x ${size.height}: what is asked is in sight when it is asked`, async () => {
      await page.setViewportSize(size);
      await ask(served, 'assignments.answer', {
        ref: `${SUBJECT}/${DUTIES.customer}`,
        answer: { owners: parties },
      });
      await open(place, DUTIES.customer);
      // Reason, note, due date, person, text; what it waits for, a decision, why not applicable; and why it differs.
      for (const key of ['r', 'm', 'w', 'o', 'h', 'p', 'd', 'n', 's']) {
        await page.waitForTimeout(REST_MS);
        await page.keyboard.press(key);
        await expect.poll(isFieldInSight, { message: key }).toBe(true);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('article')).toBeFocused();
      }
    });
