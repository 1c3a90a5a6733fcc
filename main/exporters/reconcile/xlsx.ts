import type { Reconciliation } from '../../contract/exports.ts';
import type { Report } from '../../domain/report.ts';
import { ZipReader } from '../../platform/zip-reader.ts';
import { cleanText } from '../safe-text.ts';
import { columnLetters, excelDate, fitText } from '../xlsx/cells.ts';
import { Problems, RegisterComparison, verdict } from './compare.ts';
import { SheetReader, type SheetRow } from './sheet-reader.ts';

/**
 * Reads an Excel file back from the disk, with a reader of its own, and compares every register
 * cell, every piece of evidence and the length of every list with the workbook. Memory does not grow with the rows.
 */
export async function reconcileXlsx(path: string, report: Report): Promise<Reconciliation> {
  const problems = new Problems();
  const found = { rows: 0, notes: 0, evidence: 0 };
  try {
    const zip = await ZipReader.open(path);
    try {
      const parts = await sheetParts(zip);
      const part = (name: string): string => {
        const entry = parts.get(name);
        if (!entry) throw new Error(`the sheet ${name} is missing`);
        return entry;
      };
      const rest = parts.has('Export notes') ? await readRest(zip, part('Export notes')) : new Map();
      Object.assign(found, await compareRegister(zip, part('Register'), report, rest, problems));
      found.evidence = await compareEvidence(zip, part('Evidence'), report, problems);
      const controls = report.frameworks.reduce((sum, framework) => sum + framework.controls.length, 0);
      for (const [name, expected] of [
        ['Services', report.services.length],
        ['Gaps', report.gaps.length],
        ['People', report.people.length],
        ['Frameworks', controls],
      ] as const) {
        const rows = await countRows(zip, part(name));
        if (rows !== expected) problems.add(`The sheet ${name} has ${rows} rows, not ${expected}.`);
      }
    } finally {
      await zip.close();
    }
  } catch (error) {
    problems.add(`The file cannot be read back: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return verdict(report, found, problems);
}

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

export async function* readRows(zip: ZipReader, part: string): AsyncGenerator<readonly SheetRow[]> {
  const reader = new SheetReader();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for await (const bytes of zip.read(part)) yield reader.push(decoder.decode(bytes, { stream: true }));
  yield reader.push(decoder.decode());
  reader.end();
}

async function countRows(zip: ZipReader, part: string): Promise<number> {
  let rows = -1;
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
export const expectedText = (text: string): string => {
  const { head, rest } = fitText(text);
  return join(head, rest);
};

async function compareRegister(
  zip: ZipReader,
  part: string,
  report: Report,
  rest: Rest,
  problems: Problems,
): Promise<{ rows: number; notes: number }> {
  const comparison = new RegisterComparison(report, problems, (column, row) => {
    const text = column.read(row);
    if (text === null || text === '') return null;
    if (column.kind !== 'date' && column.kind !== 'instant') return expectedText(text);
    const serial = excelDate(text);
    return Number.isFinite(serial) && serial >= 61 ? String(serial) : expectedText(text);
  });
  const { columns } = comparison;
  const letters = columns.map((_, index) => columnLetters(index + 1));
  for await (const batch of readRows(zip, part))
    for (const { number, cells } of batch) {
      const texts = cells.map((cell, index) => {
        if (typeof cell !== 'string') return cell === null ? null : String(cell);
        const pieces = rest.get(`Register!${letters[index]}${number}`);
        return pieces ? join(cell, pieces) : cell;
      });
      if (number === 1) comparison.header(texts, (heading) => cleanText(heading).text);
      else comparison.row(texts);
    }
  comparison.end();
  return { rows: comparison.rows, notes: comparison.notes };
}

async function compareEvidence(
  zip: ZipReader,
  part: string,
  report: Report,
  problems: Problems,
): Promise<number> {
  let count = 0;
  for await (const batch of readRows(zip, part))
    for (const { number, cells } of batch) {
      if (number === 1) continue;
      const expected = report.evidence[count];
      count += 1;
      if (!expected) continue;
      const label = `E-${expected.number}`;
      if (cells[0] !== label) problems.add(`Evidence ${count} is ${String(cells[0])}, not ${label}.`);
      else if ((cells[4] ?? null) !== expected.sha256) problems.add(`${label} has another SHA-256.`);
    }
  return count;
}
