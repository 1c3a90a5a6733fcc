import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invalidInput } from '../contract/errors.ts';
import type { PackAgainst, PackReport } from '../contract/packs.ts';
import type { Manifest } from '../domain/pack/manifest.ts';
import { verifyPack } from '../importers/pack/verify-pack.ts';
import { readHead } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { readOtherWorkbook } from '../workbook/read-other.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import type { TaskControls, VerifyPackTask } from './tasks.ts';

/** Reads an untrusted pack in a thread of its own, and holds it against a workbook's change log where one was named. */
export async function runVerifyPack(task: VerifyPackTask, controls: TaskControls): Promise<PackReport> {
  const scratch = mkdtempSync(join(tmpdir(), 'demarc-pack-'));
  try {
    const { report, manifest } = await verifyPack(
      task.path,
      { name: task.name, password: task.password, scratch },
      controls,
    );
    const { against } = task;
    const held =
      against === undefined || manifest === null
        ? null
        : readOtherWorkbook(against.path, against.name, (db) => holdAgainst(db, against.name, manifest));
    const sound = held === null || (held.standing !== 'other' && held.problems.length === 0);
    return { ...report, ok: report.ok && sound, against: held };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
      throw invalidInput(
        `There is not enough room in ${tmpdir()} to decrypt ${task.name}. Free as much as it takes, and try again.`,
      );
    throw error;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Whether the state in the pack is one that the workbook's change log went through, with the same evidence. */
function holdAgainst(db: ReadDb, file: string, { workbook, evidence }: Manifest): PackAgainst {
  if (readWorkbook(db).uuid !== workbook.id)
    return {
      file,
      standing: 'other',
      sentence: `The pack is not of ${file}: it was written from another workbook.`,
      problems: [`The pack is not of ${file}.`],
    };
  const head = readHead(db);
  const logged = db.get<{ hash: string }>('SELECT hash FROM change WHERE rev = ?', workbook.revision);
  if (logged?.hash !== workbook.changeLogHead) {
    const sentence = `Revision ${workbook.revision} with the head ${workbook.changeLogHead.slice(0, 16)} is not in the change log of ${file}, whose head is revision ${head.rev}.`;
    return { file, standing: 'broken', sentence, problems: [sentence] };
  }
  const known = new Map(
    db
      .all<{ number: number; sha256: string | null }>('SELECT number, sha256 FROM evidence')
      .map(({ number, sha256 }) => [number, sha256]),
  );
  const problems = evidence.flatMap(({ number, kind, sha256 }) => {
    // A note has a hash in the pack only. What was taken out of the register since then cannot be compared.
    const own = known.get(number);
    return kind === 'note' || own === undefined || own === sha256
      ? []
      : [`E-${number} has another SHA-256 in the pack than in ${file}.`];
  });
  const same = head.rev === workbook.revision;
  return {
    file,
    standing: same ? 'head' : 'earlier',
    sentence: same
      ? `The pack holds the present state of ${file}, revision ${head.rev}.`
      : `The pack holds revision ${workbook.revision} of ${file}, which is in its change log and now at revision ${head.rev}.`,
    problems,
  };
}
