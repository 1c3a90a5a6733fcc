import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Card } from '../../../main/contract/assignments.ts';
import { buttonClass, IconButton } from '../../components/button/button.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { failureOf, whyNothing } from '../../host/call-error.ts';
import { useWorkbookId } from '../../host/context.tsx';
import { useDemarcQuery, useQueryCache } from '../../host/queries.ts';
import { cx } from '../../lib/cx.ts';
import type { CardOptions } from '../card-control.ts';
import { CardKeys } from '../card-keys.tsx';
import { CardView } from '../card-view.tsx';
import type { CardAct } from '../keys.ts';
import here from '../keys-here.module.css';
import { AnswerBar } from '../parts/answer-bar.tsx';
import { CardEvidenceParts } from '../parts/card-evidence.tsx';
import { DropTarget } from '../parts/drop-target.tsx';
import { useCard } from '../use-card.ts';
import { useCardEvidence } from '../use-card-evidence.ts';
import { useGoOn } from '../use-go-on.ts';
import { tellsLast, useSaid } from '../use-said.ts';
import { placesIn } from './order.ts';
import styles from './pane.module.css';
import { useIsOpen } from './use-is-open.ts';
import { usePaneFocus } from './use-pane-focus.ts';

export interface CardPaneProps {
  /** The duty: `orders-db/os-patching`. */
  readonly at: string;
  /** The refs of the list beside it, in its order and filter: where next and previous lead to. */
  readonly order: readonly string[];
  /** Another duty is gone to: the list puts its focus row there, and gives it back as `at`. */
  readonly onGo: (ref: string) => void;
  readonly onClose: () => void;
  /** Which of the list are open, where the list has that at hand; else it is read. */
  readonly isOpen?: (ref: string) => boolean;
  /** The key of a line for which the card was opened. */
  readonly first?: CardAct | null;
  /** Takes the focus back to the row; without it the focus goes to where it came from. */
  readonly onLeave?: () => void;
}

/** The whole card of one duty in one column, beside the list that it stands in. */
export function CardPane(props: CardPaneProps) {
  const { at, order } = props;
  const cache = useQueryCache();
  const card = useDemarcQuery('assignments.card', { ref: at }, { keepPrevious: true });
  // Without them a key would be told that there is nobody to answer for, or that nothing may be changed.
  const parties = useDemarcQuery('parties.list', {});
  const info = useDemarcQuery('workbook.info', {});
  const stood = useRef(0);
  const isOpen = useIsOpen(props.isOpen === undefined);
  const places = placesIn(order, at, stood.current, props.isOpen ?? isOpen);
  useEffect(() => {
    stood.current = places.at;
  });
  const { previous, next } = places;
  useEffect(() => {
    for (const ref of [next, previous]) if (ref !== null) cache.prefetch('assignments.card', { ref });
  }, [cache, next, previous]);

  const problem = whyNothing(card) ?? whyNothing(parties) ?? whyNothing(info);
  if (problem)
    return (
      <aside className={styles.pane} aria-label="Card" data-pane>
        <Notice tone="bad" title="This card cannot be shown">
          {failureOf(problem).message} Recorded answers are not affected.
        </Notice>
      </aside>
    );
  if (!card.data || !parties.data || !info.data)
    return <aside className={styles.pane} aria-label="Card" aria-busy="true" data-pane />;
  const { readOnly } = info.data;
  return <Pane {...props} card={card.data} places={places} parties={parties.data} readOnly={readOnly} />;
}

type PaneProps = CardPaneProps &
  Pick<CardOptions, 'parties' | 'readOnly'> & {
    readonly card: Card;
    readonly places: ReturnType<typeof placesIn>;
  };
function Pane(props: PaneProps) {
  const { at, card, places, parties, readOnly } = props;
  const [goOn] = useGoOn();
  const root = useRef<HTMLElement>(null);
  const article = useRef<HTMLElement>(null);
  const focus = usePaneFocus(root, card.ref, props.onLeave);
  const control = useSaid(
    useCard(at, card, {
      parties,
      readOnly,
      goOn,
      places,
      go: (ref) => {
        props.onGo(ref);
        return true;
      },
    }),
  );
  const evidence = useCardEvidence(control);
  const { ref } = card;
  return (
    <aside
      ref={root}
      className={cx(styles.pane, here.here)}
      aria-label={`Card: ${card.responsibility.name}, ${card.subject.label}`}
      data-pane
      data-card
      data-answers
      data-ref={ref}
    >
      <CardKeys
        control={control}
        size="pane"
        root={root}
        onPickEvidence={() => evidence.attachments.pick(ref)}
        onAddLink={() => evidence.setLinking(true)}
        onLeave={focus.leave}
        first={props.first ?? null}
      />
      <Head
        card={card}
        onClose={() => {
          focus.leave();
          props.onClose();
        }}
      />
      <DropTarget disabled={control.locked} onFiles={(files) => evidence.attachments.give(ref, files)}>
        <div data-scroller className={styles.scroll}>
          <CardView
            key={ref}
            ref={article}
            control={control}
            evidence={<CardEvidenceParts control={control} evidence={evidence} />}
          />
        </div>
      </DropTarget>
      {/* Above the answers, so that none of them moves under the mouse. */}
      <p
        role="status"
        className={control.said === '' || tellsLast(control) ? 'visually-hidden' : styles.said}
      >
        {control.said}
      </p>
      <AnswerBar control={control} size="pane" />
    </aside>
  );
}

function Head(props: { readonly card: Card; readonly onClose: () => void }) {
  const { subject, responsibility } = props.card;
  const workbook = useWorkbookId();
  return (
    <header className={styles.head}>
      <div className={styles.subject}>
        <strong dir="auto">{subject.label}</strong> <span className={styles.detail}>{subject.detail}</span>
      </div>
      <Link
        to="/w/$workbook/walk/{-$subject}"
        params={{ workbook, subject: subject.ref }}
        search={{ card: responsibility.id }}
        className={buttonClass('quiet', 'small')}
        title="Open this duty in the walk-through"
      >
        Walk-through
      </Link>
      <IconButton icon="close" label="Close the card" onClick={props.onClose} />
    </header>
  );
}
