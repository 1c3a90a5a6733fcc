import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const has = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Debian's own packages of what we measure ourselves against. */
const REFERENCES: readonly {
  readonly name: string;
  readonly package: string;
  readonly present: () => boolean;
}[] = [
  {
    name: 'XlsxWriter',
    package: 'python3-xlsxwriter',
    present: () => has('/usr/bin/python3', ['-c', 'import xlsxwriter']),
  },
  {
    name: 'ReportLab',
    package: 'python3-reportlab',
    present: () => has('/usr/bin/python3', ['-c', 'import reportlab']),
  },
  { name: 'Chromium', package: 'chromium', present: () => existsSync('/usr/bin/chromium') },
];

/** Installs what is missing with apt, and says so when it cannot: those rows are then left out. */
export function ensureReferences(): void {
  const missing = REFERENCES.filter((reference) => !reference.present());
  if (missing.length === 0) return;
  const packages = missing.map((reference) => reference.package);
  console.log(`Installing the references ${packages.join(', ')} with apt-get ...`);
  const apt = (...args: string[]) => has('apt-get', args);
  const installed =
    process.getuid?.() === 0 && apt('update') && apt('install', '-y', '--no-install-recommends', ...packages);
  const still = REFERENCES.filter((reference) => !reference.present());
  if (!installed || still.length > 0)
    console.log(
      `Not to be had here: ${still.map((reference) => reference.name).join(', ')}. Install ${packages.join(' ')} as root and measure again; their rows are left out.`,
    );
}
