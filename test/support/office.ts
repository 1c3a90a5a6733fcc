import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of all tests of one process: to set a profile up takes LibreOffice longer than to start and to convert a file. Gone with the run. */
const PROFILE = join(process.env.DEMARC_TEST_PROFILES ?? tmpdir(), `office-${process.pid}`);

/** Has LibreOffice open these files and save each in another format, under its name in `into`; it is started once for all of them. */
export function convert(
  office: string,
  paths: readonly string[],
  format: string,
  into: string,
  profile = PROFILE,
): void {
  const args = [`-env:UserInstallation=file://${profile}`, '--headless', '--convert-to', format];
  execFileSync(office, [...args, '--outdir', into, ...paths], { stdio: 'ignore', timeout: 300_000 });
}

/** The format in which LibreOffice writes the plain text of a document. */
export const AS_TEXT = 'txt:Text (encoded):UTF8';
