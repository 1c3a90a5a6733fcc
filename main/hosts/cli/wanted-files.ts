import { extname, resolve } from 'node:path';
import { invalidInput } from '../../contract/errors.ts';

/** A document that was asked for, and where it goes. */
export interface WantedFile<F extends string> {
  readonly format: F;
  readonly path: string;
}

/** The formats that an option gives a path, in their order; INVALID_INPUT where two would go to the same place, or to a file of another format. */
export function wantedFiles<F extends string>(
  formats: readonly F[],
  options: Readonly<Partial<Record<F, string>>>,
): readonly WantedFile<F>[] {
  const wanted = formats.flatMap((format) => {
    const path = options[format];
    if (path === undefined) return [];
    refuseOtherEnding(`--${format}`, path, ENDINGS[format] ?? [`.${format}`]);
    return [{ format, path }];
  });
  refuseSamePath(wanted.map(({ path }) => path));
  return wanted;
}

/** Formats whose files may end in more than their own name. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = { html: ['.html', '.htm'] };
/** Endings by which people and programs tell what a file is. */
const KNOWN =
  '.csv .doc .docx .htm .html .json .md .ods .odt .pdf .pptx .tsv .txt .xls .xlsm .xlsx .xml .yaml .zip'.split(
    ' ',
  );

/** INVALID_INPUT for a path that ends as files of another format do: nothing would open it. `what` is written there; its own endings are said. */
export function refuseOtherEnding(what: string, path: string, endings: readonly string[]): void {
  const ending = extname(path).toLowerCase();
  if (endings.includes(ending) || !KNOWN.includes(ending)) return;
  throw invalidInput(
    `${what} writes a file that ends in ${endings.join(' or ')}, and ${path} ends in ${ending}. Nothing was written. Give it another name.`,
  );
}

/** INVALID_INPUT where two of these lead to the same place. */
export function refuseSamePath(paths: readonly string[]): void {
  if (new Set(paths.map((path) => resolve(path))).size < paths.length)
    throw invalidInput('Two formats cannot go to the same path. Give each its own.');
}
