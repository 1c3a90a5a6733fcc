import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchAnswer } from './answer.ts';
import { benchArns } from './arns.ts';
import type { BenchRow } from './bench-row.ts';
import { benchBill } from './bill.ts';
import { benchCore } from './core.ts';
import { benchDesk } from './desk.ts';
import { benchFind } from './find.ts';
import { benchFindings } from './findings.ts';
import { benchFirstLoad } from './first-load.ts';
import { benchForm } from './form.ts';
import { benchHistory } from './history.ts';
import { benchImportRegister } from './import-register.ts';
import { benchInherited } from './inherited.ts';
import { benchMerge } from './merge.ts';
import { benchOscal } from './oscal.ts';
import { benchOverview } from './overview.ts';
import { benchPack } from './pack.ts';
import { benchPdf } from './pdf-register.ts';
import { benchPortfolio } from './portfolio.ts';
import { ensureReferences, type Reference } from './references.ts';
import { benchRegister } from './register.ts';
import { benchRoom } from './room.ts';
import { benchVerify } from './verify.ts';
import { benchXlsx } from './xlsx-register.ts';

/**
 * `npm run bench`: every figure against a named reference in the same run. `-- --json PATH` also writes them as JSON, `-- --only NAME`
 * measures alone what has that word in its name.
 */
const { json: wanted, only = '' } = parseArgs({
  options: { json: { type: 'string' }, only: { type: 'string' } },
}).values;

const PARTS: readonly (readonly [
  name: string,
  run: () => BenchRow[] | Promise<BenchRow[]>,
  ...references: Reference[],
])[] = [
  ['one answer', benchAnswer],
  ['catalogue and gaps', benchCore],
  ['register and its gaps', benchRegister],
  ['inherited rows', benchInherited],
  ['Excel register', benchXlsx, 'XlsxWriter', 'libxlsxwriter'],
  ['PDF register', benchPdf, 'ReportLab'],
  ['search', benchFind],
  ['the desk in Chromium', benchDesk, 'Chromium'],
  ['first load', benchFirstLoad],
  ['findings', benchFindings],
  ['a bill of many lines', benchBill],
  ['a list of ARNs', benchArns],
  ['a register that comes back', benchImportRegister],
  ['OSCAL', benchOscal],
  ["a receiver's form", benchForm],
  ['controls and the Word document', benchOverview, 'python-docx'],
  ['a merge of two copies', benchMerge],
  ['evidence pack', benchPack],
  ['verifying', benchVerify],
  ['the history of a long log', benchHistory],
  ['the portfolio', benchPortfolio],
  ['a room of 200', benchRoom],
];
const parts = PARTS.filter(([name]) => name.includes(only));
ensureReferences(parts.flatMap(([, , ...references]) => references));
const rows: BenchRow[] = [];
for (const [name, run] of parts) {
  console.log(`Measuring: ${name} ...`);
  rows.push(...(await run()));
}

const round = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
const table = rows.map((row) => [
  row.id,
  `${round(row.ours)} ${row.unit}`,
  `${round(row.reference)} ${row.unit}`,
  round(row.ratio),
  String(row.goal),
  row.met ? 'yes' : 'NO',
]);
const heads = ['what', 'ours', 'reference', 'ratio', 'goal', 'met'];
const widths = heads.map((head, column) =>
  Math.max(head.length, ...table.map((line) => line[column]?.length ?? 0)),
);
for (const line of [heads, ...table])
  console.log(line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
console.log(
  `Medians, on ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.version}.`,
);
if (wanted !== undefined) writeFileSync(wanted, `${JSON.stringify(rows, null, 2)}\n`);
