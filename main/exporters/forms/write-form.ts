import { readFile, writeFile } from 'node:fs/promises';
import { patchZip } from '../../platform/zip-patch.ts';
import { ZipReader } from '../../platform/zip-reader.ts';
import { editSheet } from './edit-sheet.ts';
import { type FormEdits, type OpenForm, workOut } from './fill-form.ts';
import { type FormPackage, openPackage } from './form-package.ts';
import { readFormats } from './formats.ts';
import { listsOf } from './lists.ts';
import { recalculated } from './recalculated.ts';
import { mapSheet, type SheetMap } from './sheet-map.ts';

type Plan = Parameters<typeof workOut>[1];

/**
 * Fills in a form in place: reads `source`, works out what of the plan is written, and writes the form with those cells to `target`.
 * `mark` is printed at the head of the sheets that are written into. Only the parts of sheets with such cells change, and, where such a sheet has formulas, the one word in the workbook part that has
 * them worked out at the next opening. Writes nothing where no cell is to be written. Throws plain sentence parts.
 */
export async function fillForm(
  source: string,
  target: string,
  plan: Plan,
  textAt: OpenForm['textAt'],
  overwrite: boolean,
  mark: string | null = null,
): Promise<FormEdits> {
  const zip = await ZipReader.open(source);
  try {
    const parts = await openPackage(zip);
    const sheets = await mapSheets(parts, new Set(plan.rows.map(({ sheet }) => sheet)));
    const formats = readFormats(parts.styles === null ? '<styleSheet/>' : await parts.text(parts.styles));
    const edits = workOut(
      { textAt, lookUp: listsOf(parts, textAt), sheets, formats, from1904: parts.from1904 },
      plan,
      overwrite,
    );
    if (edits.written.length === 0) return { ...edits, parts: [], unmarked: [] };
    const unmarked: string[] = [];
    const contents = new Map<string, Buffer>();
    let recalculate = false;
    for (const [sheet, writes] of edits.writes) {
      const map = sheets.get(sheet);
      const part = parts.sheets.get(sheet);
      if (!map || part === undefined) continue;
      contents.set(part, Buffer.from(editSheet(map, writes, mark)));
      if (mark !== null && map.headerPlace === null) unmarked.push(sheet);
      recalculate ||= map.hasFormulas;
    }
    if (recalculate)
      contents.set(parts.workbook, Buffer.from(recalculated(await parts.text(parts.workbook))));
    await writeFile(target, patchZip(await readFile(source), contents), { flag: 'wx' });
    return { ...edits, parts: [...contents.keys()], unmarked };
  } finally {
    await zip.close();
  }
}

async function mapSheets(
  parts: FormPackage,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, SheetMap>> {
  const maps = new Map<string, SheetMap>();
  for (const sheet of wanted) {
    const part = parts.sheets.get(sheet);
    if (part === undefined) continue;
    try {
      maps.set(sheet, mapSheet(await parts.text(part)));
    } catch (error) {
      throw new Error(`its sheet "${sheet}": ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }
  return maps;
}
