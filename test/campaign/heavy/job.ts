import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DemarcError } from '../../../main/contract/errors.ts';
import { runInWorker } from '../../../main/jobs/run-in-worker.ts';
import type { Task } from '../../../main/jobs/tasks.ts';
import { workerUrl } from '../../../main/platform/app-paths.ts';

// A job in a process of its own, measured: `measureJob` starts this file again with the task.

export interface Measured {
  readonly ended: 'read' | 'refused' | 'broken' | 'did not end';
  /** Of a refusal, or of what broke. */
  readonly sentence: string;
  /** Of all threads, from before the job's thread was started: a loaded machine makes them no more. */
  readonly cpuSeconds: number;
  /** The most that the whole process held. */
  readonly peakMb: number;
}

/** So long may a job take on a machine that does other things as well. */
const WALL_MS = 180_000;

/** Runs a job as a command does, in a thread, within a process that does nothing else. */
export function measureJob(task: Task): Promise<Measured> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: WALL_MS,
      killSignal: 'SIGKILL',
    });
    let told = '';
    let complaint = '';
    child.stdout.on('data', (data: Buffer) => {
      told += data;
    });
    child.stderr.on('data', (data: Buffer) => {
      complaint = `${complaint}${data}`.slice(-2000);
    });
    child.on('close', (code, signal) => {
      if (code === 0) resolve(JSON.parse(told) as Measured);
      else
        resolve({
          ended: signal === 'SIGKILL' ? 'did not end' : 'broken',
          sentence: complaint.trim() || `The process ended with ${code ?? signal}.`,
          cpuSeconds: WALL_MS / 1000,
          peakMb: 0,
        });
    });
  });
}

if (import.meta.main) {
  const task = JSON.parse(process.argv[2] ?? '') as Task;
  const before = process.cpuUsage();
  let ended: Measured['ended'] = 'read';
  let sentence = '';
  try {
    await runInWorker(workerUrl(), task, { signal: new AbortController().signal, progress: () => {} });
  } catch (error) {
    const told = error instanceof DemarcError && error.code !== 'UNEXPECTED';
    ended = told ? 'refused' : 'broken';
    sentence = error instanceof Error ? (told ? error.message : (error.stack ?? '')) : String(error);
  }
  const { user, system } = process.cpuUsage(before);
  const { maxRSS } = process.resourceUsage();
  const measured: Measured = { ended, sentence, cpuSeconds: (user + system) / 1e6, peakMb: maxRSS / 1024 };
  process.stdout.write(JSON.stringify(measured));
}
