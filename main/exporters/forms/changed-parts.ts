import { rawEntries } from '../../platform/zip-patch.ts';

/** Names of the parts of a package whose bytes in the file are others than in another one, or that only one of them has. */
export function changedParts(before: Buffer, after: Buffer): readonly string[] {
  const [was, is] = [rawEntries(before), rawEntries(after)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((name) => {
    const [a, b] = [was.get(name), is.get(name)];
    return a === undefined || b === undefined || !a.equals(b);
  });
}
