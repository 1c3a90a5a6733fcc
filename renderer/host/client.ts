import type { DemarcEvent, JobEvent } from '../../main/contract/events.ts';
import type { DemarcMethod, MethodOf } from '../../main/contract/index.ts';
import type { InputOf, OutputOf, Reply, Ticket, ValueOf } from '../../main/contract/methods/method.ts';
import { CallError } from './call-error.ts';
import type { Host } from './host.ts';

/** The methods of one kind, by name. */
export type MethodsOfKind<K> = {
  [N in DemarcMethod]: MethodOf<N> extends { readonly kind: K } ? N : never;
}[DemarcMethod];
export type QueryName = MethodsOfKind<'query' | 'action'>;
export type JobName = MethodsOfKind<'job' | 'file-job'>;
export type Input<N extends DemarcMethod> = InputOf<MethodOf<N>>;
export type Value<N extends DemarcMethod> = ValueOf<MethodOf<N>>;
export type JobResult<N extends JobName> = OutputOf<MethodOf<N>>;

export interface JobProgress {
  readonly done: number;
  readonly total: number | null;
  readonly label: string;
}
export interface JobOptions {
  readonly onProgress?: (progress: JobProgress) => void;
  /** Aborting cancels the job; the promise then rejects with code CANCELLED. */
  readonly signal?: AbortSignal;
}

export interface Changed<T> {
  readonly value: T;
  readonly change: number | null;
}

/** Typed calls over a host. */
export interface Client {
  readonly host: Host;
  call<N extends DemarcMethod>(name: N, input: Input<N>, workbook?: string): Promise<Value<N>>;
  /** Like `call`, and which change of this sitting it made; null where it changed nothing. */
  change<N extends DemarcMethod>(name: N, input: Input<N>, workbook?: string): Promise<Changed<Value<N>>>;
  runJob<N extends JobName>(
    name: N,
    input: Input<N>,
    workbook: string | undefined,
    options?: JobOptions,
  ): Promise<JobResult<N>>;
  /** Every event of the host, through the one subscription that the client holds. */
  onEvent(listener: (event: DemarcEvent) => void): () => void;
  /** Called when events may have been missed. */
  onMissed(listener: () => void): () => void;
}

export function createClient(host: Host): Client {
  const listeners = new Set<(event: DemarcEvent) => void>();
  const missed = new Set<() => void>();
  host.subscribe(
    (event) => {
      for (const listener of [...listeners]) listener(event);
    },
    () => {
      for (const listener of [...missed]) listener();
    },
  );
  const listen = <T>(set: Set<T>, listener: T) => {
    set.add(listener);
    return () => {
      set.delete(listener);
    };
  };
  const onEvent = (listener: (event: DemarcEvent) => void) => listen(listeners, listener);

  const change = async (name: string, input: unknown, workbook?: string): Promise<Changed<unknown>> => {
    const reply: Reply = await host.call(
      workbook === undefined ? { name, input } : { name, input, workbook },
    );
    if (!reply.ok) throw new CallError(reply.error);
    return { value: reply.value, change: reply.change ?? null };
  };
  const send = async (name: string, input: unknown, workbook?: string): Promise<unknown> =>
    (await change(name, input, workbook)).value;

  const runJob = async (
    name: string,
    input: unknown,
    workbook: string | undefined,
    options: JobOptions = {},
  ) => {
    // A short job can end before its ticket arrives, so events are kept from before the call.
    const early: JobEvent[] = [];
    let onJob = (event: JobEvent) => {
      early.push(event);
    };
    const stop = onEvent((event) => {
      if (event.type === 'job') onJob(event);
    });
    try {
      options.signal?.throwIfAborted();
      const ticket = (await send(name, input, workbook)) as Ticket;
      return await new Promise<unknown>((resolve, reject) => {
        onJob = (event) => {
          if (event.job !== ticket.job) return;
          if (event.state === 'running') options.onProgress?.(event);
          else if (event.state === 'done') resolve(event.result);
          else reject(new CallError(event.error ?? cancelled));
        };
        const cancel = () => {
          send('app.cancelJob', { job: ticket.job }).catch(reject);
        };
        if (options.signal?.aborted) cancel();
        options.signal?.addEventListener('abort', cancel);
        for (const event of early) onJob(event);
      });
    } finally {
      stop();
    }
  };

  return {
    host,
    call: send as unknown as Client['call'],
    change: change as unknown as Client['change'],
    runJob: runJob as unknown as Client['runJob'],
    onEvent,
    onMissed: (listener) => listen(missed, listener),
  };
}

const cancelled = { code: 'CANCELLED', message: 'Cancelled. Nothing was changed.' } as const;
