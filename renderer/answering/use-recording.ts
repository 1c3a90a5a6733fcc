import { useRef } from 'react';
import type { Card } from '../../main/contract/assignments.ts';
import { namesById, ownershipOf } from '../../main/domain/duties/ownership.ts';
import { type Answer, acceptedAnswer, ownersFor, type Sides } from '../components/ownership/answers.ts';
import { useAnswering } from '../components/ownership/use-answering.ts';
import { recordedWords } from '../components/ownership/walking.ts';
import type { Input } from '../host/client.ts';
import type { CardControl, CardOptions, Last, Panel } from './card-control.ts';
import { draftAfter, draftFor } from './draft/draft.ts';
import type { DraftControl } from './draft/use-draft.ts';
import {
  acceptRecords,
  cardAfterAnswer,
  differsAnew,
  inOrder,
  sameAnswer,
  share,
  showsElsewhere,
  type Then,
} from './recording.ts';
import { useAhead } from './use-ahead.ts';
import type { Going } from './use-going.ts';
import { useNotRecorded, useWarning } from './use-warning.ts';

/** What the parts of the controller share of one card. */
export interface Here extends CardOptions {
  readonly card: Card;
  readonly sides: Sides;
  readonly locked: boolean;
  readonly draft: DraftControl;
  readonly going: Going;
  readonly setPanel: (panel: Panel | null) => void;
  readonly setSaid: (text: string) => void;
  readonly setLast: (last: Last | null) => void;
}

export type Recording = Pick<
  CardControl,
  'isAsking' | 'answerAs' | 'showAhead' | 'accept' | 'takeSuggestion' | 'recordDraft'
> & {
  /** Records an answer, and asks first what has to be asked; `told` is what was answered to that. */
  record(answer: Answer, onward: Then, told?: Told): Promise<void>;
  /** Records an answer about which nothing is to be asked, on its turn. */
  write(answer: Answer, onward: Then, told: Told): Promise<void>;
};
/** The reason of an answer, and how it is answered where it was taken over from. */
type Told = Pick<Input<'assignments.answer'>, 'reason' | 'precedent'>;
const NO_PARTY = 'This workbook has no party for that side. Add one under Scope.';

/** The ways in which an answer of the card is recorded. Each asks first what has to be asked first, and goes on as it was told. */
export function useRecording(here: Here): Recording {
  const { card, parties, sides, places, going, draft } = here;
  const answering = useAnswering();
  const notRecorded = useNotRecorded(card);
  const warningOf = useWarning(card);
  const { ref } = card;
  const asking = useRef(false);
  const ahead = useAhead(ref, here.locked);

  const reasonGiven = () => (draft.now().reason ?? '').trim() !== '';
  const wantsReason = (answer: Answer) => !reasonGiven() && differsAnew(answer, card, parties);
  const isEverywhere = (answer: Answer) => here.line === true && showsElsewhere(answer, card);

  const ask = async (answer: Answer & { owners: string[] }, onward: Then): Promise<void> => {
    const warning = await warningOf(answer.owners);
    if (warning === 'unknown') return;
    if (!going.isHere()) return notRecorded('The answer differs from the suggestion and wants a reason.');
    here.setPanel(
      warning ? { kind: 'misconception', warning, answer, onward } : { kind: 'differs', answer, onward },
    );
  };

  const write: Recording['write'] = async (answer, onward, told) => {
    const owners = 'owners' in answer ? answer.owners : [];
    const standing = draft.now();
    const outcome = await answering(ref, answer, {
      ...draftFor(standing, owners),
      ...told,
    });
    if (outcome.kind === 'refused') return;
    if (outcome.kind === 'misconception') {
      const { warning } = outcome;
      if (!going.isHere()) return notRecorded('The answer is a known misconception and wants a reason.');
      return here.setPanel({ kind: 'misconception', warning, answer, onward, precedent: told.precedent });
    }
    // What was typed since stays a draft.
    if (draft.now() === standing) draft.set(draftAfter(standing, owners));
    const ownership = ownershipOf(outcome.assignment);
    here.setSaid(`${card.responsibility.name}. ${recordedWords(ownership, namesById(parties))}`);
    here.setLast({ kind: 'answer', ref, name: card.responsibility.name, ownership });
    if (!going.isHere()) return;
    here.setPanel(null);
    going.goTo(cardAfterAnswer(card, places, onward, here.goOn));
  };

  const record: Recording['record'] = async (answer, onward, told) => {
    if (here.locked) return;
    if (told === undefined && isEverywhere(answer) && 'owners' in answer && !wantsReason(answer)) {
      here.setPanel({ kind: 'everywhere', answer, onward });
      ahead.end();
      return;
    }
    const change = going.alone(async () => {
      asking.current = told === undefined && wantsReason(answer);
      try {
        if (asking.current && 'owners' in answer) await ask(answer, onward);
        else await write(answer, onward, told ?? {});
      } finally {
        asking.current = false;
      }
    });
    await change.finally(ahead.end);
  };
  const takeSuggestion = (onward: Then) => {
    const answer = acceptedAnswer(card.suggestion, sides, parties);
    if (answer) void record(answer, onward);
    else here.setSaid('This workbook has no party for this suggestion. Add one under Scope.');
  };
  const recorded = sameAnswer(card);
  const withDraft = (): Answer => (draft.draft.owners ? { owners: [...draft.draft.owners] } : recorded);

  return {
    record,
    isAsking: () => asking.current,
    write,
    answerAs: (as) => {
      const owners = ownersFor(as, sides);
      if (owners) void record({ owners }, 'as-set');
      else here.setSaid(NO_PARTY);
    },
    showAhead: (as) => {
      const owners = ownersFor(as, sides);
      if (!owners || here.locked || going.isBusy()) return undefined;
      if (wantsReason({ owners }) || isEverywhere({ owners })) return undefined;
      return ahead.show(ownershipOf({ shares: inOrder(owners, parties).map(share), notApplicable: null }));
    },
    accept: (onward) => {
      const picked = here.locked ? [] : (draft.draft.owners ?? []);
      if (!acceptRecords(card, picked)) {
        if (onward !== 'stay') going.goTo(places.next);
      } else if (picked.length > 0) void record(withDraft(), onward);
      else if (card.ownership.kind === 'unanswered') takeSuggestion(onward);
      else void record(recorded, onward);
    },
    takeSuggestion: () => takeSuggestion('as-set'),
    recordDraft: () => void record(withDraft(), 'stay'),
  };
}
