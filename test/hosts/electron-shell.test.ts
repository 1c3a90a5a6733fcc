import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { createClosing } from '../../main/hosts/electron/closing.ts';
import { contextMenuTemplate } from '../../main/hosts/electron/context-menu.ts';
import { createFailures } from '../../main/hosts/electron/failures.ts';
import { menuTemplate } from '../../main/hosts/electron/menu.ts';
import { createPatience } from '../../main/hosts/electron/page-life.ts';
import { mayDelay } from '../../main/hosts/electron/session-end.ts';
import { createShellRequests, type ShellChrome } from '../../main/hosts/electron/shell-requests.ts';
import { backgroundOf } from '../../main/hosts/electron/theme.ts';
import { windowIcon } from '../../main/hosts/electron/window-icon.ts';
import { cascade, placeWindow, windowStateSchema } from '../../main/hosts/electron/window-state.ts';
import { FUSES } from '../../main/packaging/fuses.ts';
import { createFileHandles } from '../../main/platform/files.ts';
import { randomIds } from '../../main/platform/ids.ts';
import { createMemoryLogger } from '../../main/platform/logger.ts';
import { SCREENS } from '../../renderer/app/shell/screens.ts';
import { PROJECT } from '../support/cli.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();

describe('the menu', () => {
  const sent: string[] = [];
  const template = (platform: NodeJS.Platform, development = false) =>
    menuTemplate({
      platform,
      development,
      send: (command) => sent.push(command),
      openWorkbook: () => sent.push('(dialog)'),
      openWindow: () => sent.push('(window)'),
    });
  const items = (menu: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);

  it.each(['linux', 'win32', 'darwin'] as const)('gives each key one meaning on %s', (platform) => {
    const keys = items(template(platform)).flatMap((item) =>
      item.accelerator === undefined ? [] : [item.accelerator],
    );
    expect(keys.length).toBeGreaterThan(5);
    expect(new Set(keys).size).toBe(keys.length);
  });
  it('names the screens as the page does, in the same order', () => {
    const named = items(template('linux')).filter((item) => {
      sent.length = 0;
      (item.click as (() => void) | undefined)?.();
      return sent[0]?.startsWith('screen:') && !item.label?.endsWith('…');
    });
    expect(named.map((item) => item.label)).toEqual(SCREENS.map((screen) => screen.label));
  });
  it('asks only for what some part of the page answers to', () => {
    sent.length = 0;
    for (const item of items(template('linux'))) (item.click as (() => void) | undefined)?.();
    const page = readdirSync(join(PROJECT, 'renderer'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
      .map((name) => readFileSync(join(PROJECT, 'renderer', name), 'utf8'))
      .join('\n');
    const answered = new Set([
      '(dialog)',
      '(window)',
      ...[...page.matchAll(/(?:command: |everywhere\()(?:'([a-z-]+)'|([A-Z_]+)\b)/g)].map(
        ([, word, constant]) => word ?? new RegExp(`const ${constant} = '([a-z-]+)'`).exec(page)?.[1],
      ),
      ...SCREENS.map((screen) => `screen:${screen.id}`),
    ]);
    expect(sent.length).toBeGreaterThan(10);
    expect(sent.filter((command) => !answered.has(command))).toEqual([]);
  });
  it('has developer tools only in development', () => {
    const roles = (development: boolean) => items(template('linux', development)).map((item) => item.role);
    expect(roles(false)).not.toContain('toggleDevTools');
    expect(roles(true)).toContain('toggleDevTools');
  });
  it('has the application menu where the platform wants one', () => {
    expect(template('darwin')[0]?.role).toBe('appMenu');
    for (const platform of ['darwin', 'win32', 'linux'] as const)
      expect(items(template(platform)).filter((item) => item.role === 'quit')).toHaveLength(1);
    const [application] = template('darwin');
    const named = (menu: readonly MenuItemConstructorOptions[]) => menu.flatMap((item) => item.label ?? []);
    expect(named(items(application ? [application] : []))).toContain('Settings…');
    for (const platform of ['darwin', 'win32', 'linux'] as const)
      expect(
        items(template(platform)).filter(({ accelerator }) => accelerator === 'CmdOrCtrl+,'),
      ).toHaveLength(1);
  });
});

describe('the menu of the right mouse button', () => {
  const none = {
    canUndo: false,
    canRedo: false,
    canCut: false,
    canCopy: false,
    canPaste: false,
    canSelectAll: false,
  };
  const facts = { isEditable: false, selectionText: '', linkURL: '', editFlags: none };
  const copied: string[] = [];
  const offered = (over: Partial<Parameters<typeof contextMenuTemplate>[0]>) =>
    contextMenuTemplate({ ...facts, ...over }, (text) => copied.push(text));
  it('edits where one types, copies what is marked, and stays away elsewhere', () => {
    expect(offered({})).toEqual([]);
    expect(offered({ selectionText: ' \n' })).toEqual([]);
    expect(offered({ selectionText: 'duty' }).map(({ role }) => role)).toEqual(['copy']);
    const field = offered({ isEditable: true, editFlags: { ...none, canPaste: true } });
    expect(field.filter(({ enabled }) => enabled).map(({ role }) => role)).toEqual(['paste']);
    expect(field.flatMap(({ role }) => role ?? [])).toEqual([
      'undo',
      'redo',
      'cut',
      'copy',
      'paste',
      'selectAll',
    ]);
  });
  it('copies the address of a link that leads outside, and of no other', () => {
    const [link] = offered({ linkURL: 'https://docs.aws.amazon.com/x' });
    (link?.click as (() => void) | undefined)?.();
    expect(copied).toEqual(['https://docs.aws.amazon.com/x']);
    expect(offered({ linkURL: 'demarc-app://app/#/w/1' })).toEqual([]);
    expect(offered({ linkURL: 'javascript:alert(1)' })).toEqual([]);
  });
});

describe('an error that nothing else catches', () => {
  const setUp = (heard = false) => {
    const said: string[] = [];
    const log = createMemoryLogger();
    const failures = createFailures({
      logger: { ...log, path: '/logs/demarc.log' },
      box: (title, content) => said.push(`${title}: ${content}`),
      heard,
      write: (line) => said.push(line),
      exit: (code) => said.push(`exit ${code}`),
    });
    return { said, log, failures };
  };
  it('ends a start with a line, a box and status 1, once', () => {
    const { said, log, failures } = setUp();
    failures.start(new Error('manifest.json is missing'));
    failures.uncaught(new Error('and what follows from it'));
    expect(said).toEqual([
      expect.stringMatching(
        /^demarc: UNEXPECTED: manifest\.json is missing \(log entry [0-9a-f]+ in \/logs\/demarc\.log\)\n$/,
      ),
      expect.stringMatching(
        /^Demarc could not start: manifest\.json is missing\n[\s\S]*log entry [0-9a-f]+ in \/logs\/demarc\.log/,
      ),
      'exit 1',
    ]);
    expect(log.entries).toHaveLength(1);
  });
  it('is left to the launcher to say, where one listens', () => {
    const { said, failures } = setUp(true);
    failures.start(new Error('manifest.json is missing'));
    expect(said).toEqual([expect.stringMatching(/^demarc: UNEXPECTED: /), 'exit 1']);
  });
  it('ends nothing once there is a window: it is logged each time and shown once', () => {
    const { said, log, failures } = setUp();
    failures.started();
    failures.uncaught(new Error('one'));
    failures.uncaught(new Error('two'));
    failures.unhandled('three');
    expect(said).toEqual([expect.stringContaining('Something went wrong inside Demarc: one')]);
    expect(log.entries.map(({ level }) => level)).toEqual(['error', 'error', 'error']);
  });
});

it('loads a page anew three times in a minute, and then asks', () => {
  let now = 0;
  const patient = createPatience(() => now);
  expect([patient(), patient(), patient(), patient()]).toEqual([true, true, true, false]);
  now += 61_000;
  expect(patient()).toBe(true);
});

it("has an empty window's ground from the page's own tokens", () => {
  const tokens = readFileSync(join(PROJECT, 'renderer', 'styles', 'tokens.css'), 'utf8');
  const [, light, dark] = /--page: light-dark\((#\w+), (#\w+)\)/.exec(tokens) ?? [];
  expect(backgroundOf({ shouldUseDarkColors: false })).toBe(light);
  expect(backgroundOf({ shouldUseDarkColors: true })).toBe(dark);
});

describe('where the window opens', () => {
  const screen = { x: 0, y: 25, width: 1920, height: 1055 };
  const right = { x: 1920, y: 0, width: 2560, height: 1440 };
  const at = (x: number, y: number, width = 1200, height = 800) => ({
    bounds: { x, y, width, height },
    maximised: false,
  });
  it('is where it was', () => {
    expect(placeWindow(at(100, 100), [screen])).toEqual({ x: 100, y: 100, width: 1200, height: 800 });
    expect(placeWindow(at(2000, 50), [screen, right])).toMatchObject({ x: 2000, y: 50 });
    expect(placeWindow(at(-900, 100), [screen])).toMatchObject({ x: -900 });
  });
  it.each([
    ['its screen is gone', at(2000, 50)],
    ['its title bar is above the screen', at(100, -300)],
    ['it hangs below the screen', at(100, 1060)],
    ['too little of it is left on the screen', at(-1150, 100)],
  ])('is left to the system when %s', (_why, state) => {
    expect(placeWindow(state, [screen])).not.toHaveProperty('x');
  });
  it('fits a smaller screen', () => {
    const small = { x: 0, y: 0, width: 1280, height: 720 };
    expect(placeWindow({ bounds: null, maximised: false }, [small])).toEqual({ width: 1280, height: 720 });
    expect(placeWindow(at(0, 0, 3000, 2000), [small])).toMatchObject({ width: 1280, height: 720 });
  });
  it('stands a little beside the windows that are there', () => {
    expect(cascade(at(100, 100), 0).bounds).toMatchObject({ x: 100, y: 100 });
    expect(placeWindow(cascade(at(100, 100), 2), [screen])).toMatchObject({ x: 156, y: 156 });
    expect(cascade({ bounds: null, maximised: true }, 2).bounds).toBeNull();
  });
  it('survives a file that somebody edited', () => {
    expect(windowStateSchema.parse({ bounds: { x: 'left' }, maximised: 7 })).toEqual({
      bounds: null,
      maximised: false,
    });
  });
});

describe('what the page may ask of the shell', () => {
  const source = join(folder, 'plan.json');
  writeFileSync(source, '{}');
  const files = createFileHandles(randomIds);
  const requests = createShellRequests(files);
  const revealed: string[] = [];
  const flushed: number[] = [];
  const chrome = (over: Partial<ShellChrome> = {}): ShellChrome => ({
    chooseFiles: async () => [source],
    chooseTarget: async () => join(folder, 'out.xlsx'),
    chooseFolder: async () => folder,
    reveal: (path) => void revealed.push(path),
    flushed: (request) => void flushed.push(request),
    ready: () => void flushed.push(0),
    ...over,
  });

  it('hands out files as handles, without their paths', async () => {
    const request = { kind: 'pick-files', multiple: true, accept: ['.json'], purpose: 'discover' };
    const picked = await requests.answer(request, chrome());
    expect(picked).toEqual([{ handle: expect.any(String), name: 'plan.json', size: 2 }]);
    expect(JSON.stringify(picked)).not.toContain(folder);
    expect(await requests.answer(request, chrome({ chooseFiles: async () => [] }))).toEqual([]);
  });
  it('hands out a folder without its path, or nothing when the dialog is cancelled', async () => {
    const picked = await requests.answer({ kind: 'pick-folder' }, chrome());
    expect(picked).toEqual({ handle: expect.any(String), name: basename(folder) });
    expect(JSON.stringify(picked)).not.toContain(dirname(folder));
    expect(
      await requests.answer({ kind: 'pick-folder' }, chrome({ chooseFolder: async () => null })),
    ).toBeNull();
  });
  it('hands out a target, or nothing when the dialog is cancelled', async () => {
    const request = { kind: 'pick-target', suggestedName: 'out.xlsx', format: 'xlsx' };
    const target = await requests.answer(request, chrome());
    expect(target).toEqual({ handle: expect.any(String), name: 'out.xlsx' });
    expect(await requests.answer(request, chrome({ chooseTarget: async () => null }))).toBeNull();
  });
  it('takes dropped files by path and pasted ones by their bytes', async () => {
    const given = await requests.answer(
      {
        kind: 'dropped',
        files: [{ path: source }, { name: '../../image.png', bytes: new Uint8Array([1, 2, 3]) }],
      },
      chrome(),
    );
    expect(given).toMatchObject([{ name: 'plan.json' }, { name: 'image.png', size: 3 }]);
    const pasted = Array.isArray(given) ? files.pathOf(given[1].handle) : '';
    expect([...readFileSync(pasted)]).toEqual([1, 2, 3]);
    requests.close();
    expect(() => readFileSync(pasted)).toThrow();
  });
  it('reveals only what it has handed out', async () => {
    const { handle } = files.registerTarget(join(folder, 'a.pdf'));
    await requests.answer({ kind: 'reveal', handle }, chrome());
    expect(revealed).toEqual([join(folder, 'a.pdf')]);
    await expect(requests.answer({ kind: 'reveal', handle: '/etc/passwd' }, chrome())).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
  it('passes on that the page has saved', async () => {
    await requests.answer({ kind: 'flushed', request: 3 }, chrome());
    expect(flushed).toEqual([3]);
    await requests.answer({ kind: 'ready' }, chrome());
    expect(flushed).toEqual([3, 0]);
  });
  it('says how many files are too many at once', async () => {
    const files = Array.from({ length: 501 }, () => ({ path: source }));
    await expect(requests.answer({ kind: 'dropped', files }, chrome())).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('These are 501 files, and at most 500'),
    });
  });
  it('refuses a folder that is dropped', async () => {
    mkdirSync(join(folder, 'sub'), { recursive: true });
    await expect(
      requests.answer({ kind: 'dropped', files: [{ path: join(folder, 'sub') }] }, chrome()),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
  it.each([
    null,
    'reveal',
    { kind: 'open-path', path: '/etc/passwd' },
    { kind: 'reveal' },
    { kind: 'pick-files', multiple: 'yes', accept: [], purpose: 'evidence' },
    { kind: 'pick-files', multiple: true, accept: [], purpose: 'anything' },
    { kind: 'dropped', files: [{ name: 'x', bytes: 'text' }] },
    { kind: 'flushed', request: 'now' },
  ])('refuses %j', async (request) => {
    await expect(requests.answer(request, chrome())).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

it('switches off in a package what turns it into something else', () => {
  const fuses = FUSES as unknown as Record<number, boolean>;
  for (const off of [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
    // Its key would be asked of the system's key ring, for cookies that there are not.
    FuseV1Options.EnableCookieEncryption,
  ])
    expect(fuses[off]).toBe(false);
  for (const on of [FuseV1Options.OnlyLoadAppFromAsar, FuseV1Options.EnableEmbeddedAsarIntegrityValidation])
    expect(fuses[on]).toBe(true);
});

it.each([
  [['shutdown'], true],
  [['logoff'], true],
  [['close-app'], true],
  [['critical', 'shutdown'], false],
])('the end of a session for %j may be delayed: %s', (reasons, may) => {
  expect(mayDelay(reasons)).toBe(may);
});

it('closes a window once: a further wish waits for the first, and the page is asked anew only where its reader stays', () => {
  let now = 0;
  const closing = createClosing(3_000, () => now);
  expect([closing.wished(true), closing.wished(true)]).toEqual(['save', 'wait']);
  closing.saved();
  expect([closing.wished(true), closing.wished(true)]).toEqual(['close', 'wait']);
  closing.stays();
  expect(closing.wished(true)).toBe('save');
  closing.saved();
  closing.wished(true);
  // A window that does not go can be closed again.
  now += 3_001;
  expect(closing.wished(true)).toBe('close');
  // There is no page that could save.
  expect(createClosing(3_000).wished(false)).toBe('close');
});

it('a window brings its icon where the system has none for it, and only one that is there', () => {
  const folder = temporaryFolder();
  expect(windowIcon('linux', folder)).toEqual({});
  writeFileSync(join(folder, 'icon.png'), '');
  expect(windowIcon('linux', folder)).toEqual({ icon: join(folder, 'icon.png') });
  for (const platform of ['win32', 'darwin'] as const) expect(windowIcon(platform, folder)).toEqual({});
});
