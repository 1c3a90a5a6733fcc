import type { Card, Walk, WalkSubject } from '../../../../main/contract/assignments.ts';
import { CardKeys } from '../../../answering/card-keys.tsx';
import { CardView } from '../../../answering/card-view.tsx';
import here from '../../../answering/keys-here.module.css';
import { AnswerBar } from '../../../answering/parts/answer-bar.tsx';
import { BulkMenu } from '../../../answering/parts/bulk-menu.tsx';
import { DropTarget } from '../../../answering/parts/drop-target.tsx';
import { useCardScreen } from '../../../answering/use-card-screen.ts';
import { cx } from '../../../lib/cx.ts';
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
  const { ref } = card;
  const screen = useCardScreen({ screen: 'walk', wanted, card, subjects });
  const { control, evidence } = screen;
  return (
    <DropTarget disabled={control.locked} onFiles={(files) => evidence.attachments.give(ref, files)}>
      <CardKeys control={control} size="full" {...screen.keys} />
      <div className={styles.screen}>
        <SubjectList subjects={subjects} walk={walk} current={subject} card={ref} />
        <div ref={screen.root} data-card data-answers data-ref={ref} className={cx(styles.centre, here.here)}>
          <ServiceHeader card={card} walk={walk} control={control} />
          <LastAnswerStrip control={control} walk={walk} />
          <div data-scroller className={styles.scroll}>
            <CardView key={ref} ref={screen.article} control={control} />
          </div>
          <AnswerBar control={control} size="full" more={<BulkMenu control={control} walk={walk} />} />
        </div>
        <SidePanel control={control} walk={walk} evidence={evidence} />
      </div>
    </DropTarget>
  );
}
