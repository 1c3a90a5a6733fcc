import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import { kindsById, namesById, ownershipWords } from '../../main/domain/duties/ownership.ts';
import type { Report } from '../../main/domain/report/report.ts';
import { sampleReport } from '../support/sample-report.ts';
import { type BenchRow, benchRow, median } from './bench-row.ts';

const RUNS = 3;
/** 500 services x 40 responsibilities: 20,000 rows, and 16 more that are answered once. */
const SERVICES = 500;
const MEMORY_LIMIT_MB = 600;
const HEAD = [
  'Duty',
  'Owner',
  'What the provider does',
  'What the customer’s side does',
  'Status',
  'Evidence and notes',
];
const WIDTHS = [126, 66, 172, 184, 92, 117];
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface Group {
  readonly name: string;
  readonly rows: string[][];
}

/**
 * Demarc's whole PDF (register, pictures, matrix and all) against the register's tables alone as ReportLab writes them and as
 * Chromium prints them; and the peak memory at 100,000 rows. A reference that is not installed is named and its row left out.
 */
export async function benchPdf(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-pdf-'));
  try {
    const groups = groupRows(sampleReport({ services: SERVICES, complete: true }));
    const out = join(folder, 'out.pdf');
    const ours = median(Array.from({ length: RUNS }, () => runOurs(SERVICES, out).seconds));
    const reportLab = runReportLab(groups, folder);
    const chromium = runChromium(groups, folder);
    const large = runOurs(SERVICES * 5, out).megabytes;
    return [
      ...(reportLab === null ? [] : [benchRow('pdf-register-20000-reportlab', ours, reportLab, 1 / 5, 's')]),
      ...(chromium === null ? [] : [benchRow('pdf-register-20000-chromium', ours, chromium, 1 / 10, 's')]),
      benchRow('pdf-memory-100000', large, MEMORY_LIMIT_MB, 1, 'MB'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runOurs(services: number, out: string) {
  const printed = execFileSync(process.execPath, [here('./pdf-child.ts'), String(services), out], {
    encoding: 'utf8',
  });
  return JSON.parse(printed) as { readonly seconds: number; readonly megabytes: number };
}

function runReportLab(groups: readonly Group[], folder: string): number | null {
  const python = ['/usr/bin/python3', 'python3'].find(
    (command) => spawnSync(command, ['-c', 'import reportlab']).status === 0,
  );
  if (!python) {
    console.log('ReportLab is not installed (Debian: python3-reportlab): its row is left out.');
    return null;
  }
  const rows = join(folder, 'rows.jsonl');
  writeFileSync(rows, [HEAD, ...groups].map((line) => JSON.stringify(line)).join('\n'));
  const printed = execFileSync(
    python,
    [here('./python/register_pdf.py'), rows, join(folder, 'reportlab.pdf')],
    {
      encoding: 'utf8',
    },
  );
  return (JSON.parse(printed) as { seconds: number }).seconds;
}

function runChromium(groups: readonly Group[], folder: string): number | null {
  const command = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    existsSync,
  );
  if (!command) {
    console.log('Chromium is not installed (Debian: chromium): its row is left out.');
    return null;
  }
  const page = join(folder, 'register.html');
  const pdf = join(folder, 'chromium.pdf');
  writeFileSync(page, htmlOf(groups));
  const start = performance.now();
  const run = spawnSync(
    command,
    [
      '--headless',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      `--user-data-dir=${join(folder, 'profile')}`,
      '--no-pdf-header-footer',
      '--timeout=600000',
      `--print-to-pdf=${pdf}`,
      pathToFileURL(page).href,
    ],
    { stdio: 'ignore', timeout: 600_000 },
  );
  const seconds = (performance.now() - start) / 1000;
  if (run.status === 0 && existsSync(pdf)) return seconds;
  console.log(`Chromium printed nothing (status ${run.status}): its row is left out.`);
  return null;
}

/** The texts that Demarc's own tables show, service by service. */
function groupRows(report: Report): Group[] {
  const kinds = kindsById(report.parties);
  const names = namesById(report.parties);
  const people = new Map(report.people.map((person) => [person.id, person.name]));
  const half = (row: RegisterRow, provider: boolean) =>
    row.shares
      .filter((share) => (kinds.get(share.party) === 'provider') === provider)
      .flatMap((share) => [share.text ?? '', people.get(share.person ?? '') ?? ''])
      .filter((text) => text !== '')
      .join('\n');
  const groups: Group[] = [];
  let subject = '';
  for (const row of report.rows()) {
    if (row.subject !== subject) groups.push({ name: row.subjectLabel, rows: [] });
    subject = row.subject;
    groups
      .at(-1)
      ?.rows.push([
        `${row.responsibilityName}\n${row.ref}`,
        ownershipWords(row.ownership, names),
        half(row, true),
        half(row, false),
        [row.status, row.review, row.answeredAt?.slice(0, 10), row.answeredBy].filter(Boolean).join('\n'),
        [row.evidence.map((number) => `E-${number}`).join(', '), row.deviationReason, row.note]
          .filter(Boolean)
          .join('\n'),
      ]);
  }
  return groups;
}

function htmlOf(groups: readonly Group[]): string {
  const safe = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
  const cells = (row: readonly string[], tag: string) =>
    row.map((text) => `<${tag}>${safe(text)}</${tag}>`).join('');
  const columns = WIDTHS.map((width) => `<col style="width:${width}pt">`).join('');
  const tables = groups.map(
    ({ name, rows }) =>
      `<h2>${safe(name)}</h2><table><colgroup>${columns}</colgroup><thead><tr>${cells(HEAD, 'th')}</tr></thead>` +
      `<tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Register</title><style>
@page { size: A4 landscape; margin: 44pt 42pt 48pt }
body { font: 7.2pt/9.3pt "Noto Sans", sans-serif } h2 { font-size: 12pt }
table { border-collapse: collapse; table-layout: fixed; width: 757pt } tr { break-inside: avoid }
td, th { text-align: left; vertical-align: top; padding: 3pt 4pt; border-bottom: .5pt solid #ccc; overflow-wrap: anywhere }
</style>${tables.join('')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await benchPdf());
