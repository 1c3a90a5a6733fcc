import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dataDirectory, workbooksDirectory } from '../../platform/app-paths.ts';

export interface StartPage {
  /** The address of the file, for the browser. It tells nobody anything: only its owner can read what is in it. */
  readonly url: string;
  remove(): void;
}

const PREFIX = '.start-';
const A_DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A small page of the owner's own that leads to `address`. The browser is started on it, because every account of a
 * machine can read what a program was started with, and no other account can read this file.
 */
export function writeStartPage(
  address: string,
  folder = process.platform === 'linux' ? workbooksDirectory() : dataDirectory(),
): StartPage {
  // Browsers that come as a snap see neither /tmp nor what lies in a hidden folder of the home folder.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  sweep(folder);
  const own = mkdtempSync(join(folder, PREFIX));
  const path = join(own, 'demarc.html');
  writeFileSync(path, pageLeadingTo(address), { flag: 'wx', mode: 0o600 });
  return {
    url: pathToFileURL(path).href,
    remove: () => rmSync(own, { recursive: true, force: true }),
  };
}

/** What a program that was killed could not take away. Its code opened nothing any more. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each.startsWith(PREFIX))) {
    const old = join(folder, name);
    if (Date.now() - statSync(old).mtimeMs > A_DAY_MS) rmSync(old, { recursive: true, force: true });
  }
}

const pageLeadingTo = (address: string): string => `<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${address}">
<title>Demarc</title>
<p><a href="${address}">Open Demarc</a></p>
</html>
`;
