import type { ZipReader } from '../../platform/zip-reader.ts';
import { fitText } from '../xlsx/cells.ts';
import { SheetReader, type SheetRow } from './sheet-reader.ts';

/** Sheet name -> part of the package, by way of the workbook's relationships. */
export async function sheetParts(zip: ZipReader): Promise<ReadonlyMap<string, string>> {
  const workbook = await zip.text('xl/workbook.xml');
  const relations = await zip.text('xl/_rels/workbook.xml.rels');
  const targets = new Map<string, string>();
  for (const [tag] of relations.matchAll(/<Relationship\s[^<>]*>/g)) {
    const id = /\bId="([^"]*)"/.exec(tag)?.[1];
    const target = /\bTarget="([^"]*)"/.exec(tag)?.[1];
    if (id && target) targets.set(id, `xl/${target}`);
  }
  const parts = new Map<string, string>();
  for (const [tag] of workbook.matchAll(/<sheet\s[^<>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1];
    const target = targets.get(/\br:id="([^"]*)"/.exec(tag)?.[1] ?? '');
    if (name && target) parts.set(name, target);
  }
  return parts;
}

/** The rows of a sheet, a few at a time. */
export async function* readRows(zip: ZipReader, part: string): AsyncGenerator<readonly SheetRow[]> {
  const reader = new SheetReader();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for await (const bytes of zip.read(part)) yield reader.push(decoder.decode(bytes, { stream: true }));
  yield reader.push(decoder.decode());
  reader.end();
}

/** Rows of a sheet below its heading, which stands in row `heading`. */
export async function countRows(zip: ZipReader, part: string, heading: number): Promise<number> {
  let rows = -heading;
  for await (const batch of readRows(zip, part)) rows += batch.length;
  return Math.max(0, rows);
}

export type Rest = ReadonlyMap<string, readonly string[]>;

/** What the sheet "Export notes" holds of texts too long for their cell, by `sheet!cell`. */
export async function readRest(zip: ZipReader, part: string): Promise<Rest> {
  const rest = new Map<string, string[]>();
  for await (const batch of readRows(zip, part))
    for (const { number, cells } of batch) {
      const piece = cells[4];
      if (number === 1 || typeof piece !== 'string') continue;
      const key = `${cells[0]}!${cells[1]}`;
      const pieces = rest.get(key) ?? [];
      pieces.push(piece);
      rest.set(key, pieces);
    }
  return rest;
}

/** A text as found, with what goes on elsewhere; the same shape as `expectedText` gives. */
export const join = (head: string, pieces: readonly string[]): string => [head, ...pieces].join('\u0000');
/** A text as a sheet holds it: what fits into the cell, with what goes on elsewhere. */
export const expectedText = (text: string): string => {
  const { head, rest } = fitText(text);
  return join(head, rest);
};
