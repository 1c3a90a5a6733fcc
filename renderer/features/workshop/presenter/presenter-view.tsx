import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useRef } from 'react';
import type { Card, Walk } from '../../../../main/contract/assignments.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { IconButton } from '../../../components/button/button.tsx';
import { suggestionWords } from '../../../components/ownership/answers.ts';
import { ProgressBar } from '../../../components/progress/progress.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData, useDemarcQuery } from '../../../host/queries.ts';
import { clockWords } from '../model.ts';
import { AnswerRow } from './answer-row.tsx';
import { BigHalves } from './big-halves.tsx';
import styles from './presenter.module.css';
import { PresenterKeys } from './presenter-keys.tsx';
import { type Presenter, usePresenter } from './use-presenter.ts';
import { useTimer } from './use-timer.ts';

/** What the projector shows: the service, one question, both halves, the room's decision, and what is parked. */
export function PresenterView(props: { readonly wanted: string; readonly card: Card; readonly walk: Walk }) {
  const { wanted, card, walk } = props;
  const parties = useDemarcData('parties.list', {});
  const info = useDemarcData('workbook.info', {});
  const subjects = useDemarcData('assignments.subjects', {});
  const workbook = useWorkbookId();
  const navigate = useNavigate();
  const control = usePresenter(wanted, card, parties, info.readOnly);
  const article = useRef<HTMLElement>(null);
  const id = useId();

  // A new card takes the focus, so that its keys work at once and its question is read aloud.
  const { ref } = card;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each card
  useEffect(() => {
    article.current?.focus({ preventScroll: true });
    article.current?.scrollTo({ top: 0 });
  }, [ref]);
  const leave = () => void navigate({ to: '/w/$workbook/workshop', params: { workbook } });

  return (
    <div className={styles.screen}>
      <PresenterKeys control={control} article={article} subjects={subjects} onLeave={leave} />
      <Head card={card} walk={walk} readOnly={info.readOnly} onLeave={leave} />
      <article
        ref={article}
        tabIndex={-1}
        aria-labelledby={`${id}-name ${id}-question`}
        className={styles.card}
      >
        <header>
          <p className={styles.eyebrow}>
            {card.domain.name} <span aria-hidden="true">›</span>{' '}
            <span id={`${id}-name`} className={styles.name}>
              {card.responsibility.name}
            </span>
            {card.assignment?.parked && <Badge tone="warn">Parked</Badge>}
            {card.assignment?.confirmLater && <Badge tone="note">To be confirmed: Enter</Badge>}
            {card.assignment?.review === 'accepted' && <Badge tone="good">Accepted in review</Badge>}
          </p>
          <h2 id={`${id}-question`} className={styles.question}>
            {card.responsibility.question}
          </h2>
        </header>
        <BigHalves control={control} />
        <Beside control={control} walk={walk} />
      </article>
      <AnswerRow control={control} />
    </div>
  );
}

function Head(props: {
  readonly card: Card;
  readonly walk: Walk;
  readonly readOnly: boolean;
  readonly onLeave: () => void;
}) {
  const { card, walk } = props;
  const agenda = useDemarcQuery('workshop.agenda', {});
  const meetings = useDemarcQuery('workshop.meetings', {});
  const running = meetings.data?.some((meeting) => meeting.running) ?? false;
  const seconds = useTimer(card.subject.ref, running && !props.readOnly);
  const before = agenda.data?.find((item) => item.ref === card.subject.ref)?.secondsNow ?? 0;
  const answered = walk.items.filter((item) => item.ownership.kind !== 'unanswered').length;
  return (
    <header className={styles.head}>
      <IconButton icon="back" label="Leave the presenter view" onClick={props.onLeave} />
      <h1 className={styles.service}>
        {card.subject.label}
        {card.subject.kind === 'service' && <span className={styles.detail}>{card.subject.detail}</span>}
      </h1>
      <div className={styles.progress}>
        <span>
          Duty {card.index + 1} of {card.total}, {answered} answered
        </span>
        <ProgressBar label={`Answered for ${card.subject.label}`} done={answered} total={walk.items.length} />
      </div>
      <div
        role="timer"
        aria-label={`Time on ${card.subject.label}`}
        className={styles.timer}
        title={
          running
            ? 'Kept with the running meeting'
            : 'Begin a meeting on the workshop screen to keep the time'
        }
      >
        {clockWords(before + seconds)}
      </div>
    </header>
  );
}

/** What stands beside the answer: the suggestion, decisions already taken, and what else waits for this service. */
function Beside({ control, walk }: { readonly control: Presenter; readonly walk: Walk }) {
  const { card, sides } = control;
  const decisions = useDemarcQuery('workshop.decisions', { ref: card.ref });
  const parked = walk.items.filter((item) => item.parked && item.ref !== card.ref);
  return (
    <dl className={styles.beside}>
      <div>
        <dt>Suggested</dt>
        <dd>
          {sentence(suggestionWords(card.suggestion.owner, sides))} {card.suggestion.why}
        </dd>
      </div>
      {card.misconception && (
        <div className={styles.believed}>
          <dt>Often believed</dt>
          <dd>
            “{card.misconception.belief}” {card.misconception.correction}
          </dd>
        </div>
      )}
      {(decisions.data ?? []).map((decision) => (
        <div key={decision.number}>
          <dt>Decided</dt>
          <dd>{decision.text}</dd>
        </div>
      ))}
      {card.assignment?.note && (
        <div>
          <dt>Note</dt>
          <dd>{card.assignment.note}</dd>
        </div>
      )}
      {parked.length > 0 && (
        <div>
          <dt>Parked</dt>
          <dd>{parked.map((item) => item.name).join(', ')}</dd>
        </div>
      )}
    </dl>
  );
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
