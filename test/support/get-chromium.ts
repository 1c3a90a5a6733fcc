import { join } from 'node:path';
import { chromium } from 'playwright';
import { attempt } from './attempt.ts';
import {
  launchOptions,
  namedChromium,
  playwrightChromium,
  playwrightShell,
  systemChromium,
  systemShell,
} from './chromium.ts';
import { PROJECT } from './cli.ts';
import { installFromDebian } from './debian.ts';
import { unpackChromium, unpackedChromium } from './npm-chromium.ts';
import { findCommand } from './programs.ts';

/** One way to come by a browser: its path, null when it has none, or an error that says why not. */
interface Way {
  readonly name: string;
  readonly path: () => string | null | Promise<string | null>;
}

/** A headless shell before a full browser; then first what is here, then what can be had, the usual sources first. */
const WAYS: readonly Way[] = [
  { name: "the system's headless shell", path: systemShell },
  { name: "Playwright's headless shell", path: playwrightShell },
  { name: "Debian's headless shell, installed now", path: shellBeside },
  { name: "the system's", path: systemChromium },
  { name: "Playwright's", path: playwrightChromium },
  { name: 'from the npm package', path: unpackedChromium },
  { name: "Playwright's, downloaded now", path: downloaded },
  { name: "Debian's, installed now", path: installed },
  { name: 'from the npm package, fetched now', path: unpackChromium },
];

/** A Chromium that was here, or that could be got here without a question; it has shown a page. */
export interface GotChromium {
  readonly path: string;
  readonly line: string;
}

/** Goes through the ways to a Chromium until one shows a page; an error names what kept each from it, and what to do. */
export async function getChromium(): Promise<GotChromium> {
  const named = namedChromium();
  const ways = named === null ? WAYS : [{ name: 'named in DEMARC_CHROMIUM', path: () => named }];
  const reasons: string[] = [];
  for (const { name, path: come } of ways)
    try {
      const path = await come();
      if (path === null) {
        reasons.push(`${name}: there is none`);
        continue;
      }
      const version = await versionOf(path);
      return { path, line: `Browser: Chromium ${version}, ${name} (${path})` };
    } catch (error) {
      reasons.push(`${name}: ${firstLine(error)}`);
    }
  throw new Error(
    `No Chromium for the browser tests. Install one (Debian: apt-get install chromium) or name one in DEMARC_CHROMIUM, and run them again. Tried: ${reasons.join('; ')}.`,
  );
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]?.replace(/\.$/, '') ?? '';

/** Starts it and lets it show a page: what is installed without its libraries does not come that far. */
async function versionOf(path: string): Promise<string> {
  const browser = await chromium.launch({ ...launchOptions(path), timeout: 60_000 });
  try {
    const page = await browser.newPage();
    await page.goto('data:text/html,<title>shown</title>', { timeout: 60_000 });
    if ((await page.title()) !== 'shown') throw new Error('it shows no page');
    return browser.version();
  } finally {
    await browser.close();
  }
}

async function downloaded(): Promise<string | null> {
  const cli = join(PROJECT, 'node_modules', 'playwright', 'cli.js');
  const reason = await attempt(process.execPath, [cli, 'install', '--no-shell', 'chromium'], {
    seconds: 300,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
  });
  if (reason !== null) throw new Error(reason);
  return playwrightChromium();
}

async function installed(): Promise<string | null> {
  const reason = await installFromDebian(['chromium-headless-shell'], 300);
  if (reason !== null) throw new Error(reason);
  return systemShell();
}

/** Installs Debian's shell beside Debian's Chromium, of the edition that its lists know; it takes as long as it saves in one run, so not long. */
async function shellBeside(): Promise<string | null> {
  if (process.platform !== 'linux' || findCommand('chromium') === null) return null;
  const reason = await installFromDebian(['chromium-headless-shell'], 60, { update: false });
  if (reason !== null) throw new Error(reason);
  return systemShell();
}
