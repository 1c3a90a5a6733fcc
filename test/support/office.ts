import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of the processes of one run, and gone with it; null where each process is a run of its own. */
const SHARED = process.env.DEMARC_TEST_PROFILES ?? null;
/** Of all tests of one process: two programs that run at a time cannot have the same. */
const OWN = join(SHARED ?? tmpdir(), `office-${process.pid}`);
/** To set a profile up takes LibreOffice longer than to start and to convert a file: the first process that has one leaves a copy for the others. */
const MADE = SHARED === null ? null : join(SHARED, 'office-made');
const settingsOf = (profile: string): string => join(profile, 'user', 'registrymodifications.xcu');

/** Has LibreOffice open these files and save each in another format, under its name in `into`; it is started once for all of them. */
export function convert(
  office: string,
  paths: readonly string[],
  format: string,
  into: string,
  profile = OWN,
): void {
  if (!existsSync(profile)) beginProfile(profile);
  const args = [`-env:UserInstallation=file://${profile}`, '--headless', '--convert-to', format];
  execFileSync(office, [...args, '--outdir', into, ...paths], { stdio: 'ignore', timeout: 300_000 });
  if (profile === OWN) leaveCopy();
}

/** Makes a profile in the folder, with an item of settings as LibreOffice writes them (an `item` of its registrymodifications.xcu). */
export function profileWith(folder: string, item: string): void {
  beginProfile(folder);
  const settings = settingsOf(folder);
  const xml = existsSync(settings) ? readFileSync(settings, 'utf8') : NO_SETTINGS;
  writeFileSync(settings, xml.replace('</oor:items>', `${item}</oor:items>`));
}

function beginProfile(folder: string): void {
  if (MADE !== null && existsSync(MADE)) cpSync(MADE, folder, { recursive: true });
  else mkdirSync(join(folder, 'user'), { recursive: true });
}

function leaveCopy(): void {
  if (MADE === null || existsSync(MADE)) return;
  const whole = `${MADE}-${process.pid}`;
  cpSync(OWN, whole, { recursive: true });
  try {
    renameSync(whole, MADE);
  } catch {
    // Another process has left one meanwhile.
  }
}

const NO_SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
</oor:items>`;

/** The format in which LibreOffice writes the plain text of a document. */
export const AS_TEXT = 'txt:Text (encoded):UTF8';
