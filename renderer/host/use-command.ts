import { useCallback, useState } from 'react';
import type { Failure } from '../../main/contract/errors.ts';
import type { DemarcMethod } from '../../main/contract/index.ts';
import { useToasts } from '../components/toast/toasts.tsx';
import { failureOf } from './call-error.ts';
import type { Input, MethodsOfKind, Value } from './client.ts';
import { useClient, useSaves, useWorkbookIdOrNull } from './context.tsx';
import { concernsWorkbook } from './invalidation.ts';

export type CommandName = MethodsOfKind<'command' | 'action'> & DemarcMethod;
export type Attempt<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** The change that it made, for `useUndoOffer`; null where it changed nothing. */
      readonly change: number | null;
    }
  | { readonly ok: false; readonly failure: Failure };

export interface Command<N extends CommandName> {
  run(input: Input<N>): Promise<Attempt<Value<N>>>;
  readonly busy: boolean;
}

/** Runs a command as `useCommand` does, and draws nothing for it: for whoever shows by itself that it is on its way. */
export function useRun<N extends CommandName>(
  name: N,
  options: { readonly quiet?: boolean } = {},
): Command<N>['run'] {
  const client = useClient();
  const saves = useSaves();
  const workbook = useWorkbookIdOrNull();
  const toasts = useToasts();
  const quiet = options.quiet ?? false;
  return useCallback(
    async (input) => {
      try {
        const owner = concernsWorkbook(name) ? (workbook ?? undefined) : undefined;
        return { ok: true, ...(await saves.track(client.change(name, input, owner))) };
      } catch (error) {
        const failure = failureOf(error);
        if (!quiet) toasts.show({ tone: 'error', text: failure.message });
        return { ok: false, failure };
      }
    },
    [client, saves, workbook, name, toasts, quiet],
  );
}

/**
 * A command of the current workbook. It counts in the save state; a refusal is shown as a toast unless `quiet`, and
 * comes back as a value either way.
 */
export function useCommand<N extends CommandName>(
  name: N,
  options: { readonly quiet?: boolean } = {},
): Command<N> {
  const [running, setRunning] = useState(0);
  const start = useRun(name, options);
  const run = useCallback<Command<N>['run']>(
    async (input) => {
      setRunning((count) => count + 1);
      try {
        return await start(input);
      } finally {
        setRunning((count) => count - 1);
      }
    },
    [start],
  );
  return { run, busy: running > 0 };
}
