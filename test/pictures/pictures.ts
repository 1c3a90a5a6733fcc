import { join } from 'node:path';
import type { Page } from 'playwright';
import type { RoomState } from '../../main/contract/room.ts';
import { enter } from '../support/room.ts';

interface Studio {
  readonly page: Page;
  /** Goes to a screen of the example (`matrix?view=grid`). */
  open(route: string): Promise<void>;
  /** Asks the program itself. */
  ask<T>(name: string, input: unknown): Promise<T>;
  /** The id of the example, as it is open. */
  readonly workbook: string;
  /** Holds what colleagues sent: `hand-out.xlsx`, filled in, and `last-year.demarc`. */
  readonly folder: string;
  /** Runs a command beside the example, which is `shop.demarc`. */
  run(...args: string[]): void;
}
interface Picture {
  /** CSS pixels; 1280 x 800 where nothing is said. */
  readonly size?: { readonly width: number; readonly height: number };
  take(studio: Studio): Promise<void>;
}

const screen = (route: string): Picture => ({ take: ({ open }) => open(route) });
const LARGE = { width: 1440, height: 900 };
const ASKED = 'orders-db-test/backup-configuration';

/** Opens the room of the meeting, lets colleagues in, and has them say something of a duty. */
async function gather({ ask, workbook }: Studio): Promise<RoomState> {
  const room = await ask<RoomState>('room.open', { workbook, address: '127.0.0.1', port: 0 });
  await ask('room.show', { workbook, ref: ASKED });
  for (const [n, guest] of ['Maren', 'Idris', 'Lotte', 'Goran', 'Aiko'].entries()) {
    const device = await enter(
      room,
      { guest },
      (seat) => ask('room.admit', { workbook, seat }),
      () => ask<RoomState>('room.state', { workbook }),
    );
    await device.follow();
    await device.value('say', {
      ref: ASKED,
      ...(n < 3
        ? { kind: 'agree' }
        : { kind: 'owners', owners: ['platform-team'], text: 'They run it since June.' }),
    });
    if (n === 4) await device.value('hand', { up: true });
  }
  return room;
}
/** The room that a picture opened, for the next one. */
let room: RoomState;

/** What the guide shows, by the name of its file, in the order in which it is taken: a later one shows what an earlier one did. */
export const PICTURES: Readonly<Record<string, Picture>> = {
  start: { take: ({ page }) => page.getByRole('button', { name: 'New workbook' }).waitFor() },
  scope: {
    async take({ page, open }) {
      await open('scope');
      await page.getByRole('heading', { name: 'Parties' }).evaluate((node) => node.scrollIntoView());
    },
  },
  services: screen('services'),
  'walk-through': { ...screen('walk/orders-db'), size: LARGE },
  matrix: { ...screen('matrix?view=grid'), size: LARGE },
  overview: { ...screen('overview'), size: LARGE },
  evidence: screen('evidence'),
  gaps: screen('gaps'),
  review: {
    async take({ page, open }) {
      await open('review');
      await page.getByRole('tab', { name: 'Sign-offs' }).click();
    },
  },
  history: screen('history'),
  export: screen('export'),
  meeting: {
    async take({ page, open }) {
      await open('workshop');
      await page.getByLabel('Title of the meeting').fill('Round two: the database');
      await page.keyboard.press('Enter');
      const room = page.getByRole('combobox', { name: 'Add somebody to the room' });
      for (const name of ['Vipava Concordia', 'Somebody of the bank']) {
        await room.fill(name);
        await page.keyboard.press('Enter');
        await page.getByRole('list', { name: 'Who is in the room' }).getByText(name).waitFor();
      }
    },
  },
  presenter: {
    async take({ page, open }) {
      await open('present/orders-db-test');
      await page.getByRole('article').waitFor();
      await page.keyboard.press('Enter');
      await page.getByText(/1 answered/).waitFor();
    },
  },
  room: {
    async take(studio) {
      room = await gather(studio);
      await studio.open(`present/${ASKED.replace('/', '?card=')}`);
      await studio.page.getByText(/3 agree, 2 propose/).waitFor();
    },
  },
  'room-phone': {
    size: { width: 390, height: 844 },
    async take({ page, ask, workbook }) {
      await page.goto(`${room.url}/#${room.code}`);
      await page.getByLabel('Your name, as a guest').fill('Vipava');
      await page.getByRole('button', { name: 'Join' }).click();
      await page.getByText(/lets you in/).waitFor();
      const { seats } = await ask<RoomState>('room.state', { workbook });
      const waiting = seats.find(({ state }) => state === 'waiting');
      await ask('room.admit', { workbook, seat: waiting?.id });
      await page.getByText(/^The room: 3 agree/).waitFor();
    },
  },
  compare: {
    async take({ page, open, folder }) {
      await open('walk/orders-db?card=restore-testing');
      const note = page.getByLabel('Note', { exact: true });
      await note.fill('Agreed in the second meeting.');
      await note.blur();
      await open('compare');
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Compare with another workbook' }).click();
      await (await chooser).setFiles(join(folder, 'last-year.demarc'));
      await page.getByText(/changes? in all\./).waitFor();
    },
  },
  'returned-sheet': {
    async take({ page, open, folder }) {
      await open('import');
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Choose files' }).click();
      await (await chooser).setFiles(join(folder, 'hand-out.xlsx'));
      await page.getByText('Done with the release of October.').first().waitFor();
    },
  },
  portfolio: {
    size: LARGE,
    async take({ page, run }) {
      for (const [name, duty, owner, reason] of TEAMS) {
        const file = `${name.toLowerCase()}.demarc`;
        run('new', file, '--from', 'shop.demarc', '--title', `${name} platform`, '--organisation', name);
        run('services', 'add', file, 'rds', '--label', 'Orders', '--ref', 'orders');
        run('answer', file, `orders/${duty}`, '--owner', owner, '--reason', reason);
      }
      run('publish', 'shop.demarc', ...TEAMS.map(([name]) => `${name.toLowerCase()}.demarc`));
      await page.goto(page.url().replace(/#.*/, '#/portfolio/differences'));
      await page.getByRole('grid', { name: 'Differences' }).getByRole('row').nth(1).waitFor();
    },
  },
};

/** Other teams of the same shop, who see it otherwise. */
const TEAMS = [
  [
    'Payments',
    'backup-configuration',
    'organisation',
    'The vault is ours: the auditors asked for it in spring.',
  ],
  ['Warehouse', 'backup-configuration', 'platform-team', 'Backup plans come with the account.'],
  ['Tills', 'restore-testing', 'platform-team', 'They restore every quarter, and send us the minutes.'],
] as const;
