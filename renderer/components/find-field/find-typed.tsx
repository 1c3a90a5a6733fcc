import { useEffect, useEffectEvent, useState } from 'react';
import { FindField } from './find-field.tsx';

const TYPING_MS = 250;

/** The search of a screen that asks for what it finds: once a word is typed, and not for each letter of it. */
export function FindTyped(props: Parameters<typeof FindField>[0]) {
  const [typed, setTyped] = useState<string | null>(null);
  const say = useEffectEvent(props.onValue);
  useEffect(() => {
    if (typed === null) return undefined;
    const timer = setTimeout(() => {
      say(typed);
      setTyped(null);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return <FindField {...props} value={typed ?? props.value} onValue={setTyped} />;
}
