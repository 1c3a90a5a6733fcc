import { useCallback, useEffect, useRef, useState } from 'react';
import type { Card, Walk, WalkSubject } from '../../../../main/contract/assignments.ts';
import { useDemarcData } from '../../../host/queries.ts';
import { pastedAddress, useAttachments } from '../use-attachments.ts';
import { useStored } from '../use-stored.ts';
import { useWalk } from '../use-walk.ts';
import { AnswerBar } from './answer-bar.tsx';
import { CardView } from './card-view.tsx';
import { DropTarget } from './drop-target.tsx';
import { LastAnswerStrip } from './last-answer-strip.tsx';
import { ServiceHeader } from './service-header.tsx';
import { SidePanel } from './side-panel.tsx';
import { SubjectList } from './subject-list.tsx';
import styles from './walk.module.css';
import { WalkKeys } from './walk-keys.tsx';

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
  const [goOn, setGoOn] = useStored('demarc-go-on', true);
  const control = useWalk(wanted, card, parties, { readOnly: info.readOnly, goOn });
  const { say } = control;
  const attachments = useAttachments(useCallback((text: string) => say(text), [say]));
  const [linking, setLinking] = useState(false);
  const article = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);

  // A new card takes the focus, so that its keys work at once and its question is read aloud.
  const { ref } = card;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each card
  useEffect(() => {
    setLinking(false);
    scroller.current?.scrollTo({ top: 0 });
    if (!document.activeElement?.matches('input[type="search"]'))
      article.current?.focus({ preventScroll: true });
  }, [ref]);
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const target = event.target;
      if (target instanceof HTMLElement && target.matches('input, textarea, select')) return;
      const address = pastedAddress(event.clipboardData?.getData('text/plain') ?? '');
      if (!address || (event.clipboardData?.files.length ?? 0) > 0) return;
      event.preventDefault();
      void attachments.addLink(ref, address);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [attachments, ref]);

  return (
    <DropTarget disabled={control.locked} onFiles={(files) => attachments.give(ref, files)}>
      <WalkKeys
        wanted={wanted}
        control={control}
        article={article}
        subjects={subjects}
        onPickEvidence={() => attachments.pick(ref)}
        onAddLink={() => setLinking(true)}
      />
      <div className={styles.screen}>
        <SubjectList subjects={subjects} walk={walk} current={subject} card={ref} />
        <div className={styles.centre}>
          <ServiceHeader card={card} walk={walk} control={control} />
          <LastAnswerStrip control={control} walk={walk} goOn={goOn} onGoOn={setGoOn} />
          <div ref={scroller} data-scroller className={styles.scroll}>
            <CardView key={ref} ref={article} control={control} />
          </div>
          <AnswerBar control={control} walk={walk} />
        </div>
        <SidePanel
          control={control}
          walk={walk}
          attachments={attachments}
          linking={linking}
          onLinking={setLinking}
        />
      </div>
    </DropTarget>
  );
}
