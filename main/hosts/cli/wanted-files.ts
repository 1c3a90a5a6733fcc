import { resolve } from 'node:path';
import { invalidInput } from '../../contract/errors.ts';

/** A document that was asked for, and where it goes. */
export interface WantedFile<F extends string> {
  readonly format: F;
  readonly path: string;
}

/** The formats that an option gives a path, in their order; INVALID_INPUT where two would go to the same place. */
export function wantedFiles<F extends string>(
  formats: readonly F[],
  options: Readonly<Partial<Record<F, string>>>,
): readonly WantedFile<F>[] {
  const wanted = formats.flatMap((format) => {
    const path = options[format];
    return path === undefined ? [] : [{ format, path }];
  });
  refuseSamePath(wanted.map(({ path }) => path));
  return wanted;
}

/** INVALID_INPUT where two of these lead to the same place. */
export function refuseSamePath(paths: readonly string[]): void {
  if (new Set(paths.map((path) => resolve(path))).size < paths.length)
    throw invalidInput('Two formats cannot go to the same path. Give each its own.');
}
