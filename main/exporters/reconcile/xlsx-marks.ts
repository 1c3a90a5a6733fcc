import type { ZipReader } from '../../platform/zip-reader.ts';
import { expectedText, readRows, sheetParts } from './xlsx-rows.ts';

/** The sheets that do not say the line of marks in their first row, by name; none where there is no line to say. Hidden sheets need none. */
export async function unmarkedSheets(zip: ZipReader, line: string | null): Promise<readonly string[]> {
  if (line === null) return [];
  const hidden = new Set<string>();
  for (const [tag] of (await zip.text('xl/workbook.xml')).matchAll(/<sheet\s[^<>]*>/g))
    if (/\bstate="hidden"/.test(tag)) hidden.add(/\bname="([^"]*)"/.exec(tag)?.[1] ?? '');
  const unmarked: string[] = [];
  for (const [name, part] of await sheetParts(zip))
    if (!hidden.has(name) && (await firstCell(zip, part)) !== expectedText(line)) unmarked.push(name);
  return unmarked;
}

async function firstCell(zip: ZipReader, part: string): Promise<string | number | null> {
  for await (const [first] of readRows(zip, part)) if (first) return first.cells[0] ?? null;
  return null;
}
