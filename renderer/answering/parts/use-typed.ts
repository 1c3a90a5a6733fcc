import { useState } from 'react';
import type { CardField } from '../use-fields.ts';

/** Keeps what is typed as it is typed until the field is left, so that a save that comes back never trims a space under the cursor. */
export function useTyped(field: Pick<CardField<string>, 'value' | 'set' | 'leave'>) {
  const [typed, setTyped] = useState<string | null>(null);
  return {
    shown: typed ?? field.value,
    type: (text: string) => {
      setTyped(text);
      field.set(text);
    },
    leave: () => {
      setTyped(null);
      if (typed !== null) field.leave();
    },
  };
}
