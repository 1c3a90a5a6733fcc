import { Link } from '@tanstack/react-router';
import {
  createContext,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import { moveCell } from '../../components/data-table/grid-navigation.ts';
import { useWorkbookId } from '../../host/context.tsx';
import { cx } from '../../lib/cx.ts';
import { DraftMark } from '../draft/draft-mark.tsx';
import { useDrafted } from '../draft/use-draft.ts';
import styles from './pane.module.css';
import { type CardBeside, type ListOfDuties, useCardBeside } from './use-card-beside.tsx';
import { WithPane } from './with-pane.tsx';

type Entered = Omit<CardBeside, 'pane'> & {
  readonly drafted: ReadonlySet<string>;
  /** A grid in the list leads the card while it is there. */
  readonly lead: (grid: ListOfDuties | null) => void;
};
const CardListContext = createContext<Entered | null>(null);
const PLACE = 'data-duty';
const LINE = 'data-line';
/** For a link to something else that stands in the same list: the arrows stop at it as well. */
export const listLine = { [LINE]: '' };
/** What Page Up and Page Down move by. */
const PAGE = 10;

/**
 * A list whose links name duties, with the card beside it. Whatever is between them, `CardLink`s inside open it, and the arrows go
 * from one to the next. What has arrows of its own, as a grid has, keeps them.
 */
export function CardList(props: {
  /** Refs of the duties in the order in which their links stand; left out, the links that are on the page. */
  readonly order?: readonly string[];
  readonly children: ReactNode;
}) {
  const here = useRef<HTMLDivElement>(null);
  /** A duty may stand in several lines: the one that had the focus last is the one that is meant. */
  const last = useRef<HTMLElement | null>(null);
  const linkTo = (ref: string) =>
    last.current?.isConnected && last.current.getAttribute(PLACE) === ref
      ? last.current
      : (here.current?.querySelector<HTMLElement>(`a[${PLACE}="${CSS.escape(ref)}"]`) ?? null);
  const at = useRef<string | null>(null);
  const [grid, lead] = useState<ListOfDuties | null>(null);
  const beside = useCardBeside(
    grid ?? {
      order: props.order ?? linkedIn(here.current),
      onGo: (ref) => linkTo(ref)?.scrollIntoView({ block: 'nearest' }),
      onLeave: () => {
        const link = at.current === null ? null : linkTo(at.current);
        (link ?? here.current?.querySelector<HTMLElement>(`a[${PLACE}]`) ?? here.current)?.focus();
      },
    },
  );
  if (beside.at !== null) at.current = beside.at;
  useCurrentInView(here, beside.open);
  const drafted = useDrafted();
  return (
    <CardListContext value={{ ...beside, drafted, lead }}>
      <WithPane pane={beside.pane}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside take the focus, the keys reach the list from them */}
        <div
          ref={here}
          tabIndex={-1}
          className={styles.linked}
          onFocus={({ target }: FocusEvent<HTMLElement>) => {
            if (target.hasAttribute(PLACE)) last.current = target;
          }}
          onKeyDown={(event) => goThrough(event, beside.enter)}
        >
          {props.children}
        </div>
      </WithPane>
    </CardListContext>
  );
}

/** Beside a card that opens the list has less width: what was clicked may have gone out of sight, and comes back. */
function useCurrentInView(list: RefObject<HTMLElement | null>, open: boolean): void {
  useEffect(() => {
    if (!open || !list.current) return;
    let width = list.current.clientWidth;
    const watch = new ResizeObserver(() => {
      const now = list.current?.clientWidth ?? width;
      if (now !== width) list.current?.querySelector('a[aria-current]')?.scrollIntoView({ block: 'nearest' });
      width = now;
    });
    watch.observe(list.current);
    return () => watch.disconnect();
  }, [list, open]);
}

/**
 * For a grid inside a `CardList`: its card stands where that of the links does, with all the height of the screen, and goes on through
 * the rows of the grid. Closed when the grid goes.
 */
export function useCardInList({ order, onGo, onLeave }: ListOfDuties): Omit<CardBeside, 'pane'> {
  const list = useContext(CardListContext);
  if (!list) throw new Error('A grid has its card in the list that it stands in.');
  const { lead, close } = list;
  useEffect(() => lead({ order, onGo, onLeave }), [lead, order, onGo, onLeave]);
  useEffect(
    () => () => {
      lead(null);
      close();
    },
    [lead, close],
  );
  return list;
}

/** The arrows (with Home, End and the pages) of a list whose lines are links; Right goes into the card, as Enter does. */
function goThrough(event: KeyboardEvent<HTMLElement>, enter: (ref: string) => void): void {
  const { currentTarget: list, target, key } = event;
  if (event.defaultPrevented || !(target instanceof HTMLElement)) return;
  if (key === 'ArrowRight') {
    const { ctrlKey, metaKey, altKey, shiftKey } = event;
    // A button beside the link is the last stop of its row.
    const link = target.closest(`a[${PLACE}], [role="row"]`);
    const ref = (link?.matches('a') ? link : link?.querySelector(`a[${PLACE}]`))?.getAttribute(PLACE);
    if (!ref || ctrlKey || metaKey || altKey || shiftKey) return;
    event.preventDefault();
    enter(ref);
    return;
  }
  const lines = [...list.querySelectorAll<HTMLElement>(`a[${LINE}]`)];
  const row = lines.indexOf(target);
  const to =
    row < 0 ? null : moveCell({ row, column: 0 }, event, { rows: lines.length, columns: 1, page: PAGE });
  if (to === null || to.row === row) return;
  event.preventDefault();
  lines[to.row]?.focus();
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
      {...{ ...listLine, [PLACE]: ref }}
      onClick={open}
      onFocus={() => list?.follow(ref)}
      preload={false}
    >
      {list?.drafted.has(ref) && <DraftMark />}
      {props.children}
    </Link>
  );
}
