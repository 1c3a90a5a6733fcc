import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, PROJECT } from '../support/cli.ts';
import { temporaryFolder } from '../support/temp.ts';
import { until } from './driver.ts';
import {
  answerBoxes,
  boxes,
  logOf,
  onlyWorkbook,
  openWorkbooks,
  pickTarget,
  quit,
  value,
} from './scenarios.ts';
import { makeShop } from './small-shop.ts';
import { endAll, type StandInApp, standIn } from './stand-in-driver.ts';

const made = temporaryFolder();
let count = 0;
const ownFolder = (): string => {
  count += 1;
  const folder = join(made, String(count));
  mkdirSync(folder);
  return folder;
};
beforeAll(() => void makeShop(made));
afterAll(endAll);

/** A copy of the built program of which something is missing. */
function brokenProgram(without: (name: string) => boolean): string {
  ensureBuilt();
  const root = join(ownFolder(), 'program');
  const keep = (path: string) => !path.endsWith('.map') && !without(path.slice(PROJECT.length + 1));
  for (const part of ['out', 'package.json', 'main/catalogue'])
    cpSync(join(PROJECT, part), join(root, part), { recursive: true, filter: keep });
  symlinkSync(join(PROJECT, 'node_modules'), join(root, 'node_modules'));
  return root;
}
/** What was shown as a box, by those that wait for nobody. */
const shown = (app: StandInApp) =>
  app.evaluate(({ dialog }) =>
    (dialog as unknown as { shown: { kind: string; message: string }[] }).shown.map(
      ({ kind, message }) => `${kind}: ${message}`,
    ),
  );
const visible = (app: StandInApp) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));
const windowsOf = async (app: StandInApp) => (await visible(app)).length;

describe.concurrent('a start that fails says so, in the log, on standard error and in a box, and ends', () => {
  /** The box comes before the end, of which nothing can be asked any more: it is written down by what stands in its place. */
  const writeBoxes = ({ dialog }: typeof import('electron')) => {
    dialog.showErrorBox = (title, content) => void process.stderr.write(`BOX ${title}: ${content}\n`);
  };
  async function expectSaid(root: string, reason: RegExp, dataDir = ownFolder()): Promise<void> {
    const app = standIn({ dataDir, root, before: writeBoxes });
    expect(await app.ended()).toBe(1);
    expect(app.errors()).toMatch(/^demarc: UNEXPECTED: .+ \(log entry [0-9a-f]+ in .+demarc\.log\)$/m);
    expect(app.errors()).toMatch(/^BOX Demarc could not start: /m);
    expect(logOf(dataDir)).toMatch(reason);
  }
  it('a part of the program is missing', () =>
    expectSaid(
      brokenProgram((name) => /chunks\/core-/.test(name)),
      /Cannot find module/,
    ));
  it('the catalogue is missing', { tags: 'long' }, async () => {
    const root = brokenProgram((name) => name.endsWith('manifest.json'));
    const dataDir = ownFolder();
    await expectSaid(root, /catalogue data/, dataDir);
    // A start that failed behind its lock holds it no more: the next one says the same.
    await expectSaid(root, /catalogue data/, dataDir);
  });
  it('no window can be made', { tags: 'long' }, async () => {
    const dataDir = ownFolder();
    const app = standIn({
      dataDir,
      before: (electron) => {
        electron.dialog.showErrorBox = (title, content) =>
          void process.stderr.write(`BOX ${title}: ${content}\n`);
        electron.screen.getAllDisplays = () => {
          throw new Error('the screen is gone');
        };
      },
    });
    expect(await app.ended()).toBe(1);
    expect(app.errors()).toMatch(/^BOX Demarc could not start: the screen is gone/m);
  });
  async function expectRefused(file: string, reason: RegExp): Promise<void> {
    const root = brokenProgram((name) => name === file);
    const app = standIn({ dataDir: ownFolder(), root, args: ['--smoke'] });
    expect(await app.ended()).toBe(1);
    expect(app.errors()).toMatch(reason);
  }
  it('a build that is tried out: its page is missing', { tags: 'long' }, () =>
    expectRefused('out/renderer/index.html', /The page of Demarc is not there/),
  );
  it('a build that is tried out: its bridge is missing', { tags: 'long' }, () =>
    expectRefused('out/preload/index.cjs', /no way to the program/),
  );
  it('its entry imports nothing that could be missing', () => {
    ensureBuilt();
    const main = join(PROJECT, 'out', 'main');
    const seen = new Map<string, readonly string[]>();
    const walk = (file: string) => {
      if (seen.has(file)) return;
      const text = readFileSync(join(main, file), 'utf8');
      const named = [...text.matchAll(/^import (?:[^'"]*? from )?["']([^"']+)["']/gm)].map(
        ([, name = '']) => name,
      );
      seen.set(file, named);
      for (const name of named)
        if (name.startsWith('.')) walk(join(file.includes('/') ? 'chunks' : '', name).replaceAll('\\', '/'));
    };
    walk('electron.js');
    const packages = [...seen.values()]
      .flat()
      .filter((name) => !name.startsWith('.') && !name.startsWith('node:'));
    expect(new Set(packages)).toEqual(new Set(['electron']));
    expect(seen.size).toBeGreaterThan(2);
  });
});

describe.concurrent('on Linux', () => {
  it('the window is shown without the event for it; theme, dialogs, keys, passwords and errors', async () => {
    const dataDir = ownFolder();
    const documents = ownFolder();
    const app = standIn({
      dataDir,
      documents,
      platform: 'linux',
      env: { DEMARC_WORKBOOKS_DIR: '' },
      args: [pathToFileURL(join(made, 'shop.demarc')).href],
      withheld: ['ready-to-show', 'did-finish-load'],
      before: ({ BrowserWindow, protocol, session }) => {
        const attempt = (run: () => unknown) => {
          try {
            run();
            return 'done';
          } catch (error) {
            return String(error);
          }
        };
        Object.assign(globalThis, {
          early: [
            attempt(() => new BrowserWindow()),
            attempt(() => session.defaultSession),
            attempt(() => protocol.handle('x', () => new Response())),
          ],
        });
      },
    });
    const [page] = await app.pages(1);
    if (!page) throw new Error('no page');
    await until(async () => (await visible(app))[0], 'the window is shown');
    // The stand-in is as strict as what it stands for.
    expect(await app.evaluate(() => (globalThis as unknown as { early: string[] }).early)).toEqual([
      expect.stringContaining('before app is ready'),
      expect.stringContaining('when app is ready'),
      expect.stringContaining('when app is ready'),
    ]);
    // Whoever is not the page that is shown now gets an error, never an empty answer.
    expect(await app.wireOf(1, 999).invoke('demarc:call', [{ name: 'app.info' }, 'x'])).toEqual({
      error: expect.stringContaining('does not take calls from this page'),
    });
    // The desktop may name a file by its address.
    expect((await openWorkbooks(page)).map(({ fileName }) => fileName)).toEqual(['shop.demarc']);
    expect(await app.evaluate(({ app: electron }) => electron.name)).toBe('Demarc');
    const preferences = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => Reflect.get(webContents, 'preferences')),
    );
    expect(preferences).toEqual([
      expect.objectContaining({ sandbox: true, contextIsolation: true, nodeIntegration: false }),
    ]);
    // A window of Linux brings its icon: a picture that is there.
    const [icon = ''] = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => Reflect.get(window, 'options').icon as string),
    );
    expect(readFileSync(icon).subarray(1, 4).toString()).toBe('PNG');

    // Passwords are left to the key store of the system, and to nothing that only looks like one.
    const keeps = () => value<boolean>(page, 'portfolio.keepsPasswords', {});
    expect(await keeps()).toBe(false);
    await app.evaluate(({ safeStorage }) => {
      (safeStorage as unknown as { backend: string }).backend = 'gnome_libsecret';
    });
    expect(await keeps()).toBe(true);

    // The look of native parts is that of the page.
    const theme = () => app.evaluate(({ nativeTheme }) => nativeTheme.themeSource);
    expect(await theme()).toBe('system');
    await value(page, 'app.saveSettings', { theme: 'dark' });
    await until(async () => (await theme()) === 'dark', 'native parts are dark');
    expect(
      await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => Reflect.get(window, 'backgroundColor')),
      ),
    ).toEqual(['#131518']);

    // Results are offered a place among the documents, wherever the system has those; then where the last one went.
    await app.evaluate(({ dialog }, folder) => {
      const asked: (string | undefined)[] = [];
      Object.assign(globalThis, { asked });
      dialog.showSaveDialog = (async (...args: unknown[]) => {
        asked.push((args.at(-1) as Electron.SaveDialogOptions).defaultPath);
        return { canceled: false, filePath: `${folder}/elsewhere/matrix.xlsx` };
      }) as typeof dialog.showSaveDialog;
    }, documents);
    for (const name of ['a.xlsx', '../../b.xlsx']) await pickTarget(page, name, 'xlsx');
    expect(await app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).toEqual([
      join(documents, 'a.xlsx'),
      join(documents, 'elsewhere', 'b.xlsx'),
    ]);
    await value(page, 'app.create', { title: 'Placed by itself' });
    expect(readdirSync(join(documents, 'Demarc'))).toContain('placed-by-itself.demarc');

    // The right mouse button.
    await page.evaluate(() => {
      const flags = {
        canUndo: false,
        canRedo: false,
        canCut: true,
        canCopy: true,
        canPaste: true,
        canSelectAll: true,
      };
      (globalThis as unknown as { menuAt(params: unknown): void }).menuAt({
        isEditable: true,
        selectionText: 'x',
        linkURL: '',
        editFlags: flags,
      });
    });
    const popped = () =>
      app.evaluate(({ Menu }) =>
        ((Menu as unknown as { shown: Electron.Menu[] }).shown[0]?.items ?? []).map(({ label }) => label),
      );
    await until(async () => (await popped()).length > 0, 'a menu is shown');
    expect(await popped()).toEqual(['Undo', 'Redo', '', 'Cut', 'Copy', 'Paste', '', 'Select All']);

    // Links and scripts get no window and lead nowhere.
    await page.evaluate(() => {
      const world = globalThis as unknown as { open(url: string): void; go(url: string): void };
      world.open('https://example.com/');
      world.open('javascript:alert(1)');
      world.go('file:///etc/passwd');
    });
    await until(() => logOf(dataDir).includes('Refused a navigation to file:///etc/passwd'), 'it is refused');
    expect(await windowsOf(app)).toBe(1);
    expect((await app.request('demarc-app://app/'))?.headers['content-security-policy']).toContain(
      "default-src 'none'",
    );
    expect(await app.request('https://example.com/')).toBeNull();
    expect(await app.request('file:///etc/passwd')).toBeNull();
    expect((await app.request('demarc-app://app/..%2f..%2fpackage.json'))?.status).toBe(404);

    // What goes wrong later ends nothing, and is told once.
    for (let times = 0; times < 2; times += 1)
      await app.evaluate(() => {
        setTimeout(() => {
          throw new Error('something of ours');
        });
      });
    await until(() => logOf(dataDir).split('something of ours').length > 4, 'both are logged');
    expect((await shown(app)).filter((each) => each.startsWith('error'))).toEqual([
      'error: Something went wrong inside Demarc',
    ]);
    expect(await quit(app)).toBe(0);
  });

  it('a page that cannot be loaded is shown as such, and loaded again when that is wanted', async () => {
    const dataDir = ownFolder();
    const app = standIn({
      dataDir,
      before: (electron) => {
        let times = 0;
        const { handle } = electron.protocol;
        electron.protocol.handle = (scheme, handler) =>
          handle(scheme, async (request) => {
            times += 1;
            if (scheme === 'demarc-app' && times === 1) throw new Error('the disk is gone');
            return handler(request);
          });
        electron.dialog.showMessageBox = (async (...args: unknown[]) => {
          const { message } = args.at(-1) as Electron.MessageBoxOptions;
          process.stderr.write(
            `ASKED ${message} ${electron.BrowserWindow.getAllWindows()[0]?.isVisible()}\n`,
          );
          return { response: 0, checkboxChecked: false };
        }) as typeof electron.dialog.showMessageBox;
      },
    });
    await app.pages(1);
    expect(app.errors()).toMatch(/ASKED The page of Demarc could not be loaded true/);
    expect(logOf(dataDir)).toMatch(/The page was not loaded: ERR_UNEXPECTED \(-9\)/);
    expect(await quit(app)).toBe(0);
  });

  it('a page that does not come at all ends Demarc when that is wanted, without waiting for its word', async () => {
    const dataDir = ownFolder();
    const app = standIn({
      dataDir,
      before: (electron) => {
        electron.protocol.handle = () => undefined;
        electron.dialog.showMessageBox = (async (...args: unknown[]) => {
          const { buttons = [] } = args.at(-1) as Electron.MessageBoxOptions;
          return { response: buttons.indexOf('Quit Demarc'), checkboxChecked: false };
        }) as typeof electron.dialog.showMessageBox;
      },
    });
    expect(await app.ended()).toBe(0);
    expect(logOf(dataDir)).toMatch(/ERR_UNKNOWN_URL_SCHEME/);
    expect(logOf(dataDir)).not.toMatch(/did not answer/);
  });
});

describe.concurrent('on macOS', () => {
  it('a file, a command and the menu open a window where there is none, and the page gets to hear of it', async () => {
    const dataDir = ownFolder();
    const app = standIn({ dataDir, platform: 'darwin' });
    const [first] = await app.pages(1);
    if (!first) throw new Error('no page');
    await answerBoxes(app, 'Stay');
    const closeAll = async () => {
      await app.evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows()) window.close();
      });
      await until(async () => (await windowsOf(app)) === 0, 'no window is left');
    };
    const commandsOf = async () => {
      const [page] = await app.pages(1);
      return async (): Promise<readonly string[]> =>
        (await page?.evaluate(() => (globalThis as unknown as { commands: string[] }).commands)) ?? [];
    };
    // Quitting that the reader takes back is over: later the last window closes, and the program stays.
    await first.evaluate(() => {
      const world = globalThis as unknown as {
        addEventListener(name: string, listener: (event: { preventDefault(): void }) => void): void;
        holds: boolean;
      };
      world.holds = true;
      world.addEventListener('beforeunload', (event) => {
        if (world.holds) event.preventDefault();
      });
    });
    await app.evaluate(({ app: electron }) => electron.quit());
    await until(async () => (await boxes(app)).length > 0, 'it is asked');
    await first.evaluate(() => {
      (globalThis as unknown as { holds: boolean }).holds = false;
    });
    await closeAll();
    expect(app.child.exitCode).toBeNull();

    await app.evaluate(
      ({ app: electron }, path) => {
        electron.emit('open-file', { preventDefault() {} }, path);
      },
      join(made, 'shop.demarc'),
    );
    const opened = await commandsOf();
    await until(async () => (await opened()).length > 0, 'the page hears which workbook it is');
    const [page] = await app.pages(1);
    if (!page) throw new Error('no page');
    expect(await opened()).toEqual([`workbook:${await onlyWorkbook(page)}`]);
    await closeAll();

    expect(await app.press('Cmd+N')).toBe('New Workbook…');
    const asked = await commandsOf();
    await until(async () => (await asked()).includes('new'), 'the page hears the command');
    await closeAll();
    await app.evaluate(({ app: electron }) => {
      electron.emit('activate', {}, false);
    });
    await app.pages(1);
    expect(await quit(app)).toBe(0);
  });
});
