import { notifyManager } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Ownership } from '../../main/contract/assignments.ts';
import { encodeOwnership } from '../../main/domain/duties/ownership.ts';
import { showAhead } from '../components/ownership/shown-ahead.ts';
import { useWorkbookId } from '../host/context.tsx';

export interface Ahead {
  /** Shows an answer that is not recorded yet, on the card and in its cell; returns how the showing goes again. */
  show(ownership: Ownership): () => void;
  /** The change is over: what was only shown goes. */
  end(): void;
}

/** An answer that is shown before it is known whether it will be recorded; what is locked meanwhile will not be. */
export function useAhead(ref: string, locked: boolean): Ahead {
  const workbook = useWorkbookId();
  const shown = useRef<(() => void) | null>(null);
  const end = () => {
    // What was recorded is put where card and grid read it at the end of this task: until then they show what was shown ahead.
    if (shown.current) notifyManager.schedule(shown.current);
    shown.current = null;
  };
  useEffect(() => {
    if (!locked) return;
    shown.current?.();
    shown.current = null;
  }, [locked]);
  return {
    show: (ownership) => {
      shown.current = showAhead({ workbook, ref, ownership, written: encodeOwnership(ownership) });
      return end;
    },
    end,
  };
}
