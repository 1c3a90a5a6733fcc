import { useCallback, useEffect, useState } from 'react';
import type { CardControl } from './card-control.ts';
import { type Attachments, pastedAddress, useAttachments } from './use-attachments.ts';

export interface CardEvidence {
  readonly attachments: Attachments;
  readonly linking: boolean;
  readonly setLinking: (open: boolean) => void;
}

/** How evidence comes to the card in view: picked, dropped, or pasted as an address anywhere outside a field. */
export function useCardEvidence(control: Pick<CardControl, 'card' | 'say' | 'locked'>): CardEvidence {
  const { say, locked } = control;
  const { ref } = control.card;
  const attachments = useAttachments(useCallback((text: string) => say(text), [say]));
  const [linking, setLinking] = useState<string | null>(null);
  useEffect(() => {
    if (locked) return;
    const paste = (event: ClipboardEvent) => {
      const { target } = event;
      if (!(target instanceof HTMLElement) || target.matches('input, textarea, select')) return;
      if (
        document.querySelector('dialog[open]') !== null ||
        !(target === document.body || target.closest('[data-card]'))
      )
        return;
      const address = pastedAddress(event.clipboardData?.getData('text/plain') ?? '');
      if (!address || (event.clipboardData?.files.length ?? 0) > 0) return;
      event.preventDefault();
      void attachments.addLink(ref, address);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [attachments, ref, locked]);
  return {
    attachments,
    // A form that stood open belongs to the card that was left.
    linking: linking === ref,
    setLinking: useCallback((open: boolean) => setLinking(open ? ref : null), [ref]),
  };
}
