import { accessSync, constants, existsSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { learnSignedDigests } from '../assessment/erased-digests.ts';
import { catalogueOf } from '../assessment/workbook-catalogue.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { indexCatalogue } from '../catalogue/lookup.ts';
import type { ErasureReport } from '../contract/erasure.ts';
import { DemarcError, ruleViolation } from '../contract/errors.ts';
import { type Erased, Redactor } from '../domain/erasure/redactor.ts';
import {
  erasedWords,
  type Remaining,
  remainingWords,
  tableWords,
  unreadWords,
} from '../domain/erasure/words.ts';
import { commitTemporary, temporaryBeside } from '../platform/atomic-write.ts';
import { makeTemporaryFolder, removeTemporary } from '../platform/temporaries.ts';
import { foldersOf, isAmongBackups } from '../workbook/backups/list.ts';
import type { RewrittenBackups } from '../workbook/backups/rewrite.ts';
import { readHead } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import type { ChangeFacts } from '../workbook/entry-hash.ts';
import { refuseHeldTexts } from '../workbook/erasure/held-texts.ts';
import { knownPerson } from '../workbook/erasure/known-person.ts';
import { filesThatName } from '../workbook/erasure/named-in-files.ts';
import { readFromFiles } from '../workbook/erasure/read-from.ts';
import { ERASE_METHODS } from '../workbook/erasure/vouched.ts';
import { type ErasedCounts, type Erasing, writeErased } from '../workbook/erasure/write-erased.ts';
import { lookAt } from '../workbook/guard/file-look.ts';
import { listLeftBeside, listRescued } from '../workbook/guard/rescue.ts';
import { APPLICATION_ID, isWorkbook, readHeader } from '../workbook/header.ts';
import { hasSecondName, realPathOf } from '../workbook/identity.ts';
import { migrate, SCHEMA_VERSION } from '../workbook/migrations/index.ts';
import { createFile, openFile } from '../workbook/open-file.ts';
import { peekWorkbook } from '../workbook/peek.ts';
import { readOtherWorkbook } from '../workbook/read-other.ts';
import { requireSoundRecord } from '../workbook/state/check.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import { eraseBackups, type OwnPlaces } from './erase-backups.ts';
import { giveWay, heedCancel } from './snapshot.ts';
import type { EraseTask, TaskControls } from './tasks.ts';
import { runVerify } from './verify-task.ts';

/** What is known of the erasure before any file is written. */
interface Wanted extends OwnPlaces {
  readonly erased: Erased | null;
  readonly facts: ChangeFacts;
}

/**
 * Erases for good, or says what that would touch. The new file is written beside the old one and checked whole; then every
 * backup is written anew; and only then does the new file take the place of the old one, in one step. Whoever stops it, at whatever
 * moment, finds the workbook as it was, and can do it again. Nobody may have it open: who asks holds its lock. Throws WORKBOOK_DAMAGED for a record that is not sound.
 */
export async function runErase(task: EraseTask, controls: TaskControls): Promise<ErasureReport> {
  const file = realPathOf(task.workbook);
  if (task.look) return looked(file, task, controls);
  refuseUnready(file, task.name);
  const temporary = temporaryBeside(file);
  const before = lookAt(file)?.stamp;
  try {
    const report = await erased(file, temporary, task, controls);
    const backups = await inBackups(file, task, report.wanted, controls);
    await heedCancel(controls);
    if (lookAt(file)?.stamp !== before)
      throw new DemarcError(
        'CONFLICT',
        `Another program wrote into ${task.name} meanwhile, so it was left as it was. Close it there, then do this again.`,
      );
    commitTemporary(temporary, file);
    const { unread, ...counts } = backups;
    const untold = unread.filter((path) => !report.told.includes(path));
    const remains = [...unreadWords(untold), ...report.said.remains];
    return {
      ...report.said,
      backups: counts,
      remains,
      bytes: { ...report.said.bytes, after: statSync(file).size },
    };
  } finally {
    removeTemporary(temporary);
    rmSync(`${temporary}-journal`, { force: true });
  }
}

function refuseUnready(file: string, name: string): void {
  const header = readHeader(file, name);
  if (header.unfinished || header.hasStrayLog)
    throw new DemarcError(
      'WORKBOOK_LOCKED',
      `${name} was not closed by the program that last wrote it, so nothing was erased. Open it once and close it, then do this again.`,
    );
  if (header.userVersion !== SCHEMA_VERSION)
    throw ruleViolation(
      `${name} was written by another version of Demarc. Open it once, which brings it up to date, then erase.`,
    );
  if (hasSecondName(file))
    throw ruleViolation(
      `${name} has a second name (a hard link), under which all would stay as it is, so nothing was erased. Remove that name, or copy the file and erase in the copy.`,
    );
}

/** The same work on a copy that is thrown away: what is counted is what would happen. */
async function looked(file: string, task: EraseTask, controls: TaskControls): Promise<ErasureReport> {
  const folder = makeTemporaryFolder(tmpdir(), 'demarc-erasing-');
  try {
    const { said } = await erased(file, join(folder, basename(file)), task, controls);
    return { ...said, done: null };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function erased(
  file: string,
  temporary: string,
  task: EraseTask,
  controls: TaskControls,
): Promise<{ readonly wanted: Wanted; readonly said: ErasureReport; readonly told: readonly string[] }> {
  const source = openFile(file, { readonly: true, name: task.name });
  try {
    source.raw.exec('BEGIN');
    controls.progress(0, null, 'Checking the record');
    requireSoundRecord(source, task.name, 'nothing was erased');
    const wanted = wantedOf(source, task);
    const { staying, ...erasing } = erasingOf(source, task, wanted);
    if (erasing.redactor !== null) refuseHeldTexts(source, erasing.redactor);
    controls.progress(0, null, 'Writing the workbook anew');
    const counts = made(temporary, source, { ...erasing, look: task.look });
    if (!task.look) await requireSound(temporary, task.name, controls);
    const named =
      wanted.erased === null
        ? []
        : filesThatName(source, [...wanted.erased.names, ...wanted.erased.addresses]);
    const others = [...new Set(erasing.redactor?.others)];
    const read = readFromFiles(
      source,
      erasing.contents.map(({ number }) => number),
    );
    const remaining = { read, others, named, staying, ...outOfReach(task, wanted, temporary) };
    const said = saidOf(source, temporary, task, wanted, counts, remaining);
    return { wanted, said, told: remaining.rescued };
  } finally {
    source.close();
  }
}

/** What an erasure leaves as it is, although it is known: what was saved of the workbook, and where else it lies. */
function outOfReach(
  { workbook, place = workbook, backups }: EraseTask,
  { uuid, formerly, elsewhere }: Wanted,
  temporary: string,
): Pick<Remaining, 'rescued' | 'elsewhere'> {
  // Whoever goes on in what was saved erases in it; one that was worked in once has backups of its own.
  const places = elsewhere.map(({ path }) => path);
  const told = new Set([place, ...places].map(realPathOf));
  const saved = [place, realPathOf(place), ...formerly, ...places]
    .flatMap((path) => listRescued(path, backups))
    .filter(
      (path) =>
        !told.has(realPathOf(path)) && (!path.endsWith('.demarc') || whatLiesAt(path, uuid) !== 'other'),
    );
  // What was written lies beside the file itself, where a link leads.
  const beside = [...new Set([place, realPathOf(place), ...formerly])].flatMap(listLeftBeside);
  return {
    rescued: [...new Set([...saved, ...beside])].filter((path) => basename(path) !== basename(temporary)),
    elsewhere: elsewhere.map(({ path, isRead }) => ({
      path,
      isRead,
      backups: foldersOf(backups, path).filter((folder) => existsSync(folder)),
    })),
  };
}

/** The workbook of this identity, something else (and be it no workbook at all), or what cannot be read and may be either. */
function whatLiesAt(path: string, uuid: string): 'it' | 'other' | 'unread' {
  try {
    return readOtherWorkbook(path, basename(path), (db) => readWorkbook(db).uuid) === uuid ? 'it' : 'other';
  } catch {
    const peeked = peekedAt(path);
    if (peeked !== null) return peeked === uuid ? 'it' : 'other';
    return mayBeRead(path) && !isWorkbook(path) ? 'other' : 'unread';
  }
}
/** Identity of a workbook of an older schema; null where it does not show at a look. */
function peekedAt(path: string): string | null {
  try {
    return peekWorkbook(path, basename(path), '')?.uuid ?? null;
  } catch {
    return null;
  }
}
function mayBeRead(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function wantedOf(source: ReadDb, task: EraseTask): Wanted {
  const { what, at, who, formerly = [], others = [], backups } = task;
  const erased = what.kind === 'person' ? knownPerson(source, what.who, what.also) : null;
  const contents = what.kind === 'evidence' ? what.contents : [];
  const redactor = erased === null ? null : new Redactor(erased);
  const { uuid } = readWorkbook(source);
  // A backup that was opened where it lies is looked at as one.
  const found = others
    .filter((path) => !isAmongBackups(path, backups))
    .map((path) => ({ path, lies: whatLiesAt(path, uuid) }));
  return {
    erased,
    uuid,
    left: formerly,
    formerly: [...formerly, ...found.filter(({ lies }) => lies === 'other').map(({ path }) => path)],
    elsewhere: found
      .filter(({ lies }) => lies !== 'other')
      .map(({ path, lies }) => ({ path, isRead: lies === 'it' })),
    facts: {
      at,
      // Whoever erases their own name does not write it anew.
      who: who !== null && redactor !== null ? redactor.text(who) : who,
      origin: 'core',
      method: ERASE_METHODS[what.kind],
      summary: erasedWords(erased?.label ?? null, contents),
    },
  };
}

function erasingOf(
  source: ReadDb,
  { what }: EraseTask,
  { erased, facts }: Wanted,
): Erasing & { readonly staying: readonly number[] } {
  const redactor = erased === null ? null : new Redactor(erased);
  return {
    ...(redactor === null
      ? { staying: [], digests: '' }
      : learnSignedDigests(source, catalogueOf(indexCatalogue(loadCatalogue()), source), redactor)),
    kind: what.kind,
    label: erased?.label ?? null,
    redactor,
    contents: what.kind === 'evidence' ? what.contents : [],
    facts,
  };
}

function made(path: string, source: ReadDb, erasing: Erasing): ErasedCounts {
  const connection = createFile(path);
  try {
    connection.raw.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(connection);
    return writeErased(connection, source, erasing);
  } finally {
    connection.close();
  }
}

async function requireSound(path: string, name: string, controls: TaskControls): Promise<void> {
  const { ok, problems } = await runVerify({ kind: 'verify', workbook: path }, controls);
  if (!ok)
    throw new DemarcError(
      'UNEXPECTED',
      `The erased workbook did not come out whole, so it was thrown away: ${problems.slice(0, 3).join(' ')} ${name} is as it was; please report this.`,
    );
}

async function inBackups(
  file: string,
  task: EraseTask,
  wanted: Wanted,
  controls: TaskControls,
): Promise<RewrittenBackups> {
  const own = openFile(file, { readonly: true, name: task.name });
  try {
    return await giveWay(
      eraseBackups(own, task, wanted, (backup) => erasingOf(backup, task, wanted)),
      controls,
      'backups written anew',
    );
  } catch (error) {
    if (!(error instanceof DemarcError) || error.code !== 'CANCELLED') throw error;
    throw new DemarcError(
      'CANCELLED',
      `It was cancelled: nothing was erased in ${task.name}. Backups that were written anew until then stay so.`,
    );
  } finally {
    own.close();
  }
}

function saidOf(
  source: ReadDb,
  temporary: string,
  task: EraseTask,
  { erased }: Wanted,
  counts: ErasedCounts,
  remaining: Omit<Remaining, 'unsalted'>,
): ErasureReport {
  const after = openFile(temporary, { readonly: true });
  try {
    const head = readHead(after);
    return {
      label: erased?.label ?? null,
      names: erased?.names ?? [],
      addresses: erased?.addresses ?? [],
      records: tableWords(counts.rows),
      entries: counts.entries,
      of: readHead(source).rev,
      merged: counts.merged,
      snapshots: counts.snapshots,
      signatures: counts.signatures,
      files: counts.files,
      backups: { rewritten: 0, removed: 0, kept: 0 },
      bytes: { before: statSync(realPathOf(task.workbook)).size, after: statSync(temporary).size },
      remains: remainingWords(task.what.kind, { ...remaining, unsalted: counts.unsalted }),
      done: { rev: head.rev, head: head.hash },
    };
  } finally {
    after.close();
  }
}
