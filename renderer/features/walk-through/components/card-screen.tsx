import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Card, Walk, WalkSubject } from '../../../../main/contract/assignments.ts';
import { CardKeys } from '../../../answering/card-keys.tsx';
import { CardView } from '../../../answering/card-view.tsx';
import here from '../../../answering/keys-here.module.css';
import { AnswerBar } from '../../../answering/parts/answer-bar.tsx';
import { DropTarget } from '../../../answering/parts/drop-target.tsx';
import { useCard } from '../../../answering/use-card.ts';
import { useCardEvidence } from '../../../answering/use-card-evidence.ts';
import { useGoOn } from '../../../answering/use-go-on.ts';
import { neighbourSubject } from '../../../components/ownership/walking.ts';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { cx } from '../../../lib/cx.ts';
import { BulkMenu } from './bulk-menu.tsx';
import { LastAnswerStrip } from './last-answer-strip.tsx';
import { ServiceHeader } from './service-header.tsx';
import { SidePanel } from './side-panel.tsx';
import { SubjectList } from './subject-list.tsx';
import styles from './walk.module.css';

/** The three zones: where one is, the card, and the picture with evidence and help. */
export function CardScreen(props: {
  /** The card that the address names; `card` is the one before it while it is read. */
  readonly wanted: string;
  readonly card: Card;
  readonly walk: Walk;
  readonly subject: string;
  readonly subjects: readonly WalkSubject[];
}) {
  const { wanted, card, walk, subject, subjects } = props;
  const parties = useDemarcData('parties.list', {});
  const info = useDemarcData('workbook.info', {});
  const [goOn] = useGoOn();
  const control = useCard(wanted, card, {
    parties,
    readOnly: info.readOnly,
    goOn,
    places: card,
    ...useWalking(),
  });
  const evidence = useCardEvidence(control);
  const root = useRef<HTMLDivElement>(null);
  const article = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);

  // A new card takes the focus, so that its keys work at once and its question is read aloud.
  const { ref } = card;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each card
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    if (!document.activeElement?.matches('input[type="search"]'))
      article.current?.focus({ preventScroll: true });
  }, [ref]);

  return (
    <DropTarget disabled={control.locked} onFiles={(files) => evidence.attachments.give(ref, files)}>
      <CardKeys
        control={control}
        size="full"
        root={root}
        neighbour={(step) => neighbourSubject(subjects, card.subject.ref, step)}
        onPickEvidence={() => evidence.attachments.pick(ref)}
        onAddLink={() => evidence.setLinking(true)}
      />
      <div className={styles.screen}>
        <SubjectList subjects={subjects} walk={walk} current={subject} card={ref} />
        <div ref={root} data-card data-answers data-ref={ref} className={cx(styles.centre, here.here)}>
          <ServiceHeader card={card} walk={walk} control={control} />
          <LastAnswerStrip control={control} walk={walk} />
          <div ref={scroller} data-scroller className={styles.scroll}>
            <CardView key={ref} ref={article} control={control} />
          </div>
          <AnswerBar control={control} size="full" more={<BulkMenu control={control} walk={walk} />} />
        </div>
        <SidePanel control={control} walk={walk} evidence={evidence} />
      </div>
    </DropTarget>
  );
}

/** Where the walk-through goes: from card to card, and from service to service, by its address. */
function useWalking() {
  const workbook = useWorkbookId();
  const navigate = useNavigate();
  const router = useRouter();
  const to = '/w/$workbook/walk/{-$subject}';
  return {
    go: (target: string): boolean => {
      // The next screen may still be loading; what counts is where one is going.
      if (!router.latestLocation.pathname.startsWith(`/w/${workbook}/walk`)) return false;
      const slash = target.indexOf('/');
      void navigate({
        to,
        params: { workbook, subject: target.slice(0, slash) },
        search: { card: target.slice(slash + 1) },
      });
      return true;
    },
    goToSubject: (subject: string) => void navigate({ to, params: { workbook, subject }, search: {} }),
  };
}
