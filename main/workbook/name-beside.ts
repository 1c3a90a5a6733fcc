import { basename } from 'node:path';

/** The name of a workbook without its ending. */
export const stemOf = (path: string): string => basename(path).replace(/\.demarc$/i, '');

/** `acme (rescued 2026-11-26 1512 2).demarc`: what became of a workbook, `how` and when, the `n`th of that minute. */
export function nameBeside(
  path: string,
  {
    how,
    instant,
    n,
    ending,
  }: { readonly how: string; readonly instant: string; readonly n: number; readonly ending: string },
): string {
  const stamp = `${instant.slice(0, 10)} ${instant.slice(11, 16).replace(':', '')}`;
  return `${stemOf(path)} (${how} ${stamp}${n === 1 ? '' : ` ${n}`})${ending}`;
}
