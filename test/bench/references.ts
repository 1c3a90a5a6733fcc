import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { namedChromium, playwrightChromium, systemChromium } from '../support/chromium.ts';
import { unpackedChromium } from '../support/npm-chromium.ts';

const has = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

export type Reference = 'XlsxWriter' | 'libxlsxwriter' | 'ReportLab' | 'python-docx' | 'Chromium';

/** Debian's own packages of what we measure ourselves against. */
const REFERENCES: readonly {
  readonly name: Reference;
  readonly package: string;
  readonly present: () => boolean;
}[] = [
  {
    name: 'XlsxWriter',
    package: 'python3-xlsxwriter',
    present: () => has('/usr/bin/python3', ['-c', 'import xlsxwriter']),
  },
  {
    name: 'libxlsxwriter',
    package: 'libxlsxwriter-dev',
    present: () => existsSync('/usr/include/xlsxwriter.h'),
  },
  {
    name: 'ReportLab',
    package: 'python3-reportlab',
    present: () => has('/usr/bin/python3', ['-c', 'import reportlab']),
  },
  {
    name: 'python-docx',
    package: 'python3-docx',
    present: () => has('/usr/bin/python3', ['-c', 'import docx']),
  },
  {
    name: 'Chromium',
    package: 'chromium',
    present: () =>
      (namedChromium() ?? systemChromium() ?? playwrightChromium() ?? unpackedChromium()) !== null,
  },
];

/** Installs what is missing of those named with apt, and says so when it cannot: their rows are then left out. */
export function ensureReferences(names: readonly Reference[]): void {
  const wanted = REFERENCES.filter(({ name }) => names.includes(name));
  const missing = wanted.filter((reference) => !reference.present());
  if (missing.length === 0) return;
  const packages = missing.map((reference) => reference.package);
  console.log(`Installing the references ${packages.join(', ')} with apt-get ...`);
  const apt = (...args: string[]) => has('apt-get', args);
  const installed =
    process.getuid?.() === 0 && apt('update') && apt('install', '-y', '--no-install-recommends', ...packages);
  const still = wanted.filter((reference) => !reference.present());
  if (!installed || still.length > 0)
    console.log(
      `Not to be had here: ${still.map((reference) => reference.name).join(', ')}. Install ${packages.join(' ')} as root and measure again; their rows are left out.`,
    );
}
