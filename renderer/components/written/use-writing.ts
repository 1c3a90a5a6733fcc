import type { Input, JobName, JobResult } from '../../host/client.ts';
import { useHost, useSaves } from '../../host/context.tsx';
import type { Host } from '../../host/host.ts';
import { useAttempt } from '../../host/use-attempt.ts';
import { useJob } from '../../host/use-job.ts';

export interface Writing<N extends JobName> {
  readonly running: boolean;
  /** What was written last; null while it is written and where it was not. */
  readonly result: JobResult<N> | null;
  readonly failure: string | null;
  /** Asks where the file shall lie, and writes it there. */
  write(file: Parameters<Host['pickTarget']>[0], input: (target: string) => Input<N>): void;
  /** Hands over what was written: as a download, or shown in its folder. */
  deliver(file: Parameters<Host['deliver']>[0]): void;
}

/** One file that is written on demand, by the job named. */
export function useWriting<N extends JobName>(name: N): Writing<N> {
  const host = useHost();
  const saves = useSaves();
  const job = useJob(name);
  const { problem, attempt } = useAttempt();
  const { status } = job;
  return {
    running: status.state === 'running',
    result: status.state === 'done' ? status.result : null,
    failure: problem ?? (status.state === 'failed' ? status.failure.message : null),
    write: (file, input) =>
      void attempt(async () => {
        // What is still being typed belongs into the file; what cannot be saved is named at the top of the window.
        await saves.flushAll();
        const target = await host.pickTarget(file);
        if (target) await job.run(input(target.handle));
      }),
    deliver: (file) => void attempt(() => host.deliver(file)),
  };
}
