import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FUSES, setFuses } from './fuses.ts';

/** What electron-builder tells of the application that it has put together and not signed yet. */
interface Packed {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly packager: {
    readonly executableName?: string;
    readonly appInfo: { readonly productFilename: string };
  };
}

/** Before it is signed and goes into an installer, so that no installer holds one with the fuses as they come. */
export default async function afterPack({
  appOutDir,
  electronPlatformName,
  packager,
}: Packed): Promise<void> {
  const { executableName, appInfo } = packager;
  const names = {
    darwin: `${appInfo.productFilename}.app`,
    win32: `${appInfo.productFilename}.exe`,
    linux: executableName ?? 'demarc',
  };
  const program = join(appOutDir, names[electronPlatformName as keyof typeof names] ?? names.linux);
  if (!existsSync(program)) throw new Error(`There is no ${program} whose fuses are to be set.`);
  await setFuses(program, FUSES);
}
