import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

export interface FoundBrowser {
  readonly executablePath: string;
  readonly args: readonly string[];
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** A Chromium to test with: the one named in DEMARC_CHROMIUM, the system's, Playwright's, or one fetched by Playwright. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): FoundBrowser {
  const path = installed(env) ?? fetched();
  return {
    executablePath: path,
    args: [
      // It phones home otherwise, which takes a closed network for a slow one.
      '--disable-background-networking',
      // Its sandbox refuses the superuser, as which continuous integration often runs.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  };
}

function installed(env: NodeJS.ProcessEnv): string | null {
  const named = env.DEMARC_CHROMIUM;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`DEMARC_CHROMIUM names ${named}, where there is nothing.`);
    return named;
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  const paths = [
    ...['/usr/bin', ...folders].flatMap((folder) => NAMES.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    chromium.executablePath(),
  ];
  return paths.find((path) => path !== '' && existsSync(path)) ?? null;
}

function fetched(): string {
  process.stderr.write('No Chromium found here: running "playwright install chromium".\n');
  spawnSync('playwright', ['install', 'chromium'], { stdio: 'inherit', shell: process.platform === 'win32' });
  const path = chromium.executablePath();
  if (existsSync(path)) return path;
  throw new Error(
    'There is no Chromium and none can be fetched. Install one, or name one in DEMARC_CHROMIUM.',
  );
}
