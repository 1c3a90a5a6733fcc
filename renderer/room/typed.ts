import { useState } from 'react';

const PREFIX = 'demarc-room-typed:';

/** A text that is being typed: it outlives a reload, a lost network and a browser that puts the page away, until it is said. */
export function useTyped(key: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => localStorage.getItem(PREFIX + key) ?? '');
  return [
    text,
    (next) => {
      setText(next);
      if (next === '') localStorage.removeItem(PREFIX + key);
      else localStorage.setItem(PREFIX + key, next);
    },
  ];
}

/** Nothing of a room that is over stays on the device. */
export function forgetTyped(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}
