import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dataDirectory, workbooksDirectory } from '../../platform/app-paths.ts';
import { makeFolder } from '../../platform/make-folder.ts';
import { makeTemporaryFolder } from '../../platform/temporaries.ts';

export interface StartPage {
  /** The address of the file, for the browser. It tells nobody anything: only its owner can read what is in it. */
  readonly url: string;
  remove(): void;
}

/**
 * A small page of the owner's own that leads to `address`. The browser is started on it, because every account of a
 * machine can read what a program was started with, and no other account can read this file.
 */
export function writeStartPage(
  address: string,
  folder = process.platform === 'linux' ? workbooksDirectory() : dataDirectory(),
): StartPage {
  // Browsers that come as a snap see neither /tmp nor what lies in a hidden folder of the home folder.
  makeFolder(folder);
  const own = makeTemporaryFolder(folder, '.demarc-start-');
  const path = join(own, 'demarc.html');
  writeFileSync(path, pageLeadingTo(address), { flag: 'wx', mode: 0o600 });
  return {
    url: pathToFileURL(path).href,
    remove: () => rmSync(own, { recursive: true, force: true }),
  };
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
