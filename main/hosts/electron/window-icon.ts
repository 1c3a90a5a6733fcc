import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { builtPaths } from '../../platform/app-paths.ts';

/**
 * The icon of a window, where a window has to bring its own: on Linux, where a desktop that finds no entry for the program shows that of
 * the runtime. Windows takes the program's, macOS the bundle's. A build without the picture is no reason for having no window.
 */
export function windowIcon(
  platform: NodeJS.Platform = process.platform,
  rendererDir: string = builtPaths().renderer,
): { icon?: string } {
  const icon = join(rendererDir, 'icon.png');
  return platform === 'linux' && existsSync(icon) ? { icon } : {};
}
