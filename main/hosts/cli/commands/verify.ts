import { closeSync, fstatSync, readSync } from 'node:fs';
import { DemarcError, invalidInput } from '../../../contract/errors.ts';
import type { PackReport } from '../../../contract/packs.ts';
import { openWithoutWaiting } from '../../../platform/small-file.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, EXIT, ExitWith, withCore, withWorkbook } from '../context.ts';
import { counted, oneLine, type Streams } from '../output.ts';
import { PASSWORD_FILE_HELP, PASSWORD_REMEDY, readPackPassword } from '../pack-password.ts';
import { absentWords } from './export-pack.ts';

interface Options extends CommonOptions {
  readonly against?: string;
  readonly packPasswordFile?: string;
}

export const addVerify: AddCommand = (program, streams) => {
  program
    .command('verify')
    .description(
      'check a workbook (database, change log, evidence) or an evidence pack (every file, its lists, the archive)',
    )
    .argument('<file>', 'the workbook, or a pack as a ZIP file; told apart by what is in it')
    .option('--against <workbook>', 'also check that a pack holds a state of this workbook')
    .option('--pack-password-file <path>', PASSWORD_FILE_HELP)
    .action((file: string, options: Options) =>
      isArchive(file) ? verifyPack(file, options, streams) : verifyWorkbook(file, options, streams),
    );
};

function verifyWorkbook(file: string, options: Options, streams: Streams): Promise<void> {
  if (options.against !== undefined || options.packPasswordFile !== undefined)
    throw invalidInput(
      `--against and --pack-password-file are for packs, and ${file} is none. Leave them out.`,
    );
  return withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
    const report = await ask('workbook.verify', {});
    print({ file, ...report }, () =>
      report.ok
        ? `${file} is sound: ${counted(report.changes, 'change')} in an unbroken log, ${counted(report.evidence, 'evidence file')} (${counted(report.bytes, 'byte')}) with the recorded hashes.\nHead of the change log: ${report.head}\n`
        : `${file} has ${counted(report.problems.length, 'problem')}:\n${report.problems.map((problem) => `- ${problem}\n`).join('')}`,
    );
    if (!report.ok) throw new ExitWith(EXIT.found);
  });
}

const verifyPack = (file: string, options: Options, streams: Streams): Promise<void> =>
  withCore(options, streams, async ({ core, ask, print }) => {
    const password = readPackPassword(options.packPasswordFile);
    const report = await ask('packs.verify', {
      file: core.files.registerSource(file).handle,
      ...(password === null ? {} : { password }),
      ...(options.against === undefined
        ? {}
        : { against: core.files.registerSource(options.against).handle }),
    }).catch(withRemedy);
    print({ file, kind: 'pack', ...report }, () => describe(file, report));
    if (!report.ok) throw new ExitWith(EXIT.found);
  });

/** The password belongs on no command line: where it goes is for this host to say. */
function withRemedy(error: unknown): never {
  if (error instanceof DemarcError && isRecord(error.details) && error.details.password === 'needed')
    throw invalidInput(`${error.message} ${PASSWORD_REMEDY}`, error.details);
  throw error;
}
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function describe(file: string, report: PackReport): string {
  const { workbook, against } = report;
  const problems = [
    ...[...report.altered, ...report.missing, ...report.extra].map(({ sentence }) => sentence),
    ...report.archive,
    ...(against?.problems ?? []),
  ];
  const state = workbook
    ? `"${oneLine(workbook.title)}" of ${oneLine(workbook.organisation)}, revision ${workbook.revision}, last changed ${oneLine(workbook.lastChange)}${workbook.judgedAsOf === null ? '' : `, judged as of ${workbook.judgedAsOf}`}`
    : null;
  return [
    report.ok
      ? `${file} is sound: ${counted(report.files, 'file')}, none altered, missing or added; not one bit of the archive differs from what was written.`
      : `${file} has ${counted(problems.length, 'problem')}:`,
    ...problems.map((problem) => `- ${oneLine(problem)}`),
    ...(state === null ? [] : [`Assessment: ${state}`]),
    ...(workbook ? [`Head of the change log: ${workbook.changeLogHead}`] : []),
    ...(against && against.problems.length === 0 ? [oneLine(against.sentence)] : []),
    ...report.absent.map((piece) => `Not in the pack, as it says itself: ${absentWords(piece)}`),
    `SHA-256 of the pack: ${report.sha256}`,
    '',
  ].join('\n');
}

/** The end of a ZIP file, with a comment of the greatest length. */
const TAIL = 22 + 0xffff;
const END = Buffer.from('PK\u0005\u0006', 'latin1');

/** Whether the file begins or ends as a ZIP file does: one of the two may be what was damaged. False where nothing can be read. */
function isArchive(path: string): boolean {
  let file: number;
  try {
    file = openWithoutWaiting(path);
  } catch {
    return false;
  }
  try {
    const facts = fstatSync(file);
    if (!facts.isFile()) return false;
    const start = Buffer.alloc(16);
    readSync(file, start, 0, 16, 0);
    if (start.toString('latin1') === 'SQLite format 3\0') return false;
    if (start.toString('latin1', 0, 4) === 'PK\u0003\u0004') return true;
    const tail = Buffer.alloc(Math.min(TAIL, facts.size));
    readSync(file, tail, 0, tail.length, facts.size - tail.length);
    return tail.includes(END);
  } finally {
    closeSync(file);
  }
}
