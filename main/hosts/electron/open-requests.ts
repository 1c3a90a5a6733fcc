import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The workbooks named on a command line of ours: `electron <application> file...` in a checkout, `demarc file...` when
 * packaged. Switches are passed over first, because Chromium puts those that it and Electron add before everything else that a second
 * start hands over; what comes after `--` is none.
 */
export function filesFromCommandLine(
  args: readonly string[],
  options: { readonly packaged: boolean; readonly workingDirectory: string },
): readonly string[] {
  const end = args.indexOf('--');
  const plain = (end === -1 ? args : args.slice(0, end)).filter((arg) => !arg.startsWith('-'));
  return [...plain, ...(end === -1 ? [] : args.slice(end + 1))]
    .slice(options.packaged ? 1 : 2)
    .filter((arg) => arg !== '')
    .map((arg) => pathOf(arg, options.workingDirectory));
}

/** A desktop may name a file by its address. */
function pathOf(arg: string, workingDirectory: string): string {
  if (/^file:\/\//i.test(arg))
    try {
      return fileURLToPath(arg);
    } catch {
      // No path of this machine: it is looked for by its name, and not found under that name.
    }
  return isAbsolute(arg) ? arg : resolve(workingDirectory, arg);
}
