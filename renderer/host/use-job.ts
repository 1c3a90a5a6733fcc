import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../main/contract/errors.ts';
import { useToasts } from '../components/toast/toasts.tsx';
import { failureOf } from './call-error.ts';
import type { Input, JobName, JobProgress, JobResult } from './client.ts';
import { useClient, useWorkbookIdOrNull } from './context.tsx';

export type JobState<R> =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly progress: JobProgress | null; readonly cancelling: boolean }
  | { readonly state: 'done'; readonly result: R }
  | { readonly state: 'failed'; readonly failure: Failure };

export interface RunningJob<N extends JobName> {
  readonly status: JobState<JobResult<N>>;
  run(input: Input<N>): Promise<JobResult<N> | null>;
  cancel(): void;
  reset(): void;
}

/**
 * One job at a time, with its progress; `run` gives null for one that did not end, and for one that was reset or followed by another meanwhile. Leaving the screen cancels it; a job that somebody cancels says what became of it. `of`: one on
 * files is none of the open workbook, which it may have to close for a moment. On a screen outside any workbook it is of none either.
 */
export function useJob<N extends JobName>(name: N, of: 'workbook' | 'files' = 'workbook'): RunningJob<N> {
  const client = useClient();
  const open = useWorkbookIdOrNull();
  const workbook = of === 'files' ? undefined : (open ?? undefined);
  const toasts = useToasts();
  const asked = useRef<AbortController | null>(null);
  const [status, setStatus] = useState<JobState<JobResult<N>>>({ state: 'idle' });
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);

  const run = useCallback(
    async (input: Input<N>) => {
      controller.current?.abort();
      const own = new AbortController();
      controller.current = own;
      const show = (next: JobState<JobResult<N>>) => {
        if (controller.current === own) setStatus(next);
      };
      show({ state: 'running', progress: null, cancelling: false });
      try {
        const result = await client.runJob(name, input, workbook, {
          signal: own.signal,
          onProgress: (progress) => show({ state: 'running', progress, cancelling: own.signal.aborted }),
        });
        // One that had ended before it could be cancelled: whoever asked again wants the later one's.
        if (controller.current !== own) return null;
        show({ state: 'done', result });
        return result;
      } catch (error) {
        const failure = failureOf(error);
        if (failure.code === 'CANCELLED' && asked.current === own) toasts.show({ text: failure.message });
        show(failure.code === 'CANCELLED' ? { state: 'idle' } : { state: 'failed', failure });
        return null;
      }
    },
    [client, workbook, name, toasts],
  );
  const cancel = useCallback(() => {
    asked.current = controller.current;
    controller.current?.abort();
    setStatus((now) => (now.state === 'running' ? { ...now, cancelling: true } : now));
  }, []);
  const reset = useCallback(() => {
    controller.current?.abort();
    controller.current = null;
    setStatus({ state: 'idle' });
  }, []);
  return { status, run, cancel, reset };
}
