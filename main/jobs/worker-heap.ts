import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { isGzip } from '../importers/files/gzip.ts';
import type { Task } from './tasks.ts';

const MB = 1024 ** 2;
/** A task may ask for much, but not for the whole machine: hostile input then ends the worker and nothing else. */
const MOST_MB = 2048;
/** What a worker takes that reads a small file; with the rest of the program it stays below 500 MB for a file of 5 MB. */
const LEAST_MB = 220;
const MB_PER_MB = 24;

/** Megabytes of heap for the worker of a task. One that reads files of strangers gets as much as honest files of their size need. */
export function heapOf(task: Task): number {
  const files = inputsOf(task);
  if (files === null) return MOST_MB;
  const bytes = files.reduce((sum, path) => sum + bytesIn(path), 0);
  return Math.min(MOST_MB, Math.ceil(LEAST_MB + (bytes / MB) * MB_PER_MB));
}

/** Bytes of a file; one that is packed with gzip holds about five times as many, and more are not unpacked into memory for as little. */
function bytesIn(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return size > 2 && isPacked(path) ? 5 * size : size;
}
function isPacked(path: string): boolean {
  const head = Buffer.alloc(2);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, head, 0, 2, 0);
    } finally {
      closeSync(file);
    }
  } catch {
    // What cannot be read is refused by whoever reads it.
    return false;
  }
  return isGzip(head);
}

/** The same for all small files, so that one that is asked of again, beside a workbook that has grown a little, finds its thread. */
export const limitOf = (task: Task): number => Math.max(heapOf(task), SMALL_MB);
const SMALL_MB = 256;

/**
 * With how many megabytes in memory a thread stays for the next task: little more than the program itself takes, so that the report of a large
 * workbook goes with its thread. A merge that is looked at is asked for as soon as its reader has decided, and is worked out in the same memory.
 */
export const staysWithMb = (task: Task): number =>
  task.kind === 'merge' && !task.toWrite && task.write === null ? LOOKED_AT_MB : SMALL_THREAD_MB;
const SMALL_THREAD_MB = 160;
const LOOKED_AT_MB = 512;

/**
 * Whether a task may be without a sign of life for as long as it likes. One that goes through the workbook alone comes to an
 * end: SQLite checks the pages of gigabytes in one step, and a slow disk takes its time. Its user can cancel it.
 */
export const mayBeSilent = ({ kind }: Task): boolean => SILENT.has(kind);
const SILENT: ReadonlySet<Task['kind']> = new Set([
  'export',
  'pack',
  'layout',
  'gaps',
  'find',
  'matrix',
  'verify',
  'copy',
  'comparison',
  'repair',
  'erase',
  'hand-outs',
  'hand-out-list',
  'publish',
  'portfolio-report',
  'portfolio-look',
]);

/** Of a thread that has met nothing but the user's own workbook. */
export const OWN = 'own';

/**
 * What a thread has met when it has done a task: the user's own workbook alone, or these very files of strangers as they lie there.
 * Only a task with the same answer may have the thread after it, so that no file meets what another one may have done to it.
 * Null for a task after which the thread must go: it knew a key or a password.
 */
export function worldOf(task: Task): string | null {
  if (OWN_WORK.has(task.kind)) return OWN;
  if (task.kind === 'comparison' && strangersOf(task) === null) return OWN;
  if (task.kind === 'pack') return task.signer === undefined && task.sealed === undefined ? OWN : null;
  if (task.kind === 'verify-pack' && task.password !== undefined) return null;
  const files = strangersOf(task);
  if (files === null) return null;
  const marks = files.map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  if (marks.includes(undefined)) return null;
  return JSON.stringify([
    files,
    marks.map((mark) => `${mark?.dev} ${mark?.ino} ${mark?.size} ${mark?.mtimeNs} ${mark?.ctimeNs}`),
  ]);
}
const OWN_WORK: ReadonlySet<Task['kind']> = new Set([
  'export',
  'layout',
  'gaps',
  'find',
  'matrix',
  'verify',
  'copy',
  'minutes',
  'hand-outs',
  'hand-out-list',
]);

/** Whether nobody will ask of the files of a task again, so that its thread goes with the memory that it holds. */
export const isLast = (task: Task): boolean => 'last' in task && task.last;

/** The files of strangers that a task reads; null for one that reads none. */
function strangersOf(task: Task): readonly string[] | null {
  switch (task.kind) {
    case 'returned-sheet':
      return [task.path];
    case 'form':
      return [task.form.path];
    case 'merge':
      return [task.theirs.path, ...(task.base ? [task.base.path] : [])];
    case 'comparison': {
      const others = [task.from, task.to].flatMap((end) => (typeof end === 'object' ? [end.path] : []));
      return others.length === 0 ? null : others;
    }
    // What others published; on a server it takes a password.
    case 'portfolio-report':
    case 'portfolio-look':
      return task.target.kind === 'file' ? [task.target.path] : null;
    default:
      return inputsOf(task);
  }
}

/** The files that such a task has to hold in part or whole; null for a task that works on the workbook alone. */
function inputsOf(task: Task): readonly string[] | null {
  switch (task.kind) {
    case 'control-texts':
      return [task.path, ...(task.beside ?? []).map(({ path }) => path)];
    case 'recognise':
    case 'action-states':
      return [task.path];
    case 'vendor-matrix':
      return [task.file.path];
    case 'discover':
    case 'findings':
      return task.files.map(({ path }) => path);
    case 'returned-sheet':
      return [task.path, task.workbook];
    case 'form':
      return [task.form.path, task.workbook];
    case 'verify-pack':
      return [task.path, ...(task.against ? [task.against.path] : [])];
    default:
      return null;
  }
}
