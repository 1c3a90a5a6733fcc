import { closeSync, fstatSync, readSync } from 'node:fs';
import { DemarcError, invalidInput } from '../../../contract/errors.ts';
import type { PackReport } from '../../../contract/packs.ts';
import type { VerifiedSignOff, VerifyReport } from '../../../contract/workbook.ts';
import { recordedWords } from '../../../domain/erasure/words.ts';
import { timestampWords } from '../../../domain/pack/timestamp-words.ts';
import { sentence, signedByWords, signOffWords } from '../../../domain/signatures/key-words.ts';
import { counted } from '../../../domain/words/counted.ts';
import { brokenWords, foundWords } from '../../../domain/words/verify-words.ts';
import { openWithoutWaiting } from '../../../platform/small-file.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withCore, withWorkbook } from '../context.ts';
import { EXIT, ExitWith } from '../exit.ts';
import { oneLine, type Streams } from '../output.ts';
import { PASSWORD_FILE_HELP, PASSWORD_REMEDY, readPackPassword } from '../pack-password.ts';
import { absentWords } from './export-pack.ts';

interface Options extends CommonOptions {
  readonly against?: string;
  readonly head?: string;
  readonly packPasswordFile?: string;
}

export const addVerify: AddCommand = (program, streams) => {
  program
    .command('verify')
    .description(
      'check a workbook (database, change log, every record against the log, evidence) or an evidence pack (every file, its lists, the archive)',
    )
    .argument('<file>', 'the workbook, or a pack as a ZIP file; told apart by what is in it')
    .option(
      '--head <digest>',
      'also check that a state is in the history of a workbook: the digest on a document, whole or its first 12 digits',
    )
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
    const { head } = options;
    const report = await ask('workbook.verify', head === undefined ? {} : { head });
    print('verify', { file, ...report }, () => describeWorkbook(file, report));
    if (!report.ok) throw new ExitWith(EXIT.found);
  });
}

function describeWorkbook(file: string, report: VerifyReport): string {
  const { ok, problems, looked } = report;
  const lines = ok
    ? [
        `${file} is sound: ${counted(report.changes, 'change')} in an unbroken log, every record as the log says, ${counted(report.evidence, 'evidence file')} (${counted(report.bytes, 'byte')}) with the recorded hashes.`,
        `Head of the change log: ${report.head}`,
        `State: ${report.state}`,
      ]
    : [
        `${file} has ${counted(problems.length, 'problem')}:`,
        ...problems.map((problem) => `- ${oneLine(problem)}`),
        // That a digest is not in it makes no workbook a damaged one.
        ...(problems.length === 1 && looked?.found === null
          ? []
          : [
              `"demarc repair ${file} --out NEW" rebuilds the workbook from its change log into a new file and says what was different; a backup holds an earlier state.`,
            ]),
      ];
  for (const broken of report.broken)
    lines.push(
      oneLine(
        `Note: ${brokenWords(broken)}. The record is no less sound for it. "demarc gaps ${file}" lists it under "${broken.title}".`,
      ),
    );
  for (const erasure of report.erasures) lines.push(oneLine(recordedWords(erasure)));
  for (const entry of report.signOffs) lines.push(signOffLine(entry));
  if (looked?.found) lines.push(oneLine(foundWords(looked.found)));
  return `${lines.join('\n')}\n`;
}

const signOffLine = (entry: VerifiedSignOff): string =>
  oneLine(
    `Sign-off ${entry.number}, ${entry.subject ?? 'the whole workbook'}, ${entry.signedAt.slice(0, 10)}: ${signOffWords(entry)}.`,
  );

function verifyPack(file: string, options: Options, streams: Streams): Promise<void> {
  if (options.head !== undefined)
    throw invalidInput(`--head is for workbooks, and ${file} is a pack. Use --against with its workbook.`);
  return verifyPackFile(file, options, streams);
}
const verifyPackFile = (file: string, options: Options, streams: Streams): Promise<void> =>
  withCore(options, streams, async ({ core, ask, print }) => {
    const password = await readPackPassword(options.packPasswordFile);
    const report = await ask('packs.verify', {
      file: core.files.registerSource(file).handle,
      ...(password === null ? {} : { password }),
      ...(options.against === undefined
        ? {}
        : { against: core.files.registerSource(options.against).handle }),
    }).catch(withRemedy);
    print('verify-pack', { file, kind: 'pack', ...report }, () => describe(file, report));
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
  const { workbook, against, signature, known, timestamp } = report;
  const problems = [
    ...[...report.altered, ...report.missing, ...report.extra].map(({ sentence }) => sentence),
    ...report.archive,
    ...(timestamp?.problem ? [`The timestamp does not hold: ${timestamp.problem}.`] : []),
    ...(signature?.problem ? [`The signature of the pack does not hold: ${signature.problem}.`] : []),
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
    ...(signature?.problem === null ? [oneLine(sentence(signedByWords({ ...signature, known })))] : []),
    ...(signature === null && report.ok ? ['No key signed it.'] : []),
    ...(timestamp?.problem === null ? [oneLine(timestampWords(timestamp))] : []),
    ...(workbook ? [`Head of the change log: ${workbook.changeLogHead}`] : []),
    ...(workbook?.state ? [`State: ${workbook.state}`] : []),
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
