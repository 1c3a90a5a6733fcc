import { useState } from 'react';
import { failureOf } from '../../host/call-error.ts';
import type { JobName } from '../../host/client.ts';
import { useSaves } from '../../host/context.tsx';
import { type RunningJob, useJob } from '../../host/use-job.ts';

export interface Writing<N extends JobName> {
  readonly job: RunningJob<N>;
  /** What stood in the way, in a sentence. */
  readonly problem: string | null;
  setProblem(problem: string | null): void;
  /** Takes another choice: what was written, or stood in the way, belonged to the one before. */
  choosing<T>(set: (value: T) => void): (value: T) => void;
  /** Asks where the file shall lie and starts the job, once everything that is still being typed is saved. */
  write(run: () => Promise<void>): Promise<void>;
}

/** Writing files from a workbook; `what` would miss what cannot be saved, and `then` says what to do afterwards. */
export function useWriting<N extends JobName>(name: N, what: string, then: string): Writing<N> {
  const saves = useSaves();
  const job = useJob(name);
  const [problem, setProblem] = useState<string | null>(null);
  const write: Writing<N>['write'] = async (run) => {
    setProblem(null);
    if (!(await saves.flushAll())) {
      setProblem(
        `Something in this workbook is not saved yet, so ${what} would miss it. The top of the window names it: save or discard it, then ${then}.`,
      );
      return;
    }
    try {
      await run();
    } catch (error) {
      setProblem(failureOf(error).message);
    }
  };
  const choosing: Writing<N>['choosing'] = (set) => (value) => {
    job.reset();
    setProblem(null);
    set(value);
  };
  return { job, problem, setProblem, choosing, write };
}
