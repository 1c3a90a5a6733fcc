import { useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Card, MisconceptionWarning, Ownership } from '../../../main/contract/assignments.ts';
import type { Party } from '../../../main/contract/parties.ts';
import { kindsById, namesById, ownershipOf, partiesOf } from '../../../main/domain/ownership.ts';
import {
  type Answer,
  type AnswerAs,
  acceptedAnswer,
  differs,
  ownersFor,
  type Sides,
  sidesOf,
} from '../../components/ownership/answers.ts';
import { useAnswering } from '../../components/ownership/use-answering.ts';
import { cardAfterAnswer, recordedWords } from '../../components/ownership/walking.ts';
import { useClient, useSaves, useWorkbookId } from '../../host/context.tsx';
import { keyOf } from '../../host/invalidation.ts';
import { useQueryCache } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { formatCount } from '../../lib/format.ts';
import { toggleParty } from './model.ts';

/** What is open above the answer bar. */
export type Panel =
  | { readonly kind: 'not-applicable' }
  | { readonly kind: 'misconception'; readonly warning: MisconceptionWarning; readonly answer: Answer };

/** What was recorded last, so that it can be explained or taken back from the next card. */
export type Last = LastAnswer | LastBulk;
export interface LastBulk {
  readonly kind: 'bulk';
  readonly text: string;
  readonly refs: readonly string[];
}
export interface LastAnswer {
  readonly kind: 'answer';
  readonly ref: string;
  readonly name: string;
  readonly ownership: Ownership;
  readonly differs: boolean;
  readonly rev: number;
}

export interface WalkControl {
  readonly card: Card;
  readonly parties: readonly Party[];
  readonly sides: Sides;
  /** Nothing can be changed: read-only file, or an answer accepted in review. */
  readonly locked: boolean;
  readonly panel: Panel | null;
  readonly picked: readonly string[];
  readonly last: Last | null;
  /** For the live region. */
  readonly said: string;
  /** True while an answer is on its way or the next card is not there yet. */
  isBusy(): boolean;
  answerAs(as: AnswerAs): void;
  accept(): void;
  askNotApplicable(): void;
  recordNotApplicable(reason: string): void;
  takeSuggestion(): void;
  recordAnyway(reason: string): void;
  closePanel(): void;
  pick(party: string): void;
  takeBack(ref: string): void;
  takeBackAll(refs: readonly string[]): void;
  acceptAll(scope: { readonly domain?: string; readonly confirmLater: boolean }): void;
  goTo(ref: string | null): void;
  goToSubject(subject: string | null): void;
  say(text: string): void;
}

/** Everything one does with the card in view, by key or by mouse. */
export function useWalk(
  ref: string,
  card: Card,
  parties: readonly Party[],
  options: { readonly readOnly: boolean; readonly goOn: boolean },
): WalkControl {
  const workbook = useWorkbookId();
  const navigate = useNavigate();
  const router = useRouter();
  const client = useClient();
  const cache = useQueryCache();
  const saves = useSaves();
  const answering = useAnswering();
  const clear = useCommand('assignments.clear');
  const acceptSuggestions = useCommand('assignments.acceptSuggestions');
  const [panel, setPanel] = useState<Panel | null>(null);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [last, setLast] = useState<Last | null>(null);
  const [said, setSaid] = useState('');
  const busy = useRef(false);
  const heading = useRef<string | null>(null);
  const sides = sidesOf(parties, card.subject.ref);
  const locked = options.readOnly || card.assignment?.review === 'accepted';

  // What was open belongs to the card that was left.
  const [shown, setShown] = useState(ref);
  if (shown !== ref) {
    setShown(ref);
    setPanel(null);
    setPicked([]);
  }
  // Whoever has gone elsewhere meanwhile must not be called back by an answer that is late.
  const here = useRef<string | null>(ref);
  useEffect(() => {
    here.current = ref;
    return () => {
      here.current = null;
    };
  }, [ref]);
  useEffect(() => {
    heading.current = null;
    if (!options.readOnly)
      void client.call('assignments.setPosition', { ref }, workbook).catch(() => undefined);
  }, [client, workbook, ref, options.readOnly]);

  const goTo = useCallback(
    (target: string | null) => {
      if (target === null || target === ref || here.current !== ref) return;
      // The next screen may still be loading; what counts is where one is going.
      if (!router.latestLocation.pathname.startsWith(`/w/${workbook}/walk`)) return;
      const slash = target.indexOf('/');
      heading.current = target;
      void navigate({
        to: '/w/$workbook/walk/{-$subject}',
        params: { workbook, subject: target.slice(0, slash) },
        search: { card: target.slice(slash + 1) },
      });
    },
    [navigate, router, workbook, ref],
  );
  const goToSubject = (subject: string | null) => {
    if (subject === null) return;
    void navigate({ to: '/w/$workbook/walk/{-$subject}', params: { workbook, subject }, search: {} });
  };

  const record = async (answer: Answer, reason?: string) => {
    if (locked || busy.current) return;
    busy.current = true;
    const outcome = await answering(ref, answer, reason === undefined ? {} : { reason });
    busy.current = false;
    if (outcome.kind === 'refused') return;
    if (outcome.kind === 'misconception') {
      setPanel({ kind: 'misconception', warning: outcome.warning, answer });
      return;
    }
    const ownership = ownershipOf(outcome.assignment);
    setPanel(null);
    setPicked([]);
    setSaid(recordedWords(ownership, namesById(parties)));
    setLast({
      kind: 'answer',
      ref,
      name: card.responsibility.name,
      ownership,
      differs:
        differs(ownership, card.suggestion.owner, kindsById(parties)) && !outcome.assignment.deviationReason,
      rev: outcome.assignment.rev,
    });
    const confirmed = card.assignment?.confirmLater === true;
    goTo(confirmed && options.goOn ? card.next : cardAfterAnswer(card, options.goOn));
  };

  const takeSuggestion = () => {
    const answer = acceptedAnswer(card.suggestion, sides);
    if (answer) void record(answer);
    else setSaid('This workbook has no party for this suggestion. Add one under Scope.');
  };
  const accept = () => {
    if (picked.length > 0) void record({ owners: [...picked] });
    else if (card.ownership.kind === 'unanswered') takeSuggestion();
    else if (card.assignment?.confirmLater) void record(sameAnswer(card));
    else goTo(card.next);
  };
  const takeBack = async (target: string) => {
    await saves.flush(`assignment:${target}`);
    const attempt = await clear.run({ ref: target });
    if (!attempt.ok) return;
    setLast(null);
    setSaid('Answer taken back.');
  };

  const acceptAll: WalkControl['acceptAll'] = async ({ domain, confirmLater }) => {
    if (options.readOnly) return;
    const attempt = await acceptSuggestions.run({
      subject: card.subject.ref,
      confirmLater,
      ...(domain === undefined ? {} : { domain }),
    });
    if (!attempt.ok) return;
    const { accepted } = attempt.value;
    const where = domain === undefined ? card.subject.label : card.domain.name;
    const later = confirmLater ? ', to be confirmed later' : '';
    const text =
      accepted.length === 0
        ? `Nothing was left to accept on ${where}. Parked duties wait for their own answer.`
        : `Accepted ${formatCount(accepted.length, 'suggestion')} on ${where}${later}.`;
    setLast({ kind: 'bulk', text, refs: accepted });
    setSaid(text);
    await cache.refresh('assignments.card', { ref });
    const fresh = cache.raw.getQueryData<Card>(keyOf(workbook, 'assignments.card', { ref }));
    goTo(fresh?.nextOpen ?? null);
  };
  const takeBackAll = async (refs: readonly string[]) => {
    for (const target of refs) if (!(await clear.run({ ref: target })).ok) return;
    setLast(null);
    setSaid(`${formatCount(refs.length, 'answer')} taken back.`);
  };

  return {
    card,
    parties,
    sides,
    locked,
    panel,
    picked,
    last,
    said,
    isBusy: () => busy.current || (heading.current !== null && heading.current !== ref) || card.ref !== ref,
    answerAs: (as) => {
      const owners = ownersFor(as, sides);
      if (owners) void record({ owners });
      else setSaid('This workbook has no party for that side. Add one under Scope.');
    },
    accept,
    askNotApplicable: () => !locked && setPanel({ kind: 'not-applicable' }),
    recordNotApplicable: (reason) => void record({ notApplicable: reason }),
    takeSuggestion,
    recordAnyway: (reason) => panel?.kind === 'misconception' && void record(panel.answer, reason),
    closePanel: () => setPanel(null),
    pick: (party) => !locked && setPicked((now) => toggleParty(now, party, parties)),
    takeBack: (target) => void takeBack(target),
    takeBackAll: (refs) => void takeBackAll(refs),
    acceptAll: (scope) => void acceptAll(scope),
    goTo,
    goToSubject,
    say: setSaid,
  };
}

/** The answer as recorded, to confirm it. */
function sameAnswer(card: Card): Answer {
  if (card.assignment?.notApplicable != null) return { notApplicable: card.assignment.notApplicable };
  return { owners: [...partiesOf(card.ownership)] };
}
