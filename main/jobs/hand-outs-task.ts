import { dirname, join } from 'node:path';
import { handOutList } from '../assessment/hand-outs.ts';
import { buildReport } from '../assessment/report.ts';
import { DemarcError, ruleViolation } from '../contract/errors.ts';
import type { HandOutFormat, WrittenHandOut } from '../contract/exports.ts';
import { extract } from '../domain/report/extract.ts';
import type { Report } from '../domain/report/report.ts';
import { distinctStems } from '../domain/words/file-name.ts';
import { sizeOf } from '../platform/byte-file.ts';
import { piecesOfFile } from '../platform/file-pieces.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { makeSealedFolder } from '../platform/sealed-folder.ts';
import { ZipReader } from '../platform/zip-reader.ts';
import { ZipWriter } from '../platform/zip-writer.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { writeOne } from './export-task.ts';
import { gathering, withSoundSnapshot } from './snapshot.ts';
import type { HandOutsTask, TaskControls } from './tasks.ts';
import { cannotWrite, incomplete, writeAllBeside, writeBeside } from './write-beside.ts';

/** Writes everybody's hand-out, each compared with the workbook, and gives names only when all of them are complete. */
export const runHandOuts = (task: HandOutsTask, controls: TaskControls): Promise<readonly WrittenHandOut[]> =>
  withSoundSnapshot(task.workbook, controls, (db, catalogue) => {
    const report = buildReport(db, catalogue, { ...task, look: gathering(controls) });
    const wanted = wantedFiles(db, report, task.formats);
    return task.into === 'zip'
      ? intoZip(report, wanted, task, controls)
      : intoFolder(report, wanted, task, controls);
  });

interface Wanted {
  readonly person: string;
  readonly name: string;
  readonly format: HandOutFormat;
  readonly file: string;
}
/** The files to write, named by the persons. RULE_VIOLATION where nobody has any. */
function wantedFiles(db: ReadDb, report: Report, formats: readonly HandOutFormat[]): readonly Wanted[] {
  const having = new Set(handOutList(db, report.rows()).map(({ person }) => person));
  if (having.size === 0)
    throw ruleViolation(
      'Nobody is named for a duty or leads a service with open ones, so there are no hand-outs.',
    );
  const people = report.people.filter(({ id }) => having.has(id));
  // By their ids, so that of two with one name each has the same file at every export.
  const byId = [...people].sort((a, b) => (a.id < b.id ? -1 : 1));
  const stems = distinctStems(
    byId.map(({ name }) => name),
    'person',
  );
  return people.flatMap((person) =>
    formats.map((format) => ({
      person: person.id,
      name: person.name,
      format,
      file: `hand-out ${stems[byId.indexOf(person)]}.${format}`,
    })),
  );
}

async function writeHandOut(
  report: Report,
  wanted: Wanted,
  path: string,
  controls: TaskControls,
): Promise<WrittenHandOut> {
  if (controls.signal.aborted)
    throw new DemarcError('CANCELLED', 'The hand-outs were cancelled. None was kept.');
  const own = extract(report, { person: wanted.person });
  const { warnings } = await writeOne(own, wanted.format, wanted.file, path, controls);
  return { ...wanted, rows: own.counts.rows, warnings };
}

const intoZip = (
  report: Report,
  files: readonly Wanted[],
  task: HandOutsTask,
  controls: TaskControls,
): Promise<readonly WrittenHandOut[]> =>
  writeBeside(task.path, async (temporary) => {
    const scratch = makeSealedFolder(dirname(task.path), '.demarc-hand-outs-');
    const zip = await ZipWriter.create(temporary, report.meta.lastChange, { sealed: false });
    const control = { signal: controls.signal, progress: () => undefined };
    const written: WrittenHandOut[] = [];
    try {
      for (const wanted of files) {
        const path = join(scratch.path, wanted.file);
        written.push(await writeHandOut(report, wanted, path, controls));
        // Both formats are packed already.
        await zip.add(wanted.file, () => piecesOfFile(path), {
          size: sizeOf(path),
          compress: false,
          control,
        });
      }
      await zip.finish(control);
    } catch (error) {
      await zip.abandon();
      throw error;
    } finally {
      scratch.remove();
    }
    await readBack(temporary, task.path, written);
    return written;
  });

/** Reads every file of the ZIP file to its end, which checks its bytes, and its name in its place. */
async function readBack(path: string, target: string, written: readonly WrittenHandOut[]): Promise<void> {
  const zip = await ZipReader.open(path);
  try {
    const missing = written.filter(({ file }, index) => zip.names[index] !== file);
    if (missing.length > 0 || zip.names.length !== written.length)
      throw incomplete(
        target,
        missing.map(({ file }) => `${file} is not in it.`),
      );
    for (const name of zip.names) for await (const _ of zip.read(name));
  } finally {
    await zip.close();
  }
}

async function intoFolder(
  report: Report,
  files: readonly Wanted[],
  task: HandOutsTask,
  controls: TaskControls,
): Promise<readonly WrittenHandOut[]> {
  try {
    makeFolder(task.path);
  } catch (error) {
    throw cannotWrite(error, task.path) ?? error;
  }
  const targets = files.map((wanted) => ({ wanted, path: join(task.path, wanted.file) }));
  return writeAllBeside(targets, ({ wanted }, temporary) =>
    writeHandOut(report, wanted, temporary, controls),
  );
}
