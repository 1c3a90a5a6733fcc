import { useRef } from 'react';
import type { Ownership } from '../../main/contract/assignments.ts';
import { encodeOwnership } from '../../main/domain/ownership.ts';
import { useShowInMatrix } from '../components/ownership/use-answering.ts';

export interface Ahead {
  /** Shows an answer that is not recorded yet, on the card and in its cell; returns how the showing goes again. */
  show(ownership: Ownership): () => void;
  /** It is recorded: what is shown is what stands. */
  recorded(): void;
  /** The change is over: what is still only shown goes. */
  end(): void;
}

/** An answer that is shown before it is known whether it will be recorded. */
export function useAhead(ref: string, setAhead: (ahead: Ownership | null) => void): Ahead {
  const showInMatrix = useShowInMatrix();
  const shown = useRef<(() => void) | null>(null);
  const end = () => {
    shown.current?.();
    shown.current = null;
    setAhead(null);
  };
  return {
    show: (ownership) => {
      shown.current = showInMatrix(ref, encodeOwnership(ownership));
      setAhead(ownership);
      return end;
    },
    recorded: () => {
      shown.current = null;
    },
    end,
  };
}
