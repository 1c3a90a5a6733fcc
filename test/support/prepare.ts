import { installFromDebian } from './debian.ts';
import { getChromium } from './get-chromium.ts';
import { missingPrograms } from './programs.ts';

/** Installs the readers that are missing, where that asks nobody; lines that say what is still missing. */
export async function prepareReaders(): Promise<readonly string[]> {
  const missing = missingPrograms();
  if (missing.length === 0) return [];
  const packages = missing.map(({ debianPackage }) => debianPackage);
  const reason = await installFromDebian(packages, 600);
  const still = missingPrograms();
  if (still.length === 0) return [`Installed for the tests: ${packages.join(' ')}`];
  const names = still.map(({ name, debianPackage }) => `${name} (Debian: ${debianPackage})`);
  return [
    `Not here: ${names.join(', ')}. Tests that need them are skipped${reason === null ? '' : `; ${reason}`}.`,
  ];
}

/** Gets a browser: the environment by which the browser tests start it, and a line that says which it is. */
export async function prepareBrowser(): Promise<{
  readonly env: Readonly<Record<string, string>>;
  readonly line: string;
}> {
  const { path, line } = await getChromium();
  return { env: { DEMARC_CHROMIUM: path }, line };
}
