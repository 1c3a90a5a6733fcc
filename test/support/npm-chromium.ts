import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { attempt } from './attempt.ts';
import { PROJECT } from './cli.ts';

/**
 * The last resort: a Chromium that lies as ordinary files in an npm package (MIT; Chromium itself BSD), for Linux on x64. No
 * dependency of the project: it is 70 MB that few need. Nothing of the package is run before its hash is this one.
 */
const PACKAGE = {
  name: '@sparticuz/chromium',
  version: '153.0.0',
  sha512: 'jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
} as const;

const cache = join(PROJECT, 'node_modules', '.cache', 'demarc-chromium');
const home = join(cache, PACKAGE.version);
const launcher = join(home, 'chromium');

/** Path of the one that was unpacked earlier, or null. */
export const unpackedChromium = (): string | null => (existsSync(launcher) ? launcher : null);

/** Gets the package by npm, checks it and unpacks it; the path of the browser. An error says what kept it. */
export async function unpackChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('it is for Linux on x64 only');
  const work = join(cache, `getting-${process.pid}`);
  try {
    await mkdir(work, { recursive: true });
    const archive = await getPackage(work);
    await untar(archive, work);
    const bin = join(work, 'package', 'bin');
    const made = join(work, 'made');
    await mkdir(made);
    await decompress(join(bin, 'chromium.br'), join(made, 'headless_shell'));
    await chmod(join(made, 'headless_shell'), 0o755);
    // Libraries and a font that a bare machine may lack.
    for (const name of ['al2023.tar', 'swiftshader.tar', 'fonts.tar']) {
      await decompress(join(bin, `${name}.br`), join(work, name));
      await untar(join(work, name), made);
    }
    await writeFile(join(made, 'fonts.conf'), FONTS);
    await writeFile(join(made, 'chromium'), LAUNCHER, { mode: 0o755 });
    await rm(home, { recursive: true, force: true });
    await rename(made, home);
    return launcher;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function getPackage(folder: string): Promise<string> {
  const { name, version, sha512 } = PACKAGE;
  const args = ['pack', `${name}@${version}`, '--ignore-scripts', '--pack-destination', folder];
  const reason = await attempt('npm', args, { seconds: 300, cwd: folder });
  if (reason !== null) throw new Error(reason);
  const archive = join(folder, `${name.slice(1).replace('/', '-')}-${version}.tgz`);
  const hash = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64');
  if (hash !== sha512) throw new Error(`npm gave another ${name}@${version} than the one that is known`);
  return archive;
}

const decompress = (from: string, to: string): Promise<void> =>
  pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));

async function untar(archive: string, into: string): Promise<void> {
  const reason = await attempt('tar', ['--no-same-owner', '-xf', archive, '-C', into], { seconds: 120 });
  if (reason !== null) throw new Error(reason);
}

/** The system's own libraries may be missing, its fonts too; where it has fonts, those are used. */
const LAUNCHER = `#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
export LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/headless_shell" "$@"
`;

const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
