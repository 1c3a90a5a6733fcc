import type { PackEntry } from './manifest.ts';

/**
 * SHA256SUMS as GNU coreutils writes and checks it: hash, two blanks, name. A name with a backslash or a line break is
 * escaped, and its line then begins with a backslash.
 */
export const formatSums = (files: readonly Pick<PackEntry, 'path' | 'sha256'>[]): string =>
  files
    .map(({ path, sha256 }) => {
      const name = path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
      return `${name === path ? '' : '\\'}${sha256}  ${name}\n`;
    })
    .join('');

/** Name -> hash; null when a line is not of that form or a name stands twice. */
export function parseSums(text: string): ReadonlyMap<string, string> | null {
  const sums = new Map<string, string>();
  if (text !== '' && !text.endsWith('\n')) return null;
  for (const line of text.split('\n').slice(0, -1)) {
    const match = /^(\\?)([0-9a-f]{64}) {2}(.+)$/.exec(line);
    if (!match) return null;
    const [, escaped, sha256 = '', written = ''] = match;
    const name =
      escaped === ''
        ? written
        : written.replace(/\\([\\nr])/g, (_, sign) => (sign === 'n' ? '\n' : sign === 'r' ? '\r' : '\\'));
    if (sums.has(name)) return null;
    sums.set(name, sha256);
  }
  return sums;
}
