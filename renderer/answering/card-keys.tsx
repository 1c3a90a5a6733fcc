import { type RefObject, useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { Card } from '../../main/contract/assignments.ts';
import type { AnswerAs } from '../components/ownership/answers.ts';
import { useKeptKeys } from '../components/shortcuts/kept-keys.ts';
import { useRegistry, useShortcut } from '../components/shortcuts/shortcuts.tsx';
import { cardActs } from './card-acts.ts';
import type { CardControl } from './card-control.ts';
import { KeyQueue } from './key-queue.ts';
import { type CardAct, type CardKey, type CardSize, keysAt } from './keys.ts';
import { typeInto } from './type-into.ts';
import { useListInOrder, useTypingAhead } from './use-keys-in-order.ts';

const GROUPS: Readonly<Record<CardSize, string>> = {
  line: 'Card',
  pane: 'Card',
  full: 'Walk-through',
  wall: 'Presenter',
};
/** Answers that a letter shows before it is known that it stands alone. */
const SHOWN_AHEAD: { readonly [K in CardAct]?: AnswerAs } = {
  'answer-provider': 'provider',
  'answer-customer': 'customer',
  'answer-shared': 'shared',
};

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
  /** A line has no room for what the key opens: the whole card opens, and does it. Without a key it only opens. */
  readonly onWhole?: (act: CardAct | null) => void;
  /** What the card was opened for by a key of its line. */
  readonly first?: CardAct | null;
}

/** Registers the keys of a card and carries them out, one after the other: what is pressed meanwhile waits, in order. */
export function CardKeys(props: CardKeysProps) {
  const { control, size, root } = props;
  const queue = useRef(new KeyQueue<() => unknown>());
  const { typing } = useRegistry();
  useKeptKeys();
  useTypingAhead(queue, control.isAsking);
  useListInOrder(queue, root, () =>
    control.say('Not recorded: something else was pointed at before the card was there.'),
  );
  const acts = cardActs({ ...props, root });
  const latest = useRef(acts);
  const onWhole = useRef(props.onWhole);
  useEffect(() => {
    latest.current = acts;
    onWhole.current = props.onWhole;
  });

  const { first = null } = props;
  useEffect(() => {
    const opened = keysAt(size).find(({ act }) => act === first);
    if (opened) queue.current.push(() => latest.current[opened.act](), opened.opens ?? false);
  }, [first, size]);

  const perform = (entry: CardKey): unknown => {
    if (entry.act === 'leave') return acts.leave();
    const whole = size === 'line' && entry.line === 'opens' ? onWhole : undefined;
    const act = () => (whole ? whole.current?.(entry.act) : latest.current[entry.act]());
    if (!control.isBusy()) return whole ? act() : acts[entry.act]();
    const { pressed } = typing;
    return queue.current.push(
      () => typing.during(pressed, act),
      entry.opens ?? false,
      characterOf(entry.keys),
    );
  };
  const pick = (party: string): void => {
    const act = () => {
      latest.current.pick(party);
      // What stands chosen is recorded by Enter, which on a line opens the card.
      onWhole.current?.(null);
    };
    const digit = String(control.parties.findIndex(({ id }) => id === party) + 1);
    if (control.isBusy()) queue.current.push(act, false, digit);
    else act();
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
        <Key
          key={entry.act}
          entry={entry}
          group={GROUPS[size]}
          records={recordsNow(entry, control.card)}
          run={() => perform(entry)}
          ahead={() => {
            const as = SHOWN_AHEAD[entry.act];
            const back = as && flushSync(() => control.showAhead(as));
            // Said of every letter that comes to nothing, also where nothing was shown: an answer that is asked about first.
            return () => {
              back?.();
              control.say('Typed as a word: nothing was recorded.');
            };
          }}
        />
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

/** Whether a key records at once as the card stands: parking asks first, and a status of an open duty is only a draft. */
const recordsNow = ({ act, records = false }: CardKey, { assignment, ownership }: Card): boolean => {
  if (act === 'park') return assignment?.parked === true;
  return records && (act !== 'next-status' || ownership.kind !== 'unanswered');
};

/** The character among the keys of an act: `s`, but not `Enter`. */
const characterOf = (keys: readonly string[]): string | null =>
  keys.find((key) => [...key].length === 1) ?? null;

function Key(props: {
  readonly entry: CardKey;
  readonly group: string;
  readonly records: boolean;
  readonly run: () => unknown;
  readonly ahead: () => () => void;
}) {
  const { entry, group } = props;
  // Rendered at once, so that the field that a key opens has the focus before the next key arrives.
  useShortcut(entry.keys, entry.label, () => flushSync(props.run), {
    group,
    inText: entry.inText ?? false,
    hidden: entry.act === 'leave',
    guarded: true,
    once: !entry.held,
    alone: props.records,
    ahead: props.ahead,
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
