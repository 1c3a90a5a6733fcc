import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../main/workbook/connection.ts';
import { type Driver, type ShellApp, type ShellPage, until } from './driver.ts';

/** What a scenario has: a folder of its own and a workbook with the service `orders-db`, as `shop.demarc` in it. */
export interface Stage {
  readonly driver: Driver;
  readonly folder: string;
  readonly shop: string;
}
export interface Scenario {
  readonly name: string;
  /** Whether it is left to a whole run of the tests. */
  readonly isLong?: true;
  run(stage: Stage): Promise<void>;
}

type Reply = {
  readonly ok: boolean;
  readonly value?: Record<string, unknown>;
  readonly error?: { readonly code: string; readonly message: string };
};
/** The bridge, as the page of a scenario sees it. */
interface Bridged {
  readonly demarc: {
    call(call: { name: string; input: unknown; workbook?: string }): Promise<Reply>;
    shell(request: unknown): Promise<{ handle: string; name: string } | null>;
    subscribe(listener: (event: { type: string; command?: string; state?: string }) => void): () => void;
    onFlush(callback: () => Promise<void>): () => void;
  };
}

export const call = (page: ShellPage, name: string, input: unknown, workbook?: string): Promise<Reply> =>
  page.evaluate(
    (asked) => (globalThis as unknown as Bridged).demarc.call(asked),
    workbook === undefined ? { name, input } : { name, input, workbook },
  );
export async function value<T>(page: ShellPage, name: string, input: unknown, workbook?: string): Promise<T> {
  const reply = await call(page, name, input, workbook);
  assert.ok(reply.ok, `${name}: ${reply.error?.message}`);
  return reply.value as T;
}
export const openWorkbooks = async (page: ShellPage) =>
  (await value<{ open: { id: string; title: string; fileName: string }[] }>(page, 'app.info', {})).open;
export async function onlyWorkbook(page: ShellPage): Promise<string> {
  const [only, ...others] = await openWorkbooks(page);
  assert.deepEqual(others, []);
  return only?.id ?? assert.fail('no workbook is open');
}
/** Has every box answered by one of its buttons, and keeps what they say. */
export const answerBoxes = (app: ShellApp, button: string) =>
  app.evaluate(({ dialog }, wanted) => {
    const said: string[] = [];
    (globalThis as unknown as { said: string[] }).said = said;
    const answer = (options: Electron.MessageBoxOptions) => {
      said.push(options.message);
      return Math.max(0, options.buttons?.indexOf(wanted) ?? 0);
    };
    dialog.showMessageBox = (async (...args: unknown[]) => ({
      response: answer(args.at(-1) as Electron.MessageBoxOptions),
      checkboxChecked: false,
    })) as typeof dialog.showMessageBox;
    dialog.showMessageBoxSync = ((...args: unknown[]) =>
      answer(args.at(-1) as Electron.MessageBoxOptions)) as typeof dialog.showMessageBoxSync;
    dialog.showErrorBox = (title: string) => void said.push(title);
  }, button);
export const boxes = (app: ShellApp): Promise<string[]> =>
  app.evaluate(() => (globalThis as unknown as { said: string[] }).said);

const chooseTarget = (app: ShellApp, path: string) =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (async () => ({ canceled: false, filePath })) as typeof dialog.showSaveDialog;
  }, path);
export const pickTarget = (page: ShellPage, suggestedName: string, format: string) =>
  page.evaluate((request) => (globalThis as unknown as Bridged).demarc.shell(request), {
    kind: 'pick-target',
    suggestedName,
    format,
  });

export const quit = async (app: ShellApp): Promise<number | null> => {
  // Its own end may come before its answer.
  app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined);
  return app.ended();
};
export const logOf = (dataDir: string): string => {
  const path = join(dataDir, 'demarc.log');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};
const REF = 'orders-db/restore-testing';
const answerWith = (reason: string) => ({
  ref: REF,
  answer: { owners: ['aws', 'organisation'] },
  reason,
});
const reasonIn = async (page: ShellPage, workbook: string): Promise<string | null> =>
  (
    await value<{ assignment: { deviationReason: string | null } }>(
      page,
      'assignments.card',
      { ref: REF },
      workbook,
    )
  ).assignment.deviationReason;
/** What was typed, as it is in the file of a workbook that is closed. */
export function keptIn(shop: string): readonly string[] {
  const db = connect(shop, { readonly: true });
  try {
    return db
      .all<{ reason: string | null }>('SELECT deviation_reason AS reason FROM assignment')
      .flatMap(({ reason }) => reason ?? []);
  } finally {
    db.close();
  }
}
/** What the page has typed and not sent yet goes out when it is asked to. */
export const typeUnsaved = (page: ShellPage, workbook: string, reason: string) =>
  page.evaluate(
    ({ workbook, input }) => {
      const { demarc } = globalThis as unknown as Bridged;
      demarc.onFlush(async () => {
        await demarc.call({ name: 'assignments.answer', input, workbook });
      });
    },
    { workbook, input: answerWith(reason) },
  );

const first: Scenario = {
  name: 'the first start: a new workbook under the name that was typed, an answer, an export, one file at the end',
  async run({ driver, folder }) {
    const dataDir = join(folder, 'data');
    const app = await driver.launch({ dataDir });
    const [page] = await app.pages(1);
    assert.ok(page);
    assert.deepEqual(await openWorkbooks(page), []);
    await until(
      () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().every((w) => w.isVisible())),
      'the window is shown',
    );
    // "v1.2" is no ending.
    await chooseTarget(app, join(folder, 'Acme v1.2'));
    const target = await pickTarget(page, 'Acme.demarc', 'demarc');
    assert.equal(target?.name, 'Acme v1.2.demarc');
    const { id } = await value<{ id: string }>(page, 'app.create', {
      title: 'Acme',
      target: target?.handle,
    });
    await value(page, 'services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] }, id);
    await value(page, 'assignments.answer', answerWith('said at once'), id);
    await chooseTarget(app, join(folder, 'register.CSV'));
    await page.evaluate(() => {
      const world = globalThis as unknown as Bridged & { ends: string[] };
      world.ends = [];
      world.demarc.subscribe(({ type, state }) => {
        if (type === 'job' && state !== 'running') world.ends.push(state ?? '');
      });
    });
    const csv = await pickTarget(page, 'register.csv', 'csv');
    assert.equal(csv?.name, 'register.CSV');
    await value(page, 'exports.run', { files: [{ format: 'csv', target: csv?.handle }] }, id);
    await until(
      () => page.evaluate(() => (globalThis as unknown as { ends: string[] }).ends.includes('done')),
      'the export is done',
    );
    assert.match(readFileSync(join(folder, 'register.CSV'), 'utf8'), /said at once/);

    // A name that becomes that of another file is asked about, and not written to when that is not wanted.
    await chooseTarget(app, join(folder, 'Acme v1.2'));
    await answerBoxes(app, 'Cancel');
    assert.equal(await pickTarget(page, 'Acme.demarc', 'demarc'), null);
    assert.match((await boxes(app)).join(), /Acme v1\.2\.demarc is there already/);
    assert.equal(await quit(app), 0);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('Acme')),
      ['Acme v1.2.demarc'],
    );
    assert.doesNotMatch(logOf(dataDir), /"level":"error"/);
  },
};

const second: Scenario = {
  name: 'a second start hands its files over, whatever switches stand before them, and ends',
  async run({ driver, folder, shop }) {
    const dataDir = join(folder, 'data');
    const app = await driver.launch({ dataDir, args: [shop] });
    const [page] = await app.pages(1);
    assert.ok(page);
    assert.equal((await openWorkbooks(page))[0]?.fileName, 'shop.demarc');
    await answerBoxes(app, 'OK');
    const heard = () =>
      page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.filter((each) => each !== ''));
    await page.evaluate(() => {
      const world = globalThis as unknown as Bridged & { heard: string[] };
      world.heard = [];
      world.demarc.subscribe((event) => void world.heard.push(event.command ?? ''));
    });
    // Nothing named: the window comes to the front, and no folder is taken for a workbook.
    assert.equal(await app.startAgain([]), 0);
    assert.equal(await app.startAgain(['--ozone-platform=x11', shop]), 0);
    const id = await onlyWorkbook(page);
    await until(
      async () => (await heard()).includes(`workbook:${id}`),
      'the second start shows its workbook',
    );
    assert.deepEqual(await boxes(app), []);
    assert.equal((await app.pages(1)).length, 1);
    assert.equal(await quit(app), 0);
  },
};

const unsaved: Scenario = {
  name: 'typed text is saved when the window closes, even where nothing else can be written',
  async run({ driver, folder, shop }) {
    const dataDir = join(folder, 'data');
    // Where the window stands cannot be kept: a folder has its name.
    mkdirSync(join(dataDir, 'window.json'), { recursive: true });
    const app = await driver.launch({ dataDir, args: [shop] });
    const [page] = await app.pages(1);
    assert.ok(page);
    await answerBoxes(app, 'OK');
    await typeUnsaved(page, await onlyWorkbook(page), 'typed a moment before');
    assert.equal(await quit(app), 0);
    assert.doesNotMatch(app.errors(), /Uncaught/);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('shop')),
      ['shop.demarc'],
    );
    // The same by Ctrl+C in the terminal of a later start.
    const again = await driver.launch({ dataDir, args: [shop] });
    const [shown] = await again.pages(1);
    assert.ok(shown);
    const id = await onlyWorkbook(shown);
    assert.equal(await reasonIn(shown, id), 'typed a moment before');
    await typeUnsaved(shown, id, 'typed before Ctrl+C');
    again.interrupt();
    await again.ended();
    assert.ok(keptIn(shop).includes('typed before Ctrl+C'));
  },
};

const windowsAndJob: Scenario = {
  name: 'two windows hear of each other; quitting ends a running export and leaves nothing half made',
  async run({ driver, folder, shop }) {
    const dataDir = join(folder, 'data');
    const app = await driver.launch({ dataDir, args: [shop] });
    await app.pages(1);
    await app.evaluate(({ Menu }) => {
      const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&File')?.submenu;
      file?.items.find(({ label }) => label === 'New Window')?.click();
    });
    const [one, two] = await app.pages(2);
    assert.ok(one && two);
    const id = await onlyWorkbook(two);
    await two.evaluate(() => {
      const world = globalThis as unknown as Bridged & { heard: string[] };
      world.heard = [];
      world.demarc.subscribe(({ type }) => void world.heard.push(type));
    });
    await value(one, 'assignments.answer', answerWith('said in the first window'), id);
    await until(
      () => two.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.includes('changed')),
      'the other window hears of a change',
    );
    assert.equal(await reasonIn(two, id), 'said in the first window');
    // One of two windows closes by itself.
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().at(-1)?.close());
    await until(
      () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length === 1),
      'one window is left',
    );
    const [left] = await app.pages(1);
    assert.ok(left);
    await chooseTarget(app, join(folder, 'register.xlsx'));
    const target = await pickTarget(left, 'register.xlsx', 'xlsx');
    await value(left, 'exports.run', { files: [{ format: 'xlsx', target: target?.handle }] }, id);
    assert.equal(await quit(app), 0);
    assert.deepEqual(
      readdirSync(folder).filter((name) => !['data', 'register.xlsx'].includes(name)),
      ['shop.demarc'],
    );
  },
};

const crash: Scenario = {
  name: 'a page that ends comes back three times, then Demarc asks; its window closes without an error',
  async run({ driver, folder, shop }) {
    const dataDir = join(folder, 'data');
    const app = await driver.launch({ dataDir, args: [shop] });
    await app.pages(1);
    await answerBoxes(app, 'Quit Demarc');
    for (let times = 1; times <= 4; times += 1) {
      await until(
        () =>
          app.evaluate(({ BrowserWindow }) => {
            const contents = BrowserWindow.getAllWindows()[0]?.webContents;
            return contents?.isCrashed() === false && !contents.isLoading();
          }),
        `the page is back before end ${times}`,
      );
      const crashed = app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      );
      await crashed.catch(() => undefined);
      await until(
        () => logOf(dataDir).split('The page ended unexpectedly').length - 1 >= times,
        'it is logged',
      );
    }
    // The fourth time it was asked, and the crashed window closed for the answer.
    assert.equal(await app.ended(), 0);
    assert.doesNotMatch(app.errors(), /Uncaught|disposed/);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('shop')),
      ['shop.demarc'],
    );
  },
};

const hung: Scenario = {
  name: 'a page that hangs keeps its window open for some seconds, not for ever',
  isLong: true,
  async run({ driver, folder, shop }) {
    const dataDir = join(folder, 'data');
    const app = await driver.launch({ dataDir, args: [shop] });
    const [page] = await app.pages(1);
    page?.hang();
    assert.equal(await quit(app), 0);
    assert.match(logOf(dataDir), /The page did not answer before its window closed/);
  },
};

const smoke: Scenario = {
  name: 'a build is tried out by the word of its page',
  async run({ driver, folder }) {
    const app = await driver.launch({ dataDir: join(folder, 'data'), args: ['--smoke'] });
    assert.equal(await app.ended(), 0, app.errors());
  },
};

/** The life of the desktop shell, from its first start to its end. */
export const SCENARIOS: readonly Scenario[] = [first, second, unsaved, windowsAndJob, crash, hung, smoke];
