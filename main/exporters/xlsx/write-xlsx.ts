import type { Part } from '../../contract/audience.ts';
import { DemarcError } from '../../contract/errors.ts';
import type { Paper } from '../../contract/exports.ts';
import { leavesOut, markLine, markOf } from '../../domain/report/audience.ts';
import { documentInstant, type Report } from '../../domain/report/report.ts';
import { sheetLists } from '../../domain/report/sheet-lists.ts';
import { Book } from './book.ts';
import type { TextNote } from './cells.ts';
import { type Paint, startPaint } from './context.ts';
import { EXCEL_ROWS } from './limits.ts';
import { type SheetEntry, writeAbout } from './sheets/about.ts';
import { writeCounts } from './sheets/counts.ts';
import { writeDesk } from './sheets/desk.ts';
import { writeExportNotes } from './sheets/export-notes.ts';
import { writeFrameworks } from './sheets/frameworks.ts';
import { HISTORY, writeHistory } from './sheets/history.ts';
import { writeEvidence, writeGaps, writePeople, writeServices } from './sheets/lists.ts';
import { MATRIX, writeMatrix } from './sheets/matrix.ts';
import { REGISTER, writeLists, writeRegister } from './sheets/register.ts';
import { writeStamp } from './sheets/stamp.ts';
import { writeSummary } from './sheets/summary.ts';

export interface ExportControl {
  readonly signal?: AbortSignal | undefined;
  /** What the file is printed on; A4 unless said. */
  readonly paper?: Paper | undefined;
  /** Rows of the register written so far, of how many. */
  readonly progress?: ((done: number, total: number | null, label: string) => void) | undefined;
}

function contents(report: Report): readonly SheetEntry[] {
  const controls = report.frameworks.reduce((sum, framework) => sum + framework.controls.length, 0);
  const held = (part: Part, entry: SheetEntry) => (leavesOut(report, part) ? [] : [entry]);
  const counted = [
    'ownership',
    'domains',
    ...(leavesOut(report, 'status') ? [] : ['status']),
    ...(leavesOut(report, 'gaps') ? [] : ['gaps']),
  ];
  return [
    { name: 'Summary', holds: `Counts and charts: ${counted.join(', ')}`, rows: null },
    {
      name: 'Services',
      holds: leavesOut(report, 'open')
        ? 'The services in use that have an answer'
        : leavesOut(report, 'accounts')
          ? 'The services in use'
          : 'The services in use, with account, region, data and progress',
      rows: report.services.length,
    },
    { name: MATRIX, holds: 'Responsibilities by services, coloured by owner', rows: null },
    {
      name: REGISTER,
      holds: `Every responsibility ${leavesOut(report, 'open') ? 'that is answered' : 'asked'}, one row each${report.meta.prepared.audience === 'internal' ? ', all fields' : ''}`,
      rows: report.counts.rows,
    },
    ...held('evidence', {
      name: 'Evidence',
      holds: leavesOut(report, 'contents')
        ? 'What proves it, with the SHA-256 of each file'
        : 'What proves it: files with their SHA-256, links, notes',
      rows: report.evidence.length,
    }),
    ...held('gaps', {
      name: 'Gaps',
      holds: 'What the rules found wrong or missing, the gravest first',
      rows: report.gaps.length,
    }),
    ...sheetLists(report)
      .filter(({ length }) => length <= EXCEL_ROWS)
      .map(({ name, holds, length }) => ({ name, holds, rows: length })),
    ...held('names', { name: 'People', holds: 'Who is named, for which party', rows: report.people.length }),
    {
      name: 'Frameworks',
      holds: 'Controls of each framework and the responsibilities behind them',
      rows: controls,
    },
    ...(report.history
      ? [
          {
            name: HISTORY,
            holds: 'Who changed what, when, from what to what and why, newest first',
            rows: null,
          },
        ]
      : []),
  ];
}

/**
 * Writes the whole workbook as an Excel file to `path`, streaming the register. Throws CANCELLED when the signal fires;
 * what then lies at `path` is of no use. Warnings say which texts Excel could not hold as they are.
 */
export async function writeXlsx(
  report: Report,
  path: string,
  control: ExportControl = {},
): Promise<{ readonly warnings: readonly string[] }> {
  const left: string[] = [];
  const { warnings } = await writeBook(report, path, control, async (paint, progress) => {
    writeAbout(paint, contents(report));
    writeSummary(paint);
    await writeServices(paint);
    await writeMatrix(paint);
    const wanted = new Set([
      ...report.gaps.flatMap((gap) => (gap.ref === null ? [] : [gap.ref])),
      ...report.desk().parked.map(({ ref }) => ref),
      ...report.desk().decisions.flatMap(({ ref }) => (ref === null ? [] : [ref])),
      ...report.evidence.flatMap(({ links }) => links.slice(0, 1)),
    ]);
    const places = await writeRegister(paint, wanted, progress);
    if (!leavesOut(report, 'evidence')) await writeEvidence(paint, places);
    if (!leavesOut(report, 'gaps')) await writeGaps(paint, places);
    left.push(...(await writeDesk(paint, places, EXCEL_ROWS)));
    if (!leavesOut(report, 'names')) writePeople(paint);
    await writeFrameworks(paint);
    if (report.history)
      await writeHistory(paint, report.history(), EXCEL_ROWS, (done) =>
        control.progress?.(done, report.meta.revision, 'History'),
      );
    await writeExportNotes(paint);
    writeLists(paint);
    writeCounts(paint);
    writeStamp(paint);
  });
  return { warnings: [...warnings, ...left] };
}

/** Only the register and the lists it offers, as one file; what the bench compares with another writer. */
export async function writeRegisterXlsx(
  report: Report,
  path: string,
  control: ExportControl = {},
): Promise<void> {
  await writeBook(report, path, control, async (paint, progress) => {
    await writeRegister(paint, new Set(), progress);
    await writeExportNotes(paint);
    writeLists(paint);
    writeCounts(paint);
    writeStamp(paint);
  });
}

/** INVALID_INPUT for a register of more rows than an Excel sheet has; to be asked before hours go into other files. */
export function refuseLongRegister({ counts: { rows } }: Pick<Report, 'counts'>): void {
  if (rows > EXCEL_ROWS)
    throw new DemarcError(
      'INVALID_INPUT',
      `The register has ${rows} rows, more than an Excel sheet can hold. Export the CSV instead.`,
    );
}

async function writeBook(
  report: Report,
  path: string,
  control: ExportControl,
  write: (paint: Paint, progress: (done: number) => void) => Promise<void>,
): Promise<{ readonly warnings: readonly string[] }> {
  const { signal, progress, paper } = control;
  refuseLongRegister(report);
  const book = new Book(path, {
    created: documentInstant(report.meta),
    title: report.meta.title,
    subject: `Shared responsibility assessment of ${report.meta.organisation}`,
    version: report.meta.appVersion,
    paper,
    mark: markOf(report.meta.prepared),
    line: markLine(report.meta.prepared),
    signal,
  });
  try {
    await write(startPaint(report, book), (done) => progress?.(done, report.counts.rows, 'Register'));
    await book.close();
    return { warnings: warningsOf(book.notes) };
  } catch (error) {
    await book.abandon();
    throw error;
  }
}

function warningsOf(notes: readonly TextNote[]): readonly string[] {
  const long = notes.filter((note) => note.rest.length > 0).length;
  const replaced = notes.reduce((sum, note) => sum + note.replaced, 0);
  return [
    ...(long > 0
      ? [`Texts longer than an Excel cell: ${long}. Each goes on in the sheet "Export notes".`]
      : []),
    ...(replaced > 0
      ? [
          `Characters that Excel cannot keep: ${replaced}. Each is shown by a sign and listed in the sheet "Export notes".`,
        ]
      : []),
  ];
}
