import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The mark by which the fuses of a runtime are found, its version, how many there are, and what Electron 45 comes with. */
const WIRE = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x09101100011';

/** What of an unpacked Electron for Linux a packager looks at, with fuses as they come. It runs nothing. */
export function writeFakeElectron(folder: string, version: string): string {
  const write = (name: string, content: string, mode = 0o644) =>
    writeFileSync(join(folder, name), content, { mode });
  for (const name of ['locales', 'resources']) mkdirSync(join(folder, name), { recursive: true });
  write('version', version);
  write('LICENSE', 'Electron');
  write('LICENSES.chromium.html', 'Chromium');
  write('electron', `\x7fELF ${WIRE} and so on`, 0o755);
  write('chrome-sandbox', '', 0o755);
  write('locales/en-US.pak', '');
  return folder;
}
