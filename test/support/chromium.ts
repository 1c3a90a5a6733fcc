import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { chromium } from 'playwright';
import { unpackedChromium } from './npm-chromium.ts';
import { findCommand } from './programs.ts';

/** It draws no window's frame around a page, for which a full browser takes a third of its time. */
const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell'];
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files\\Chromium\\Application\\chrome.exe',
];

/** How Playwright is to start a Chromium. */
export interface LaunchOptions {
  readonly executablePath: string;
  readonly args: string[];
}

export const launchOptions = (executablePath: string): LaunchOptions => ({
  executablePath,
  args: [
    // It phones home otherwise, which takes a closed network for a slow one.
    '--disable-background-networking',
    // Its sandbox refuses the superuser, as which continuous integration often runs.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ],
});

/** The Chromium named in DEMARC_CHROMIUM, or null; an error where that name is of nothing. */
export function namedChromium(): string | null {
  const named = process.env.DEMARC_CHROMIUM;
  if (named === undefined || named === '') return null;
  if (!existsSync(named)) throw new Error(`DEMARC_CHROMIUM names ${named}, where there is nothing.`);
  return named;
}

/** The system's headless shell, or null. */
export const systemShell = (): string | null => findCommand(...SHELLS);

/** The headless shell that Playwright downloaded, or null: it lies beside the browser, by names of its own for each system. */
export function playwrightShell(): string | null {
  const browser = dirname(dirname(chromium.executablePath()));
  const home = join(dirname(browser), basename(browser).replace('chromium-', 'chromium_headless_shell-'));
  if (home === browser || !existsSync(home)) return null;
  const paths = readdirSync(home).flatMap((folder) =>
    ['chrome-headless-shell', 'chrome-headless-shell.exe'].map((name) => join(home, folder, name)),
  );
  return paths.find((path) => existsSync(path)) ?? null;
}

/** The system's Chromium or Chrome, or null. */
export const systemChromium = (): string | null =>
  findCommand(...NAMES) ?? ELSEWHERE.find((path) => existsSync(path)) ?? null;

/** The one that Playwright downloaded, or null. */
export function playwrightChromium(): string | null {
  const path = chromium.executablePath();
  return path !== '' && existsSync(path) ? path : null;
}

/** How to start a Chromium that is here; an error where there is none. `npm test` gets one (get-chromium.ts). */
export function findChromium(): LaunchOptions {
  const path =
    namedChromium() ??
    systemShell() ??
    playwrightShell() ??
    systemChromium() ??
    playwrightChromium() ??
    unpackedChromium();
  if (path === null)
    throw new Error(
      'There is no Chromium here. "npm test" gets one; or install one (Debian: apt-get install chromium), or name one in DEMARC_CHROMIUM.',
    );
  return launchOptions(path);
}
