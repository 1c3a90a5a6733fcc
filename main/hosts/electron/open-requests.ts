import { isAbsolute, resolve } from 'node:path';

/**
 * The workbooks named on a command line of ours: `electron <application> file...` in a checkout, `demarc file...` when
 * packaged. Switches (Chromium adds its own) are passed over.
 */
export function filesFromCommandLine(
  args: readonly string[],
  options: { readonly packaged: boolean; readonly workingDirectory: string },
): readonly string[] {
  return args
    .slice(options.packaged ? 1 : 2)
    .filter((arg) => arg !== '' && !arg.startsWith('-'))
    .map((arg) => (isAbsolute(arg) ? arg : resolve(options.workingDirectory, arg)));
}
