import { useEffect, useRef } from 'react';
import { useShortcut } from '../components/shortcuts/shortcuts.tsx';
import { keysAt } from './keys.ts';

const PARTY_DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const KEYS = [...keysAt('line').flatMap(({ keys }) => keys), ...PARTY_DIGITS];

/**
 * Stands where the line of a card that is being read will stand: its keys wait, and are pressed again once it is there.
 * Whoever points at something else, goes elsewhere or presses Escape takes them back.
 */
export function KeysBeforeCard() {
  const kept = useRef<string[]>([]);
  const from = useRef<Element | null>(null);
  const keep = (key: string) => {
    if (document.activeElement !== from.current) kept.current = [];
    from.current = document.activeElement;
    kept.current.push(key);
  };
  useEffect(() => {
    const drop = () => {
      kept.current = [];
    };
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') drop();
    };
    document.addEventListener('pointerdown', drop, true);
    document.addEventListener('keydown', leave, true);
    return () => {
      document.removeEventListener('pointerdown', drop, true);
      document.removeEventListener('keydown', leave, true);
      const keys = kept.current;
      // The keys of the card are registered in the same turn.
      queueMicrotask(() => {
        if (document.activeElement !== from.current) return;
        for (const key of keys)
          from.current?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      });
    };
  }, []);
  return KEYS.map((key) => <Kept key={key} press={key} onKeep={keep} />);
}

function Kept(props: { readonly press: string; readonly onKeep: (key: string) => void }) {
  const { press } = props;
  useShortcut(press, 'Kept until the card is there', () => props.onKeep(press), {
    group: 'Card',
    hidden: true,
    guarded: true,
    once: true,
  });
  return null;
}
