import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Card, MisconceptionWarning } from '../../../../main/contract/assignments.ts';
import type { Party } from '../../../../main/contract/parties.ts';
import { namesById, ownershipOf } from '../../../../main/domain/ownership.ts';
import {
  type Answer,
  type AnswerAs,
  acceptedAnswer,
  ownersFor,
  type Sides,
  sidesOf,
} from '../../../components/ownership/answers.ts';
import { useAnswering, useShowAssignment } from '../../../components/ownership/use-answering.ts';
import { cardAfterAnswer, recordedWords } from '../../../components/ownership/walking.ts';
import { useClient, useWorkbookId } from '../../../host/context.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { sameAnswer } from '../model.ts';

export type Panel =
  | { readonly kind: 'not-applicable' }
  | { readonly kind: 'decision' }
  | { readonly kind: 'misconception'; readonly warning: MisconceptionWarning; readonly answer: Answer };

export interface Presenter {
  readonly card: Card;
  readonly parties: readonly Party[];
  readonly sides: Sides;
  readonly locked: boolean;
  readonly panel: Panel | null;
  /** What was recorded last, in one line; also read aloud. */
  readonly said: string;
  isBusy(): boolean;
  answerAs(as: AnswerAs): void;
  accept(): void;
  recordNotApplicable(reason: string): void;
  takeSuggestion(): void;
  recordAnyway(reason: string): void;
  takeBack(): void;
  park(): void;
  decide(text: string): void;
  name(party: string, person: string | null): void;
  open(panel: 'not-applicable' | 'decision'): void;
  closePanel(): void;
  goTo(ref: string | null): void;
  goToSubject(subject: string | null): void;
  say(text: string): void;
}

/** Everything the room does with the duty in view. `wanted` is the one that the address names; `card` may still be the one before. */
export function usePresenter(
  wanted: string,
  card: Card,
  parties: readonly Party[],
  readOnly: boolean,
): Presenter {
  const workbook = useWorkbookId();
  const navigate = useNavigate();
  const client = useClient();
  const answering = useAnswering();
  const show = useShowAssignment();
  const update = useCommand('assignments.update');
  const clear = useCommand('assignments.clear');
  const decision = useCommand('workshop.decide');
  const [panel, setPanel] = useState<Panel | null>(null);
  const [said, setSaid] = useState('');
  const busy = useRef(false);
  const heading = useRef<string | null>(null);
  const sides = sidesOf(parties, card.subject.ref);
  const locked = readOnly || card.assignment?.review === 'accepted';

  const [shown, setShown] = useState(wanted);
  if (shown !== wanted) {
    setShown(wanted);
    setPanel(null);
  }
  useEffect(() => {
    heading.current = null;
    if (!readOnly)
      void client.call('assignments.setPosition', { ref: wanted }, workbook).catch(() => undefined);
  }, [client, workbook, wanted, readOnly]);

  const goTo = (target: string | null) => {
    if (target === null || target === wanted) return;
    const slash = target.indexOf('/');
    heading.current = target;
    void navigate({
      to: '/w/$workbook/present/{-$subject}',
      params: { workbook, subject: target.slice(0, slash) },
      search: { card: target.slice(slash + 1) },
    });
  };
  const goToSubject = (subject: string | null) => {
    if (subject === null) return;
    void navigate({ to: '/w/$workbook/present/{-$subject}', params: { workbook, subject }, search: {} });
  };
  /** One change at a time: what is pressed meanwhile waits for its card. */
  const alone = async (change: () => Promise<void>) => {
    if (locked || busy.current) return;
    busy.current = true;
    try {
      await change();
    } finally {
      busy.current = false;
    }
  };

  const record = (answer: Answer, reason?: string) =>
    alone(async () => {
      const outcome = await answering(card.ref, answer, reason === undefined ? {} : { reason });
      if (outcome.kind === 'refused') return;
      if (outcome.kind === 'misconception') {
        setPanel({ kind: 'misconception', warning: outcome.warning, answer });
        return;
      }
      setPanel(null);
      setSaid(
        `${card.responsibility.name}. ${recordedWords(ownershipOf(outcome.assignment), namesById(parties))}`,
      );
      goTo(card.assignment?.confirmLater ? card.next : cardAfterAnswer(card, true));
    });
  const takeSuggestion = () => {
    const answer = acceptedAnswer(card.suggestion, sides);
    if (answer) void record(answer);
    else setSaid('This workbook has no party for this suggestion. Add one under Scope.');
  };
  const change = (patch: Parameters<typeof update.run>[0], after?: () => void) =>
    alone(async () => {
      const attempt = await update.run(patch);
      if (!attempt.ok) return;
      show(patch.ref, attempt.value);
      after?.();
    });

  return {
    card,
    parties,
    sides,
    locked,
    panel,
    said,
    isBusy: () =>
      busy.current || (heading.current !== null && heading.current !== wanted) || card.ref !== wanted,
    answerAs: (as) => {
      const owners = ownersFor(as, sides);
      if (owners) void record({ owners });
      else setSaid('This workbook has no party for that side. Add one under Scope.');
    },
    accept: () => {
      if (card.ownership.kind === 'unanswered') takeSuggestion();
      else if (card.assignment?.confirmLater) void record(sameAnswer(card));
      else goTo(card.next);
    },
    recordNotApplicable: (reason) => void record({ notApplicable: reason }),
    takeSuggestion,
    recordAnyway: (reason) => panel?.kind === 'misconception' && void record(panel.answer, reason),
    takeBack: () => {
      if (card.ownership.kind === 'unanswered') return;
      void alone(async () => {
        const attempt = await clear.run({ ref: card.ref });
        if (!attempt.ok) return;
        show(card.ref, attempt.value);
        setSaid(`${card.responsibility.name}. Answer taken back.`);
      });
    },
    park: () => {
      const parked = !(card.assignment?.parked ?? false);
      void change({ ref: card.ref, parked }, () => {
        setSaid(`${card.responsibility.name}. ${parked ? 'Parked.' : 'Taken up again.'}`);
        if (parked && card.ownership.kind === 'unanswered') goTo(card.nextOpen);
      });
    },
    decide: (text) =>
      void alone(async () => {
        const attempt = await decision.run({ text, ref: card.ref });
        if (!attempt.ok) return;
        setPanel(null);
        setSaid(`${card.responsibility.name}. Decision noted.`);
      }),
    name: (party, person) => void change({ ref: card.ref, people: { [party]: person } }),
    open: (kind) => !locked && setPanel({ kind }),
    closePanel: () => setPanel(null),
    goTo,
    goToSubject,
    say: setSaid,
  };
}
