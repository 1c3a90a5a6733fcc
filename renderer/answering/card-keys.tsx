import { type RefObject, useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useKeptKeys } from '../components/shortcuts/kept-keys.ts';
import { useShortcut } from '../components/shortcuts/shortcuts.tsx';
import { cardActs } from './card-acts.ts';
import { KeyQueue } from './key-queue.ts';
import { type CardKey, type CardSize, keysAt } from './keys.ts';
import { typeInto } from './type-into.ts';
import type { CardControl } from './use-card.ts';

const GROUPS: Readonly<Record<CardSize, string>> = { full: 'Walk-through', pane: 'Card', wall: 'Presenter' };

interface CardKeysProps {
  readonly control: CardControl;
  readonly size: CardSize;
  /** What holds the card and its answers. */
  readonly root: RefObject<HTMLElement | null>;
  readonly onPickEvidence: () => void;
  readonly onAddLink: () => void;
  /** The service that many before (-1) or after (1) this one. */
  readonly neighbour?: (step: 1 | -1) => string | null;
  /** Escape, where nothing is open that it closes. */
  readonly onLeave?: () => void;
}

/** Registers the keys of a card and carries them out, one after the other: what is pressed meanwhile waits, in order. */
export function CardKeys(props: CardKeysProps) {
  const { control, size, root } = props;
  const queue = useRef(new KeyQueue<() => unknown>());
  useKeptKeys();
  useTypingAhead(queue, control.isAsking);
  const acts = cardActs({ ...props, root });
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });

  const perform = (entry: Pick<CardKey, 'act' | 'keys' | 'opens'>): unknown => {
    if (entry.act === 'leave') return acts.leave();
    if (!control.isBusy()) return acts[entry.act]();
    return queue.current.push(
      () => latest.current[entry.act](),
      entry.opens ?? false,
      characterOf(entry.keys),
    );
  };
  const pick = (party: string): void => {
    if (!control.isBusy()) control.pick(party);
    else {
      const digit = String(control.parties.findIndex(({ id }) => id === party) + 1);
      queue.current.push(() => latest.current.pick(party), false, digit);
    }
  };
  useEffect(() => {
    if (control.isBusy()) return;
    const waiting = queue.current.take();
    if (!waiting) return;
    // The field has to be there when its text is typed into it.
    queueMicrotask(() => {
      flushSync(() => waiting.act());
      // What was pressed after an answer that wants a reason is the reason.
      if (control.isAsking()) return queue.current.asText(() => undefined);
      if (waiting.keys.length > 0) typeInto(document.activeElement, waiting.keys);
    });
  });

  return (
    <>
      {keysAt(size).map((entry) => (
        <Key key={entry.act} entry={entry} group={GROUPS[size]} run={() => perform(entry)} />
      ))}
      {control.parties.slice(0, 9).map((party, index) => (
        <PartyKey
          key={party.id}
          digit={String(index + 1)}
          name={party.name}
          group={GROUPS[size]}
          run={() => pick(party.id)}
        />
      ))}
    </>
  );
}

/** The character among the keys of an act: `s`, but not `Enter`. */
const characterOf = (keys: readonly string[]): string | null =>
  keys.find((key) => [...key].length === 1) ?? null;

/** While a field is about to open, what is typed is its text: nothing else gets to see it. */
function useTypingAhead(queue: RefObject<KeyQueue<() => unknown>>, isAsking: () => boolean): void {
  const asking = useRef(isAsking);
  useEffect(() => {
    asking.current = isAsking;
  });
  useEffect(() => {
    const look = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (!queue.current.typing && asking.current()) queue.current.asText(() => undefined);
      if (!queue.current.typing) return;
      if (document.querySelector('dialog[open]') !== null || !queue.current.type(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    document.addEventListener('keydown', look, true);
    return () => document.removeEventListener('keydown', look, true);
  }, [queue]);
}

function Key(props: { readonly entry: CardKey; readonly group: string; readonly run: () => unknown }) {
  const { entry, group } = props;
  // Rendered at once, so that the field that a key opens has the focus before the next key arrives.
  useShortcut(entry.keys, entry.label, () => flushSync(props.run), {
    group,
    inText: entry.inText ?? false,
    hidden: entry.act === 'leave',
    guarded: true,
    once: !entry.held,
  });
  return null;
}
function PartyKey(props: {
  readonly digit: string;
  readonly name: string;
  readonly group: string;
  readonly run: () => void;
}) {
  useShortcut(props.digit, `Choose ${props.name}, then Enter`, props.run, {
    group: props.group,
    hidden: true,
    guarded: true,
    once: true,
  });
  return null;
}
