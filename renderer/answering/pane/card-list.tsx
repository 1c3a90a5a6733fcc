import { Link } from '@tanstack/react-router';
import { createContext, type MouseEvent, type ReactNode, useContext, useRef } from 'react';
import { useWorkbookId } from '../../host/context.tsx';
import { cx } from '../../lib/cx.ts';
import styles from './pane.module.css';
import { type CardBeside, useCardBeside } from './use-card-beside.tsx';
import { WithPane } from './with-pane.tsx';

type Entered = Pick<CardBeside, 'at' | 'enter' | 'follow'>;
const CardListContext = createContext<Entered | null>(null);
const PLACE = 'data-duty';

/** A list whose links name duties, with the card beside it. Whatever is between them, `CardLink`s inside open it. */
export function CardList(props: {
  /** Refs of the duties in the order in which their links stand; left out, the links that are on the page. */
  readonly order?: readonly string[];
  readonly isOpen?: (ref: string) => boolean;
  readonly children: ReactNode;
}) {
  const here = useRef<HTMLDivElement>(null);
  const linkTo = (ref: string) =>
    here.current?.querySelector<HTMLElement>(`a[${PLACE}="${CSS.escape(ref)}"]`) ?? null;
  const at = useRef<string | null>(null);
  const beside = useCardBeside({
    order: props.order ?? linkedIn(here.current),
    onGo: (ref) => linkTo(ref)?.scrollIntoView({ block: 'nearest' }),
    onLeave: () => {
      const link = at.current === null ? null : linkTo(at.current);
      (link ?? here.current?.querySelector<HTMLElement>(`a[${PLACE}]`) ?? here.current)?.focus();
    },
    ...(props.isOpen ? { isOpen: props.isOpen } : {}),
  });
  if (beside.at !== null) at.current = beside.at;
  return (
    <CardListContext value={beside}>
      <WithPane pane={beside.pane}>
        <div ref={here} tabIndex={-1} className={styles.linked}>
          {props.children}
        </div>
      </WithPane>
    </CardListContext>
  );
}

const linkedIn = (list: HTMLElement | null): readonly string[] => {
  const links = list?.querySelectorAll<HTMLElement>(`a[${PLACE}]`) ?? [];
  return [...new Set([...links].map((link) => link.getAttribute(PLACE) ?? ''))];
};

/** The way to a duty: in a list with its card the card opens beside it, elsewhere (and in a new tab) the walk-through. */
export function CardLink(props: {
  readonly subject: string;
  readonly responsibility: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const { subject, responsibility } = props;
  const list = useContext(CardListContext);
  const workbook = useWorkbookId();
  const ref = `${subject}/${responsibility}`;
  const open = (event: MouseEvent) => {
    if (!list || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    list.enter(ref);
  };
  const current = list?.at === ref;
  return (
    <Link
      to="/w/$workbook/walk/{-$subject}"
      params={{ workbook, subject }}
      search={{ card: responsibility }}
      className={cx(props.className, current && styles.currentLink)}
      aria-current={current ? 'true' : undefined}
      {...{ [PLACE]: ref }}
      onClick={open}
      onFocus={() => list?.follow(ref)}
      preload={false}
    >
      {props.children}
    </Link>
  );
}
