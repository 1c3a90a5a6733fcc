import type { Reconciliation } from '../../contract/exports.ts';
import type { HistoryLine } from '../../contract/history.ts';
import { leavesOut, markLine } from '../../domain/report/audience.ts';
import type { Report } from '../../domain/report/report.ts';
import { ZipReader } from '../../platform/zip-reader.ts';
import { cleanText } from '../safe-text.ts';
import { columnLetters, countedDate } from '../xlsx/cells.ts';
import { rowsAbove } from '../xlsx/mark-line.ts';
import { HISTORY } from '../xlsx/sheets/history.ts';
import { Problems, RegisterComparison, verdict } from './compare.ts';
import { HistoryComparison } from './xlsx-history.ts';
import { compareLists } from './xlsx-lists.ts';
import { unmarkedSheets } from './xlsx-marks.ts';
import { countRows, expectedText, join, type Rest, readRest, readRows, sheetParts } from './xlsx-rows.ts';

/**
 * Reads an Excel file back from the disk, with a reader of its own, and compares every register
 * cell, every piece of evidence and the length of every list with the workbook. Memory does not grow with the rows. `look` hears
 * how many rows of the history are compared.
 */
export async function reconcileXlsx(
  path: string,
  report: Report,
  look?: (done: number, label: string) => void,
): Promise<Reconciliation> {
  const problems = new Problems();
  const found = { rows: 0, notes: 0, evidence: 0 };
  const line = markLine(report.meta.prepared);
  const heading = rowsAbove(line) + 1;
  try {
    const zip = await ZipReader.open(path);
    try {
      const parts = await sheetParts(zip);
      const part = (name: string): string => {
        const entry = parts.get(name);
        if (!entry) throw new Error(`the sheet ${name} is missing`);
        return entry;
      };
      for (const name of await unmarkedSheets(zip, line))
        problems.add(`The sheet ${name} does not say how it is marked.`);
      const rest = parts.has('Export notes') ? await readRest(zip, part('Export notes')) : new Map();
      Object.assign(found, await compareRegister(zip, part('Register'), report, rest, problems, heading));
      if (!leavesOut(report, 'evidence'))
        found.evidence = await compareEvidence(zip, part('Evidence'), report, problems, heading);
      await compareLists(zip, part, report, rest, problems, heading);
      const controls = report.frameworks.reduce((sum, framework) => sum + framework.controls.length, 0);
      for (const [name, expected, left] of [
        ['Services', report.services.length, null],
        ['Gaps', report.gaps.length, 'gaps'],
        ['People', report.people.length, 'names'],
        ['Frameworks', controls, null],
      ] as const) {
        if (left !== null && leavesOut(report, left)) {
          if (parts.has(name)) problems.add(`The sheet ${name} is there, though it is left out.`);
          continue;
        }
        const rows = await countRows(zip, part(name), heading);
        if (rows !== expected) problems.add(`The sheet ${name} has ${rows} rows, not ${expected}.`);
      }
      if (report.history)
        await compareHistory(zip, part(HISTORY), report.history(), rest, problems, heading, look);
    } finally {
      await zip.close();
    }
  } catch (error) {
    problems.add(`The file cannot be read back: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return verdict(report, found, problems);
}

async function compareRegister(
  zip: ZipReader,
  part: string,
  report: Report,
  rest: Rest,
  problems: Problems,
  heading: number,
): Promise<{ rows: number; notes: number }> {
  const comparison = new RegisterComparison(report, problems, (column, row) => {
    const text = column.read(row);
    if (text === null || text === '') return null;
    if (column.kind !== 'date' && column.kind !== 'instant') return expectedText(text);
    const serial = countedDate(text);
    return serial === null ? expectedText(text) : String(serial);
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
      if (number < heading) continue;
      if (number === heading) comparison.header(texts, (text) => cleanText(text).text);
      else comparison.row(texts);
    }
  comparison.end();
  return { rows: comparison.rows, notes: comparison.notes };
}

async function compareHistory(
  zip: ZipReader,
  part: string,
  lines: Iterable<HistoryLine>,
  rest: Rest,
  problems: Problems,
  heading: number,
  look?: (done: number, label: string) => void,
): Promise<void> {
  const comparison = new HistoryComparison(
    lines,
    problems,
    {
      expected: expectedText,
      found: (cell, address) => {
        const pieces = rest.get(address);
        return pieces ? join(cell, pieces) : cell;
      },
    },
    heading,
  );
  let done = 0;
  for await (const batch of readRows(zip, part)) {
    for (const row of batch) comparison.row(row);
    done += batch.length;
    look?.(done, 'rows of the history compared');
  }
  comparison.end();
}

async function compareEvidence(
  zip: ZipReader,
  part: string,
  report: Report,
  problems: Problems,
  heading: number,
): Promise<number> {
  let count = 0;
  let hash = -1;
  for await (const batch of readRows(zip, part))
    for (const { number, cells } of batch) {
      if (number === heading) hash = cells.indexOf('SHA-256');
      if (number <= heading) continue;
      const expected = report.evidence[count];
      count += 1;
      if (!expected) continue;
      const label = `E-${expected.number}`;
      if (cells[0] !== label) problems.add(`Evidence ${count} is ${String(cells[0])}, not ${label}.`);
      else if ((cells[hash] ?? null) !== expected.sha256) problems.add(`${label} has another SHA-256.`);
    }
  return count;
}
