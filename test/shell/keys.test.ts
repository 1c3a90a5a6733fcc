import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temp.ts';
import { until } from './driver.ts';
import { quit } from './scenarios.ts';
import { endAll, type StandInApp, standIn } from './stand-in-driver.ts';

const made = temporaryFolder();
let count = 0;
const ownFolder = (): string => {
  count += 1;
  const folder = join(made, String(count));
  mkdirSync(folder);
  return folder;
};
afterAll(endAll);

const windowsOf = (app: StandInApp) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

/** On macOS the keys of a window of evidence leave the workbook behind it alone. */
async function evidenceWindowLeavesAlone(app: StandInApp): Promise<void> {
  const [page] = await app.pages(1);
  const heard = () =>
    page?.evaluate(() => (globalThis as unknown as { commands: string[] }).commands) ?? Promise.resolve([]);
  await app.evaluate(({ BrowserWindow }) => {
    const [parent] = BrowserWindow.getAllWindows();
    if (parent) new BrowserWindow({ parent }).focus();
  });
  await app.press('Cmd+Z');
  await app.press('Cmd+W');
  await until(async () => (await windowsOf(app)) === 1, 'the window of evidence closes');
  expect(await heard()).toEqual([]);
  // With the program's own in front they are the workbook's again.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  await app.press('Cmd+Z');
  await until(async () => (await heard()).includes('undo'), 'the page hears it');
}

it.concurrent.each([
  ['linux', 'Ctrl', 'Quit', 'Ctrl+Q'],
  ['win32', 'Ctrl', null, 'Ctrl+Q'],
  ['darwin', 'Cmd', 'Quit Demarc', 'Cmd+Q'],
] as const)('keys mean on %s what they mean there', async (platform, mod, ends, end) => {
  const app = standIn({ dataDir: ownFolder(), platform });
  await app.pages(1);
  const keys = new Map(await app.keys());
  const meaning = (key: string) => keys.get(key.toLowerCase().split('+').sort().join('+')) ?? null;
  expect(meaning(`${mod}+W`)).toBe('Close Workbook');
  expect(meaning(`${mod}+Shift+W`)).toBe('Close Window');
  expect(meaning(`${mod}+,`)).toBe(platform === 'darwin' ? 'Settings…' : 'Preferences…');
  // With and without Shift: on most keyboards the plus is above the equals sign.
  expect(meaning(`${mod}+=`)).toBe('Zoom In');
  expect(meaning(`${mod}+Shift+=`)).toBe('Zoom In');
  expect(meaning(platform === 'darwin' ? 'Cmd+Shift+Z' : 'Ctrl+Y')).toBe('Redo');
  expect(meaning(end)).toBe(ends);
  for (const key of ['C', 'X', 'V']) expect(meaning(`${mod}+${key}`)).toBeNull();
  if (platform === 'darwin') await evidenceWindowLeavesAlone(app);
  await app.press(`${mod}+Shift+W`);
  if (platform !== 'darwin') expect(await app.ended()).toBe(0);
  else {
    await until(async () => (await windowsOf(app)) === 0, 'the window closes and the program stays');
    expect(await quit(app)).toBe(0);
  }
});
