import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { HistoryLine } from '../../../main/contract/history.ts';
import { useLogRead } from '../../components/history/use-log-read.ts';
import { Notice } from '../../components/notice/notice.tsx';
import { FullPage } from '../../components/page/page.tsx';
import { useShortcut } from '../../components/shortcuts/shortcuts.tsx';
import { Split } from '../../components/side-panel/side-panel.tsx';
import { useDemarcData } from '../../host/queries.ts';
import { formatCount } from '../../lib/format.ts';
import { mayTakeFocus } from '../../lib/may-take-focus.ts';
import { asSoonAsThere } from '../../lib/when-there.ts';
import { EntryPanel } from './components/entry-panel.tsx';
import { Filters, isNarrowed, type SearchPatch } from './components/filters.tsx';
import { HistoryTable } from './components/history-table.tsx';
import styles from './history.module.css';
import { filterOf, type HistorySearch, withinOf } from './search.ts';
import { useLines } from './use-lines.ts';

const route = getRouteApi('/w/$workbook/history');

/** Who changed what, when, from what to what, why and by which way: the change log, newest first. */
export function HistoryScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  useLogRead();
  const filter = useMemo(() => filterOf(search), [search]);
  // Whoever comes back from a card stands on the line that led there.
  const [arrived] = useState({ rev: search.open ?? 1, filter, came: search.open !== undefined });
  const found = useDemarcData('history.find', { rev: arrived.rev, filter: arrived.filter });
  const start = arrived.came ? (found.offset ?? 0) : 0;
  const lines = useLines(filter, start);
  const change = useCallback(
    (patch: SearchPatch) =>
      void navigate({
        search: (now): HistorySearch =>
          Object.fromEntries(Object.entries({ ...now, ...patch }).filter(([, value]) => value !== undefined)),
        replace: true,
      }),
    [navigate],
  );
  const onOpen = useCallback((line: HistoryLine) => change({ open: line.rev }), [change]);
  useShortcut('v', 'Open the card of the open line', openCard, {
    group: 'History',
    enabled: search.open !== undefined,
  });
  const narrowed = isNarrowed(search);
  return (
    <FullPage
      title="History"
      lead={
        lines.total === null
          ? 'Reading the change log'
          : `${formatCount(lines.total, 'change')}, newest first. What became different since a snapshot or last year stands under Changes.`
      }
    >
      <div className={styles.listing}>
        <Filters search={search} onChange={change} />
        <Split
          panel={
            search.open === undefined ? null : (
              <EntryPanel
                key={search.open}
                rev={search.open}
                within={withinOf(search)}
                onDuty={(ref) => change({ ref })}
                onClose={() => change({ open: undefined })}
              />
            )
          }
        >
          {lines.error ? (
            <Notice tone="bad" title="The history could not be read">
              {lines.error.message}
            </Notice>
          ) : (
            lines.total !== null && (
              <KeepFocus
                list={JSON.stringify(filter)}
                isEmpty={lines.total === 0}
                open={search.open !== undefined}
              >
                <HistoryTable
                  // Another filter is another list, which begins at its first line.
                  key={JSON.stringify(filter)}
                  lines={lines}
                  open={search.open ?? null}
                  start={filter === arrived.filter ? start : 0}
                  onOpen={onOpen}
                  empty={emptyWords(search, narrowed)}
                />
              </KeepFocus>
            )
          )}
        </Split>
      </div>
    </FullPage>
  );
}

/**
 * Whoever stands in a list that gives way to another stands in that one: on its first line, or where it says that it is empty; and
 * whoever closes the details stands on a line.
 */
function KeepFocus(props: {
  readonly list: string;
  readonly isEmpty: boolean;
  readonly open: boolean;
  readonly children: ReactNode;
}) {
  const { list, isEmpty, open } = props;
  const frame = useRef<HTMLDivElement>(null);
  const inside = useRef(false);
  const wasOpen = useRef(open);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is what it waits for
  useEffect(() => {
    // Details that were open from the first have nobody else to give the focus back to.
    const closed = wasOpen.current && !open;
    wasOpen.current = open;
    if (!(inside.current || closed) || document.activeElement !== document.body) return undefined;
    return asSoonAsThere(
      () =>
        isEmpty
          ? frame.current
          : (frame.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]') ?? null),
      (found) => {
        if (mayTakeFocus(document.body)) found.focus();
      },
    );
  }, [list, isEmpty, open]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the focus is
    <div
      ref={frame}
      tabIndex={-1}
      className={styles.list}
      onFocus={() => {
        inside.current = true;
      }}
      onBlur={(event) => {
        inside.current = event.relatedTarget === null;
      }}
    >
      {props.children}
    </div>
  );
}

function emptyWords(search: HistorySearch, narrowed: boolean): string {
  if (search.ref !== undefined && Object.keys(filterOf(search)).length === 1)
    return 'Nothing was changed here yet.';
  return narrowed
    ? 'No change matches. Take a filter away, or search for fewer words.'
    : 'Nothing was recorded yet.';
}

/** The first card that the open details lead to. */
const openCard = () => document.querySelector<HTMLAnchorElement>('aside a[data-card]')?.click();
