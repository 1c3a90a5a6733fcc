import { useEffect, useRef, useState } from 'react';
import type { FileHandle } from '../../../main/contract/capabilities.ts';
import { useToasts } from '../../components/toast/toasts.tsx';
import { failureOf } from '../../host/call-error.ts';
import { useClient, useWorkbookId } from '../../host/context.tsx';
import { type Arrival, withState } from './model.ts';

export interface Arrivals {
  readonly arrivals: readonly Arrival[];
  /** The one that is looked at. */
  readonly current: Arrival | undefined;
  /** Not all are recognised yet. */
  readonly waiting: boolean;
  setOpen(handle: string | null): void;
  take(files: readonly FileHandle[]): Promise<void>;
  cancel(): void;
  forget(): void;
}

/** Files that were given, recognised one after the other. */
export function useArrivals(): Arrivals {
  const client = useClient();
  const workbook = useWorkbookId();
  const [arrivals, setArrivals] = useState<readonly Arrival[]>([]);
  const [open, setOpen] = useState<string | null>(null);
  const current = arrivals.length === 1 ? arrivals[0] : arrivals.find(({ file }) => file.handle === open);

  const toasts = useToasts();
  const looking = useRef<AbortController | null>(null);
  useEffect(() => () => looking.current?.abort(), []);
  const waiting = arrivals.some(({ state }) => state.is === 'waiting');

  const take = async (files: readonly FileHandle[]) => {
    const own = new AbortController();
    looking.current?.abort();
    looking.current = own;
    setOpen(null);
    setArrivals(files.map((file) => ({ file, state: { is: 'waiting' } })));
    for (const file of files) {
      const state = await client
        .runJob('imports.recognise', { file: file.handle }, workbook, { signal: own.signal })
        .then(
          (incoming): Arrival['state'] => ({ is: 'known', incoming }),
          (error: unknown): Arrival['state'] => ({ is: 'refused', why: failureOf(error).message }),
        );
      if (own.signal.aborted) return;
      setArrivals((now) => withState(now, file.handle, state));
    }
  };
  const cancel = () => {
    looking.current?.abort();
    setArrivals((now) => now.filter(({ state }) => state.is !== 'waiting'));
    toasts.show({ text: 'Cancelled. Nothing was changed.' });
  };
  const forget = () => {
    looking.current?.abort();
    setArrivals([]);
  };
  return { arrivals, current, waiting, setOpen, take, cancel, forget };
}
